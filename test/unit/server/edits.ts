import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';

const examples = readdirSync('examples')
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(join('examples', name), 'utf8'));

/** Long enough that its lists, its tools and their calls are each read by themselves. */
const manyTools = stringify(
  {
    name: 'Front desk',
    description: 'You answer the phone.\n\nGreet {{ guest }}.\n'.repeat(20),
    project: 42,
    provider: { type: 'vapi', agent_id: 'a', credentials: { api_key: '${env:KEY}' } },
    dynamic_variables: [{ name: 'guest', description: 'Who calls.' }],
    mock_tools: Array.from({ length: 6 }, (_, tool) => ({
      name: `tool_${tool}`,
      description: 'Looks something up: by its number, or by a name.\n'.repeat(3),
      mock_data: Array.from({ length: 4 }, (_, call) => ({
        input: { id: call, nested: { list: [1, { deep: true }] } },
        output: { status: 'ok', text: 'It is "there" already. '.repeat(8) },
      })),
      served_via: { type: 'mcp', mock_index: 1 },
    })),
  },
  { lineWidth: 100 },
);

/** Short enough that most edits meet where chunks begin and end. */
const short = [
  'name: a\nproject: 1\nmock_tools:\n- name: b\n- name: c\n',
  'a: 1\nb',
  '- a\n- b: 1\n  c: 2\n',
];

const pieces = [
  ...'\n|  |\t|: |- |"|\'|{|}|[|]|#|%|&a |*a|---\n|...\n|? |\r\n|\uFEFF|🚀|{{ a }}|${|\ud800|\0|,'.split(
    '|',
  ),
  '|',
  'x',
  'name: ',
  '\nproject: 1\n',
  '\n  - name: new\n',
  '\n    - input: {}\n      output: 1\n',
  'mock_tools:\n',
  '{ a: [1,\n2] }',
  '"a\n b"',
  '<<: *a\n',
];

type Change = (text: string, before: readonly string[]) => string;

const place = fc.double({ min: 0, max: 1, noNaN: true });

function lines(change: (all: string[], from: number, to: number) => string[]) {
  return fc.tuple(place, fc.nat({ max: 12 })).map(
    ([at, count]): Change =>
      (text) => {
        const all = text.split('\n');
        const from = Math.floor(at * all.length);
        return change(all, from, Math.min(all.length, from + count + 1)).join('\n');
      },
  );
}

const changeOf: Record<string, fc.Arbitrary<Change>> = {
  'type or paste': fc.tuple(place, fc.constantFrom(...pieces)).map(([at, put]) => (text) => {
    const offset = Math.floor(at * (text.length + 1));
    return text.slice(0, offset) + put + text.slice(offset);
  }),
  'take characters out': fc.tuple(place, fc.nat({ max: 30 })).map(([at, count]) => (text) => {
    const offset = Math.floor(at * (text.length + 1));
    return text.slice(0, offset) + text.slice(offset + count);
  }),
  'indent lines': lines((all, from, to) =>
    all.map((line, index) => (from <= index && index < to ? `  ${line}` : line)),
  ),
  'dedent lines': lines((all, from, to) =>
    all.map((line, index) => (from <= index && index < to ? line.replace(/^ {1,2}/, '') : line)),
  ),
  'comment lines': lines((all, from, to) =>
    all.map((line, index) => (from <= index && index < to ? `# ${line}` : line)),
  ),
  'take lines out': lines((all, from, to) => [...all.slice(0, from), ...all.slice(to)]),
  'paste lines again': lines((all, from, to) => [...all, ...all.slice(from, to)]),
  'move lines to the top': lines((all, from, to) => [
    ...all.slice(from, to),
    ...all.slice(0, from),
    ...all.slice(to),
  ]),
  'duplicate lines': lines((all, from, to) => [...all.slice(0, to), ...all.slice(from)]),
  undo: fc.constant((text, before) => before.at(-1) ?? text),
  'other line breaks': fc.constant((text) =>
    text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n'),
  ),
  'everything out': fc.constant(() => ''),
};

/** A spec and what becomes of it by some edits of all kinds: each text follows from the one before. */
export const editedTexts: fc.Arbitrary<string[]> = fc
  .tuple(
    fc.constantFrom(...examples, ...short, ...short, manyTools, manyTools, manyTools),
    fc.array(fc.oneof(...Object.values(changeOf)), { minLength: 1, maxLength: 8 }),
  )
  .map(([first, changes]) => {
    const texts = [first];
    for (const change of changes) texts.push(change(texts.at(-1) ?? '', texts.slice(0, -1)));
    return texts;
  });

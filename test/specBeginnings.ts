import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';

/** The texts of the examples. */
export const examples = readdirSync('examples')
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(join('examples', name), 'utf8'));

/** Long enough that its lists, its tools and their calls are each read by themselves. */
export const manyTools = stringify(
  {
    name: 'Front desk',
    description: 'You answer the phone.\n\nGreet {{ guest }}.\n'.repeat(16),
    project: 42,
    provider: { type: 'vapi', agent_id: 'a', credentials: { api_key: '${env:KEY}' } },
    dynamic_variables: [{ name: 'guest', description: 'Who calls.' }],
    mock_tools: Array.from({ length: 3 }, (_, tool) => ({
      name: `tool_${tool}`,
      description: 'Looks something up: by its number, or by a name.\n'.repeat(3),
      mock_data: Array.from({ length: 3 }, (_, call) => ({
        input: { id: call, nested: { list: [1, { deep: true }] } },
        output: { status: 'ok', text: 'It is "there" already. '.repeat(8) },
      })),
      served_via: { type: 'mcp', mock_index: 1 },
    })),
  },
  { lineWidth: 100 },
);

/** With a name in one item that stands in another as well. */
const anchored = manyTools.replace('tool_1', '&a tool_1').replace('tool_2', '*a');

/** Short enough that most edits meet where chunks begin and end. */
const short = [
  'name: a\nproject: 1\nmock_tools:\n- name: b\n- name: c\n',
  'a: 1\nb',
  '- a\n- b: 1\n  c: 2\n',
];

/** A text that somebody begins to edit: a whole spec, a part of one, or none. */
export const anyBeginning: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...examples) },
  { weight: 3, arbitrary: fc.constantFrom(...short) },
  { weight: 2, arbitrary: fc.constant(manyTools) },
  { weight: 1, arbitrary: fc.constant(anchored) },
  { weight: 1, arbitrary: fc.constant('') },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...examples), fc.nat())
      .map(([text, at]) => text.slice(0, at % text.length)),
  },
);

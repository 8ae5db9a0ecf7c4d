import type { Position, Range } from 'vscode-languageserver-types';

/** How the lines below the prompt are spent: on many tools, or on the mock entries of one tool. */
export type Shape = 'tools' | 'entries';

/** One change of the text, as an editor sends it. */
export interface Change {
  range: Range;
  text: string;
}

/**
 * A change and its undoing. Each gives other diagnostics than the text before, so that an answer
 * to it can be told from an old one.
 */
interface Toggle {
  steps: [Step, Step];
  /** The end of a line beside it, where text can be typed that changes no diagnostic. */
  typing: Position;
}

export interface Step {
  change: Change;
  /** Lines that then have diagnostics; undefined for other lines than in the unchanged text. */
  marked: number[] | undefined;
}

/** A spec with one mistake: the unknown key in its last line. */
export interface Spec {
  text: string;
  /** The lines with diagnostics as long as nothing is changed: the last. */
  marked: number[];
  toggles: Record<'top' | 'prompt' | 'deep' | 'syntax', Toggle>;
  /** In a key of a tool near the edits `deep`. */
  asked: Position;
  /** Touches the mistake, also when a line was put in above it. */
  lastLine: Range;
}

const promptBytes = 60_000;

/**
 * Writes a spec of about so many lines, the same one each time: from 1,000 lines on its prompt has
 * 60 KB, and tools take the rest.
 */
export function writeSpec(lines: number, shape: Shape): Spec {
  const start = head.length;
  const prompt = writePrompt(lines < 1000 ? 1500 : promptBytes);
  const before = [...head, ...prompt, ...variables];
  const tools = writeTools(Math.max(lines - before.length - 1, 12), shape);
  const all = [...before, ...tools, 'remarks: Not a key of a spec'];

  const last = all.length - 1;
  const inPrompt = start + Math.floor(prompt.length / 2);
  const middle = before.length + Math.floor(tools.length / 2);
  const output = all.findIndex((line, at) => at >= middle && line.includes('output:'));
  const description = all.findLastIndex(
    (line, at) => at <= output && line.includes('description:'),
  );
  const lineEnd = (line: number): Position => ({ line, character: all[line]?.length ?? 0 });
  const value = (all[description]?.indexOf(': ') ?? 0) + 2;
  return {
    text: `${all.join('\n')}\n`,
    marked: [last],
    asked: { line: description, character: 6 },
    lastLine: { start: { line: last, character: 0 }, end: { line: last + 1, character: 0 } },
    toggles: {
      top: renameKey(all, head.indexOf('agent_speaks_first: true'), last, lineEnd(0)),
      prompt: {
        steps: [
          { change: insert(lineEnd(inPrompt), '\n  '), marked: [last + 1] },
          {
            change: remove(lineEnd(inPrompt), { line: inPrompt + 1, character: 2 }),
            marked: [last],
          },
        ],
        typing: lineEnd(inPrompt - 1),
      },
      deep: addKey(output, last, lineEnd(description)),
      syntax: {
        steps: [
          { change: insert({ line: description, character: value }, '"'), marked: undefined },
          {
            change: remove(
              { line: description, character: value },
              { line: description, character: value + 1 },
            ),
            marked: [last],
          },
        ],
        typing: lineEnd(description),
      },
    },
  };
}

/** Makes the key of a line an unknown one, and mends it again. */
function renameKey(all: string[], line: number, last: number, typing: Position): Toggle {
  const end = { line, character: all[line]?.indexOf(':') ?? 0 };
  return {
    steps: [
      { change: insert(end, '_x'), marked: [line, last] },
      { change: remove(end, { line, character: end.character + 2 }), marked: [last] },
    ],
    typing,
  };
}

/** Puts a line with an unknown key before the key `output` of an entry, and takes it away again. */
function addKey(line: number, last: number, typing: Position): Toggle {
  const at = { line, character: 8 };
  return {
    steps: [
      { change: insert(at, 'note: 1\n        '), marked: [line, last + 1] },
      { change: remove(at, { line: line + 1, character: 8 }), marked: [last] },
    ],
    typing,
  };
}

function insert(at: Position, text: string): Change {
  return { range: { start: at, end: at }, text };
}

function remove(start: Position, end: Position): Change {
  return { range: { start, end }, text: '' };
}

const head = [
  'name: Northwind travel desk',
  'project: 42',
  'language: en',
  'agent_speaks_first: true',
  'provider:',
  '  type: self_hosted',
  'telephony:',
  '  inbound: true',
  '  phone_number: "+14155550130"',
  'description: |',
];

const variables = [
  'dynamic_variables:',
  '  - name: customer_name',
  '    description: First and last name of the caller',
  '  - name: booking_code',
  '    description: Six letters and digits, for example `K7QX2M`',
];

const paragraphs = [
  'Greet {{ customer_name }} by name and ask how you can help; let them finish. Look the trip up with the tools. If it is not there, ask for the code, letter by letter, and read it back.',
  '- Prices only come from tools: do not guess, and do not promise a refund. A change within two hours of departure goes to a person: hand over, and stay on the line until they have answered.',
  'Say what you have found in one sentence: route, day, time. Offer at most two ways to solve the problem, and say of each what it costs. Repeat the choice and wait for a clear yes.',
  'Caller: "My flight from Oslo just got cancelled, I am stuck." You: "I am sorry, that is a bad start to the day. One moment, I am looking at your trip {{ booking_code }}."',
  '- When the caller is upset, name the feeling once, then go on helping. Never ask for card numbers; if someone starts to read one out, interrupt politely and tell them why.',
];

/** The lines of a prompt of about so many bytes, in paragraphs of three sentences. */
function writePrompt(bytes: number): string[] {
  const lines: string[] = [];
  let written = 0;
  for (let n = 0; written < bytes; n += 1) {
    const line = `  ${n % 8 === 0 ? `# Part ${n / 8 + 1}` : paragraphs[n % paragraphs.length]}`;
    lines.push(line);
    written += line.length + 1;
  }
  return lines;
}

/** The lines of `mock_tools`, about so many. */
function writeTools(lines: number, shape: Shape): string[] {
  const written = ['mock_tools:'];
  for (let n = 1; written.length < lines; n += 1) {
    if (shape === 'tools' || n === 1) written.push(...writeTool(n));
    written.push(...writeEntry(n));
    if (shape === 'tools') written.push(...writeEntry(n + 1));
  }
  return written;
}

function writeTool(n: number): string[] {
  return [
    `  - name: find_order_${n}`,
    `    description: Finds an order of customer ${n} by its number`,
    '    mock_data:',
  ];
}

function writeEntry(n: number): string[] {
  return [
    `      - input: { order_id: "A${n}", verbose: ${n % 2 === 0} }`,
    '        output:',
    `          status: ${n % 3 === 0 ? 'shipped' : 'open'}`,
    `          total: ${n}.5`,
    '          lines:',
    `            - { sku: "S-${n}", count: ${(n % 4) + 1} }`,
  ];
}

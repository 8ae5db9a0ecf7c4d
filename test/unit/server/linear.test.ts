import { expect, test } from 'vitest';
import { SpecDocument } from '../../../server/src/document/specDocument';
import { supportOf } from '../../../server/src/features/clientSupport';
import { codeActions } from '../../../server/src/features/codeActions';
import { diagnostics } from '../../../server/src/features/diagnostics';
import { documentLinks } from '../../../server/src/features/documentLinks';
import { documentSymbols } from '../../../server/src/features/documentSymbols';
import { foldingRanges } from '../../../server/src/features/foldingRanges';
import { semanticTokens } from '../../../server/src/features/semanticTokens';
import { errorsByPath } from '../../../server/src/request/apiErrors';
import { previewOf } from '../../../server/src/request/request';
import type { JsonValue } from '../../../shared/src/messages';
import { times } from '../../runs';

const support = supportOf({ capabilities: {} });

/** UTF-16 units of the shorter of two inputs; the longer has four times as many. */
const size = 6_250 * Math.min(times, 8);

/** What takes less CPU time (ms) than this is quick enough, however it grows. */
const quick = 10;

/** Inputs of four times the size may take so many times as long; sixteen times is quadratic. */
const mostTimes = 6.4;

/** Other work on the machine disturbs a measurement: the best of so many counts. */
const tries = 6;

function cpuTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Holds the time that something takes to the size of its input. */
function expectLinear(work: (size: number) => void): void {
  let best = Number.POSITIVE_INFINITY;
  for (let n = 0; n < tries; n += 1) {
    const long = cpuTime(() => work(4 * size));
    if (long <= quick) return;
    best = Math.min(best, long / cpuTime(() => work(size)));
    if (best < mostTimes) return;
  }
  expect(best).toBeLessThan(mostTimes);
}

/** What a server does with a text that is open, or lies in a folder. */
function readAll(text: string): void {
  const document = SpecDocument.create('file:///a.cekura-agent.yaml', 1, text);
  const found = diagnostics(document, support);
  for (const diagnostic of found.slice(0, 1))
    codeActions(document, diagnostic.range, { diagnostics: [diagnostic] }, support);
  documentSymbols(document);
  documentLinks(document);
  foldingRanges(document);
  semanticTokens(document);
  previewOf(document);
}

/** A beginning, what is repeated until the input is long enough, and an end. */
test.each<[begin: string, repeated: string, end: string]>([
  ['a', ' ', 'x'],
  ['telephony:\n', '[\n', ''],
  ['', 'a:\n[\n', ''],
  ['telephony:\n{\n', '"a": 1,\n', '}\n'],
  ['description: You are Mia.\n', 'word\nBe kind to all.\n', ''],
  ['description: |\n', '# Role\n', 'You are Mia.\n'],
  ['description: |\n', '# Role\n  You are Mia.\n', ''],
  ['description: You are Mia.\n', '- Be kind.\n', 'a\n'],
  ['mock_tools:\n', '  - description:\n{"a": 1}\n', ''],
  ['mock_tools:\n', '  - description: |\nBe kind to all.\n', ''],
  ['{\n', '/* a\n', '}'],
  ['{', ' /*', '}'],
  ['a: [', '{{ ', ']'],
  ['a: [', '{{ a }} ', ']'],
  ['telephony:\n', '  * a\n', ''],
  ['a: @\nb:\n', '  a:\n', ''],
  ['```', '\n', '```'],
  ['', '\n', '```\nname: a\n'],
  ['```\nname: a\n', '```\n', '```\n'],
  ['Spec:\n```\nname: a\n```\n', 'word\n', ''],
  ['a = {"name": "a", "b": [', '{},', ']}'],
  ['a = {"name": "a"', '{', ''],
  ['{% if a %}\n', 'b: c\n', '{% endif %}\n'],
  ['', '{% if a %}\n', 'b: c\n'],
  ['description:|\n', '  a\n', 'b\n'],
  ['description: """\n', '  a\n', '  """\n'],
  ['a: {}', '}', '\n'],
  ['description: a\nRules:\n', 'Be kind.\n', ''],
  ['name ', '= ', ''],
  ['a', ' ', '#\n  b: c'],
  ['name:', ' ', 'x'],
  ['name: a', ' ', 'x: "'],
  ['name: a\n', ' ', 'x'],
  ['"a"', ' ', 'x'],
  ["'a'", ' ', 'x'],
  ['name: "', 'a ', ''],
  ['name: "', '\\\\', 'x'],
  ['name: [', '[a,', ''],
  ['name: {', 'a: ', ''],
  ['name: [', 'a, ', 'b'],
  ['name: ', 'a: ', ''],
  ['name: ', '- ', ''],
  ['', '- ', 'a'],
  ['- ', 'a: ', '\n'],
  ['name: ', '#', ''],
  ['name: a', ' #', '\u2028"'],
  ['!', '#', '\u2028a'],
  ['!', 'a', ' b'],
  ['', '\u2028', 'a'],
  ['', '\r', 'a'],
  ['', '\u00a0', 'a'],
  ['a: b\n', '\t', 'c'],
  ['description: ', 'https://', '{'],
  ['description: https://a.example/', '.', '{ a'],
  ['description: https://a.example/', '.', 'a'],
  ['description: ', '{{ ', 'a'],
  ['description: ', '{{ a', ' '],
  ['description: ', '${', 'file:'],
  ['description: ', '${file:', 'a'],
  ['description: ', '$${file:a', '}'],
  ['webhook_url: ', '${a', '}'],
  ['webhook_url: "', '${a}', '"'],
  ['webhook_url: "', '${{a', '}}"'],
  ['webhook_url: "${', 'a:', '}"'],
  ['webhook_url: |\n  a', '\n', '  b'],
  ['project: ', '0', '1'],
  ['project: 1.', '0', '1'],
  ['name: a b ', '# ', '1'],
  ['contact_number: ', '?', '='],
  ['provider:\n  credentials:\n    config:\n      url: wss://', ':', '@'],
  ['provider:\n  credentials:\n    config:\n      url: "wss://a?', 'a?key', '"'],
  ['provider:\n  credentials:\n    config:\n      url: "wss://a?', '&key=', '"'],
  ['provider:\n  credentials:\n    config:\n      trigger_url: ', 'a', '://:@'],
  [
    'provider:\n  type: gemini_cx\n  credentials:\n    config:\n      service_account_email: a@',
    '.',
    ' @',
  ],
  ['a: b\n', '<<<<<<<\n', ''],
  ['<<<<<<<\n', '=======\n', ''],
  ['<<<<<<<\n|||||||\n', '>>>>>>\n', '=======\n'],
  ['description: |\n  ', 'a ', '\n b'],
  ['description: |\n', '  \n', ' b'],
  ['description: |\n', '  a\n\n', ''],
  ['description: "', 'a\n', ''],
  ['description: |\n  b\n', 'a\n', ''],
  ['', 'a: b\n', '"'],
  ['mock_tools:\n', '  - name: a\n', '"'],
  ['mock_tools:\n', '  - a\n', ''],
  ['mock_tools:\n', '  - name: a\n    b: c\n', '- name: d\n  b: c\n'],
])(
  'what a text holds is read in a time that grows with its length: %j %j … %j',
  (begin, repeated, end) => {
    expectLinear((length) => readAll(begin + repeated.repeat(length / repeated.length) + end));
  },
);

const tools = `mock_tools:\n${Array.from({ length: 400 }, (_, n) => `  - name: tool_${n}\n    description: Text\n    mock_data: []\n`).join('')}`;

test.each<[name: string, answer: (count: number) => object]>([
  ['keys that nobody knows', (n) => Object.fromEntries(range(n, (i) => [`key_${i}`, ['No.']]))],
  ['many messages of one key', (n) => ({ name: range(n, () => 'No.') })],
  ['many tools', (n) => ({ mock_tools: range(n, () => ({ name: ['No.'] })) })],
  ['a bare list', (n) => range(n, (i) => ({ [`key_${i}`]: ['No.'] }))],
])('an answer with many messages is located in a time that grows with it: %s', (_, answer) => {
  const { root } = SpecDocument.create('', 1, tools);
  expectLinear((length) =>
    errorsByPath(root, { text: tools, answer: JSON.parse(JSON.stringify(answer(length / 10))) }),
  );
});

test('an answer of too many levels ends nothing', () => {
  const nested = (open: string, close: string) =>
    JSON.parse(open.repeat(9_000) + close.repeat(9_000));
  const messages = (answer: JsonValue) => errorsByPath(null, { text: '', answer });
  expect(messages(nested('[', ']'))).toEqual([]);
  expect(messages(JSON.parse(`${'{"detail":'.repeat(4_000)}1${'}'.repeat(4_000)}`))).toEqual([]);
});

function range<T>(length: number, item: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => item(index));
}

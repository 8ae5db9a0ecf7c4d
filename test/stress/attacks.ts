import { times } from '../runs';

/** A text that means no good. */
export interface Attack {
  name: string;
  text: () => string;
  /** What the server says of it: the code, and the line (from 0) where it stands, of the first diagnostic. */
  first?: [code: string, line: number];
  /** How many diagnostics there are; 1 unless told. */
  count?: number;
}

/** Entries, each of which says something of its own; `npm run soak` takes five times as many. */
const many = 1_000 * Math.min(times, 5);
const inWords = many.toLocaleString('en');

const spec = (lines: string) => `name: Support\ndescription: Helps callers\nproject: 42\n${lines}`;
const repeat = (times: number, line: (index: number) => string) =>
  Array.from({ length: times }, (_, index) => line(index)).join('');

/** Maps or lists that each hold the one before them several times. */
const growing = (line: (index: number, before: string) => string) =>
  `x0: &a0 {k: 1}\n${repeat(40, (index) => line(index + 1, `*a${index}`))}`;

export const attacks: Record<string, Attack[]> = {
  size: [
    {
      name: '20 MB in one line',
      text: () => spec(`x: ${'x'.repeat(20_000_000)}`),
      first: ['too-large', 0],
    },
    {
      name: '20 MB in a million lines',
      text: () => spec(repeat(1_000_000, (index) => `  key_${index}: value\n`)),
      first: ['too-large', 0],
    },
    {
      name: '4 MB of list items',
      text: () => `a:\n${'- a\n'.repeat(1_000_000)}`,
      first: ['too-large', 100_000],
    },
    {
      name: '4 MB of commas',
      text: () => `a: [${','.repeat(4_000_000)}]`,
      first: ['too-large', 0],
    },
    {
      name: '100,000 lines of text',
      text: () =>
        `name: a\nproject: 1\ndescription: |\n${repeat(100_000, (index) => `  Say ${index}.\n`)}`,
      count: 0,
    },
    { name: '100,000 empty lines', text: () => '\n'.repeat(100_000), count: 0 },
    {
      name: 'one line of 1 MB',
      text: () => `name: a\nproject: 1\ndescription: ${'a b '.repeat(250_000)}\n`,
      count: 0,
    },
    {
      name: 'a word of 1 MB that is never closed',
      text: () => `name: "${'a'.repeat(1_000_000)}`,
      first: ['unclosed', 0],
    },
    {
      name: `${inWords} keys in one map`,
      text: () => spec(repeat(many, (index) => `key_${index}: a\n`)),
      first: ['unknown-key', 3],
      count: many,
    },
    {
      name: `one key ${inWords} times`,
      text: () => spec('name: a\n'.repeat(many)),
      first: ['duplicate-key', 3],
      count: many,
    },
    {
      name: `a flow list of ${inWords} entries`,
      text: () => spec(`mock_tools: [${'{name: a, mock_data: []}, '.repeat(many)}]\n`),
      first: ['repeated-name', 3],
      count: many - 1,
    },
    {
      name: 'very many variables in one text',
      text: () => `name: a\nproject: 1\ndescription: "${'{{ a }}'.repeat(30 * many)}"\n`,
      first: ['undeclared-variable', 2],
    },
    {
      name: 'placeholders that never end',
      text: () => spec(`webhook_url: "${'${env:'.repeat(5_000)}"\n`),
      first: ['wrong-format', 3],
    },
  ],
  depth: [
    {
      name: 'block maps',
      text: () => repeat(2_000, (index) => `${' '.repeat(index)}k:\n`),
      first: ['too-deep', 99],
    },
    { name: 'open brackets', text: () => `a: ${'['.repeat(10_000)}`, first: ['too-deep', 0] },
    {
      name: 'brackets',
      text: () => `a: ${'['.repeat(10_000)}${']'.repeat(10_000)}`,
      first: ['too-deep', 0],
    },
    {
      name: 'braces',
      text: () => `a: ${'{a: '.repeat(10_000)}${'}'.repeat(10_000)}`,
      first: ['too-deep', 0],
    },
    { name: 'dashes', text: () => `${'- '.repeat(10_000)}a`, first: ['too-deep', 0] },
    { name: 'question marks', text: () => `${'? '.repeat(10_000)}a`, first: ['too-deep', 0] },
    {
      name: 'below entries that are right',
      text: () => spec(`x:\n  y:\n    - ${'['.repeat(10_000)}`),
      first: ['too-deep', 5],
    },
  ],
  aliases: [
    {
      name: 'lists that grow',
      text: () => growing((index, alias) => `x${index}: &a${index} [${`${alias}, `.repeat(9)}]\n`),
      first: ['too-large', 5],
    },
    {
      name: 'maps that grow',
      text: () => growing((index, alias) => `x${index}: &a${index} {a: ${alias}, b: ${alias}}\n`),
      first: ['too-large', 15],
    },
    {
      name: 'merge keys that grow',
      text: () =>
        growing((index, alias) => `x${index}: &a${index} {<<: [${alias}, ${alias}, ${alias}]}\n`),
      first: ['too-large', 10],
    },
    {
      name: 'an alias that stands in its own anchor',
      text: () => spec('mock_tools: &a [*a]\n'),
      first: ['undefined-alias', 3],
    },
  ],
  characters: [
    {
      name: 'NUL bytes',
      text: () => spec('language: "\0"\na\0b: \0\n'),
      first: ['unknown-value', 3],
      count: 2,
    },
    {
      name: 'lone surrogates',
      text: () => spec('language: "\ud83d"\na\ud800: \udc00\n'),
      first: ['unknown-value', 3],
      count: 2,
    },
    {
      name: 'byte order marks',
      text: () => `\uFEFF${spec('language: "\uFEFF"\n')}`,
      first: ['unknown-value', 3],
    },
    { name: 'only tabs', text: () => '\t'.repeat(100_000), count: 0 },
    { name: 'lines of tabs', text: () => '\t\n'.repeat(20_000), count: 0 },
    {
      name: 'only quotes',
      text: () => '"'.repeat(20_000),
      first: ['unquoted-text', 0],
    },
    { name: 'only anchors', text: () => '&a '.repeat(5_000), first: ['yaml-syntax', 0] },
    { name: 'only aliases', text: () => '*a '.repeat(5_000), first: ['unquoted-text', 0] },
    { name: 'only colons', text: () => ': '.repeat(20_000), first: ['too-deep', 0] },
    {
      name: 'only document markers',
      text: () => '---\na: 1\n'.repeat(4 * many),
      first: ['unknown-key', 1],
      count: 5,
    },
  ],
  errors: [
    {
      name: `${inWords} syntax errors`,
      text: () => spec(repeat(many, (index) => `key_${index}: [\n`)),
      first: ['unclosed', 3],
      count: many,
    },
    {
      name: `${inWords} broken items`,
      text: () => spec(`mock_tools:\n${'  - name: [\n'.repeat(many)}`),
      first: ['unclosed', 4],
      count: many,
    },
    {
      name: '500 entries that are not needed',
      text: () =>
        spec(
          `mock_tools:\n${repeat(500, (index) => `  - {name: t${index}, mock_data: [], served_via: {mock_index: 1}}\n`)}`,
        ),
      first: ['unneeded-key', 4],
      count: 500,
    },
  ],
};

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { composePiece } from '../../../../server/src/parser/composeYaml';
import { readSimpleYaml } from '../../../../server/src/parser/simpleYaml';
import { plainTree } from '../../../plainTree';
import { runs } from '../../../runs';
import { editedTexts } from '../../../specEdits';

vi.setConfig({ testTimeout: 300_000 });

const offset = 7;

/** Whether a text is read without the YAML library; what is read then has to be what the library reads. */
function isReadAsByLibrary(source: string): boolean {
  const node = readSimpleYaml({ source, offset });
  if (node === undefined) return false;
  const whole = composePiece(source, offset, new Map());
  expect({ source, errors: whole.errors }).toEqual({ source, errors: [] });
  expect({ source, tree: plainTree(node) }).toEqual({ source, tree: plainTree(whole.node) });
  return true;
}

test.each([
  'a: b',
  'a: b\n',
  'a: b\r\nc: d\r\n',
  '  - a: b\n    c: d\n',
  '- - a\n  - b\n-   c: d\n    e: f\n',
  'a:\n- b\n- c\nd:\n  - e\n',
  'a:\n  b:\n    c: d\n  e: f\n\n\ng: h\n\n',
  'a : b  \n"c": d\n\'e\' : "f: g # h"\n',
  'a: [b, "c", { d: 1, "e":f, g: [] }, {}]\n',
  '- { a: b, c: [d] }\n- [e]\n',
  'a: |\n  b\n\n    c\n  # d\n\ne: |-\n  f\n\n',
  '- |\n b\n- |-\n  c',
  'a: -1\nb: 1.50\nc: 0x1F\nd: 1e3\ne: .5\nf: .inf\ng: +1\nh: 007\ni: -0\nj: 9007199254740993\n',
  'a: true\nb: No\nc: NULL\nd: ~\ne: falsehood\nf: 2027-01-01\ng: 10:30\nh: nothing\ni: ~/a\n',
  'a: b:c #d\n'.replace(' #', '#'),
  'https://a.example: b\nc: https://a.example/?d=#e\n',
  'a: 日本語 🚀 "b" \'c\' {d} [e], f | g > h\n',
  'no: 1\n1: 2\ntrue: ~\n',
  'a: b\na: c\n',
  'a:\nb: \n  \nc:\n  d:\ne:\n-\n- \n- f\n-\n  g: h\n  i:',
])('what specs mostly consist of is read without the library: %j', (source) => {
  expect(isReadAsByLibrary(source)).toBe(true);
});

const pieces = fc.constantFrom(
  ...['a', 'bc', 'a: ', 'b: ', 'c:', 'd:\n', '- ', '-', ': ', ':', ' ', '  ', '    ', '\n', '\n'],
  ...[
    '\n  ',
    '\n  - ',
    '\n    ',
    '\n- ',
    '\n\n',
    '\r\n',
    '"',
    "'",
    '"e f"',
    "'g: h'",
    '{',
    '}',
    '[',
  ],
  ...[
    ']',
    ', ',
    ',',
    '{ a: 1, b: [c] }',
    '|',
    '|\n',
    '|-\n    ',
    ' |\n  ',
    '#',
    ' # i',
    '1',
    '-1',
    '1.5',
  ],
  ...[
    'true',
    '~',
    'null',
    '.',
    '...',
    '---',
    '<<: ',
    '?',
    '? ',
    '!',
    '!a ',
    '&a ',
    '*a',
    '%',
    '@',
    '`',
  ],
  ...['>', '\t', '\uFEFF', '\\', '\\"', '0x1', 'e', '🚀', '\0', '\u0085', '\u2028'],
);

test('whatever is read without the library is what the library reads', () => {
  const text = fc.array(pieces, { maxLength: 14 }).map((all) => all.join(''));
  let read = 0;
  fc.assert(
    fc.property(text, (source) => {
      if (isReadAsByLibrary(source)) read += 1;
    }),
    runs(15_000),
  );
  expect(read).toBeGreaterThan(250);
});

test('specs that are being edited are read as the library reads them', () => {
  fc.assert(
    fc.property(editedTexts, (texts) => {
      for (const text of texts) {
        isReadAsByLibrary(text);
        for (const chunk of text.split(/^(?=\w)|^(?= +- )/m)) isReadAsByLibrary(chunk);
      }
    }),
    runs(40),
  );
});

test('most entries of the examples are read without the library', () => {
  const entries = readdirSync('examples')
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => readFileSync(`examples/${name}`, 'utf8').split(/^(?=\w)/m));
  expect(entries.filter(isReadAsByLibrary).length).toBeGreaterThan(entries.length / 2);
});

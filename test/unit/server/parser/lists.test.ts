import { expect, test } from 'vitest';
import { nodeAt } from '../../../../server/src/ast/nodes';
import { splitChunks } from '../../../../server/src/parser/chunks';
import { parse } from '../../../../server/src/parser/parse';

const long = '    description: "A line of some length"\n'.replace(/.*/, (line) =>
  Array.from({ length: 60 }, (_, at) => line.replace('description', `key_${at}`)).join('\n'),
);

test.each<[what: string, text: string]>([
  ['a short list', 'mock_tools:\n  - name: a\n'],
  ['a list that is read item by item', `mock_tools:\n  - name: a\n${long}`],
  ['one with a comment above', `mock_tools:\n  # One\n  - name: a\n${long}`],
  ['one whose first item is empty', `mock_tools:\n  -\n  - name: a\n${long}`],
  ['one in which a line is broken', `mock_tools:\n  - name: a\n${long}    key: "\n  - name: b\n`],
])('%s begins at its first dash', (_, text) => {
  const list = nodeAt(parse(text).root, ['mock_tools']);
  expect(list?.kind).toBe('sequence');
  expect(list?.start).toBe(text.indexOf('-'));
});

test.each(['\t', ' ', '  '])(
  'an item below a key that lost its indentation is an item: %j',
  (indentation) => {
    const item = '  - name: a\n    description: b\n';
    const { chunks } = splitChunks(item + item.replace('    ', indentation) + item);
    expect(chunks.map(({ source }) => source.trim().split(':', 1)[0])).toEqual([
      '- name',
      '- name',
      'description',
      '- name',
    ]);
  },
);

import { describe, expect, test } from 'vitest';
import { advance, type ImportView, left, notStarted } from '../../../../client/src/api/progress';
import { Unmasked } from '../../../../client/src/api/unmasked';
import {
  importRows,
  type NamedImport,
  statusText,
  tooltipText,
} from '../../../../client/src/imports/importText';

const answer = {
  status: 'in_progress',
  stages: [
    { key: 'prompt', status: 'completed' },
    { key: 'tools', status: 'in_progress', detail: '3 found' },
    { key: 'kb', status: 'pending' },
  ],
};
const running = advance(notStarted, new Unmasked(answer, (text) => text));
const named = (view: NamedImport['view'], name = 'Support'): NamedImport => ({
  name,
  id: 303,
  view,
});

describe('the status bar', () => {
  test.each<[name: string, imports: NamedImport[], text: string | undefined]>([
    ['no import', [], undefined],
    ['before the first answer', [named(notStarted)], '$(sync~spin) Importing Support: starting'],
    ['a running import', [named(running)], '$(sync~spin) Importing Support: Tools (2 of 3)'],
    [
      'two more',
      [named(notStarted), named(running), named(running)],
      '$(sync~spin) Importing Support: starting +2',
    ],
    ['completed', [named({ ...running, status: 'completed' })], '$(check) Imported Support'],
    [
      'a running import that cannot be asked',
      [named({ ...running, waiting: 'Cekura cannot be reached; trying again' })],
      '$(debug-disconnect) Importing Support: Cekura cannot be reached; trying again',
    ],
    ['failed', [named({ ...running, status: 'failed' })], '$(error) Import of Support failed'],
    ['not followed', [named(left(running, 'unknown', 'Why.'))], '$(question) Import of Support'],
  ])('%s', (_, imports, text) => {
    expect(statusText(imports)).toBe(text);
  });
});

test('the tooltip has each stage of each import in words', () => {
  const failed = named({ ...notStarted, status: 'failed', reason: 'No such assistant.' }, 'Sales');
  expect(tooltipText([named(running), failed])).toBe(
    [
      'Support (id 303) is being imported',
      'Prompt: done',
      'Tools: running, 3 found',
      'Knowledge base: waiting',
      '',
      'Sales (id 303) could not be imported: No such assistant.',
    ].join('\n'),
  );
});

const rowsOf = (view: ImportView) =>
  importRows([named(view)]).map(({ label, description = '' }) => `${label} ${description}`.trim());

test('the list has a row for each of them', () => {
  expect(rowsOf(running).slice(0, 4)).toEqual([
    '$(cloud-download) Support (id 303) is being imported',
    '$(check) Prompt done',
    '$(sync~spin) Tools running, 3 found',
    '$(circle-outline) Knowledge base waiting',
  ]);
});

describe('the list offers what can be done with an import that', () => {
  test.each<[status: ImportView['status'], actions: (string | undefined)[]]>([
    ['running', ['stop', 'open']],
    ['completed', ['showAgent', 'open']],
    ['failed', ['open']],
    ['overdue', ['goOn', 'stop', 'open']],
    ['unknown', ['goOn', 'stop', 'open']],
  ])('is %s', (status, actions) => {
    const rows = importRows([named({ ...running, status })]);
    expect(rows.flatMap(({ action }) => action ?? [])).toEqual(actions);
  });
});

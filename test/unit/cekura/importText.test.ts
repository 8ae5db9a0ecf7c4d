import { describe, expect, test } from 'vitest';
import { advance, left, notStarted } from '../../../client/src/cekura/progress';
import {
  importRows,
  type NamedImport,
  statusText,
  tooltipText,
} from '../../../client/src/importText';

const running = advance(notStarted, {
  status: 'in_progress',
  stages: [
    { key: 'prompt', status: 'completed' },
    { key: 'tools', status: 'in_progress', detail: '3 found' },
    { key: 'kb', status: 'pending' },
  ],
});
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

test('the list has a row for each of them', () => {
  expect(importRows([named(running)])).toEqual([
    { label: '$(cloud-download) Support (id 303) is being imported' },
    { label: '$(check) Prompt', description: 'done' },
    { label: '$(sync~spin) Tools', description: 'running, 3 found' },
    { label: '$(circle-outline) Knowledge base', description: 'waiting' },
  ]);
});

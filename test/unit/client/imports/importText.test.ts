import { describe, expect, test } from 'vitest';
import { advance, type ImportView, left, notStarted } from '../../../../client/src/api/progress';
import { Unmasked } from '../../../../client/src/api/unmasked';
import {
  importRows,
  type NamedImport,
  statusLabel,
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
      [named({ ...running, waiting: "Can't connect to Cekura. Trying again…" })],
      "$(debug-disconnect) Importing Support: Can't connect to Cekura. Trying again…",
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
      'Importing Support (agent 303)',
      '✓ Prompt',
      '→ Tools — 3 found',
      '○ Knowledge base',
      '',
      "Couldn't import Sales (agent 303): No such assistant.",
    ].join('\n'),
  );
});

const rowsOf = (view: ImportView) =>
  importRows([named(view)], () => true).map(({ label, description = '' }) =>
    `${label} ${description}`.trim(),
  );

test('a screen reader is told no icon', () => {
  expect(statusLabel([named(running), named(running)])).toBe(
    'Importing Support: Tools (2 of 3) +1',
  );
});

test('the list has what can be done first, and the stages in a group of their own', () => {
  expect(rowsOf(running)).toEqual([
    'Importing Support (agent 303)',
    '$(edit) Write ID into Spec',
    '$(link-external) Open in Cekura',
    '$(circle-slash) Stop Following',
    'Progress',
    '$(check) Prompt done',
    '$(sync~spin) Tools running — 3 found',
    '$(circle-outline) Knowledge base waiting',
  ]);
});

describe('the list says why an import', () => {
  const reason = 'No such tool.';

  test('failed beside its stage, which leaves room for the actions', () => {
    const stages = running.stages.map((stage) => ({ ...stage, detail: reason }));
    expect(rowsOf({ ...running, stages, status: 'failed', reason }).slice(0, 5)).toEqual([
      "Couldn't import Support (agent 303)",
      '$(refresh) Try Again…',
      '$(link-external) Open in Cekura',
      'Progress',
      `$(check) Prompt done — ${reason}`,
    ]);
  });

  test('failed in a row of its own where no stage says it', () => {
    expect(rowsOf({ ...notStarted, status: 'failed', reason }).slice(3)).toEqual([
      'Progress',
      `$(info) ${reason}`,
    ]);
  });

  test('waits in a row of its own', () => {
    expect(rowsOf({ ...running, waiting: "Can't connect." }).slice(4, 6)).toEqual([
      'Progress',
      "$(info) Can't connect.",
    ]);
  });
});

test('a long name is cut in the list', () => {
  const [heading] = importRows([named(running, 'x'.repeat(200))], () => true);
  expect(heading?.label).toBe(`Importing ${'x'.repeat(39)}… (agent 303)`);
});

test('stages after a failure were not reached', () => {
  expect(rowsOf({ ...running, status: 'failed' }).at(-1)).toBe(
    '$(circle-outline) Knowledge base not reached',
  );
});

test('an id that may not be written is not offered', () => {
  const rows = importRows([named(running)], () => false);
  expect(rows.flatMap(({ action }) => action ?? [])).toEqual(['open', 'stop']);
});

describe('the list offers what can be done with an import that', () => {
  test.each<[status: ImportView['status'], actions: (string | undefined)[]]>([
    ['running', ['writeId', 'open', 'stop']],
    ['completed', ['pull', 'showAgent', 'writeId', 'open']],
    ['failed', ['tryAgain', 'open']],
    ['overdue', ['goOn', 'writeId', 'open', 'stop']],
    ['unknown', ['goOn', 'writeId', 'open', 'stop']],
  ])('is %s', (status, actions) => {
    const rows = importRows([named({ ...running, status })], () => true);
    expect(rows.flatMap(({ action }) => action ?? [])).toEqual(actions);
  });
});

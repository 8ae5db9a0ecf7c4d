import { describe, expect, test } from 'vitest';
import { maskOf } from '../../../../client/src/api/masks';
import { bothSides, changeLine, fieldList } from '../../../../client/src/sync/fieldText';
import { planText } from '../../../../client/src/update/confirmUpdate';
import { stateText } from '../../../../client/src/update/stateStatus';
import type { Difference } from '../../../../shared/src/sync';

const mask = maskOf(['5ecret-value']);
const changed = (difference: Partial<Difference>): Difference => ({
  field: ['language'],
  changed: 'here',
  ...difference,
});
const tool = ['mock_tools', 'get_order'];

describe('a change in a plan', () => {
  test.each<[line: string, difference: Partial<Difference>]>([
    ['language: "en" → "de"', { here: 'de', there: 'en' }],
    ['language: nothing → "de"', { here: 'de' }],
    ['language: "•••" → "de"', { here: 'de', there: '5ecret-value' }],
    ['language: "a b" → 7', { here: 7, there: 'a b' }],
    ['language: +1 −1 lines', { here: 'a\nc', there: 'a\nb' }],
    ['language: +0 −1 line', { here: 'a', there: 'a\nb' }],
    ['language: +1 −1 lines', { here: 'a'.repeat(60), there: 'b' }],
    ['language: secret, changed', { unread: 'secret', here: '5ecret-value' }],
    ['language: changed', { unread: 'unread' }],
    ['Adds mock tool get_order', { field: tool, isItem: true, here: {} }],
    ['Deletes mock tool get_order', { field: tool, isItem: true, there: {} }],
    [
      'Adds mock data {"id":1} of get_order',
      { field: [...tool, 'mock_data', '{"id":1}'], isItem: true, here: {} },
    ],
    [
      'mock_tools.get_order.description: "a" → "b"',
      { field: [...tool, 'description'], here: 'b', there: 'a' },
    ],
  ])('is shown as %s', (line, difference) => {
    expect(changeLine(changed(difference), mask)).toBe(line);
  });
});

test.each<[text: string, difference: Partial<Difference>]>([
  ['Spec: "de", Cekura: "en"', { here: 'de', there: 'en' }],
  ['only in Cekura', { there: 'a\nb' }],
  ['Cekura to spec: +1 −0 line', { here: 'a\nb\nc', there: 'a\nb' }],
])('both sides are shown as %s', (text, difference) => {
  expect(bothSides(changed(difference), mask)).toBe(text);
});

test('a list names five fields and counts the others', () => {
  const fields = Array.from({ length: 8 }, (_, index) => [`a${index}`]);
  expect(fieldList(fields)).toBe('a0, a1, a2, a3, a4 and 3 more');
  expect(fieldList(fields.slice(0, 2))).toBe('a0 and a1');
});

test('a long plan names everything that is deleted, and counts what else there is', () => {
  const sent = Array.from({ length: 20 }, (_, index) => changed({ field: [`a${index}`] }));
  const deleted = changed({ field: tool, isItem: true, there: {} });
  const plan = {
    sent: [...sent, deleted],
    fields: [],
    withSecrets: true,
    update: {
      body: {},
      templates: [],
      deletions: [tool],
      inexact: [],
      lostSecrets: [['provider', 'credentials', 'api_key']],
      mayBeLost: [['provider', 'credentials', 'config', 'trigger_secret']],
      sharedTools: ['find'],
      unsettled: [],
    },
  };
  const lines = planText(
    plan,
    {
      dropped: [['email_id'], ['mock_tools']],
      clearable: [['email_id'], ['mock_tools']],
      overruled: [['description']],
    },
    ({ field }) => field.join(),
  ).split('\n');
  expect(lines).toEqual([
    'Deletes mock tool get_order',
    "Deletes the secret provider.credentials.api_key, which the spec doesn't have",
    'Deletes provider.credentials.config.trigger_secret, if Cekura has it',
    ...sent.slice(0, 15).map(({ field }) => field.join()),
    'and 5 more',
    'All secrets of the spec',
    '',
    'Other agents also use mock tool find.',
    "Not sent: description, which the provider's own replaces (auto_sync_prompt).",
    'Cekura keeps email_id and mock_tools, which the spec no longer has.',
    'To clear, write `email_id: null`, `mock_tools: []`.',
  ]);
});

test.each<[text: string, minutes: number, version: number]>([
  ['In sync (just now)', 0, 3],
  ['In sync (2 min ago)', 2, 3],
  ['In sync (3 h ago)', 185, 3],
  ['Edited since compared (2 min ago)', 2, 4],
])('the status says %s', (text, minutes, version) => {
  const known = { state: 'inStep' as const, at: 0, version: 3, unsure: [] };
  expect(stateText(known, version, minutes * 60_000)).toBe(text);
});

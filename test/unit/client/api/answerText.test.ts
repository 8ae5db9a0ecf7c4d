import { expect, test } from 'vitest';
import { answerText } from '../../../../client/src/api/answerText';
import type { JsonValue } from '../../../../shared/src/messages';

test.each<[name: string, answer: JsonValue | undefined, said: string]>([
  ['a detail', { detail: 'Not found.' }, 'Not found.'],
  ['a field', { name: ['May not be blank.'] }, 'name: May not be blank.'],
  ['a nested field', { provider: { agent_id: ['Required.'] } }, 'provider.agent_id: Required.'],
  ['an item of a list', { mock_tools: [{}, { name: ['Bad.'] }] }, 'mock_tools.1.name: Bad.'],
  ['about the whole', { non_field_errors: ['One.', 'Two.'] }, 'One. · Two.'],
  ['a bare list', ['One.'], 'One.'],
  ['a bare text', 'Bad Request', 'Bad Request'],
  ['several fields', { a: ['1'], b: ['2'], c: ['3'], d: ['4'] }, 'a: 1 · b: 2 · c: 3 · d: 4'],
  [
    'more than twenty',
    { a: Array.from({ length: 22 }, () => '1') },
    `${Array(20).fill('a: 1').join(' · ')} · and 2 more`,
  ],
  [
    'a detail with a code',
    { detail: 'Insufficient balance.', code: 'balance' },
    'Insufficient balance.',
  ],
  ['a field that is called code', { code: ['Too long.'] }, 'code: Too long.'],
  ['markup', { detail: '[x](command:y)\n' }, '[x] (command:y)'],
  ['nothing', {}, ''],
  ['null', null, ''],
  ['no JSON', undefined, ''],
])('%s', (_, answer, said) => {
  expect(answerText(answer)).toBe(said);
});

test('a very deep answer is not followed to its end', () => {
  let deep: JsonValue = 'deep';
  for (let i = 0; i < 100_000; i++) deep = [deep];
  expect(answerText(deep)).toBe('');
});

import { expect, test } from 'vitest';
import { answerText } from '../../../client/src/api/answerText';
import type { JsonValue } from '../../../shared/src/messages';

test.each<[name: string, answer: JsonValue | undefined, said: string]>([
  ['a detail', { detail: 'Not found.' }, 'Not found.'],
  ['a field', { name: ['May not be blank.'] }, 'name: May not be blank.'],
  ['a nested field', { provider: { agent_id: ['Required.'] } }, 'provider.agent_id: Required.'],
  ['an item of a list', { mock_tools: [{}, { name: ['Bad.'] }] }, 'mock_tools.1.name: Bad.'],
  ['about the whole', { non_field_errors: ['One.', 'Two.'] }, 'One. · Two.'],
  ['a bare list', ['One.'], 'One.'],
  ['a bare text', 'Bad Request', 'Bad Request'],
  ['more than three', { a: ['1', '2', '3', '4', '5'] }, 'a: 1 · a: 2 · a: 3 · and 2 more'],
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

import { expect, test } from 'vitest';
import { inSpecOrder } from '../../../../client/src/update/inSpecOrder';
import type { JsonValue } from '../../../../shared/src/messages';

const [a, b, other] = ['a', 'b', 'other'].map((name) => ({ name }));
const wrong = { name: ['Is taken.'] };
const sent = { language: 'en', mock_tools: [{ id: 7, ...b }, { ...other }, { ...a }] };
const spec = { language: 'en', mock_tools: [{ ...a }, { ...b }] };

test.each<[of: string, said: JsonValue, placed: JsonValue]>([
  ['an item', { mock_tools: [{}, {}, wrong] }, { mock_tools: { 0: wrong, 1: {} } }],
  ['an item by its index', { mock_tools: { 0: wrong } }, { mock_tools: { 1: wrong } }],
  ['an item that the spec does not write', { mock_tools: [{}, wrong] }, { mock_tools: { 1: {} } }],
  ['a whole set', { mock_tools: ['Too many.'] }, { mock_tools: ['Too many.'] }],
  ['a field', { language: ['Is not spoken.'] }, { language: ['Is not spoken.'] }],
  ['nothing', 'No credits.', 'No credits.'],
])('what is said of %s is placed by the spec', (_, said, placed) => {
  expect(inSpecOrder(said, sent, spec)).toEqual(placed);
});

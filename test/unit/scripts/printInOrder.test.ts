import { expect, test } from 'vitest';
import { printInOrder } from '../../../scripts/printInOrder';

test('what goes on at once is printed one thing after the other, the first as it comes', () => {
  let printed = '';
  const [first, second, third] = printInOrder(3, (text) => {
    printed += text;
  });
  second?.say('2');
  first?.say('1');
  expect(printed).toBe('1');
  second?.end();
  third?.say('3');
  expect(printed).toBe('1');
  first?.end();
  expect(printed).toBe('123');
  third?.say('3');
  expect(printed).toBe('1233');
});

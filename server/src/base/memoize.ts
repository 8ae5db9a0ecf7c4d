import { ownCopy } from './ownCopy';

/**
 * Works something out once for each object, as long as the object lives.
 * @param workOut must depend on the object alone, which must not change
 */
export function memoize<Key extends object, T>(workOut: (key: Key) => T): (key: Key) => T {
  const known = new WeakMap<Key, { result: T }>();
  return (key) => {
    const kept = known.get(key);
    if (kept !== undefined) return kept.result;
    const result = workOut(key);
    known.set(key, { result });
    return result;
  };
}

/**
 * Keeps what was worked out for the last text: a long one stays while the text around it changes.
 * @param workOut must depend on the text alone
 */
export function memoizeLast<T>(workOut: (text: string) => T): (text: string) => T {
  let last: { text: string; result: T } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text: ownCopy(text), result: workOut(text) };
    return last.result;
  };
}

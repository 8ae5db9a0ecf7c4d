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

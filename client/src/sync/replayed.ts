/**
 * What a generator gives, worked out once and only as far as somebody goes, however often it is gone through, one time
 * after the other.
 *
 * @param source holds nothing open: it is left where the last one stopped
 */
export function replayed<T>(source: AsyncGenerator<T, void, undefined>): AsyncIterable<T> {
  const known: T[] = [];
  return {
    async *[Symbol.asyncIterator]() {
      yield* known;
      for await (const value of { [Symbol.asyncIterator]: () => ({ next: () => source.next() }) }) {
        known.push(value);
        yield value;
      }
    },
  };
}

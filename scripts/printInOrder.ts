/**
 * Prints what several things say that go on at once, one thing after the other: what the first says that has not ended as it
 * comes, what later ones say when it is their turn.
 *
 * @param count how many there are
 * @param print by default to the standard output
 * @returns for each of them, in their order, how it says a text, and how it ends
 */
export function printInOrder(
  count: number,
  print: (text: string) => void = (text) => process.stdout.write(text),
): { say(text: string): void; end(): void }[] {
  const kept = Array.from({ length: count }, () => '');
  const ended = new Set<number>();
  let turn = 0;
  const printKept = () => {
    print(kept[turn] ?? '');
    kept[turn] = '';
  };
  return kept.map((_, index) => ({
    say(text) {
      kept[index] += text;
      if (index === turn) printKept();
    },
    end() {
      ended.add(index);
      while (ended.has(turn)) {
        turn += 1;
        printKept();
      }
    },
  }));
}

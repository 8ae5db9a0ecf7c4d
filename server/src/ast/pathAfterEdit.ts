import { entry, type Path, resolve, type SpecNode, toData } from './nodes';

/**
 * Where the value at a path of one tree stands in the tree of a later text: items of lists are found again by what they
 * hold. Undefined when it has another value or is gone; for what was not written, when it is written now or the place of
 * it has gone.
 */
export function pathAfterEdit(
  before: SpecNode | null,
  after: SpecNode | null,
  path: Path,
): Path | undefined {
  let [then, now] = [before, after];
  const found: Path = [];
  for (const [depth, step] of path.entries()) {
    const stepNow = typeof step === 'number' ? indexNow(then, now, step) : step;
    if (stepNow === undefined) return undefined;
    found.push(stepNow);
    const [inner, innerNow] = [child(then, step), child(now, stepNow)];
    if (inner === undefined || innerNow === undefined) {
      return inner === innerNow ? [...found, ...path.slice(depth + 1)] : undefined;
    }
    [then, now] = [inner, innerNow];
  }
  return textOf(then) === textOf(now) ? found : undefined;
}

/** What is written at a step; null for a key without a value, undefined when nothing is. */
function child(node: SpecNode | null, step: string | number): SpecNode | null | undefined {
  if (typeof step === 'string') return entry(node, step)?.value;
  return itemsOf(node)[step];
}

/** Which item of a list is the one that had an index: the one that holds the same, else the one that was edited in its place. */
function indexNow(
  before: SpecNode | null,
  after: SpecNode | null,
  index: number,
): number | undefined {
  const [then, now] = [itemsOf(before), itemsOf(after)];
  const item = then[index];
  if (item === undefined || now[index] === item) return index;
  const isSame = (other: SpecNode | null | undefined) =>
    other !== undefined && textOf(other) === textOf(item);
  if (isSame(now[index])) return index;
  const at = now.findIndex(isSame);
  if (at >= 0) return at;
  return now.length === then.length ? index : undefined;
}

function itemsOf(node: SpecNode | null): (SpecNode | null)[] {
  const list = resolve(node);
  return list?.kind === 'sequence' ? list.items : [];
}

const textOf = (node: SpecNode | null) => JSON.stringify(toData(node));

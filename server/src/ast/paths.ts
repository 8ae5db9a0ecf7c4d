import type { Path } from './nodes';

/** Whether a path leads to `above` or to something in it. */
function isBelow(path: Path, above: Path): boolean {
  return above.every((step, depth) => step === path[depth]);
}

/** A path as it is once what stood at `from` stands at `to`. */
export function movedPath(path: Path, from: Path, to: Path): Path {
  return isBelow(path, from) ? [...to, ...path.slice(from.length)] : path;
}

/** Whether two paths are the same. */
export function isSame(one: Path, other: Path): boolean {
  return one.length === other.length && isBelow(one, other);
}

/** Whether two paths are the same but for the indexes of items. */
export function isSamePlace(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((step, depth) => isSameStep(step, other[depth]));
}

/** Whether a path leads to an item of a list, or of one that differs from it by the indexes of items alone. */
export function isItemIn(item: Path, list: Path): boolean {
  return (
    item.length === list.length + 1 &&
    typeof item[list.length] === 'number' &&
    list.every((step, depth) => isSameStep(step, item[depth]))
  );
}

function isSameStep(one: Path[number], other: Path[number] | undefined): boolean {
  return one === other || (typeof one === 'number' && typeof other === 'number');
}

import type { Path } from './nodes';

/** Whether a path leads to `above` or to something in it. */
function isBelow(path: Path, above: Path): boolean {
  return above.every((step, depth) => step === path[depth]);
}

/** A path as it is once what stood at `from` stands at `to`. */
export function movedPath(path: Path, from: Path, to: Path): Path {
  return isBelow(path, from) ? [...to, ...path.slice(from.length)] : path;
}

/** Whether two paths are the same but for the indexes of items. */
export function isSamePlace(one: Path, other: Path): boolean {
  return (
    one.length === other.length &&
    one.every(
      (step, depth) =>
        step === other[depth] || (typeof step === typeof other[depth] && typeof step === 'number'),
    )
  );
}

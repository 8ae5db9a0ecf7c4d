import { keySpan } from '../ast/keySpan';
import { nodeAt } from '../ast/nodes';
import { indentationOf } from '../base/indentation';
import { columnOf } from './entries';
import type { FixesFor } from './fix';

/** Writes the marked word as the value of a key, where a map with that key belongs. */
export function writeUnderKey(key: string): FixesFor {
  return ({ root, text }, { start, end, path }) => {
    const word = text.slice(start, end);
    const holder = nodeAt(root, path.slice(0, -1));
    const entry = `${key}: ${word}`;
    const column = columnOf(text, keySpan(root, path).start) + indentationOf(text);
    const isFlow = holder !== null && 'flow' in holder && holder.flow;
    const isItem = typeof path.at(-1) === 'number';
    const newText = isFlow ? `{${entry}}` : isItem ? entry : `\n${' '.repeat(column)}${entry}`;
    const from = isFlow || isItem ? start : text.slice(0, start).trimEnd().length;
    return [
      {
        title: `Write \`${entry}\``,
        edits: [{ start: from, end, newText }],
        isSafe: false,
        isPreferred: true,
      },
    ];
  };
}

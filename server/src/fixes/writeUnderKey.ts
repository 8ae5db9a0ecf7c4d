import { keySpan } from '../ast/keySpan';
import { isFlow, nodeAt } from '../ast/nodes';
import { indentationOf } from '../base/indentation';
import { columnOf } from '../base/lines';
import type { FixesFor } from './fix';

/** Writes the marked word as the value of a key, where a map with that key belongs. */
export function writeUnderKey(key: string): FixesFor {
  return ({ root, text }, { start, end, path }) => {
    const word = text.slice(start, end);
    const entry = `${key}: ${word}`;
    const column = columnOf(text, keySpan(root, path).start) + indentationOf(text);
    const inFlow = isFlow(nodeAt(root, path.slice(0, -1)));
    const isItem = typeof path.at(-1) === 'number';
    const newText = inFlow ? `{${entry}}` : isItem ? entry : `\n${' '.repeat(column)}${entry}`;
    const from = inFlow || isItem ? start : text.slice(0, start).trimEnd().length;
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

import { entry, nodeAt, type SequenceNode } from '../ast/nodes';
import type { Edit } from '../base/edit';
import { columnOf, lineAt } from '../base/lines';
import type { SpecDocument } from '../document/specDocument';
import { addition } from './entries';
import type { FixesFor } from './fix';

const list = 'dynamic_variables';

/** Declares a variable at the end of their list. */
export function declareVariable(name: string): FixesFor {
  const lines = [`name: ${name}`, `description: <what ${name} holds>`];
  return (document) => {
    const edit = appended(document, lines);
    if (edit === undefined) return [];
    const title = `Declare \`${name}\``;
    return [{ title, edits: [edit], isSafe: false, isPreferred: true, tabStops: 'unfilled' }];
  };
}

/** @param lines one for each key of the new item */
function appended({ text, root }: SpecDocument, lines: readonly string[]): Edit | undefined {
  const node = nodeAt(root, [list]);
  if (node?.kind === 'sequence') {
    const last = node.items.at(-1);
    if (!node.flow) return belowLast(text, node, lines);
    if (last) return insert(last.end, `, {${lines.join(', ')}}`);
  }
  const value = `\n${itemText(lines, 2)}`;
  if (node !== null) {
    return { start: text.slice(0, node.start).trimEnd().length, end: node.end, newText: value };
  }
  const empty = entry(root, list);
  return empty === undefined
    ? addition(text, root, [], { key: list, value })
    : insert(endOfLine(text, empty.key.end), value);
}

function belowLast(text: string, { start, end }: SequenceNode, lines: readonly string[]): Edit {
  const written = start + text.slice(start, end).trimEnd().length;
  return insert(endOfLine(text, written), `\n${itemText(lines, columnOf(text, start))}`);
}

function itemText(lines: readonly string[], column: number): string {
  return lines
    .map((line, index) => `${' '.repeat(column)}${index === 0 ? '- ' : '  '}${line}`)
    .join('\n');
}

function endOfLine(text: string, offset: number): number {
  const { start, text: line } = lineAt(text, offset);
  return start + line.length;
}

function insert(at: number, newText: string): Edit {
  return { start: at, end: at, newText };
}

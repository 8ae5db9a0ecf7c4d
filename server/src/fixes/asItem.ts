import { keyName, type MapNode, nodeAt } from '../ast/nodes';
import { trimmed } from '../ast/spans';
import type { Edit } from '../base/edit';
import { lineAt } from '../base/lines';
import { keysOf, schemaAt } from '../schema/lookup';
import type { FixesFor } from './fix';

/** Makes the map at the mistake's path, which has the keys of an item, the one item of a list. */
export const asItem: FixesFor = ({ root, text, choice }, { path }) => {
  const node = nodeAt(root, path);
  const [first] = node?.kind === 'map' ? node.entries : [];
  const keys = keysOf(schemaAt([...path, 0], choice));
  if (node?.kind !== 'map' || first === undefined || !holdsOnly(node, keys)) return [];
  const start = node.flow ? node.start : first.key.start;
  const { end } = trimmed(text, node);
  const edits: Edit[] = node.flow
    ? [
        { start, end: start, newText: '[' },
        { start: end, end, newText: ']' },
      ]
    : [{ start, end: start, newText: '- ' }, ...deeper(text, start, end)];
  return [{ title: 'Write it as a list item', edits, isSafe: false, isPreferred: true }];
};

function holdsOnly({ entries }: MapNode, keys: string[]): boolean {
  return entries.every(({ key }) => keys.includes(keyName(key)));
}

/** Indents the lines below the one at an offset by the width of a dash. */
function deeper(text: string, start: number, end: number): Edit[] {
  const edits: Edit[] = [];
  let line = lineAt(text, start);
  while (line.start + line.text.length < end) {
    line = lineAt(text, text.indexOf('\n', line.start) + 1);
    if (line.text.trim() !== '') edits.push({ start: line.start, end: line.start, newText: '  ' });
  }
  return edits;
}

import { nodeAt, type Path, toData } from '../ast/nodes';
import type { Edit } from '../base/edit';
import { columnOf, lineAt } from '../base/lines';
import { contentEnd } from '../document/edit';
import type { SpecDocument } from '../document/specDocument';
import { addition, asKey, commentsAbove, entryAt, type Holding, removal } from './entries';
import type { Fix, FixesFor } from './fix';

/**
 * Gives the marked key another name, or another place.
 * @param to its path from the root of the spec; by default the one that was probably meant
 */
export function moveKey(to?: Path, { isGuess = false } = {}): FixesFor {
  return (document, { start, instead }) => {
    const path = to ?? instead;
    const holding = entryAt(document.root, start);
    const move = path && holding && moved(document, holding, path);
    if (!move || !holding) return [];
    // What stands in a map is checked by its place.
    const uncovers = holding.entry.value?.kind === 'map';
    return [{ ...move, isSafe: !isGuess, isPreferred: true, uncovers }];
  };
}

/** Within its map a key is renamed; elsewhere its lines are moved, with their comments. */
function moved(
  { text, root, parsed }: SpecDocument,
  holding: Holding,
  to: Path,
): Pick<Fix, 'title' | 'edits' | 'reliesOn'> | undefined {
  const key = to.at(-1);
  if (typeof key !== 'string') return undefined;
  const target = to.slice(0, -1);
  const { map, entry } = holding;
  const holder = target.length === 0 ? root : nodeAt(root, target);
  const taken =
    holder?.kind === 'map' ? holder.entries.find((other) => other.key.value === key) : undefined;
  if (taken !== undefined) {
    const isSame = JSON.stringify(toData(taken.value)) === JSON.stringify(toData(entry.value));
    const edits = [removal(text, holding, taken.key.start)];
    return isSame ? { title: `Remove \`${entry.key.value}\``, edits } : undefined;
  }
  if (holder === map) {
    const { start, end } = entry.key;
    const newText = asKey(key, entry.key.style);
    return { title: `Change to \`${key}\``, edits: [{ start, end, newText }] };
  }
  if (entry.value === null && isAboveItems(text, entry.key.end)) return undefined;
  // What belongs to it is known when that is mended.
  const last = contentEnd(text, entry);
  if (parsed.problems.some(({ start }) => entry.key.start < start && start < last))
    return undefined;
  const above = map.flow ? { start: 0, lines: [] } : commentsAbove(text, entry.key.start);
  const comments = above.lines;
  const added = addition(text, root, target, { key, value: valueText(text, holding), comments });
  if (added === undefined) return undefined;
  const removed = removal(text, holding, added.start);
  const start = comments.length > 0 ? Math.min(above.start, removed.start) : removed.start;
  const place = to.filter((step) => typeof step === 'string').join('.');
  return {
    title: `Move to \`${place}\``,
    edits: apart(text, { ...removed, start }, added),
    // A map that loses its last key is written otherwise.
    ...(map === root ? {} : { reliesOn: { start: map.start, end: map.end } }),
  };
}

/** Whether items follow the line of an offset: they may be the list of the key there, and would stay behind. */
function isAboveItems(text: string, offset: number): boolean {
  const below = text
    .slice(offset, offset + 1_000)
    .split('\n')
    .slice(1);
  return /^\s*- /.test(below.find((line) => line.trim() !== '') ?? '');
}

/** Lines that are taken out may be the place where they are put in again. */
function apart(text: string, removed: Edit, added: Edit): Edit[] {
  if (added.start <= removed.start || added.start > removed.end) return [removed, added];
  if (!text.slice(removed.start, removed.end).includes('\n'))
    return [{ ...removed, newText: added.newText }];
  const line = added.newText.replace(/^\n/, '');
  const isLast = !text.slice(removed.start, removed.end).endsWith('\n');
  return [{ ...removed, newText: isLast ? `\n${line}` : `${line}\n` }];
}

/** What follows an entry's colon, with the comment behind it, lines indented from its key. */
function valueText(text: string, { map, entry }: Holding): string {
  const colon = text.indexOf(':', entry.key.end) + 1;
  const end = contentEnd(text, entry);
  if (map.flow) return text.slice(colon, end);
  const { start, text: line } = lineAt(text, end);
  const column = columnOf(text, entry.key.start);
  const lines = text.slice(colon, start + line.length).split('\n');
  const indentation = new RegExp(`^ {0,${column}}`);
  return lines.map((one, index) => (index === 0 ? one : one.replace(indentation, ''))).join('\n');
}

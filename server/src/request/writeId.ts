import type { TextEdit } from 'vscode-languageserver-types';
import type { Entry, MapNode, SpecNode } from '../ast/nodes';
import type { Edit } from '../base/edit';
import { lineAt } from '../base/lines';
import { contentEnd } from '../document/edit';
import type { SpecDocument } from '../document/specDocument';

/**
 * Writes the id of an agent at the top of the spec that it was created from, in the place of the id
 * that stands there. Any text takes it: also one that is no YAML by now.
 */
export function writeId(document: SpecDocument, id: number): TextEdit[] {
  const { newText, ...span } = idEdit(document, id);
  return [{ range: document.rangeOf(span), newText: document.withOwnLineBreaks(newText) }];
}

function idEdit({ root, text }: SpecDocument, id: number): Edit {
  if (root === null) {
    const isNewLine = /(^\uFEFF?|\n)$/.test(text);
    return { start: text.length, end: text.length, newText: `${isNewLine ? '' : '\n'}id: ${id}\n` };
  }
  if (root.kind !== 'map') return aboveLineOf(root, text, id);
  const known = root.entries.find(({ key }) => key.value === 'id');
  if (known) return inPlaceOf(known, text, id);
  return root.flow ? firstInFlow(root, id) : aboveLineOf(root.entries[0]?.key ?? root, text, id);
}

function inPlaceOf(entry: Entry, text: string, id: number): Edit {
  const { key, value } = entry;
  if (value?.kind === 'scalar' && value.style !== 'block') {
    return { start: value.start, end: value.end, newText: String(id) };
  }
  const hasColon = text.charAt(key.end) === ':';
  const start = hasColon ? key.end + 1 : key.end;
  return { start, end: contentEnd(text, entry), newText: `${hasColon ? '' : ':'} ${id}` };
}

function firstInFlow({ start, entries: [first] }: MapNode, id: number): Edit {
  return first === undefined
    ? { start: start + 1, end: start + 1, newText: `id: ${id}` }
    : { start: first.key.start, end: first.key.start, newText: `id: ${id}, ` };
}

function aboveLineOf({ start }: Pick<SpecNode, 'start'>, text: string, id: number): Edit {
  const line = lineAt(text, start);
  const place = line.text.startsWith('\uFEFF') ? line.start + 1 : line.start;
  const [indentation = ''] = /^ */.exec(text.slice(place, start)) ?? [];
  return { start: place, end: place, newText: `${indentation}id: ${id}\n` };
}

import { TextDocument } from 'vscode-languageserver-textdocument';
import { changeBetween } from '../document/change';
import { SpecDocument } from '../document/specDocument';
import { findingsOf } from '../rules';
import type { Finding } from '../rules/rule';
import { applyEdits, editsOf } from './edits';
import type { Edit } from './fix';
import { syntaxFix } from './syntax';

/**
 * UTF-16 units that are read in all, as the text is read again after each fix: 100 fixes in a spec of 10,000. Keeps
 * long files from taking longer than seconds, and two fixes that undo each other from going on for ever.
 */
const mostRead = 1_000_000;

/** Fixes that lose what somebody wrote, or make something up, are left to people. */
const safeKinds = new Set(['replace', 'move']);

/** Mistakes whose fix is the likeliest answer, not the only one. */
const guesses = new Set(['unknown-value', 'repeated-name', 'missing-colon']);

/** The one edit that carries out all fixes that lose nothing, one after the other. */
export function mendAll(document: SpecDocument): Edit | undefined {
  let text = document.text;
  for (let read = 0; read < mostRead; read += text.length + 1) {
    const next = mendFirst(text);
    if (next === undefined) break;
    text = next;
  }
  return difference(document.text, text);
}

function mendFirst(text: string): string | undefined {
  const document = new SpecDocument(TextDocument.create('', '', 0, text));
  for (const finding of findingsOf(document)) {
    const edits = safeEdits(document, finding);
    if (edits !== undefined) return applyEdits(text, edits);
  }
  return undefined;
}

function safeEdits(document: SpecDocument, finding: Finding): Edit[] | undefined {
  const { fix, code } = finding;
  if (guesses.has(code)) return undefined;
  if (fix !== undefined) return safeKinds.has(fix.kind) ? editsOf(document, fix) : undefined;
  const edit = syntaxFix(document.text, code, finding);
  return edit && [edit];
}

/** The smallest single edit from one text to another; undefined when they are the same. */
function difference(before: string, after: string): Edit | undefined {
  if (before === after) return undefined;
  const { start, end } = changeBetween(before, after);
  return { start, end: before.length - (after.length - end), newText: after.slice(start, end) };
}

import { applyEdits, type Edit } from '../base/edit';
import { textDiff } from '../base/textDiff';
import type { SpecDocument } from '../document/specDocument';
import { findingsOf } from '../rules';
import type { Finding } from '../rules/finding';
import { editsOf } from './edits';
import { syntaxFix } from './syntaxFixes';

/**
 * UTF-16 units that are compared in all, as each fix makes a new text, and each guess at a syntax error does: 500 of
 * them in a spec of 10,000 units. Keeps long files from taking longer than seconds, and two fixes that undo each
 * other from going on for ever.
 */
const mostCompared = 5_000_000;

/** Fixes that lose what somebody wrote, or make something up, are left to people. */
const safeKinds = new Set(['replace', 'move', 'cure']);

/** Mistakes whose fix is the likeliest answer, not the only one. */
const guesses = new Set(['unknown-value', 'repeated-name', 'missing-colon']);

/** The one edit that carries out all fixes that lose nothing, one after the other. */
export function mendAll(document: SpecDocument): Edit | undefined {
  let mended = document;
  let compared = 0;
  const mendFirst = (): string | undefined => {
    for (const finding of findingsOf(mended)) {
      if (compared > mostCompared) return undefined;
      if (finding.fix === undefined) compared += mended.text.length;
      const edits = safeEdits(mended, finding);
      if (edits !== undefined) return applyEdits(mended.text, edits);
    }
    return undefined;
  };
  for (let next = mendFirst(); next !== undefined; next = mendFirst()) {
    compared += next.length + 1;
    mended = mended.withText(next);
  }
  return difference(document.text, mended.text);
}

function safeEdits(document: SpecDocument, finding: Finding): Edit[] | undefined {
  const { fix, code } = finding;
  if (guesses.has(code)) return undefined;
  if (fix !== undefined) return safeKinds.has(fix.kind) ? editsOf(document, fix) : undefined;
  const edit = syntaxFix(document, code, finding);
  return edit && [edit];
}

/** The smallest single edit from one text to another; undefined when they are the same. */
function difference(before: string, after: string): Edit | undefined {
  if (before === after) return undefined;
  const { start, endBefore, endAfter } = textDiff(before, after);
  return { start, end: endBefore, newText: after.slice(start, endAfter) };
}

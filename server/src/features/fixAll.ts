import type { Span } from '../ast/nodes';
import { applyEdits, type Edit } from '../base/edit';
import { textDiff } from '../base/textDiff';
import type { SpecDocument } from '../document/specDocument';
import type { Fix } from '../fixes/fix';
import { findingsOf } from '../rules';
import type { Finding } from '../rules/finding';

/** Fixes may make room for others, or undo each other. */
const mostPasses = 10;

/** Fixes of one pass: each is compared with each. */
const mostTogether = 1_000;

/** UTF-16 units that are read in all passes to find out what mends syntax errors: keeps long files from taking longer than seconds. */
const mostRead = 4_000_000;

/** The one edit that carries out all safe fixes, in passes of those that do not overlap. */
export function fixAll(document: SpecDocument): Edit | undefined {
  let fixed = document;
  let left = mostRead;
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const cost = costOf(fixed);
    const found = findingsOf(fixed).filter(({ fixes }) => fixes !== undefined);
    const readable = cost > 0 ? found.slice(0, Math.ceil(left / cost)) : found;
    left = Math.max(0, left - readable.length * cost);
    const edits = compatible(safeFixes(fixed, readable)).flatMap((fix) => fix.edits);
    if (edits.length === 0) break;
    fixed = fixed.withText(applyEdits(fixed.text, edits));
  }
  return difference(document.text, fixed.text);
}

/** UTF-16 units that are read to find out what mends one mistake. */
function costOf({ text, parsed }: SpecDocument): number {
  return parsed.problems.length > 0 ? text.length + 1 : 0;
}

function safeFixes(document: SpecDocument, findings: readonly Finding[]): Fix[] {
  return findings
    .flatMap((finding) => finding.fixes?.(document, finding).slice(0, 1) ?? [])
    .filter(({ isSafe }) => isSafe);
}

/** The fixes, in their order, that change nothing that one before them changes or relies on. */
function compatible(fixes: readonly Fix[]): Fix[] {
  const chosen: Fix[] = [];
  for (const fix of fixes.slice(0, mostTogether)) {
    if (!chosen.some((other) => interferes(fix, other) || interferes(other, fix))) chosen.push(fix);
  }
  return chosen;
}

function interferes({ edits }: Fix, other: Fix): boolean {
  const held: readonly Span[] = other.reliesOn ? [...other.edits, other.reliesOn] : other.edits;
  return edits.some((edit) => held.some((span) => overlaps(edit, span)));
}

/** Two insertions at one offset overlap as well: their order would be a guess. */
function overlaps(one: Span, other: Span): boolean {
  return one.start === other.start || (one.start < other.end && other.start < one.end);
}

/** The smallest single edit from one text to another; undefined when they are the same. */
function difference(before: string, after: string): Edit | undefined {
  if (before === after) return undefined;
  const { start, endBefore, endAfter } = textDiff(before, after);
  return { start, end: endBefore, newText: after.slice(start, endAfter) };
}

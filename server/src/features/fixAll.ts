import type { Span } from '../ast/nodes';
import { applyEdits, type Edit } from '../base/edit';
import { textDiff } from '../base/textDiff';
import type { SpecDocument } from '../document/specDocument';
import type { Fix } from '../fixes/fix';
import { findingsOf } from '../rules';
import type { Finding } from '../rules/finding';
import { notFilledInCode } from '../rules/unfilled';

/** Fixes may make room for others, or undo each other. */
const mostPasses = 10;

/** Fixes of one pass: each is compared with each. */
const mostTogether = 1_000;

/** UTF-16 units that are read in all passes to find out what mends syntax errors: keeps long files from taking longer than seconds. */
const mostRead = 4_000_000;

/** Their names are certain, whatever may be wrong with their values. */
const moved = new Set(['v1-key', 'misplaced-key', 'older-key']);

/** The one edit that carries out all safe fixes, in passes of those that do not overlap. */
export function fixAll(document: SpecDocument): Edit | undefined {
  let fixed = document;
  let left = mostRead;
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const cost = costOf(fixed);
    const found = findingsOf(fixed).filter(({ fixes }) => fixes !== undefined);
    const readable = cost > 0 ? found.slice(0, Math.ceil(left / cost)) : found;
    left = Math.max(0, left - readable.length * cost);
    const fixes = compatible(safeFixes(fixed, readable));
    if (fixes.length === 0) break;
    let after = carriedOut(fixed, fixes);
    if (leavesErrors(fixed, after)) {
      const each = fixed.text.length + 1;
      const most = Math.ceil(left / each);
      left = Math.max(0, left - fixes.length * each);
      after = carriedOut(fixed, rightAlone(fixed, fixes.slice(0, most)));
    }
    if (after.text === fixed.text) break;
    fixed = after;
  }
  return difference(document.text, fixed.text);
}

/** A safe fix, with what it puts right. */
interface SafeFix extends Fix {
  code: string;
}

/** The fixes that make no mistake of another. */
function rightAlone(document: SpecDocument, fixes: readonly SafeFix[]): SafeFix[] {
  return fixes.filter((fix) => {
    const after = carriedOut(document, [fix]);
    return moved.has(fix.code)
      ? !errorsBrought(document, after).some(isOfEdits)
      : !leavesErrors(document, after);
  });
}

/** Whether fixes make errors that no other fix puts right. */
function leavesErrors(before: SpecDocument, after: SpecDocument): boolean {
  return errorsBrought(before, after).some(
    (error) => isOfEdits(error) || error.fixes?.(after, error)[0]?.isSafe !== true,
  );
}

/** Whether edits alone can have brought an error: what was there before, nobody had to put right. */
export function isOfEdits({ code }: Finding): boolean {
  return code === 'duplicate-key' || code === 'undefined-alias';
}

/** The errors of a text with fixes that it did not have without them; of values that are still to be filled in nothing is said. */
export function errorsBrought(before: SpecDocument, after: SpecDocument): Finding[] {
  // What could not be understood before may come to light.
  if (after.parsed.problems.length < before.parsed.problems.length) return [];
  const known = new Set(findingsOf(before).map(({ code, message }) => `${code} ${message}`));
  return findingsOf(after).filter(
    ({ severity, code, message }) =>
      severity === 'error' &&
      code !== 'missing-key' &&
      code !== notFilledInCode &&
      !known.has(`${code} ${message}`),
  );
}

function carriedOut(document: SpecDocument, fixes: readonly Fix[]): SpecDocument {
  const edits = fixes.flatMap((fix) => fix.edits);
  return document.withText(applyEdits(document.text, edits));
}

/** UTF-16 units that are read to find out what mends one mistake. */
function costOf({ text, parsed }: SpecDocument): number {
  return parsed.problems.length > 0 ? text.length + 1 : 0;
}

function safeFixes(document: SpecDocument, findings: readonly Finding[]): SafeFix[] {
  const contested = contestedPlaces(findings);
  return findings
    .filter(({ instead = [] }) => !contested.has(instead.join('.')))
    .flatMap((finding) => {
      const [first] = finding.fixes?.(document, finding) ?? [];
      return first === undefined ? [] : { ...first, code: finding.code };
    })
    .filter(({ isSafe }) => isSafe);
}

/** Paths that more than one key means: only the writer knows which one stays. */
function contestedPlaces(findings: readonly Finding[]): ReadonlySet<string> {
  const [once, more] = [new Set<string>(), new Set<string>()];
  for (const { instead } of findings) {
    const place = instead?.join('.');
    if (place === undefined) continue;
    if (once.has(place)) more.add(place);
    once.add(place);
  }
  return more;
}

/** The fixes, in their order, that change nothing that one before them changes or relies on. */
function compatible(fixes: readonly SafeFix[]): SafeFix[] {
  const chosen: SafeFix[] = [];
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

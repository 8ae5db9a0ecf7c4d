import type { Range } from 'vscode-languageserver-types';
import { visibleText } from '../../../shared/src/plainText';
import { areOfOneEntry } from '../ast/nodeAtOffset';
import { nodeAt, type Path } from '../ast/nodes';
import { memoize } from '../base/memoize';
import type { SpecDocument } from '../document/specDocument';
import { cureYaml } from '../fixes/cureYaml';
import { fixSyntax } from '../fixes/syntax';
import { withoutTokens } from '../request/tokens';
import { anchorRule } from './anchors';
import { autoDialRule } from './autoDial';
import { credentialsRule } from './credentials';
import { cutTextRule } from './cutText';
import { duplicateInputRule } from './duplicateInputs';
import { duplicateNameRule } from './duplicateNames';
import { duplicateToolIdRule } from './duplicateToolIds';
import { encodingRule } from './encoding';
import type { Finding, Rule } from './finding';
import { formatRule } from './formats';
import { hiddenCharacterRule } from './hiddenCharacters';
import { type Checks, findApart } from './items';
import { isWrapped } from './keyAround';
import { knowledgeFileRule } from './knowledgeFiles';
import { numberRule } from './numbers';
import { pastedSignRule } from './pastedSigns';
import { placeholderRule } from './placeholders';
import { atAliases, atDashes } from './places';
import { providerRule } from './provider';
import { reachRule } from './reachability';
import { schemaRule } from './schemaErrors';
import { annotationRule } from './schemaKeywords';
import { secretRule } from './secrets';
import { servedViaRule } from './servedVia';
import { structureRule } from './structure';
import { tagRule } from './tags';
import { notFilledInCode, onlyUnfilled } from './unfilled';
import { unindentedKeyRule, withoutUnindented } from './unindentedKeys';
import { isOfProse } from './unknownKey';
import { variableRule } from './variables';
import { webhookRule } from './webhook';

/** Look at each value by itself, and at what a map holds. */
const ofValues: Rule[] = [
  structureRule,
  schemaRule,
  formatRule,
  annotationRule,
  secretRule,
  placeholderRule,
  numberRule,
  tagRule,
  cutTextRule,
  anchorRule,
  unindentedKeyRule,
  pastedSignRule,
  hiddenCharacterRule,
];
/** Compare the parts of an item of a list. */
const ofItems: Rule[] = [duplicateInputRule, servedViaRule, knowledgeFileRule];
/** Compare the parts of a spec. */
const ofSpecs: Rule[] = [
  encodingRule,
  providerRule,
  credentialsRule,
  autoDialRule,
  reachRule,
  duplicateNameRule,
  duplicateToolIdRule,
  webhookRule,
];
/** Look at texts where they are written, whatever brings them in. */
const ofTexts: Rule[] = [variableRule];

/**
 * Everything worth saying about a spec, in the order of the text, each cause once; worked out once
 * for a document, as diagnostics, fixes and requests all ask.
 */
export const findingsOf = memoize((document: SpecDocument): readonly Finding[] => {
  const ofSyntax = document.parsed.problems.map(
    ({ cure, isGuess, ...problem }): Finding => ({
      ...problem,
      severity: 'error',
      path: [],
      fixes: cure ? cureYaml(cure) : isGuess ? undefined : fixSyntax(problem.code),
    }),
  );
  const { isInParts } = document.parsed;
  const all = (rules: Rule[]) => (of: SpecDocument) => rules.flatMap((rule) => [...rule(of)]);
  const checks: Checks = {
    alone: all(ofValues),
    together: (of, isItem) => all(isItem ? ofItems : [...ofSpecs, ...ofTexts])(of),
  };
  const found = isInParts
    ? findApart(document, checks)
    : [
        ...atAliases(document, all([...ofValues, ...ofItems, ...ofSpecs])(document)),
        ...all(ofTexts)(document),
      ];
  const placed = onceForKeys(
    ofSyntax,
    withoutMissingOfUnknown(document, withoutMeant(atDashes(document, found))),
  );
  const ofLines = withoutUnindented(document, withoutUnquoted(ofSyntax, placed)).filter(
    (finding) => !isOfProse(document, finding),
  );
  const findings = onlyUnfilled([
    ...ofLines,
    ...withoutMissingAbove(document, inTheirColumns(document, withoutUnindented(document, placed))),
  ]);
  const seen = new Set<string>();
  const removed = removedWhole(findings);
  const inside = new Set(findings.filter((finding) => isWithin(finding, removed)));
  return refusedWhole(findings, inside)
    .filter((finding) => !inside.has(finding))
    .filter(({ start, end, code, message }) => {
      const key = `${start} ${end} ${code} ${message}`;
      return !seen.has(key) && seen.add(key);
    })
    .map(fitToBeShown)
    .sort(byPlace);
});

/** A finding without control characters, tokens and keys in what people read. */
function fitToBeShown(finding: Finding): Finding {
  const { message, fixes } = finding;
  return {
    ...finding,
    message: withoutTokens(visibleText(message)),
    fixes:
      fixes &&
      ((document, mistake) =>
        fixes(document, mistake).map((fix) => ({ ...fix, title: withoutTokens(fix.title) }))),
  };
}

/** Of a value that no quotes make right, only what is wrong with it is said. */
function withoutUnquoted(ofSyntax: Finding[], found: Finding[]): Finding[] {
  if (ofSyntax.length === 0) return ofSyntax;
  const wrong = new Set(found.filter(({ severity }) => severity === 'error').map(startOf));
  return ofSyntax.filter(({ code, start }) => code !== 'unquoted-text' || !wrong.has(start));
}

const startOf = ({ start }: Finding) => start;

/** What stands at a place comes before what is missing there; the rest only has to have one order. */
function byPlace(a: Finding, b: Finding): number {
  const order = a.start - b.start || a.end - b.end || lacks(a) - lacks(b);
  return order || (`${a.code} ${a.message}` < `${b.code} ${b.message}` ? -1 : 1);
}

/** A key that is written wrong, or that a misplaced key belongs in, is not missing besides. */
function withoutMeant(findings: Finding[]): Finding[] {
  const meant = new Set(
    findings.flatMap(({ instead = [] }) =>
      instead.map((_, depth) => instead.slice(0, depth + 1).join('.')),
    ),
  );
  return findings.filter(({ missing }) => missing === undefined || !meant.has(missing.join('.')));
}

/** Of an item that has no key of its kind, its keys are what is wrong: more would only repeat it. */
function withoutMissingOfUnknown(document: SpecDocument, findings: Finding[]): Finding[] {
  const unknown = new Map<string, number>();
  for (const { code, path, instead } of findings) {
    const holder = path.slice(0, -1).join('.');
    const isUnknown = code === 'unknown-key' || (code === 'missing-colon' && instead !== undefined);
    if (isUnknown) unknown.set(holder, (unknown.get(holder) ?? 0) + 1);
  }
  return findings.filter(({ missing }) => {
    if (missing === undefined) return true;
    const holder = missing.slice(0, -1);
    const count = unknown.get(holder.join('.'));
    const isItem = typeof holder.at(-1) === 'number';
    if (count === undefined || !(isItem || isWrapped(document))) return true;
    const item = nodeAt(document.root, holder);
    return item?.kind !== 'map' || item.entries.length > count;
  });
}

/** Where a line is indented wrongly, what it and the rest of its entry belong to is not known. */
function inTheirColumns({ root, parsed }: SpecDocument, findings: Finding[]): Finding[] {
  const lines = parsed.problems.filter(
    ({ code }) => code === 'bad-indentation' || code === 'missing-dash',
  );
  if (lines.length === 0 || root?.kind !== 'map') return findings;
  const isUnknown = ({ code }: Finding) => ofColumns.has(code);
  return findings.filter(
    (finding) =>
      !isUnknown(finding) ||
      !lines.some(
        ({ start }) => start <= finding.start && areOfOneEntry(root, start, finding.start),
      ),
  );
}

/** Of the map right above a line that is indented wrongly, nothing is missing for certain: the line may be that. */
function withoutMissingAbove({ root, parsed }: SpecDocument, findings: Finding[]): Finding[] {
  const lines = parsed.problems.filter(
    ({ code, cure }) => code === 'bad-indentation' && cure === undefined,
  );
  if (lines.length === 0 || root?.kind !== 'map') return findings;
  const missing = findings.filter((finding) => finding.missing !== undefined).map(startOf);
  const above = (at: number) =>
    missing.filter((start) => start <= at && areOfOneEntry(root, start, at));
  const hidden = new Set(lines.map(({ start }) => Math.max(...above(start))));
  return findings.filter((finding) => finding.missing === undefined || !hidden.has(finding.start));
}

/** What is said of keys that may belong to another map. */
const ofColumns = new Set(['misplaced-key', 'unknown-key', 'duplicate-key', 'key-not-text']);

/** What is said of a key, by which it is not known what it means. */
const ofKeys = new Set(['unknown-key', 'misplaced-key', 'other-type-key', 'v1-key']);

/** Of a key without its colon, of one that is written twice, and of items without their dashes, nothing else is said. */
function onceForKeys(ofSyntax: Finding[], found: Finding[]): Finding[] {
  const bare = new Set(ofSyntax.filter(({ code }) => code === 'missing-colon').map(startOf));
  const twice = new Set(
    found.flatMap(({ code, related }) =>
      code === 'duplicate-key' && related !== undefined ? [related.start] : [],
    ),
  );
  const dashes = new Set(found.filter(({ code }) => code === 'missing-dash').map(startOf));
  return found.filter(({ code, start, related }) => {
    if (code === 'duplicate-key') return !dashes.has(related?.start ?? -1);
    const isTold = code !== 'missing-dash' && twice.has(start);
    return !isTold && !(ofKeys.has(code) && bare.has(start));
  });
}

function lacks({ code }: Finding): number {
  return code === 'missing-key' ? 1 : 0;
}

/** The paths that are to be removed as a whole, with the codes that say so. */
function removedWhole(findings: Finding[]): Map<string, string> {
  return new Map(
    findings
      .filter(({ code }) => code === 'unneeded-key' || code === 'read-only-key')
      .map(({ path, code }) => [JSON.stringify(path), code]),
  );
}

/** What is to be removed as a whole is not also wrong in its parts. */
function isWithin({ path, code }: Finding, removed: Map<string, string>): boolean {
  if (removed.size === 0) return false;
  return [...path, ''].some((_, depth) => {
    const outer = removed.get(JSON.stringify(path.slice(0, depth)));
    return outer !== undefined && outer !== code;
  });
}

/** What means nothing to the provider is an error where it is of a type that Cekura refuses. */
function refusedWhole(findings: Finding[], inside: ReadonlySet<Finding>): Finding[] {
  const refused = [...inside].filter(({ code }) => code === 'wrong-type');
  if (refused.length === 0) return findings;
  const holds = (outer: Path) =>
    refused.some(({ path }) => outer.every((step, depth) => path[depth] === step));
  return findings.map((finding) =>
    finding.code === 'unneeded-key' && holds(finding.path)
      ? { ...finding, severity: 'error' }
      : finding,
  );
}

/** The ranges of what keeps a spec from being created. */
export const errorRangesOf = rangesOf(({ severity }) => severity === 'error');

/** The ranges of values that nobody has filled in and that Cekura would take as they stand. */
export const unfilledRangesOf = rangesOf(
  ({ severity, code }) => severity === 'warning' && code === notFilledInCode,
);

function rangesOf(isMeant: (finding: Finding) => boolean) {
  return (document: SpecDocument): Range[] =>
    findingsOf(document)
      .filter(isMeant)
      .map((finding) => document.rangeOf(finding));
}

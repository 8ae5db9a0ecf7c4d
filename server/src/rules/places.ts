import { dashesOf } from '../ast/dashes';
import { aliasOn, nodeAt, resolve, type Span, type SpecNode } from '../ast/nodes';
import { contains, spanOf } from '../ast/spans';
import type { SpecDocument } from '../document/specDocument';
import type { Finding } from './finding';

/**
 * Findings about what aliases bring in, at the alias that is used wrongly. What is wrong where it is written
 * itself is told there alone, and of an alias without an anchor nothing more is said.
 */
export function atAliases({ root }: SpecDocument, findings: readonly Finding[]): Finding[] {
  const placed = findings.map((finding) => ({ finding, alias: aliasOn(root, finding.path) }));
  const causeOf = ({ path, start, code, missing }: Finding) =>
    `${nodeAt(root, path)?.start ?? start} ${code} ${missing?.at(-1)}`;
  const own = new Set(
    placed.flatMap(({ finding, alias }) => (alias === undefined ? causeOf(finding) : [])),
  );
  return placed.flatMap(({ finding, alias }) => {
    if (alias === undefined || contains(alias, finding)) return finding;
    if (resolve(alias) === null || own.has(causeOf(finding))) return [];
    return { ...finding, ...spanOf(alias), fixes: undefined };
  });
}

/** Findings about empty items, at their dashes. */
export function atDashes({ root, text }: SpecDocument, findings: readonly Finding[]): Finding[] {
  const known = new Map<SpecNode, Span[]>();
  return findings.map((finding) => {
    const { path } = finding;
    const index = path.at(-1);
    if (typeof index !== 'number') return finding;
    const list = nodeAt(root, path.slice(0, -1));
    if (list?.kind !== 'sequence' || list.items[index] !== null) return finding;
    const dashes = known.get(list) ?? dashesOf(text, list);
    known.set(list, dashes);
    return { ...finding, ...dashes[index] };
  });
}

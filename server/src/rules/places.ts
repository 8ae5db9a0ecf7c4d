import { aliasOn, nodeAt, resolve } from '../ast/nodes';
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

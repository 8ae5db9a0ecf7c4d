import { findingsOf, type SpecDocument } from '../../../server/src/entry/core';
import type { Finding, Severity } from '../../../server/src/rules/finding';
import { visibleText } from '../../../shared/src/plainText';
import { emptySpec } from './emptySpec';

/** A problem of a spec: lines and columns from 1, columns in UTF-16 units, the end exclusive. */
export interface Problem {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  severity: Severity;
  /** Explained in docs/diagnostics.md. */
  code: string;
  message: string;
  /** Of another place that the message speaks of. */
  relatedLine?: number;
}

/** A spec and what is wrong with it. */
export interface CheckedSpec {
  /** As messages name it. */
  file: string;
  /** In the order of its text. */
  problems: Problem[];
}

/** What is wrong in a spec, in the order of its text. An empty one has nothing that could be sent. */
export function problemsOf(
  document: SpecDocument,
  findings: readonly Finding[] = findingsOf(document),
): Problem[] {
  if (document.root === null && findings.length === 0) {
    const place = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    return [{ ...place, severity: 'error', code: 'empty-spec', message: emptySpec }];
  }
  return findings
    .toSorted((a, b) => a.start - b.start)
    .map((finding) => {
      const { start, end } = document.rangeOf(finding);
      const { severity, code, message, related } = finding;
      return {
        line: start.line + 1,
        column: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
        severity,
        code,
        message,
        ...(related && { relatedLine: document.positionAt(related.start).line + 1 }),
      };
    });
}

/** The problems that keep a spec from being sent. */
export function errorsOf(document: SpecDocument): Problem[] {
  return problemsOf(document).filter(({ severity }) => severity === 'error');
}

/** A problem as compilers write theirs: `file:line:column: severity: message [code]`, with a line break. */
export function lineOf(file: string, problem: Problem): string {
  const { line, column, severity, code, message, relatedLine } = problem;
  const related = relatedLine === undefined ? '' : ` (see line ${relatedLine})`;
  return `${visibleText(file)}:${line}:${column}: ${severity}: ${message}${related} [${code}]\n`;
}

import type { Severity } from '../../../../server/src/rules/finding';
import { visibleJson } from '../../../../shared/src/plainText';
import { slashes } from '../../base/slashes';
import { repository, version } from '../../base/version';
import type { CheckedSpec, Problem } from '../problem';

const levels: Record<Severity, string> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** SARIF 2.1.0, as GitHub's code scanning and other viewers read it. */
export function sarif(specs: readonly CheckedSpec[]): string {
  const all = specs.flatMap(({ problems }) => problems.map(({ code }) => code));
  const codes = [...new Set(all)].sort();
  const results = specs.flatMap(({ file, problems }) =>
    problems.map((problem) => resultOf(file, problem, codes.indexOf(problem.code))),
  );
  const driver = {
    name: 'cekura-agent',
    semanticVersion: version,
    informationUri: repository,
    rules: codes.map(ruleOf),
  };
  return `${visibleJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  })}\n`;
}

/** What docs/diagnostics.md says of a code is found by the address. */
function ruleOf(code: string) {
  const words = code.replaceAll('-', ' ');
  const text = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  const helpUri = `${repository}/blob/main/docs/diagnostics.md#${code}`;
  return {
    id: code,
    shortDescription: { text },
    helpUri,
    help: { text: `See ${helpUri}`, markdown: `[What \`${code}\` means](${helpUri})` },
  };
}

function resultOf(file: string, problem: Problem, ruleIndex: number) {
  const { line, column, endLine, endColumn, severity, code, message, relatedLine } = problem;
  const artifactLocation = { uri: uriOf(file), uriBaseId: '%SRCROOT%' };
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  const related = relatedLine !== undefined && {
    relatedLocations: [
      {
        id: 1,
        physicalLocation: { artifactLocation, region: { startLine: relatedLine } },
        message: { text: `See line ${relatedLine}.` },
      },
    ],
  };
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation, region } }],
    ...related,
  };
}

/** A path as a relative URL. */
const uriOf = (file: string) => slashes(file).split('/').map(encodeURIComponent).join('/');

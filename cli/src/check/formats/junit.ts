import { plural } from '../../base/plural';
import { type CheckedSpec, lineOf } from '../problem';

/** JUnit's XML: a test case for each spec, which fails with its errors; other problems are its output. */
export function junit(specs: readonly CheckedSpec[]): string {
  const failures = specs.filter(({ problems }) => problems.some(isError)).length;
  const counts = `tests="${specs.length}" failures="${failures}" errors="0" skipped="0" time="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cekura-agent" ${counts}>`,
    `  <testsuite name="cekura-agent check" ${counts}>`,
    ...specs.map(testCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

const isError = ({ severity }: { severity: string }) => severity === 'error';

function testCase({ file, problems }: CheckedSpec): string {
  const errors = problems.filter(isError);
  const others = problems.filter((problem) => !isError(problem));
  const linesOf = (some: typeof problems) =>
    escaped(some.map((each) => lineOf(file, each)).join(''));
  const name = escaped(file);
  const message = plural(errors.length, 'error');
  return [
    `    <testcase classname="cekura-agent.check" name="${name}" file="${name}" time="0">`,
    errors.length > 0 &&
      `      <failure message="${message}" type="error">${linesOf(errors)}</failure>`,
    others.length > 0 && `      <system-out>${linesOf(others)}</system-out>`,
    '    </testcase>',
  ]
    .filter((line) => line !== false)
    .join('\n');
}

/** What no XML 1.0 may hold, not as a reference either. */
const notInXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Readers make line feeds and spaces of them.
  '\r': '&#13;',
  '\t': '&#9;',
};

const escaped = (text: string) =>
  text.replace(notInXml, '\ufffd').replace(/[&<>"\r\t]/g, (character) => entities[character] ?? '');

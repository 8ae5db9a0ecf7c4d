import { writeFile } from 'node:fs/promises';
import { diffLines } from 'diff';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { emptySpec } from '../cli/src/check/emptySpec';
import { fileProblemText } from '../shared/src/fileProblems';
import { marked } from '../test/marked';
import { type Case, cases } from '../test/protocol/diagnosticCases';
import { Server } from '../test/protocol/server';

export const diagnosticsPath = 'docs/diagnostics.md';

const severities: Record<DiagnosticSeverity, string> = {
  [DiagnosticSeverity.Error]: 'Error',
  [DiagnosticSeverity.Warning]: 'Warning',
  [DiagnosticSeverity.Information]: 'Information',
  [DiagnosticSeverity.Hint]: 'Hint',
};

const introduction = `# Diagnostics

What the editor and \`cekura-agent check\` report about a spec, by code. Errors are what the API would reject or ignore, and stop a
create. Warnings are almost certainly mistakes. Information and hints are about style and newer names.

<!-- Written by \`npm run docs\` from test/protocol/diagnosticCases.ts. -->
`;

/** The page of all codes: what each says of an example, and what its quick fix writes. Needs the built server. */
export async function diagnosticsPage(): Promise<string> {
  const server = await Server.start();
  const sections = [
    `## empty-spec\n\nError, on the command line only\n\n> ${emptySpec}\n`,
    `## missing-file\n\nWarning\n\n> \`prompts/desk.md\` ${fileProblemText.missing}\n`,
  ];
  for (const code of codes) sections.push(await section(server, code));
  await server.stop();
  return [introduction, ...sections.sort()].join('\n');
}

const saysOf = ({ says = [] }: Case) => says;
const allCases = Object.values(cases).flat();
const codes = new Set(allCases.flatMap(saysOf).map(([, code]) => code));

async function section(server: Server, code: string): Promise<string> {
  const ofCode = allCases.filter((each) => saysOf(each).some(([, one]) => one === code));
  const severity = new Set(
    ofCode.flatMap(saysOf).flatMap(([each, one]) => (one === code ? severities[each] : [])),
  );
  const { text } = marked(exampleOf(ofCode).text);
  const spec = await server.open(text);
  const diagnostic = spec.diagnostics.find((each) => each.code === code);
  if (diagnostic === undefined) throw new Error(`The example of ${code} has no such diagnostic.`);
  const [fix] = await spec.quickFixes(diagnostic);
  const lines = [`## ${code}`, [...severity].join(' or '), `> ${diagnostic.message}`];
  if (fix === undefined) lines.push(fenced('yaml', text));
  else lines.push(`Quick fix: *${fix.title}*`, fenced('diff', difference(text, spec.after(fix))));
  return `${lines.join('\n\n')}\n`;
}

/** One that can be mended and is wrong in nothing else, as far as there is one. */
function exampleOf(candidates: Case[]): Case {
  const alone = candidates.filter((each) => saysOf(each).length === 1);
  const [example] = [...alone.filter(({ unfixable }) => !unfixable), ...alone, ...candidates];
  if (example === undefined) throw new Error('There is no example.');
  return example;
}

function difference(before: string, after: string): string {
  return diffLines(before, after)
    .map(({ added, removed, value }) =>
      value.replaceAll(/^(?=.)/gm, added ? '+ ' : removed ? '- ' : '  '),
    )
    .map((lines) => (lines.endsWith('\n') ? lines : `${lines}\n`))
    .join('');
}

function fenced(language: string, text: string): string {
  const shown = text.trimEnd().replaceAll(/^(.{100}).+$/gm, '$1…');
  return `\`\`\`${language}\n${shown}\n\`\`\``;
}

if (import.meta.filename === process.argv[1]) {
  await writeFile(diagnosticsPath, await diagnosticsPage());
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { forkOptions } from '../../../shared/src/forkOptions';
import { visibleJson } from '../../../shared/src/plainText';
import { SpecDocument } from '../document/specDocument';
import { maskSecrets } from '../request/mask';
import { requestOf } from '../request/request';
import { findingsOf } from '../rules';

const usage = `Usage:
  cekura-agent check [--format text|json] FILES…   exit code 1 when there are errors
  cekura-agent render FILE                         the request body, secrets masked
  cekura-agent lsp --stdio                         the language server
`;

/** One line of `check --format json`: lines and columns from 1, columns in UTF-16 units. */
type CheckedLine = {
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  severity: string;
  code: string;
  message: string;
  /** Of another place that the message speaks of. */
  relatedLine?: number;
};

const commands = new Map<string, (rest: string[]) => Promise<number> | number>([
  ['check', check],
  ['render', render],
  ['lsp', (rest) => (rest.join() === '--stdio' ? serveStdio() : fail(usage))],
]);

/** The language server as VS Code starts it: in a process of its own, as only a new one can be given these options. */
async function serveStdio(): Promise<number> {
  const server = join(__dirname, 'server.js');
  const child = spawn(process.execPath, [...forkOptions.execArgv, server, '--stdio'], {
    stdio: 'inherit',
    env: { ...process.env, ...forkOptions.env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => child.kill(signal));
  const [code]: unknown[] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}

async function check(rest: string[]): Promise<number> {
  const { values, positionals: files } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: { format: { type: 'string', default: 'text' } },
  });
  if (files.length === 0 || !['text', 'json'].includes(values.format)) return fail(usage);
  const lines = (await Promise.all(files.map(checkFile))).flat();
  const text = values.format === 'json' ? `${visibleJson(lines)}\n` : lines.map(textOf).join('');
  process.stdout.write(text);
  return lines.some(({ severity }) => severity === 'error') ? 1 : 0;
}

async function checkFile(file: string): Promise<CheckedLine[]> {
  const document = await read(file);
  return findingsOf(document).map((finding) => {
    const { start, end } = document.rangeOf(finding);
    return {
      file,
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
      severity: finding.severity,
      code: finding.code,
      message: finding.message,
      ...(finding.related && {
        relatedLine: document.positionAt(finding.related.start).line + 1,
      }),
    };
  });
}

function textOf({ file, line, column, severity, code, message, relatedLine }: CheckedLine): string {
  const related = relatedLine === undefined ? '' : ` (see line ${relatedLine})`;
  return `${file}:${line}:${column}: ${severity}: ${message}${related} [${code}]\n`;
}

async function render(rest: string[]): Promise<number> {
  const [file, ...more] = rest;
  if (file === undefined || more.length > 0) return fail(usage);
  const document = await read(file);
  const { body } = requestOf(document);
  if (body === null) return fail(`${file} holds no map of keys, so there is no request to show.\n`);
  process.stdout.write(`${visibleJson(maskSecrets(body, document.choice))}\n`);
  return 0;
}

async function read(file: string): Promise<SpecDocument> {
  return SpecDocument.create(file, 0, await readFile(file, 'utf8'));
}

function fail(text: string): number {
  process.stderr.write(text);
  return 2;
}

/**
 * Runs `cekura-agent` with its arguments.
 * @returns the exit code: 1 when a spec has errors, 2 when the command cannot be carried out
 */
export async function runCommand([command = '', ...rest]: string[]): Promise<number> {
  const run = commands.get(command);
  if (run === undefined) return fail(usage);
  try {
    return await run(rest);
  } catch (error) {
    return fail(`cekura-agent: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

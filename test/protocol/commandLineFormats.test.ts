import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with {
  type: 'json',
};
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { beforeAll, expect, test } from 'vitest';
import { makeFolder, program, type Ran, runCommandLine, runProcess } from './commandLine';

const odd = 'sp ace, 100%25: <b>&"é.cekura-agent.yaml';
const many = Array.from({ length: 12 }, (_, at) => `unknown_${at}: 1\n`).join('');
const good = 'name: A\ndescription: You answer the phone.\nproject: 1\n';
let folder = '';

beforeAll(async () => {
  folder = await makeFolder('build/command-line-formats', {
    'good.cekura-agent.yaml': good,
    [odd]: `${good}name: "]]> &amp; \u0007 \u{1f600}"\nlanguage: <&>\nwebhook_secret: \${secret:hook}\n`,
    'sub/many.cekura-agent.yaml': good + many,
  });
});

const check = (format: string, env = {}): Promise<Ran> =>
  runCommandLine(['check', '--format', format], { cwd: folder, env });

/** What every format has to tell: of each spec, and each of its problems. */
interface Told {
  file: string;
  line: number;
  severity: string;
  code: string;
  message: string;
}

async function told(): Promise<Told[]> {
  return JSON.parse((await check('json')).stdout);
}

interface SarifResult {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: object;
  locations: { physicalLocation: object }[];
}

test('SARIF is valid, and has every problem', async () => {
  const { code, stdout } = await check('sarif');
  // Nothing in it is special to draft 4, which ajv does not know, but these two.
  const { $schema: _, id: _id, ...schema } = sarifSchema;
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const log = JSON.parse(stdout);
  expect(ajv.validate(schema, log), ajv.errorsText()).toBe(true);
  const [run] = log.runs;
  const { rules } = run.tool.driver;
  const results = run.results.map((result: SarifResult) => {
    const { ruleId, ruleIndex, level, message, locations } = result;
    expect(rules[ruleIndex].id).toBe(ruleId);
    return { ruleId, level, message, ...locations[0]?.physicalLocation };
  });
  expect(results).toMatchObject(
    (await told()).map(({ file, line, severity, code, message }) => ({
      ruleId: code,
      level: severity === 'error' || severity === 'warning' ? severity : 'note',
      message: { text: message },
      artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
      region: { startLine: line },
    })),
  );
  expect(code).toBe(1);
});

test('each rule of SARIF is explained in docs/diagnostics.md', async () => {
  const page = await readFile('docs/diagnostics.md', 'utf8');
  const { rules } = JSON.parse((await check('sarif')).stdout).runs[0].tool.driver;
  for (const { helpUri } of rules) {
    expect(page).toContain(`\n## ${helpUri.split('/docs/diagnostics.md#')[1]}\n`);
  }
  expect(rules.length).toBeGreaterThan(2);
});

test('JUnit is XML with a case for each spec, which fails with its errors', async () => {
  const { code, stdout } = await check('junit');
  expect(XMLValidator.validate(stdout)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    isArray: (name) => name === 'testcase',
    trimValues: false,
    htmlEntities: true,
  });
  const { testsuite } = parser.parse(stdout).testsuites;
  expect(testsuite).toMatchObject({ '@_tests': '3', '@_failures': '2' });
  const problems = await told();
  for (const { '@_name': file, failure } of testsuite.testcase) {
    const errors = problems.filter((each) => each.file === file && each.severity === 'error');
    const lines = (failure?.['#text'] ?? '').split('\n').filter((line: string) => line !== '');
    expect(lines).toHaveLength(errors.length);
    errors.forEach(({ message, code }, at) => {
      expect(lines[at]).toContain(`error: ${message}`);
      expect(lines[at]).toContain(`[${code}]`);
    });
  }
  expect(code).toBe(1);
});

/** As the runner of GitHub reads a line: `::name key=value,key=value::message`. */
function annotationOf(line: string) {
  const [, command, properties = '', message = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
  const unescaped = (text: string) =>
    text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  const pairs = properties.split(',').map((pair) => pair.split('=', 2).map(unescaped));
  return { command, ...Object.fromEntries(pairs), message: unescaped(message) };
}

const commandOf = (severity: string) =>
  severity === 'error' || severity === 'warning' ? severity : 'notice';

test('annotations are read as they were meant, ten of a kind; the others stay in the log', async () => {
  const { code, stdout } = await check('github');
  const annotations = stdout.split('\n').filter((line) => line.startsWith('::'));
  const problems = await told();
  const wanted = ['error', 'warning', 'notice'].flatMap((command) =>
    problems.filter(({ severity }) => commandOf(severity) === command).slice(0, 10),
  );
  expect(annotations.map(annotationOf)).toEqual(
    problems
      .filter((problem) => wanted.includes(problem))
      .map(({ file, line, severity, code, message }) =>
        expect.objectContaining({
          ...{ command: commandOf(severity), file, message },
          ...{ line: String(line), title: code },
        }),
      ),
  );
  const left = problems.length - wanted.length;
  expect(left).toBeGreaterThan(0);
  expect(stdout).toContain(`${left} more problems in this log: GitHub shows 10 of each kind.\n`);
  expect(stdout).toMatch(/^Checked 3 specs: /m);
  expect(code).toBe(1);
});

test('annotations name files from the top of the repository', async () => {
  const { stdout } = await runCommandLine(['check', '--format', 'github', '.'], {
    cwd: `${folder}/sub`,
    env: { GITHUB_WORKSPACE: folder },
  });
  expect(annotationOf(stdout.split('\n')[0] ?? '')).toMatchObject({
    file: 'sub/many.cekura-agent.yaml',
  });
});

test('a text that a spec holds is no command of GitHub', async () => {
  const { stdout } = await runCommandLine(['check', '--format', 'github', '-'], {
    input: `${good}${many}"::stop-commands::x": 1\n"##[add-mask]a": 1\n`,
  });
  const commands = stdout.split('\n').filter((line) => /^\s*::|##\[/.test(line));
  expect(commands.every((line) => line.startsWith('::error '))).toBe(true);
  expect(stdout).toContain('stop-commands');
});

test('--quiet leaves the summary out', async () => {
  const args = ['check', '--quiet', 'good.cekura-agent.yaml'];
  expect(await runCommandLine(args, { cwd: folder })).toEqual({ code: 0, stdout: '', stderr: '' });
});

test.runIf(process.platform === 'linux').each([
  ['a full disk', '> /dev/full', 2, "Standard output can't be written: no space left on device.\n"],
  ['a pipe that is closed', '| true', 1, ''],
  ['nothing to complain to', '2> /dev/full', 1, ''],
])('%s is no crash', async (_, where, code, stderr) => {
  const command = `set -o pipefail; "$0" "$1" check --format sarif ${where}`;
  const args = ['-c', command, process.execPath, resolve(program)];
  expect(await runProcess('bash', args, { cwd: folder })).toMatchObject({ code, stderr });
});

test.runIf(process.platform === 'linux')(
  'a fault of its own is told without its code',
  async () => {
    const command = 'mkdir gone; cd gone; rmdir ../gone; "$0" "$1" check';
    const args = ['-c', command, process.execPath, resolve(program)];
    const { code, stderr } = await runProcess('sh', args, { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^cekura-agent stopped unexpectedly: please report it at https:\S+\.\nError: ENOENT/,
    );
    expect(stderr.length).toBeLessThan(2_000);
  },
);

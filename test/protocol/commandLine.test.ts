import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { forkOptions } from '../../shared/src/forkOptions';
import { program, runCommandLine, runProcess } from './commandLine';
import { Server } from './server';

test('cekura-agent lsp --stdio is the language server', async () => {
  const server = await Server.start({}, {}, [], { program: ['dist/cli.js', 'lsp'] });
  const { diagnostics } = await server.open('nmae: a\ndescription: b\nproject: 1\n');
  expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-key']);
  await server.stop();
});

test.runIf(process.platform === 'linux')(
  'cekura-agent lsp holds the server to the memory that it has in VS Code, and ends with it',
  async () => {
    const child = spawn(process.execPath, ['dist/cli.js', 'lsp', '--stdio']);
    const children = () => readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
    await expect.poll(children).toMatch(/^\d+ $/);
    const server = (await children()).trim();
    const started = async () => (await readFile(`/proc/${server}/cmdline`, 'utf8')).split('\0');
    // Until it runs its own program, a child has the arguments of its parent.
    await expect.poll(started).toEqual(expect.arrayContaining(forkOptions.execArgv));
    const environment = (await readFile(`/proc/${server}/environ`, 'utf8')).split('\0');
    for (const [name, value] of Object.entries(forkOptions.env)) {
      expect(environment).toContain(`${name}=${value}`);
    }
    child.kill('SIGTERM');
    await once(child, 'exit');
    await expect.poll(() => existsSync(`/proc/${server}`)).toBe(false);
  },
);

const folder = 'build/command-line-specs';
const good = 'name: A\ndescription: You answer the phone.\nproject: 1\n';

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'specs/node_modules'), { recursive: true });
  await mkdir(join(folder, 'empty-folder'));
  const latin1 = Buffer.from(good.replace('phone', 'caf\u00e9'), 'latin1');
  const utf16 = Buffer.from(`\ufeff${good}`, 'utf16le');
  const files: Record<string, string | Buffer> = {
    'good.cekura-agent.yaml': good,
    'specs/bad.cekura-agent.yml': good.replace('project: 1', 'project: one'),
    'specs/warned.cekura-agent.yaml': `${good}webhook_secret: \${secret:hook}\n`,
    'specs/other.yaml': 'not: a spec\n',
    'specs/node_modules/theirs.cekura-agent.yaml': 'nmae: x\n',
    'empty.cekura-agent.yaml': '# nothing yet\n',
    'latin1.cekura-agent.yaml': latin1,
    'utf16.cekura-agent.yaml': utf16,
    'README.md': '# Not a spec\n',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
});

/** Runs the command line in the folder of specs. */
const run = (args: string[], input = '') => runCommandLine(args, { cwd: folder, input });

const bad =
  'specs/bad.cekura-agent.yml:3:10: error: `project` takes a whole number, not text. [wrong-type]\n';
const body = { name: 'A', description: 'You answer the phone.', project: 1 };

/** What a run prints, and what it ends with. */
interface Expected {
  code: number;
  stdout?: string | RegExp;
  stderr?: string | RegExp;
}

const checked = (text: string) => new RegExp(`^Checked ${text}\\.$`, 'm');

test.each<[string, string[], Expected]>([
  [
    'help',
    ['--help'],
    { code: 0, stdout: /^ {2}check [\s\S]*^ {2}plan [\s\S]*^ {2}apply [\s\S]*^ {2}lsp /m },
  ],
  ['help', ['-h'], { code: 0, stdout: /^Usage: cekura-agent/ }],
  ['help for a command', ['help', 'check'], { code: 0, stdout: /--format <format>/ }],
  ['the version', ['--version'], { code: 0, stdout: /^\d+\.\d+\.\d+\n$/ }],
  ['help as an error', [], { code: 2, stderr: /^Usage: cekura-agent/ }],
  ['a near command', ['chekc'], { code: 2, stderr: /'chekc'\n\(Did you mean check\?\)/ }],
  ['no such command', ['constructor'], { code: 2, stderr: /unknown command 'constructor'/ }],
  [
    'formats',
    ['check', '--format', 'xml'],
    { code: 2, stderr: /choices are text, json, github, sarif, junit/ },
  ],
  ['what lsp needs', ['lsp'], { code: 2, stderr: /'--stdio'/ }],
  [
    'a clean spec',
    ['check', 'good.cekura-agent.yaml'],
    { code: 0, stdout: 'Checked 1 spec: no problems.\n' },
  ],
  [
    'an error',
    ['check', 'specs/bad.cekura-agent.yml'],
    { code: 1, stdout: `${bad}Checked 1 spec: 1 error.\n` },
  ],
  [
    'a warning',
    ['check', 'specs/warned.cekura-agent.yaml'],
    { code: 0, stdout: checked('1 spec: 1 warning') },
  ],
  ['a folder', ['check', 'specs'], { code: 1, stdout: checked('2 specs: 1 error, 1 warning') }],
  ['this folder', ['check'], { code: 1, stdout: /^Checked 6 specs: \d+ errors/m }],
  ['a pattern', ['check', '**/b*.yml'], { code: 1, stdout: checked('1 spec: 1 error') }],
  [
    'a spec named twice',
    ['check', 'specs', 'specs/bad.cekura-agent.yml'],
    { code: 1, stdout: checked('2 specs: .*') },
  ],
  [
    'YAML by another name',
    ['check', 'specs/other.yaml'],
    { code: 1, stdout: /^specs\/other\.yaml:1:1: error/ },
  ],
  [
    'what is no spec, and goes on',
    [
      'check',
      'README.md',
      'nix.yaml',
      'none/*.yaml',
      'specs/node_modules/..',
      'good.cekura-agent.yaml',
    ],
    {
      code: 2,
      stdout: checked('3 specs: .*'),
      stderr: [
        "README.md isn't a spec: specs are YAML files, named *.cekura-agent.yaml.",
        "nix.yaml can't be read: no such file or directory.",
        'No spec matches none/*.yaml.',
        '',
      ].join('\n'),
    },
  ],
  [
    'a folder without specs',
    ['check', 'empty-folder'],
    { code: 2, stdout: checked('0 specs'), stderr: /^empty-folder has no specs/ },
  ],
  [
    'an empty spec',
    ['check', 'empty.cekura-agent.yaml'],
    { code: 1, stdout: /^empty\.\S+:1:1: error: This spec is empty/ },
  ],
  [
    'another encoding',
    ['check', 'latin1.cekura-agent.yaml'],
    {
      code: 1,
      stdout: /^latin1\.\S+:2:32: error: .*UTF-8.* \[not-utf-8\]\nChecked 1 spec: 1 error/,
    },
  ],
  [
    'UTF-16',
    ['check', 'utf16.cekura-agent.yaml'],
    { code: 0, stdout: 'Checked 1 spec: no problems.\n' },
  ],
  [
    'a body',
    ['render', 'good.cekura-agent.yaml'],
    { code: 0, stdout: `${JSON.stringify(body, null, 2)}\n` },
  ],
  ['no body of a broken spec', ['render', 'specs/bad.cekura-agent.yml'], { code: 1, stderr: bad }],
  [
    'no body of an empty spec',
    ['render', 'empty.cekura-agent.yaml'],
    { code: 1, stderr: /This spec is empty/ },
  ],
  [
    'no body of two specs',
    ['render', 'specs'],
    { code: 2, stderr: 'specs holds 2 specs: enter the path of one.\n' },
  ],
  [
    'no empty path',
    ['check', ''],
    { code: 2, stdout: 'Checked 0 specs.\n', stderr: 'A path is empty.\n' },
  ],
  [
    'no body of no file',
    ['render', 'nix.yaml'],
    { code: 2, stderr: "nix.yaml can't be read: no such file or directory.\n" },
  ],
])('prints %s: cekura-agent %j', async (_, args, { code, stdout = '', stderr = '' }) => {
  const ran = await run(args);
  expect(ran).toEqual({
    code,
    stdout: typeof stdout === 'string' ? stdout : expect.stringMatching(stdout),
    stderr: typeof stderr === 'string' ? stderr : expect.stringMatching(stderr),
  });
});

test.each([
  ['check', good, { code: 0, stdout: 'Checked 1 spec: no problems.\n' }],
  ['check', 'nmae: x\n', { code: 1, stdout: expect.stringMatching(/^<stdin>:1:1: error/) }],
  ['render', good, { code: 0, stdout: `${JSON.stringify(body, null, 2)}\n` }],
])('reads standard input: cekura-agent %s -', async (command, input, expected) => {
  expect(await run([command, '-'], input)).toEqual({ stderr: '', ...expected });
});

test.each<[args: string[], code: number, input?: string]>([
  [['check', 'specs'], 1],
  [['plan'], 5],
  [['apply', '--plan'], 2],
  [['pull'], 5],
  [['import', '1'], 5],
  [['new', 'vapi'], 0],
  [['convert', '-'], 1, '{'],
  [['render', '-'], 0, good],
  [['completion', 'bash'], 0],
])('%j does the same in a process of its own', async (args, code, input = '') => {
  const options = { cwd: folder, input };
  const ran = await runProcess(process.execPath, [resolve(program), ...args], options);
  expect(ran.code).toBe(code);
  expect(await runCommandLine(args, options)).toEqual(ran);
});

test('names the other line that a problem speaks of', async () => {
  const spec = 'name: a\ndescription: b\nproject: 1\nname: c\n';
  const text = await run(['check', '-'], spec);
  expect(text.stdout).toContain('keep one of them. (see line 1) [duplicate-key]\n');
  const json: unknown = JSON.parse((await run(['check', '--format', 'json', '-'], spec)).stdout);
  expect(json).toMatchObject([{ line: 4, relatedLine: 1, code: 'duplicate-key' }]);
});

test('prints JSON with lines and columns from 1', async () => {
  const { stdout } = await run(['check', '--format', 'json', 'specs/bad.cekura-agent.yml']);
  expect(JSON.parse(stdout)).toEqual([
    {
      file: 'specs/bad.cekura-agent.yml',
      ...{ line: 3, column: 10, endLine: 3, endColumn: 13 },
      ...{ severity: 'error', code: 'wrong-type', message: expect.any(String) },
    },
  ]);
});

test.each(['toString', 'constructor', '__proto__'])(
  'cekura-agent %s is no command',
  async (command) => {
    const stderr = expect.stringContaining(`unknown command '${command}'`);
    expect(await run([command])).toEqual({ code: 2, stdout: '', stderr });
  },
);

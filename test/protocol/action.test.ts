import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { json } from 'node:stream/consumers';
import { globSync } from 'tinyglobby';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { makeFolder, type Ran, runProcess } from './commandLine';
import { CommandLineAccount } from './commandLineAccount';
import { installed } from './installCommandLine';

const a = 'agents/a.cekura-agent.yaml';
const spec = 'name: A\ndescription: You answer the phone.\nproject: 42\nlanguage: en\n';
const marker = '<!-- cekura-agent plan -->';
const ours = { type: 'Bot' };

interface Comment {
  id: number;
  body: string;
  user: { type: string };
}

/** As much of GitHub's API as the action calls. */
let comments: Comment[] = [];
let calls: string[] = [];
let isRefused = false;
let github: Server;
let account: CommandLineAccount;
/** Where GitHub keeps what lasts as long as a job. */
let runner: string;

beforeEach(async () => {
  [comments, calls, isRefused] = [[], [], false];
  account = await CommandLineAccount.start({ [a]: spec });
  runner = await mkdtemp(join(tmpdir(), 'runner-'));
  await account.run(['apply', '--create']);
  await account.commit();
  github = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  }).listen(0, '127.0.0.1');
  await once(github, 'listening');
});
afterEach(async () => {
  github.close();
  await account.stop();
  await rm(runner, { recursive: true, force: true });
});

async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
  const { method = '', url = '', headers } = request;
  const sent = method === 'GET' ? undefined : await json(request);
  calls.push(`${method} ${url}`);
  if (isRefused || headers.authorization !== 'Bearer token-of-github') {
    return { status: 403, body: { message: 'Resource not accessible by integration' } };
  }
  const body = String(Object(sent).body);
  if (method === 'GET') {
    const page = Number(new URL(url, 'http://x').searchParams.get('page'));
    return { status: 200, body: comments.slice((page - 1) * 100, page * 100) };
  }
  if (method === 'POST') comments.push({ id: comments.length + 1, body, user: ours });
  for (const comment of comments) {
    if (method === 'PATCH' && url.endsWith(`/comments/${comment.id}`)) comment.body = body;
  }
  return { status: 200, body: {} };
}

const inPlace = resolve(installed, 'node_modules/cekura-agent');

/**
 * Runs in place of npm where installing is not what is tested, and takes the folder of a package as it is. On Windows, where
 * `npm` is another script, npm itself does so.
 */
const npmStandIn = `#!/bin/sh
for package; do :; done
mkdir node_modules && ln -s "\${package#file:}" node_modules/cekura-agent
`;

const tools = resolve('build/action-tools');

beforeAll(async () => {
  await makeFolder(tools, { npm: npmStandIn });
  await chmod(join(tools, 'npm'), 0o755);
});

/** npm, which installs the package as people get it. */
const npmItself = () => ({
  PATH: process.env.PATH ?? '',
  ACTION_PACKAGE: `file:${globSync('*.tgz', { cwd: installed, absolute: true })[0]}`,
});

/** Runs the action as GitHub does, for a pull request or a push. */
async function act(
  command: string,
  { event = 'pull_request', ...env }: Record<string, string> = {},
): Promise<Ran> {
  const address = github.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  await account.write(
    'event.json',
    JSON.stringify(event === 'push' ? {} : { pull_request: { number: 7 } }),
  );
  return runProcess(process.execPath, [resolve('action/run.mjs')], {
    cwd: account.folder,
    env: {
      ...{ ACTION_COMMAND: command, ACTION_PATHS: ' agents \n', ACTION_TOKEN: 'token-of-github' },
      ...{ ACTION_PACKAGE: `file:${inPlace}`, npm_config_offline: 'true' },
      PATH: [tools, process.env.PATH].join(delimiter),
      ...{ CEKURA_API_KEY: 'key-of-the-tests', CEKURA_API_URL: account.sandbox.url },
      GITHUB_API_URL: `http://127.0.0.1:${port}`,
      RUNNER_TEMP: runner,
      GITHUB_REPOSITORY: 'acme/agents',
      GITHUB_EVENT_PATH: join(account.folder, 'event.json'),
      GITHUB_STEP_SUMMARY: join(account.folder, 'summary.md'),
      GITHUB_OUTPUT: join(account.folder, 'output'),
      ...env,
    },
  });
}

test('check annotates what is wrong, without a key', async () => {
  await account.write(a, 'nmae: A\n');
  const { code, stdout } = await act('check', { CEKURA_API_KEY: '', ...npmItself() });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^::error file=agents\/a\.cekura-agent\.yaml,line=1,/);
  expect(calls).toEqual([]);
});

test('plan writes one comment, and brings it up to date', async () => {
  comments = Array.from({ length: 120 }, (_, id) => ({
    id: id + 1000,
    body: id === 3 ? `${marker}\nWritten by a stranger` : 'Hm.',
    user: { type: 'User' },
  }));
  expect(await act('plan')).toMatchObject({ code: 0, stderr: '' });
  expect(comments).toHaveLength(120);
  await account.change(a, 'language: en', 'language: de');
  expect((await act('plan')).code).toBe(0);
  expect(comments).toHaveLength(121);
  expect(comments.at(-1)?.body).toContain(`${marker}\n### Cekura agents: 1 to update\n`);
  expect(await account.read('summary.md')).toContain('1 to update');
  expect(await account.read('output')).toBe('changes=false\nchanges=true\n');
  await account.change(a, 'language: de', 'language: en');
  expect((await act('plan')).code).toBe(0);
  expect(comments).toHaveLength(121);
  expect(comments.at(-1)?.body).toContain(`${marker}\n### Cekura agents: 1 in sync\n`);
  expect(comments[3]?.body).toContain('a stranger');
  expect(account.changes.filter((call) => call.startsWith('PATCH'))).toEqual([]);
});

test('plan has nothing to say to a fork, which gets no key', async () => {
  const { code, stdout } = await act('plan', { CEKURA_API_KEY: '' });
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout:
      "::notice::No plan, because there is no API key. Pull requests from forks don't get one.\n",
  });
  expect(calls).toEqual([]);
});

test('a comment that GitHub refuses leaves the summary', async () => {
  isRefused = true;
  await account.change(a, 'language: en', 'language: de');
  const { code, stdout, stderr } = await act('plan');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^::warning::The plan is only in the summary: GitHub answered 403/);
  expect(stdout + stderr).not.toContain('token-of-github');
  expect(await account.read('summary.md')).toContain('1 to update');
});

test('a plan with conflicts is shown, and fails', async () => {
  account.sandbox.edit(303, 'rename');
  await account.change(a, 'name: A', 'name: B');
  expect((await act('plan')).code).toBe(4);
  expect(comments.at(-1)?.body).toContain('1 conflict');
});

test('apply runs on main, and never for a pull request', async () => {
  await account.change(a, 'language: en', 'language: de');
  account.sandbox.requests.length = 0;
  expect(await act('apply')).toMatchObject({
    code: 2,
    stdout: "::error::apply can't run for a pull request. Run it after the merge.\n",
  });
  expect(account.changes).toEqual([]);
  expect((await act('apply', { event: 'push' })).code).toBe(0);
  expect(account.changes).toEqual(['PATCH /test_framework/v2/aiagents/303/']);
});

const stolen = 'require("node:fs").writeFileSync("stolen", JSON.stringify(process.env));\n';

test('runs nothing of the checkout, and gives its own keys to nobody', async () => {
  const planted = {
    'node_modules/cekura-agent/package.json':
      '{ "name": "cekura-agent", "version": "0.1.0", "bin": "planted.js" }',
    'node_modules/cekura-agent/planted.js': `#!/usr/bin/env node\n${stolen}`,
    'node_modules/.bin/cekura-agent': `#!/usr/bin/env node\n${stolen}`,
    'preload.cjs': stolen,
    '.npmrc': 'node-options=--require=./preload.cjs\n',
  };
  for (const [path, text] of Object.entries(planted)) {
    await mkdir(join(account.folder, dirname(path)), { recursive: true });
    await account.write(path, text);
    await chmod(join(account.folder, path), 0o755);
  }
  expect((await act('check', npmItself())).code).toBe(0);
  expect((await act('plan', npmItself())).code).toBe(0);
  await expect(account.read('stolen')).rejects.toThrow('ENOENT');
});

/** Puts a package in place of the command line that says what it is given. */
async function packOf(script: string): Promise<string> {
  const folder = join(account.folder, 'package');
  await mkdir(join(folder, 'dist'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "name": "cekura-agent", "version": "0.1.0" }');
  await writeFile(join(folder, 'dist/cli.js'), script);
  return `file:${folder}`;
}

test.each([
  ['check', false],
  ['plan', true],
  ['apply', true],
])('%s gets the keys that it needs, and none of GitHub', async (command, isGiven) => {
  const names = 'ACTION_TOKEN CEKURA_API_KEY CEKURA_SECRET_X CEKURA_API_URL'.split(' ');
  const script = `require('node:fs').writeFileSync('given', ${JSON.stringify(names)}.filter((name) => name in process.env).join(' '));`;
  const env = { ACTION_PACKAGE: await packOf(script), CEKURA_SECRET_X: 'x', event: 'push' };
  expect((await act(command, env)).code).toBe(0);
  const keys = isGiven ? 'CEKURA_API_KEY CEKURA_SECRET_X ' : '';
  expect(await account.read('given')).toBe(`${keys}CEKURA_API_URL`);
});

test('apply creates and deletes only where the workflow says so', async () => {
  await account.write('agents/b.cekura-agent.yaml', spec.replace('A', 'B'));
  expect((await act('apply', { event: 'push' })).code).toBe(4);
  expect((await act('apply', { event: 'push', ACTION_CREATE: 'true' })).code).toBe(0);
  expect(await account.read('agents/b.cekura-agent.yaml')).toMatch(/^id: 304\n/);
  const tools = 'mock_tools:\n  - name: one\n    description: One\n    mock_data: []\n';
  await account.change(a, 'language: en\n', `language: en\n${tools}`);
  expect((await act('apply', { event: 'push' })).code).toBe(0);
  await account.change(a, tools, 'mock_tools: []\n');
  expect((await act('apply', { event: 'push' })).code).toBe(4);
  expect(account.sandbox.stored(303)).toMatchObject({ mock_tools: [{ name: 'one' }] });
  expect((await act('apply', { event: 'push', ACTION_ALLOW_DELETIONS: 'true' })).code).toBe(0);
  expect(account.sandbox.stored(303)).toMatchObject({ mock_tools: [] });
});

test('another command is an error', async () => {
  expect(await act('constructor')).toMatchObject({
    code: 2,
    stdout: '::error::The command must be one of check, plan, apply.\n',
  });
});

test('action.yml gives the scripts what they read', async () => {
  const action = parse(await readFile('action.yml', 'utf8'));
  const step = action.runs.steps.find(({ id }: { id?: string }) => id === 'run');
  const scripts = (
    await Promise.all(globSync('action/*.mjs').map((path) => readFile(path, 'utf8')))
  ).join('');
  const read = [...scripts.matchAll(/\benv\.((?:ACTION|CEKURA)_\w+)/g)].map(([, name]) => name);
  expect(Object.keys(step.env)).toEqual(expect.arrayContaining(read));
  const used = [...JSON.stringify(step.env).matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name);
  expect(used.sort()).toEqual(Object.keys(action.inputs).sort());
  // What a workflow says is never part of a shell script.
  expect(step.run).not.toContain('${{');
});

test.each(['action.yml', '.pre-commit-hooks.yaml', 'docs/ci.md'])(
  '%s names this version',
  async (path) => {
    const text = await readFile(path, 'utf8');
    const named = [...text.matchAll(/(?:cekura-agent@|cekura-agent-specs@v|rev: v)(\S+)/g)];
    expect(named.length).toBeGreaterThan(0);
    for (const [, version] of named) expect(version).toBe(manifest.version);
  },
);

test('the workflows of docs/ci.md are YAML that uses inputs of the action', async () => {
  const { inputs } = parse(await readFile('action.yml', 'utf8'));
  const page = await readFile('docs/ci.md', 'utf8');
  const [first = '', ...others] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(
    ([, text = '']) => text,
  );
  expect(first.trim().split('\n').length).toBeLessThanOrEqual(10);
  for (const text of [first, ...others]) {
    const { jobs = {} } = parse(text);
    for (const { steps } of Object.values<{ steps: { uses: string; with?: object }[] }>(jobs)) {
      const own = steps.filter(({ uses }) => uses.includes('cekura-agent-specs'));
      for (const step of own) {
        expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
      }
    }
  }
});

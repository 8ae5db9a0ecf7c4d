import { chmod, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { CommandLineAccount } from './commandLineAccount';

const a = 'a.cekura-agent.yaml';
const spec = `name: "A"  # as people call it
# Answers the phone
description: |
  You answer the phone.
project: 42
language: en
`;
let account: CommandLineAccount;
afterEach(() => account.stop());

/** A spec whose agent is in step with it. */
async function inStep(files: Record<string, string> = { [a]: spec }): Promise<void> {
  account = await CommandLineAccount.start(files);
  expect(await account.run(['apply', '--create'])).toMatchObject({ code: 0, stderr: '' });
  await account.commit();
}

test('takes over what was changed in Cekura, and nothing else', async () => {
  await inStep();
  account.sandbox.edit(303, 'rename');
  await account.change(a, 'language: en', 'language: de');
  expect(await account.run(['pull'])).toEqual({
    code: 0,
    stdout: `${a}: pulled.\nPull: 1 pulled, 0 in sync, 0 failed.\n`,
    stderr: '',
  });
  const pulled = `id: 303\n${spec.replace('"A"', '"A (renamed)"').replace(': en', ': de')}`;
  expect(await account.read(a)).toBe(pulled);
  expect((await account.run(['pull'])).stdout).toBe('Pull: 0 pulled, 1 in sync, 0 failed.\n');
  expect(await account.read(a)).toBe(pulled);
  expect(await account.json(['plan'])).toMatchObject([
    { conflicts: [], changes: [{ field: 'language', here: 'de' }] },
  ]);
});

test('takes over what is changed in Cekura once more', async () => {
  await inStep();
  for (const name of ['B', 'C']) {
    account.sandbox.edit(303, { name });
    expect((await account.run(['pull'])).code).toBe(0);
    expect(await account.read(a)).toContain(`name: "${name}"  # as people call it`);
  }
});

test('writes nothing where one of the files is read-only', async () => {
  const named = spec.replace('|\n  You answer the phone.', '${file:prompt.md}');
  await inStep({ [a]: named, 'prompt.md': 'You answer the phone.\n' });
  account.sandbox.edit(303, 'change-prompt');
  account.sandbox.edit(303, 'rename');
  await chmod(join(account.folder, a), 0o444);
  expect(await account.run(['pull'])).toMatchObject({
    code: 1,
    stderr: `${a} can't be written: the file is read-only.\n`,
  });
  expect(await account.read(a)).toBe(`id: 303\n${named}`);
  expect(await account.read('prompt.md')).toBe('You answer the phone.\n');
});

test('takes over into the files that a spec names', async () => {
  const prompts = { 'prompts/a.md': 'You answer the phone.\n' };
  const named = spec.replace('|\n  You answer the phone.', '${file:prompts/a.md}');
  await inStep({ [a]: named, ...prompts });
  account.sandbox.edit(303, 'change-prompt');
  expect((await account.run(['pull'])).stdout).toContain(`${join('prompts', 'a.md')}: pulled.\n`);
  expect(await account.read('prompts/a.md')).toMatch(/Changed by someone else\.\s*$/);
  expect(await account.read(a)).toBe(`id: 303\n${named}`);
  expect(await account.json(['plan'])).toMatchObject([{ action: 'none' }]);
});

test.each<[what: string, prepare: () => Promise<void>, stderr: RegExp]>([
  [
    'both changed',
    () => account.change(a, '"A"', '"B"'),
    /^a\.\S+: Changed here and in Cekura: name\. Nothing was written\. Write what /,
  ],
  [
    'nobody knows who changed',
    () => account.forget(),
    /^a\.\S+: No version in git says who changed name\. Nothing was written\. Write what /,
  ],
])('does not pull what %s', async (_, prepare, stderr) => {
  await inStep();
  account.sandbox.edit(303, 'rename');
  await prepare();
  const before = await account.read(a);
  const ran = await account.run(['pull']);
  expect(ran).toMatchObject({ code: 4, stderr: expect.stringMatching(stderr) });
  expect(await account.read(a)).toBe(before);
});

test('keeps UTF-16', async () => {
  await inStep();
  const text = await account.read(a);
  await account.write(a, Buffer.from(`\ufeff${text}`, 'utf16le'));
  account.sandbox.edit(303, 'rename');
  expect((await account.run(['pull'])).code).toBe(0);
  const bytes = Buffer.from(await account.read(a, 'latin1'), 'latin1');
  expect(bytes.toString('utf16le')).toBe(`\ufeff${text.replace('"A"', '"A (renamed)"')}`);
});

test('keeps the byte order mark, the line breaks and the end of a file', async () => {
  const named = spec.replace('|\n  You answer the phone.', '${file:p.md}');
  await inStep({ [a]: named, 'p.md': '\ufeffYou answer.\r\nBe kind.\r\n\r\n' });
  account.sandbox.edit(303, { description: 'You answer.\nBe quick.' });
  expect((await account.run(['pull'])).code).toBe(0);
  expect(await account.read('p.md')).toBe('\ufeffYou answer.\r\nBe quick.\r\n\r\n');
});

test.each([[a], ['p.md']])('does not overwrite %s when it is saved meanwhile', async (saved) => {
  const named = spec.replace('|\n  You answer the phone.', '${file:p.md}');
  await inStep({ [a]: named, 'p.md': 'You answer.\n' });
  account.sandbox.edit(303, { name: 'B', description: 'You call.' });
  const before: Record<string, string> = {
    [a]: await account.read(a),
    'p.md': await account.read('p.md'),
  };
  account.sandbox.requests.length = 0;
  account.sandbox.hold('agent');
  const pulling = account.run(['pull']);
  await expect.poll(() => account.sandbox.requests).not.toEqual([]);
  before[saved] += '# Saved meanwhile.\n';
  await account.write(saved, before[saved] ?? '');
  account.sandbox.release('agent');
  expect(await pulling).toMatchObject({
    code: 4,
    stderr: expect.stringContaining(
      `${saved} can't be written: the file changed on disk. Run the command again.\n`,
    ),
  });
  expect({ [a]: await account.read(a), 'p.md': await account.read('p.md') }).toEqual(before);
});

/** Some agents of a project, and no spec. */
async function agents(count: number): Promise<void> {
  account = await CommandLineAccount.start({ 'README.md': '' });
  for (let at = 0; at < count; at += 1) {
    const name = at === 1 ? 'Same' : at === 2 ? 'same' : `Agent ${at}: "Ünï" /..`;
    await fetch(`${account.sandbox.url}/test_framework/v2/aiagents/`, {
      method: 'POST',
      headers: { 'x-cekura-api-key': 'key', 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{
          name,
          description: 'Hi.',
          project: 42,
          webhook_url: 'https://me:p4ss@example.com/?token=t0ken',
        },
        provider: {
          ...{ type: 'vapi', agent_id: `asst_${at}` },
          credentials: { api_key: 'sk-secret', config: { public_key: 'pk-secret' } },
        },
      }),
    });
  }
}

test('imports a project, and goes on where it ended', async () => {
  await agents(23);
  account.sandbox.arm('agent', 'not-found', { times: 1 });
  const first = await account.run(['import', '--project', '42', '--into', 'specs']);
  expect(first).toMatchObject({
    code: 5,
    stdout: expect.stringContaining('Import: 22 written, 0 already here, 1 failed.\n'),
    stderr: expect.stringMatching(/^Agent 303: .+\n$/),
  });
  account.sandbox.requests.length = 0;
  const second = await account.run(['import', '--project', '42', '--into', 'specs']);
  expect(second).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Import: 1 written, 22 already here, 0 failed.\n'),
  });
  expect(account.sandbox.requests.filter(({ path }) => /\/\d+\/$/.test(path))).toHaveLength(1);
  const names = await readdir(join(account.folder, 'specs'));
  expect(names).toHaveLength(23);
  expect(names).toEqual(
    expect.arrayContaining(['same.cekura-agent.yaml', 'same-305.cekura-agent.yaml']),
  );
  const written = await account.read('specs/same-305.cekura-agent.yaml');
  expect(written).toContain('id: 305\nname: same\n');
  expect(written).not.toMatch(/sk-secret|p4ss|t0ken/);
  expect(written).toContain('https://me:${secret:webhook_url_password}@example.com/');
  const plans = await account.json<{ action: string }[]>(['plan', 'specs']);
  expect(new Set(plans.map(({ action }) => action))).toEqual(new Set(['none']));
});

test.runIf(process.platform === 'linux')(
  'leaves no part of a spec where the disk is full',
  async () => {
    await agents(1);
    account.sandbox.edit(303, { description: 'You answer the phone. '.repeat(1_000) });
    const ran = await account.runWithSmallFiles(['import', '303']);
    expect(ran).toMatchObject({
      code: 2,
      stderr: "Agent 303 can't be written into .: file too large.\n",
    });
    expect((await readdir(account.folder)).sort()).toEqual(['.git', 'README.md']);
  },
);

test('pulls what is changed in Cekura after an import', async () => {
  await agents(2);
  await account.run(['import', '304']);
  account.sandbox.edit(304, { description: 'Changed.' });
  expect((await account.run(['pull'])).code).toBe(0);
  expect(await account.read('same.cekura-agent.yaml')).toContain('description: Changed.\n');
});

test('imports agents by their ids, and waits as long as Cekura asks for', async () => {
  await agents(2);
  account.sandbox.arm('agent', 'rate-limited', { times: 4, retryAfter: 1 });
  expect((await account.run(['import', '304', '303'])).stdout).toMatch(/^same\.\S+: agent 304\.\n/);
});

test.each<[args: string[], stderr: string]>([
  [['import'], 'Enter either ids of agents, or a project with --project.\n'],
  [['import', '1', '--project', '2'], 'Enter either ids of agents, or a project with --project.\n'],
  [['import', '1', 'x'], "x isn't an id: ids are whole numbers.\n"],
])('cekura-agent %j is not understood', async (args, stderr) => {
  await agents(0);
  expect(await account.run(args)).toEqual({ code: 2, stdout: '', stderr });
  expect((await stat(account.folder)).isDirectory()).toBe(true);
});

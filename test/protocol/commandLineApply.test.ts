import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { CommandLineAccount } from './commandLineAccount';

const specOf = (name: string, id?: number) => `${id === undefined ? '' : `id: ${id}\n`}name: ${name}
description: |
  You answer the phone.
  Be kind.
project: 42
language: en
provider:
  type: vapi
  agent_id: asst_${name}
  credentials:
    api_key: \${secret:vapi-key}
mock_tools:
  - name: get_order
    description: Gives an order
    mock_data: []
`;

const wayOut = 'Write what Cekura has into the spec and commit it, then make your change again.';
const [a, b] = ['a.cekura-agent.yaml', 'b.cekura-agent.yaml'];
const secret = 'sk-0123456789-secret';
const secrets = { CEKURA_SECRET_VAPI_KEY: secret };
let account: CommandLineAccount;
afterEach(() => account.stop());

/** Specs whose agents are in sync with them, and committed. */
async function inStep(...names: string[]): Promise<void> {
  const files = names.map((name) => [`${name.toLowerCase()}.cekura-agent.yaml`, specOf(name)]);
  account = await CommandLineAccount.start(Object.fromEntries(files));
  const { code } = await account.run(['apply', '--create'], secrets);
  expect(code).toBe(0);
  await account.commit();
  account.sandbox.requests.length = 0;
}

test('creates what has no id, and writes the ids into the files', async () => {
  account = await CommandLineAccount.start({ [a]: specOf('A'), [b]: specOf('B') });
  expect((await account.run(['plan', '--exit-code'])).code).toBe(3);
  const refused = await account.run(['apply'], secrets);
  expect(refused).toMatchObject({ code: 4, stderr: expect.stringContaining('--create') });
  expect(account.changes).toEqual([]);
  expect(await account.json(['apply', '--create'], secrets)).toEqual([
    { file: a, result: 'created', agent: 303 },
    { file: b, result: 'created', agent: 304 },
  ]);
  expect(await account.read(a)).toBe(specOf('A', 303));
  expect(account.sandbox.stored(303)).toMatchObject({
    provider: { credentials: { api_key: secret } },
  });
  expect((await account.run(['apply', '--create'])).stdout).toBe('Apply: 2 in sync.\n');
});

test('creates no agent whose id cannot be written', async () => {
  account = await CommandLineAccount.start({ [a]: specOf('A') });
  await chmod(join(account.folder, a), 0o444);
  expect(await account.run(['apply', '--create'], secrets)).toMatchObject({
    code: 1,
    stderr: `${a}: No agent was created, as its id can't be written: the file is read-only.\n`,
  });
  expect(account.changes).toEqual([]);
});

test('shows what a create sends, field by field and without secrets', async () => {
  const more = `webhook_url: https://u:p4ssw0rd@x.example/\${env:CEKURA_PLACE}
webhook_secret: abc
knowledge_base_files:
  - path: k.txt
`;
  account = await CommandLineAccount.start({ [a]: specOf('A') + more, 'k.txt': 'Opening hours' });
  const env = { CEKURA_PLACE: 'tremendous' };
  const { stdout, stderr } = await account.run(['plan'], env);
  expect({ stdout, stderr }).toEqual({
    stdout: `${a}: create the agent A
  + name: "A"
  + description
      @@ line 1 @@
      +You answer the phone.
      +Be kind.
  + project: 42
  + language: "en"
  + provider.type: "vapi"
  + provider.agent_id: "asst_A"
  + provider.credentials.api_key: "\${secret:vapi-key}"
  + mock_tools.get_order
  + webhook_url: "https://u:•••@x.example/•••"
  + webhook_secret: "•••"
  + knowledge_base_files.k.txt
Plan: 1 to create.
`,
    stderr: '',
  });
  const [plan] = await account.json<{ changes: object[] }[]>(['plan'], env);
  expect(plan).toMatchObject({ action: 'create', agent: null, name: 'A' });
  expect(plan?.changes.slice(6, 9)).toEqual([
    {
      field: 'provider.credentials.api_key',
      action: 'add',
      changed: 'here',
      here: '${secret:vapi-key}',
    },
    { field: 'mock_tools.get_order', action: 'add', changed: 'here', isItem: true },
    {
      field: 'webhook_url',
      action: 'add',
      changed: 'here',
      here: 'https://u:•••@x.example/•••',
    },
  ]);
  const markdown = (await account.run(['plan', '--format', 'markdown'], env)).stdout;
  expect(markdown).toContain(
    `**\`${a}\`**: create the agent \`A\`\n\n* \`+\` \`name\`: \`"A"\`\n* \`+\` \`description\`\n\n  \`\`\`diff\n`,
  );
  expect(markdown).toContain('* `+` `webhook_secret`: `"•••"`\n');
});

test('what Cekura did not take of a create is sent by the next apply', async () => {
  account = await CommandLineAccount.start({
    [a]: specOf('A').replace('language: en', 'language: de'),
  });
  account.sandbox.arm('create', 'not-taken');
  expect((await account.run(['apply', '--create'], secrets)).code).toBe(0);
  expect(await account.json(['plan'])).toMatchObject([
    {
      action: 'update',
      changes: [
        { field: 'language', changed: 'here' },
        { field: 'mock_tools.get_order', changed: 'here' },
      ],
    },
  ]);
});

test('sends what was changed here, nothing else, and nothing twice', async () => {
  await inStep('A', 'B');
  await account.change(a, 'Be kind.', 'Be very kind.');
  const { code, stdout } = await account.run(['plan', '--exit-code']);
  expect({ code, stdout }).toEqual({
    code: 3,
    stdout: `${a}: update agent 303
  ~ description
      @@ line 1 @@
       You answer the phone.
      -Be kind.
      +Be very kind.
Plan: 1 to update, 1 in sync.
`,
  });
  expect(account.changes).toEqual([]);
  expect(await account.run(['apply'])).toEqual({
    code: 0,
    stdout: `${a}: updated, agent 303.\nApply: 1 updated, 1 in sync.\n`,
    stderr: '',
  });
  expect(account.changes).toEqual(['PATCH /test_framework/v2/aiagents/303/']);
  expect(account.sandbox.requests.find(({ method }) => method === 'PATCH')?.body).toEqual({
    description: 'You answer the phone.\nBe very kind.\n',
  });
  expect((await account.run(['apply'])).stdout).toBe('Apply: 2 in sync.\n');
  expect(account.changes).toHaveLength(1);
  expect((await account.run(['plan', '--exit-code'])).code).toBe(0);
});

test('a fresh clone finds in git what both had in common', async () => {
  await inStep('A');
  await account.change(a, 'language: en', 'language: de');
  await account.commit();
  await account.forget();
  expect(await account.json(['plan'])).toMatchObject([
    {
      action: 'update',
      changes: [{ field: 'language', changed: 'here', there: 'en', here: 'de' }],
    },
  ]);
});

test('what this machine remembers comes before an older version in git', async () => {
  await inStep('A');
  await account.change(a, 'language: en', 'language: de');
  expect((await account.run(['apply'])).code).toBe(0);
  await account.commit();
  account.sandbox.edit(303, { language: 'en' });
  expect(await account.json(['plan'])).toMatchObject([
    { changes: [], conflicts: [{ field: 'language', changed: 'there' }] },
  ]);
});

test('a secret is sent when its placeholder has changed, and shown nowhere', async () => {
  await inStep('A');
  await account.change(a, 'vapi-key', 'other-key');
  const printed = [
    await account.run(['plan', '--verbose']),
    await account.run(['plan', '--format', 'json']),
    await account.run(['plan', '--format', 'markdown']),
  ];
  expect(printed[0]?.stdout).toContain('~ provider.credentials.api_key: secret, changed\n');
  const missing = await account.run(['apply']);
  expect(missing).toMatchObject({
    code: 1,
    stderr: `${a}: The secret other-key has no value: set the environment variable CEKURA_SECRET_OTHER_KEY.\n`,
  });
  const other = 'sk-9876543210-other';
  const applied = await account.run(['apply', '--verbose'], { CEKURA_SECRET_OTHER_KEY: other });
  expect(applied).toMatchObject({ code: 0, stderr: expect.stringContaining('PATCH http://') });
  expect(account.sandbox.stored(303)).toMatchObject({
    provider: { credentials: { api_key: other } },
  });
  for (const { stdout, stderr } of [...printed, missing, applied]) {
    expect(stdout + stderr).not.toMatch(/sk-|key-of-the-tests/);
  }
});

test('all secrets are sent when that is wanted, though nothing differs', async () => {
  await inStep('A');
  const renewed = { CEKURA_SECRET_VAPI_KEY: 'sk-renewed-0123456789' };
  expect((await account.run(['apply'], renewed)).code).toBe(0);
  expect(account.changes).toEqual([]);
  expect((await account.run(['apply', '--with-secrets'], renewed)).code).toBe(0);
  expect(account.sandbox.stored(303)).toMatchObject({
    provider: { credentials: { api_key: 'sk-renewed-0123456789' } },
  });
});

test('a value of the environment is masked', async () => {
  await inStep('A');
  await account.change(a, 'language: en', 'webhook_url: https://example.com/${env:CEKURA_PLACE}');
  const { stdout } = await account.run(['plan'], { CEKURA_PLACE: 'tremendous' });
  expect(stdout).toContain('webhook_url: "https://example.com/•••"\n');
});

test.each([
  'CEKURA_API_KEY',
  'cekura_api_key',
  'CEKURA_SECRET_VAPI_KEY',
  'ACTION_TOKEN',
  'ACTIONS_RUNTIME_TOKEN',
  'GITHUB_TOKEN',
])('a spec does not send the variable %s', async (name) => {
  await inStep('A');
  const env = { ...secrets, [name]: 'key-of-the-tests' };
  await account.change(a, 'language: en', `webhook_url: https://x.example/\${env:${name}}`);
  for (const command of ['plan', 'apply']) {
    expect(await account.run([command], env)).toMatchObject({
      code: 1,
      stderr: `${a}: The environment variable ${name} may hold a key or token, so a spec can't send it.\n`,
    });
  }
  expect(account.changes).toEqual([]);
});

test('deletes items of sets only when that is allowed', async () => {
  await inStep('A');
  await account.change(a, 'get_order', 'find_order');
  expect((await account.run(['plan'])).stdout).toContain(
    '  + mock_tools.find_order\n  - mock_tools.get_order: deleted in Cekura\n',
  );
  const refused = await account.run(['apply']);
  expect(refused).toMatchObject({
    code: 4,
    stderr: `${a}: This would delete mock tool get_order in Cekura. Nothing was sent. Allow it with --allow-deletions.\n`,
  });
  expect(account.changes).toEqual([]);
  expect((await account.run(['apply', '--allow-deletions'])).code).toBe(0);
  expect(account.sandbox.stored(303)).toMatchObject({ mock_tools: [{ name: 'find_order' }] });
});

test('deletes a secret that Cekura may have only when that is allowed', async () => {
  await inStep('A');
  const trigger_url = 'https://a.example/call';
  const credentials = { api_key: secret, config: { trigger_url } };
  account.sandbox.edit(303, { provider: { type: 'vapi', agent_id: 'asst_A', credentials } });
  await account.change(a, 'secret:vapi-key', 'secret:other-key');
  const lost = 'provider.credentials.config.trigger_secret';
  expect((await account.run(['plan'])).stdout).toContain(`  Deletes ${lost}, if Cekura has it.\n`);
  const env = { CEKURA_SECRET_OTHER_KEY: secret };
  expect(await account.run(['apply'], env)).toMatchObject({
    code: 4,
    stderr: `${a}: This would delete ${lost}, if Cekura has it. Nothing was sent. Allow it with --allow-deletions.\n`,
  });
  expect(account.changes).toEqual([]);
  expect((await account.run(['apply', '--allow-deletions'], env)).code).toBe(0);
});

test('a fresh clone says that nobody knows whether a secret was sent that changed alone', async () => {
  await inStep('A');
  await account.change(a, 'secret:vapi-key', 'secret:other-key');
  await account.commit();
  await account.forget();
  const field = 'provider.credentials.api_key';
  expect((await account.run(['plan', '--exit-code'])).stdout).toMatch(
    new RegExp(
      `^${a}: in sync with agent 303\n  ${field} changed in [0-9a-f]{7}: if that was never sent, send the secrets too\\. Use apply --with-secrets\\.\nPlan: 1 in sync\\.\n$`,
    ),
  );
  expect(await account.json(['plan'])).toMatchObject([
    { action: 'none', unsure: [{ field, commit: expect.stringMatching(/^[0-9a-f]{40}$/) }] },
  ]);
  const env = { CEKURA_SECRET_OTHER_KEY: secret };
  expect((await account.run(['apply', '--with-secrets'], env)).code).toBe(0);
  expect((await account.run(['plan'])).stdout).toBe('Plan: 1 in sync.\n');
});

test('refuses what was changed elsewhere, and goes on with the others', async () => {
  await inStep('A', 'B');
  account.sandbox.edit(303, 'change-prompt');
  await account.change(a, 'language: en', 'language: de');
  await account.change(b, 'language: en', 'language: de');
  expect((await account.run(['plan'])).code).toBe(4);
  const { code, stdout, stderr } = await account.run(['apply']);
  expect({ code, stdout }).toEqual({
    code: 4,
    stdout: `${b}: updated, agent 304.\nApply: 1 updated, 1 failed.\n`,
  });
  expect(stderr).toBe(
    `${a}: Changed in Cekura: description. Nothing was sent. Run cekura-agent pull first.\n`,
  );
  expect(account.changes).toEqual(['PATCH /test_framework/v2/aiagents/304/']);
  expect(await account.run(['apply', '--on-conflict', 'skip'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Apply: 1 in sync, 1 skipped.\n'),
  });
});

test.each([
  ['on the same machine', false, 'Changed here and in Cekura: language.'],
  ['in a fresh clone', true, 'No version in git says who changed name and language.'],
])('what a refusal says leads out of a conflict, %s', async (_, isForgotten, why) => {
  await inStep('A');
  account.sandbox.edit(303, { language: 'fr', name: 'Renamed' });
  await account.change(a, 'language: en', 'language: de');
  await account.commit();
  const next = async () => {
    if (isForgotten) await account.forget();
  };
  await next();
  expect(await account.run(['apply'])).toMatchObject({
    code: 4,
    stderr: `${a}: ${why} Nothing was sent. ${wayOut}\n`,
  });
  await next();
  const plan = await account.run(['plan']);
  expect(plan.stdout).toMatch(/ {2}! language: .+: "fr" → "de"\n/);
  expect(plan.stdout).toContain(`\n  ${wayOut}\n`);
  await next();
  expect(await account.run(['pull'])).toMatchObject({
    code: 4,
    stderr: `${a}: ${why} Nothing was written. ${wayOut}\n`,
  });
  await account.change(a, 'language: de', 'language: fr');
  await account.change(a, 'name: A', 'name: Renamed');
  await next();
  expect(await account.json(['plan'])).toMatchObject([{ action: 'none' }]);
  await account.commit();
  await account.change(a, 'language: fr', 'language: de');
  await account.commit();
  await next();
  expect(await account.run(['apply'])).toMatchObject({ code: 0, stderr: '' });
  expect(account.sandbox.stored(303)).toMatchObject({ language: 'de', name: 'Renamed' });
});

test('says what only Cekura has changed, from what the spec has to what Cekura has', async () => {
  await inStep('A');
  account.sandbox.edit(303, { name: 'Renamed' });
  expect((await account.run(['plan'])).stdout).toContain(
    `${a}: agent 303 was changed in Cekura, and isn't updated\n  ! name: changed in Cekura: "A" → "Renamed"\n`,
  );
});

test('writes no plan over a spec', async () => {
  await inStep('A');
  const { code, stderr } = await account.run(['plan', '--out', a]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `${a} is a spec: give another file for this.\n`,
  });
  expect(await account.read(a)).toContain('name: A\n');
});

test('refuses what nobody knows the direction of', async () => {
  await inStep('A');
  await account.forget();
  account.sandbox.edit(303, 'rename');
  await account.change(a, 'language: en', 'language: de');
  expect(await account.run(['apply'])).toMatchObject({
    code: 4,
    stderr: `${a}: No version in git says who changed name and language. Nothing was sent. ${wayOut}\n`,
  });
  expect(account.changes).toEqual([]);
});

test('says that a clone without its history knows nothing', async () => {
  await inStep('A');
  await account.change(a, 'language: en', 'language: de');
  await account.commit();
  await account.forget();
  const url = `file://${account.folder}`;
  await account.git('clone', '--quiet', '--depth', '1', url, 'clone');
  const { code, stdout } = await account.run(['plan', 'clone']);
  expect(code).toBe(4);
  expect(stdout).toContain('fetch all of it (fetch-depth: 0)');
  await account.git('clone', '--quiet', url, 'whole');
  expect((await account.run(['plan', 'whole'])).stdout).toContain('~ language: "en" → "de"\n');
});

test('shows what cannot be seen as signs', async () => {
  await inStep('A');
  const variable = 'dynamic_variables:\n  - name: "\\e[31mred"\n    description: Red\n';
  await account.change(a, 'mock_tools:', `${variable}mock_tools:`);
  const prints = async (...args: string[]) => {
    const { stdout, stderr } = await account.run(args);
    return stdout + stderr;
  };
  const printed = [
    await prints('check'),
    await prints('plan'),
    await prints('plan', '--format', 'markdown'),
    await prints('plan', '--format', 'json'),
  ];
  for (const text of printed) expect(text).toContain('[31mred');
  for (const text of [...printed, await prints('apply')]) expect(text).not.toContain('\u001b');
  await account.change(a, variable, 'dynamic_variables: []\n');
  const refused = [await prints('apply'), await prints('check', '\u001b[31mred')];
  for (const text of refused) expect(text).toContain('[31mred');
  for (const text of refused) expect(text).not.toContain('\u001b');
});

test('says what Cekura refuses', async () => {
  await inStep('A');
  await account.change(a, 'language: en', 'language: de');
  account.sandbox.arm('update', 'bad-request');
  expect(await account.run(['apply'])).toMatchObject({
    code: 5,
    stderr: expect.stringMatching(/^a\.\S+: Cekura refused the request: name: .+ Not updated\.\n$/),
  });
});

test.runIf(process.platform === 'linux')(
  'a terminal sees colors and how far it is, unless it wants none',
  async () => {
    await inStep('A');
    await account.change(a, 'Be kind.', 'Be very kind.');
    const onTerminal = (env = {}) => account.runOnTerminal(['plan'], env);
    const colored = await onTerminal();
    expect(colored).toContain('\r\u001b[KComparing 1/1: a.cekura-agent.yaml');
    expect(colored).toContain('\u001b[32m+Be very kind.\u001b[m');
    expect(await onTerminal({ NO_COLOR: '1' })).toContain('      +Be very kind.');
    const { stdout, stderr } = await account.run(['plan']);
    expect(stdout + stderr).not.toContain('\u001b');
  },
);

test.runIf(process.platform === 'linux')(
  'the name of a file has no say in what a terminal does',
  async () => {
    account = await CommandLineAccount.start({ 'a\u001b[31m.cekura-agent.yaml': specOf('A') });
    for (const command of ['check', 'plan']) {
      const shown = await account.runOnTerminal([command]);
      expect(shown).toContain('1/1: a\ufffd[31m.cekura-agent.yaml');
      expect(shown).not.toContain('\u001b[31m.');
    }
  },
);

test('refuses what somebody changes between the look and the update', async () => {
  await inStep('A');
  await account.change(a, 'language: en', 'language: de');
  account.sandbox.arm('agent', 'edited-after');
  expect(await account.run(['apply'])).toMatchObject({
    code: 4,
    stderr: `${a}: Someone changed the agent just now. Nothing was sent. Run it again.\n`,
  });
  expect(account.changes).toEqual([]);
});

test('says what Cekura did not take', async () => {
  await inStep('A');
  await account.change(a, 'language: en', 'language: de');
  account.sandbox.arm('update', 'not-taken');
  expect(await account.run(['apply'])).toMatchObject({
    code: 5,
    stderr: `${a}: Updated agent 303, but Cekura didn't take language.\n`,
  });
});

test('an update without an answer is read back', async () => {
  await inStep('A');
  await account.change(a, 'language: en', 'language: de');
  account.sandbox.arm('update', 'gateway-timeout');
  expect((await account.run(['apply'])).code).toBe(0);
  expect(account.changes).toHaveLength(1);
});

test('applies a plan, and only what it saw', async () => {
  await inStep('A', 'B');
  await account.change(a, 'language: en', 'language: de');
  await account.run(['plan', '--out', 'plan.json']);
  expect(await account.read('plan.json')).not.toContain('"de"');
  await account.change(a, 'language: de', 'language: fr');
  expect(await account.run(['apply', '--plan', 'plan.json'])).toMatchObject({
    code: 4,
    stderr: `${a}: The spec, its agent or the API key changed after the plan was made. Make a new plan.\n`,
  });
  await account.change(a, 'language: fr', 'language: de');
  account.sandbox.edit(303, { name: 'Other' });
  expect((await account.run(['apply', '--plan', 'plan.json'])).code).toBe(4);
  account.sandbox.edit(303, { name: 'A' });
  expect(account.changes).toEqual([]);
  const elsewhere = { CEKURA_API_URL: 'http://127.0.0.1:9' };
  expect(await account.run(['apply', '--plan', 'plan.json'], elsewhere)).toMatchObject({
    code: 5,
    stderr: `The plan is for ${account.sandbox.url}, but CEKURA_API_URL is http://127.0.0.1:9.\n`,
  });
  expect((await account.run(['apply', '--plan', 'plan.json'])).code).toBe(0);
  expect((await account.run(['apply', '--plan', 'plan.json'])).stdout).toBe('Apply: 2 in sync.\n');
});

test.each<[what: string, from: string, to: string, env: NodeJS.ProcessEnv]>([
  ['another file', 'Reviewed.', 'Not reviewed.', {}],
  ['another secret', 'secret:two', 'secret:three', {}],
  ['another variable', '', '', { CEKURA_PLACE: 'elsewhere' }],
])('a plan does not allow %s', async (_, from, to, env) => {
  const more = 'knowledge_base_files:\n  - file_name: k.txt\n    content_base64: ${file:k.txt}\n';
  const named = specOf('A').replace(
    'language',
    'webhook_url: https://x.example/${env:CEKURA_PLACE}\nlanguage',
  );
  account = await CommandLineAccount.start({ [a]: named + more, 'k.txt': 'Old.' });
  const known = {
    ...secrets,
    CEKURA_PLACE: 'here',
    CEKURA_SECRET_TWO: '2',
    CEKURA_SECRET_THREE: '3',
  };
  expect((await account.run(['apply', '--create'], known)).code).toBe(0);
  await account.write('k.txt', 'Reviewed.');
  await account.change(a, 'secret:vapi-key', 'secret:two');
  const planned = { ...known, CEKURA_PLACE: 'there' };
  await account.run(['plan', '--out', 'plan.json'], planned);
  account.sandbox.requests.length = 0;
  await account.change(from.startsWith('secret') ? a : 'k.txt', from, to);
  const refused = await account.run(['apply', '--plan', 'plan.json'], { ...planned, ...env });
  expect(refused).toMatchObject({ code: 4, stderr: expect.stringContaining('Make a new plan') });
  expect(account.changes).toEqual([]);
  await account.change(from.startsWith('secret') ? a : 'k.txt', to, from);
  expect((await account.run(['apply', '--plan', 'plan.json'], planned)).code).toBe(0);
});

test.each<[what: string, args: string[], stderr: string]>([
  [
    'a plan beside paths',
    ['--plan', 'p.json', a],
    'Use --plan or paths, not both: a plan names its specs.\n',
  ],
  ['no plan', ['--plan', 'none'], "none can't be read: no such file or directory.\n"],
  ['another file', ['--plan', a], `${a} isn't a plan from this version of cekura-agent.\n`],
  ['a folder without specs', ['empty'], 'empty has no specs (*.cekura-agent.yaml).\n'],
  ['standard input', ['-'], '<stdin>: This command takes files, not standard input.\n'],
])('apply of %s is not understood', async (_, args, stderr) => {
  await inStep('A');
  await account.run(['plan', '--out', 'p.json']);
  await account.git('init', '--quiet', 'empty');
  expect(await account.run(['apply', ...args])).toMatchObject({ code: 2, stderr });
  expect(account.changes).toEqual([]);
});

test('one failure does not stop the rest, and another run finishes', async () => {
  const names = Array.from({ length: 40 }, (_, at) => `n${at + 100}`);
  const files = names.map((name, at) => [
    `${name}.cekura-agent.yaml`,
    at === 20 ? specOf('${env:CEKURA_NAME}') : specOf(name),
  ]);
  account = await CommandLineAccount.start(Object.fromEntries(files));
  const first = await account.run(['apply', '--create'], secrets);
  expect(first).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('Apply: 39 created, 1 failed.\n'),
    stderr: "n120.cekura-agent.yaml: The environment variable CEKURA_NAME isn't set.\n",
  });
  const second = await account.run(['apply', '--create'], { ...secrets, CEKURA_NAME: 'Named' });
  expect(second).toMatchObject({
    code: 0,
    stdout: 'n120.cekura-agent.yaml: created, agent 342.\nApply: 1 created, 39 in sync.\n',
  });
  expect(account.sandbox.agents).toHaveLength(40);
});

test.each<['gateway-timeout' | 'reset' | 'server-error', number, number]>([
  ['gateway-timeout', 0, 1],
  ['reset', 0, 1],
  ['server-error', 5, 0],
])('a create that ends in %s is looked for, and never done twice', async (fault, code, made) => {
  account = await CommandLineAccount.start({ [a]: specOf('A') });
  account.sandbox.arm('create', fault);
  expect((await account.run(['apply', '--create'], secrets)).code).toBe(code);
  expect(account.sandbox.agents).toHaveLength(made);
  expect((await account.run(['apply', '--create'], secrets)).code).toBe(0);
  expect(account.sandbox.agents).toHaveLength(1);
  expect(await account.read(a)).toBe(specOf('A', 303));
});

test('names an agent that may be the one that was created', async () => {
  account = await CommandLineAccount.start({ [a]: specOf('A') });
  account.sandbox.arm('create', 'gateway-timeout');
  account.sandbox.arm('agent', 'edited-before');
  const { code, stderr } = await account.run(['apply', '--create'], secrets);
  expect(code).toBe(5);
  expect(stderr).toContain(
    'Agent 303 "A" is new in the project. Did this spec create it? If so, add "id: 303" to it.\n',
  );
  expect(await account.read(a)).toBe(specOf('A'));
});

test('takes the agent that an earlier run has created without hearing of it', async () => {
  account = await CommandLineAccount.start({ [a]: specOf('A') });
  account.sandbox.hold('create');
  const creating = new AbortController();
  const killed = account.runBeside(['apply', '--create'], secrets, creating.signal);
  await expect.poll(() => account.changes).not.toEqual([]);
  creating.abort();
  await killed;
  account.sandbox.release('create');
  await expect.poll(() => account.sandbox.agents).not.toEqual([]);
  account.sandbox.requests.length = 0;
  expect(await account.run(['apply', '--create'], secrets)).toMatchObject({
    code: 0,
    stdout: `${a}: created, agent 303. An earlier run created it.\nApply: 1 created.\n`,
  });
  expect(account.changes).toEqual([]);
});

test('two runs at once create one agent', async () => {
  account = await CommandLineAccount.start({ [a]: specOf('A') });
  account.sandbox.hold('create');
  const first = account.runBeside(['apply', '--create'], secrets);
  await expect.poll(() => account.changes).not.toEqual([]);
  expect(await account.runBeside(['apply', '--create'], secrets)).toMatchObject({
    code: 4,
    stderr: `${a}: Another run is already creating this agent. Try again when it has finished.\n`,
  });
  account.sandbox.release('create');
  expect((await first).code).toBe(0);
  expect(account.sandbox.agents).toHaveLength(1);
  expect((await account.run(['apply', '--create'], secrets)).stdout).toBe('Apply: 1 in sync.\n');
});

test.runIf(process.platform === 'linux')('goes on where nobody reads what it says', async () => {
  account = await CommandLineAccount.start({ [a]: specOf('A'), [b]: specOf('B') });
  await account.runInto('2>&1 | head -1', ['apply', '--create', '--verbose'], secrets);
  expect(await account.read(a)).toBe(specOf('A', 303));
  expect(await account.read(b)).toBe(specOf('B', 304));
});

test('takes no agent that another spec may have, and creates no second one', async () => {
  await inStep('A');
  await account.write(b, specOf('A'));
  expect(await account.run(['apply', '--create', b], secrets)).toMatchObject({
    code: 4,
    stderr: `${b}: No agent was created, because agent 303 has the same content. If it belongs to this spec, add "id: 303" to the spec. If not, give the spec another name.\n`,
  });
  expect(await account.read(b)).toBe(specOf('A'));
  expect(account.changes).toEqual([]);
});

test.each<[what: string, env: NodeJS.ProcessEnv, stderr: RegExp]>([
  ['no key', { CEKURA_API_KEY: '' }, /^Set the environment variable CEKURA_API_KEY/],
  ['a key that is none', { CEKURA_API_KEY: 'a b' }, /^The environment variable CEKURA_API_KEY has/],
  [
    'an address without encryption',
    { CEKURA_API_URL: 'http://api.example.com' },
    /^The environment variable CEKURA_API_URL must be an https: address/,
  ],
])('with %s nothing is sent', async (_, env, stderr) => {
  await inStep('A', 'B');
  for (const command of ['plan', 'apply']) {
    const ran = await account.run([command], env);
    expect(ran).toEqual({ code: 5, stdout: '', stderr: expect.stringMatching(stderr) });
    expect(ran.stderr.split('\n')).toHaveLength(2);
  }
  expect(account.sandbox.requests).toEqual([]);
});

test('a key that Cekura refuses is tried once', async () => {
  await inStep('A', 'B');
  const ran = await account.run(['apply'], { CEKURA_API_KEY: 'revoked-key' });
  expect(ran).toMatchObject({ code: 5, stderr: /^(.+ Cekura doesn't accept the API key\.\n){2}$/ });
  expect(account.sandbox.requests).toHaveLength(1);
});

test.each([[['plan']], [['apply']], [['pull']], [['import', '901', '902']]])(
  'a Cekura that nobody can connect to is tried once: %j',
  async (args) => {
    await inStep('A', 'B');
    const nobody = { CEKURA_API_URL: 'http://127.0.0.1:9' };
    const { code, stderr } = await account.run([...args, '--verbose'], nobody);
    expect(code).toBe(5);
    expect(stderr.match(/Couldn't connect to Cekura at 127\.0\.0\.1:9/g)).toHaveLength(2);
    expect(stderr.match(/^GET /gm)).toHaveLength(3);
  },
);

test.each<[what: string, files: Record<string, string>, code: number, stderr: RegExp]>([
  [
    'errors',
    { [a]: specOf('A', 303).replace('42', 'x') },
    1,
    /^a\.\S+:6:10: error: .* \[wrong-type\]/,
  ],
  [
    'merge conflicts',
    { [a]: `<<<<<<< here\n${specOf('A', 303)}=======\n>>>>>>> there\n` },
    1,
    /merge-conflict/,
  ],
  [
    'the agent of another',
    { [a]: specOf('A', 303), [b]: specOf('B', 303) },
    1,
    /has the same id: 303/,
  ],
  [
    'merge conflicts in a text',
    {
      [a]: specOf('A', 303).replace(
        '  Be kind.',
        '  <<<<<<< HEAD\n  Be kind.\n  =======\n  >>>>>>> b',
      ),
    },
    1,
    /Resolve the merge conflict/,
  ],
  [
    'an agent that is gone',
    { [a]: specOf('A', 999) },
    5,
    /Agent 999 no longer exists in this account\./,
  ],
  ['a file that is missing', { [a]: specOf('A', 303).replace('en', '${file:no.md}') }, 1, /no\.md/],
  [
    'a file outside',
    { [a]: specOf('A', 303).replace('en', '${file:../../etc/passwd}') },
    1,
    /outside/,
  ],
  [
    'a file of git',
    { [a]: specOf('A', 303).replace('en', '${file:.git/config}') },
    1,
    /\.git\/config belongs to git/,
  ],
])('a spec with %s is not sent', async (_, files, code, stderr) => {
  account = await CommandLineAccount.start(files);
  for (const command of ['plan', 'apply']) {
    const ran = await account.run([command], secrets);
    expect(ran).toMatchObject({ code, stderr: expect.stringMatching(stderr) });
  }
  expect(account.changes).toEqual([]);
});

test('check warns of files that are not there, and plan and apply need them', async () => {
  const named = specOf('A').replace('en\n', '${file:no.md}\n');
  account = await CommandLineAccount.start({ [a]: named });
  expect(await account.run(['check'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("warning: `no.md` doesn't exist"),
  });
  for (const command of [['plan'], ['apply', '--create']]) {
    expect(await account.run(command, secrets)).toMatchObject({
      code: 1,
      stderr: `${a}: The file no.md doesn't exist: the path is relative to the spec.\n`,
    });
  }
  expect(account.changes).toEqual([]);
});

test.each([
  ['with an agent', true],
  ['without', false],
])('a spec %s whose files have merge conflicts is not sent', async (_, isCreated) => {
  const named = specOf('A').replace('|\n  You answer the phone.\n  Be kind.', '${file:p.md}');
  account = await CommandLineAccount.start({ [a]: named, 'p.md': 'Hi.\n' });
  if (isCreated) await account.run(['apply', '--create'], secrets);
  account.sandbox.requests.length = 0;
  await account.write('p.md', '<<<<<<< HEAD\nHi.\n=======\nHello.\n>>>>>>> other\n');
  for (const command of [['plan'], ['apply', '--create']]) {
    const stderr = expect.stringContaining('Resolve the merge conflict');
    expect(await account.run(command, secrets)).toMatchObject({ code: 1, stderr });
  }
  expect(account.changes).toEqual([]);
});

test('markdown fits a comment, and counts what finds no place', async () => {
  const files = Array.from({ length: 30 }, (_, at) => [
    `n${at}.cekura-agent.yaml`,
    specOf(`n${at}`),
  ]);
  account = await CommandLineAccount.start(Object.fromEntries(files));
  await account.run(['apply', '--create'], secrets);
  for (const [file = ''] of files) {
    const lines = Array.from(
      { length: 100 },
      (_, at) => `  ${'`'.repeat(3)} ${at} ${'x'.repeat(90)}\n`,
    );
    await account.change(file, '  Be kind.\n', lines.join(''));
  }
  const { stdout } = await account.run(['plan', '--format', 'markdown']);
  expect(stdout.length).toBeLessThanOrEqual(65_536);
  expect(stdout).toMatch(/^<!-- cekura-agent plan -->\n### Cekura agents: 30 to update\n/);
  const shown = stdout.match(/^\*\*`n\d+\./gm)?.length ?? 0;
  expect(shown).toBeGreaterThan(5);
  expect(stdout).toContain(`… and ${30 - shown} more`);
  expect(stdout).toContain('\n  ````diff\n');
});

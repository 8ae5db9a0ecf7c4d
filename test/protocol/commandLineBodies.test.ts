import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import contract from '../fixtures/contract.json' with { type: 'json' };
import { makeFolder, program, runCommandLine, runProcess } from './commandLine';

const good = `name: A
description: You answer the phone.
project: 1
provider:
  type: vapi
  agent_id: asst_1
  credentials:
    api_key: \${secret:vapi-key}
`;
const body = {
  name: 'A',
  description: 'You answer the phone.',
  project: 1,
  provider: { type: 'vapi', agent_id: 'asst_1', credentials: { api_key: 'sk-secret' } },
};
const env = { CEKURA_SECRET_VAPI_KEY: 'sk-secret' };
let cwd = '';

beforeAll(async () => {
  cwd = await makeFolder('build/command-line-bodies', {
    'good.cekura-agent.yaml': good,
    'secrets/body.json': 'what others can read',
  });
});

test('render masks secrets, and reveals them into a pipe', async () => {
  const masked = await runCommandLine(['render', 'good.cekura-agent.yaml'], { cwd, env });
  expect(masked.stdout).toContain('"${secret:vapi-key}"');
  const args = ['render', '--reveal', 'good.cekura-agent.yaml'];
  const { code, stdout } = await runCommandLine(args, { cwd, env });
  expect({ code, body: JSON.parse(stdout) }).toEqual({ code: 0, body });
  expect(await runCommandLine(args, { cwd })).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'The secret vapi-key has no value: set the environment variable CEKURA_SECRET_VAPI_KEY.\n',
  });
});

test('render writes a file that only its owner can read', async () => {
  const output = 'secrets/body.json';
  const args = ['render', '--reveal', 'good.cekura-agent.yaml', '--output', output];
  expect(await runCommandLine(args, { cwd, env })).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(JSON.parse(await readFile(`${cwd}/${output}`, 'utf8'))).toEqual(body);
  if (process.platform !== 'win32') {
    expect((await stat(`${cwd}/${output}`)).mode & 0o777).toBe(0o600);
  }
});

test('render writes over no spec', async () => {
  const output = 'good.cekura-agent.yaml';
  const args = ['render', '--reveal', output, '--output', output];
  expect(await runCommandLine(args, { cwd, env })).toEqual({
    code: 2,
    stdout: '',
    stderr: `${output} is a spec: give another file for this.\n`,
  });
  expect(await readFile(`${cwd}/${output}`, 'utf8')).toBe(good);
});

test.runIf(process.platform === 'linux')('render shows no secret on a terminal', async () => {
  const command = `${process.execPath} ${resolve(program)} render --reveal good.cekura-agent.yaml`;
  const { stdout } = await runProcess('script', ['-qec', command, '/dev/null'], { cwd, env });
  expect(stdout).toMatch(/^Secrets aren't shown on a terminal: use --output, or pipe/);
  expect(stdout).not.toContain('sk-secret');
});

test.skipIf(process.platform === 'win32').each([
  [
    'others can read',
    '022',
    2,
    /^Secrets aren't written to a file that others can read: use --output/,
  ],
  ['only its owner can read', '077', 0, /^$/],
])('render writes secrets into a file that %s, or says why not', async (_, mask, code, stderr) => {
  const command = `umask ${mask}; rm -f out.json; "$0" "$1" render --reveal good.cekura-agent.yaml > out.json`;
  const args = ['-c', command, process.execPath, resolve(program)];
  const ran = await runProcess('sh', args, { cwd, env });
  expect(ran).toEqual({ code, stdout: '', stderr: expect.stringMatching(stderr) });
  const written = await readFile(`${cwd}/out.json`, 'utf8');
  expect(written.includes('sk-secret')).toBe(code === 0);
});

const examples = Object.entries(contract.requestExamples);

/** Converts a body and renders what comes of it, with the secrets that it says. */
async function roundTrip(input: string) {
  const converted = await runCommandLine(['convert', '-'], { cwd, input });
  const secrets = [...converted.stderr.matchAll(/environment variable (\w+)\.$/gm)].map(
    ([, name = '']) => name,
  );
  const values = Object.fromEntries(secrets.map((name) => [name, `value of ${name}`]));
  const rendered = await runCommandLine(['render', '--reveal', '-'], {
    cwd,
    input: converted.stdout,
    env: values,
  });
  return { converted, rendered, values };
}

test.each(examples)('the body of the example "%s" comes back the same', async (_, example) => {
  for (const input of [JSON.stringify(example), stringify(example)]) {
    const { rendered, values } = await roundTrip(input);
    expect(rendered.stderr).toBe('');
    const secret = expect.toSatisfy((value) => Object.values(values).includes(String(value)));
    expect(JSON.parse(rendered.stdout)).toEqual(withSecrets(example, secret));
  }
});

/** A body in which any secret may stand for one that was converted. */
function withSecrets(value: unknown, secret: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => withSecrets(item, secret));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, withSecrets(inner, secret, name)]),
    );
  }
  return typeof value === 'string' && /secret|api_key|encrypted_key|Authorization/.test(key)
    ? secret
    : value;
}

test('what only looks like a placeholder comes back as it was', async () => {
  const odd = {
    name: 'A ${env:HOME} $${x} $${env:HOME}',
    description: '${file:a.md}',
    project: 1,
    webhook_url: 'https://example.com/$${env:HOME}/${secret:x}',
    mock_tools: [
      {
        name: 'tool',
        description: '',
        mock_data: [{ input: { a: null, b: [] }, output: ' ${file:x} $${file:x}\r\n\u2028' }],
      },
    ],
    dynamic_variables: [],
  };
  const { rendered } = await roundTrip(JSON.stringify(odd));
  expect(rendered.stderr).toBe('');
  expect(JSON.parse(rendered.stdout)).toEqual(odd);
});

test('secrets in an address become placeholders, and come back as they were', async () => {
  const url = { webhook_url: 'https://me:p4ss@x.example/$${env:A}?token=t%201&page=2' };
  const converted = await runCommandLine(['convert', '-'], {
    cwd,
    input: JSON.stringify({ ...body, ...url }),
  });
  expect(converted.stdout + converted.stderr).not.toMatch(/p4ss|t%201/);
  expect(converted.stderr).toContain('CEKURA_SECRET_WEBHOOK_URL_PASSWORD.\n');
  const rendered = await runCommandLine(['render', '--reveal', '-'], {
    cwd,
    input: converted.stdout,
    env: {
      CEKURA_SECRET_VAPI_API_KEY: 'sk-secret',
      CEKURA_SECRET_WEBHOOK_URL_PASSWORD: 'p4ss',
      CEKURA_SECRET_WEBHOOK_URL_TOKEN: 't%201',
    },
  });
  expect(JSON.parse(rendered.stdout)).toEqual({ ...body, ...url });
});

test('names of the older API become those of today, and unknown ones are reported', async () => {
  const input = JSON.stringify({
    ...{ agent_name: 'A', description: 'Hi.', project: 1, contact_number: '+14155550123' },
    ...{ assistant_provider: 'vapi', assistant_id: 'asst_1', vapi_api_key: 'sk-1' },
    mock_tools: [{ name: 'tool', information: [{ input: {}, output: 1 }] }],
    colour: 'red',
    provider: { shape: 'round' },
    created_at: '2026-01-01',
  });
  const { converted, rendered } = await roundTrip(input);
  expect(converted).toEqual({
    code: 0,
    stdout: `name: A
description: Hi.
project: 1
telephony:
  phone_number: "+14155550123"
provider:
  type: vapi
  agent_id: asst_1
  credentials:
    api_key: \${secret:vapi_api_key}
mock_tools:
  - name: tool
    mock_data:
      - input: {}
        output: 1
`,
    stderr: `colour is left out: specs don't have this key.
created_at is left out: specs don't have this key.
provider.shape is left out: specs don't have this key.
The secret vapi_api_key is now a placeholder: set the environment variable CEKURA_SECRET_VAPI_API_KEY.
`,
  });
  expect(rendered.code).toBe(0);
});

const noBody = "Standard input isn't a request body in JSON or YAML.\n";

test.each<[what: string, input: string, code: number, stderr: RegExp | string]>([
  ['a list', '[]', 2, noBody],
  ['nothing', '', 2, noBody],
  ['a text', 'hello', 2, noBody],
  ['broken JSON', '{"name": ', 1, /^-:1:\d+: error: .+ \[unclosed\]\n$/],
  ['two documents', 'name: A\n---\nname: B\n', 1, /^-:2:1: error: /],
  [
    'JSON that is too deep',
    `{"name": ${'['.repeat(9_000)}${']'.repeat(9_000)}}`,
    1,
    /\[too-deep\]/,
  ],
  ['YAML that is too deep', `name: ${'['.repeat(9_000)}${']'.repeat(9_000)}`, 1, /\[too-deep\]/],
  ['an alias of what holds it', 'name: &a [*a]', 1, /^-:1:11: error: .+ \[undefined-alias\]\n$/],
  ['a key twice', 'name: A\nname: B', 1, /^-:2:1: error: .+ \[duplicate-key\]\n$/],
  [
    'a key twice in JSON',
    '{"name": "A", "name": "B"}',
    1,
    /^-:1:15: error: .+ \[duplicate-key\]\n$/,
  ],
  ['an unknown tag', 'name: !foo x', 1, /\[unknown-tag\]\n$/],
  ['what is not UTF-8', 'name: \ufffd', 1, /\[not-utf-8\]\n$/],
  [
    'aliases that grow beyond measure',
    `a: &a [${'x,'.repeat(99)}]\nb: &b [${'*a,'.repeat(99)}]\nc: [${'*b,'.repeat(99)}]\n`,
    1,
    /\[too-large\]/,
  ],
  [
    'a number too large',
    '{"project": 12345678901234567890}',
    1,
    /:1:13: error: .+ \[inexact-number\]/,
  ],
  [
    'a number too large in YAML',
    'mock_tools: [{mock_data: [{output: 1e400}]}]',
    1,
    /inexact-number/,
  ],
])('converts no %s', async (_, input, code, stderr) => {
  const ran = await runCommandLine(['convert', '-'], { cwd, input });
  expect(ran).toMatchObject({ code, stdout: '' });
  expect(ran.stderr).toMatch(stderr);
});

test('new gives the template of a provider', async () => {
  const printed = await runCommandLine(['new', 'retell'], { cwd });
  expect(printed.stdout).toMatch(/^name: Clinic bookings\n[\s\S]*\n {2}type: retell\n/);
  const paths = ['into/clinic-bookings', 'into/clinic-bookings-2'];
  for (const path of paths) {
    const { stdout } = await runCommandLine(['new', 'retell', '--into', 'into'], { cwd });
    expect(stdout).toBe(`${path}.cekura-agent.yaml\n`);
    expect(await readFile(`${cwd}/${path}.cekura-agent.yaml`, 'utf8')).toBe(printed.stdout);
  }
  expect(await runCommandLine(['new', 'constructor'], { cwd })).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(
      /^There is no template "constructor"\. Use one of: import, vapi, /,
    ),
  });
});

import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CurlCommand, curlCommand } from '../../../../client/src/preview/curl';
import type { JsonObject, Placeholder, Template } from '../../../../shared/src/messages';
import { hidesCharacters } from '../../../../shared/src/plainText';
import { runs } from '../../../runs';
import { startSandbox } from '../../../sandbox/index';

const url = 'https://api.cekura.ai/test_framework/v2/aiagents/';

const env = (name: string): Placeholder => ({ kind: 'env', name });
const secret = (name: string): Placeholder => ({ kind: 'secret', name });
const template = (
  path: Template['path'],
  parts: Template['parts'],
  as: Template['as'] = 'string',
  isSecret = false,
): Template => ({ path, parts, as, isSecret });

function copied(...request: Parameters<typeof curlCommand>): CurlCommand {
  const result = curlCommand(...request);
  if ('problem' in result) throw new Error(result.problem);
  return result;
}

const atRoot = (name: string) => `/${name}`;

/** What the shell hands to curl as the body; a function stands in the place of curl. */
function bodyBy(command: string, variables: Record<string, string> = {}): unknown {
  const shown = execFileSync('/bin/sh', ['-c', `curl() { cat; }\n${command}`], {
    env: { PATH: process.env.PATH, CEKURA_API_KEY: 'k', ...variables },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(shown.toString('utf8'));
}

describe.skipIf(process.platform === 'win32')('a request as a curl command', () => {
  test('reads like this', () => {
    const body = { name: 'Front desk', project: '', provider: { api_key: '•••' } };
    const templates = [
      template(['project'], [env('PROJECT')], 'integer'),
      template(['provider', 'api_key'], [secret('livekit_api_key')]),
    ];
    expect(curlCommand(url, { body, templates }, atRoot)).toEqual({
      command: `curl -X POST '${url}' \\
  -H 'Content-Type: application/json' \\
  -H "X-CEKURA-API-KEY: $CEKURA_API_KEY" \\
  --data-binary @- <<JSON
{
  "name": "Front desk",
  "project": \${PROJECT?},
  "provider": {
    "api_key": "\${LIVEKIT_API_KEY?}"
  }
}
JSON
`,
      variables: ['PROJECT', 'LIVEKIT_API_KEY'],
    });
  });

  test('creates the agent with the key and the values of the shell', async () => {
    const sandbox = await startSandbox();
    const body = {
      name: 'It\'s "$HOME" `date` \\ 👋',
      description: 'a\nb',
      project: '',
      webhook_secret: '',
    };
    const templates = [
      template(['project'], [env('PROJECT')], 'integer'),
      template(['webhook_secret'], ['a-$', secret('webhook_secret')]),
    ];
    const { command } = copied(
      `${sandbox.url}/test_framework/v2/aiagents/`,
      { body, templates },
      atRoot,
    );
    await promisify(execFile)('/bin/sh', ['-c', command], {
      env: {
        PATH: process.env.PATH,
        CEKURA_API_KEY: 'key-1',
        PROJECT: '42',
        WEBHOOK_SECRET: 'hush',
      },
    });
    expect(sandbox.requests).toMatchObject([
      {
        method: 'POST',
        headers: { 'x-cekura-api-key': 'key-1', 'content-type': 'application/json' },
        body: { ...body, project: 42, webhook_secret: 'a-$hush' },
      },
    ]);
    await sandbox.close();
  });

  test('sends every body as it is, whatever stands in it', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom(
          '$',
          '`',
          '\\',
          '"',
          "'",
          '\n',
          '{',
          '}',
          '(',
          ')',
          '!',
          'A',
          ' ',
          'é',
          '\ud800',
        ),
      }),
      fc.constantFrom(
        'JSON',
        '\nJSON\n',
        '$(exit 1)',
        '${HOME}',
        '$((1/0))',
        '\\$HOME',
        '\\\\`id`',
      ),
    );
    const json = fc.dictionary(
      hostile.filter((key) => key !== '__proto__'),
      fc.oneof(hostile, fc.array(hostile, { maxLength: 3 })),
    );
    fc.assert(
      fc.property(json, hostile, (body, text) => {
        const templates = [template(['filled'], [text, env('VALUE'), text])];
        const { command } = copied(url, { body: { ...body, filled: '' }, templates }, atRoot);
        const sent = JSON.parse(JSON.stringify({ ...body, filled: `${text}v ' $x${text}` }));
        expect(bodyBy(command, { VALUE: "v ' $x" })).toEqual(sent);
      }),
      runs(60),
    );
  });

  test('has nothing in it that a terminal obeys, or that cannot be seen', () => {
    const hidden = '\u001b]0;owned\u0007 \u009b31m \u007f \u202e \u2066 \u200b \ufeff';
    const templates = [template(['filled'], [hidden, env('VALUE')])];
    const body = { [hidden]: hidden, filled: '' };
    const { command } = copied(url, { body, templates }, atRoot);
    expect(hidesCharacters(command.replaceAll('\n', ''))).toBe(false);
    expect(bodyBy(command, { VALUE: 'v' })).toEqual({ ...body, filled: `${hidden}v` });
  });

  test.each<[name: string, placeholders: Placeholder[], variables: string[]]>([
    ['an environment variable by its name', [env('my_Var')], ['my_Var']],
    ['a secret in large letters', [secret('vapi_api_key')], ['VAPI_API_KEY']],
    [
      'a secret named like what a shell needs',
      [secret('path'), secret('home')],
      ['SECRET_PATH', 'SECRET_HOME'],
    ],
    [
      'a secret that would take the place of a variable',
      [secret('my_key'), env('MY_KEY')],
      ['MY_KEY', 'MY_KEY_2'],
    ],
    [
      'a secret that would take the place of the key',
      [secret('cekura_api_key')],
      ['CEKURA_API_KEY_2'],
    ],
    ['the key itself', [env('CEKURA_API_KEY')], ['CEKURA_API_KEY']],
    [
      'names that no shell can have',
      [env('MY.VAR'), env('MY-VAR'), secret('$(id)')],
      ['MY_VAR', 'MY_VAR_2', 'SECRET__ID_'],
    ],
  ])('%s', (_, placeholders, variables) => {
    const templates = placeholders.map((placeholder, index) =>
      template([`k${index}`], [placeholder]),
    );
    expect([...copied(url, { body: {}, templates }, atRoot).variables].sort()).toEqual(
      [...variables].sort(),
    );
  });

  test('stops when a variable is not set, so that nothing is sent without its secret', () => {
    const { command } = copied(
      url,
      { body: { a: '' }, templates: [template(['a'], [secret('my_key')])] },
      atRoot,
    );
    expect(() => bodyBy(command)).toThrow();
  });
});

describe.skipIf(process.platform === 'win32')('a file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "it's $HOME `x` "));
    await writeFile(join(folder, 'a "b".md'), Buffer.alloc(200, 'xyz'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is read by the shell when it is a secret, too', async () => {
    const file = join(folder, "it's a key.txt");
    await writeFile(file, 'from-a-file\n');
    const templates = [template(['key'], [{ kind: 'file', name: 'x' }], 'string', true)];
    const { command } = copied(url, { body: { key: '' }, templates }, () => file);
    expect(command).not.toContain('from-a-file');
    expect(bodyBy(command)).toEqual({ key: 'from-a-file' });
  });

  test('is read by the shell, whatever its name is', () => {
    const body: JsonObject = { files: [{ content_base64: '' }] };
    const templates = [
      template(['files', 0, 'content_base64'], [{ kind: 'fileBase64', name: 'a "b".md' }]),
    ];
    const { command, variables } = copied(url, { body, templates }, (name) => join(folder, name));
    expect(variables).toEqual([]);
    expect(bodyBy(command)).toEqual({
      files: [{ content_base64: Buffer.alloc(200, 'xyz').toString('base64') }],
    });
  });

  test.each([
    ['a line break, which would end the here-document', 'a\nJSON\ntouch owned\n'],
    ['an escape sequence, which a terminal obeys', 'a\u001b]0;owned\u0007.md'],
    ['a character that turns the text around', 'a\u202edm.md'],
  ])('is not copied when its path has %s', (_, name) => {
    for (const kind of ['file', 'fileBase64'] as const) {
      const templates = [template(['a'], [{ kind, name: 'x' }], 'string', true)];
      const request = { body: { a: '' }, templates };
      expect(curlCommand(url, request, () => `/folder/${name}`)).toEqual({
        problem: expect.stringContaining('hidden characters'),
      });
    }
  });
});

import { MockAgent } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Connect } from '../../../../client/src/api/http';
import { ApiKey } from '../../../../client/src/secrets/apiKey';
import { KeptSecrets } from '../../../../client/src/secrets/keptSecrets';
import { type Sandbox, startSandbox } from '../../../sandbox/index';
import { editor } from '../fakeVscode';

let [one, other]: Sandbox[] = [];
let key: ApiKey;
/** The titles of the boxes in which a key was asked for. */
let asked: string[];

beforeAll(async () => {
  [one, other] = await Promise.all([startSandbox(), startSandbox()]);
});
afterAll(() => Promise.all([one?.close(), other?.close()]));

beforeEach(() => {
  editor.reset();
  asked = [];
  editor.type = async (title) => {
    asked.push(title);
    return `key-for-${title.replace(/\D+/g, '-')}`;
  };
  key = keyIn(new Map());
});

function keyIn(values: Map<string, string>): ApiKey {
  const storage = {
    get: async (name: string) => values.get(name),
    store: async (name: string, value: string) => void values.set(name, value),
    delete: async (name: string) => void values.delete(name),
    onDidChange: () => ({ dispose: () => undefined }),
  };
  return new ApiKey(new KeptSecrets(storage, () => undefined));
}

const at =
  (baseUrl: string | undefined): Connect =>
  (key) => ({ baseUrl: baseUrl ?? '', key, log: () => undefined });
const titleFor = (url: string | undefined) => `Cekura API Key for ${new URL(url ?? '').host}`;
const keysSentTo = (sandbox: Sandbox | undefined) =>
  new Set(sandbox?.requests.map(({ headers }) => headers['x-cekura-api-key']));

test('a key that was typed for one address is asked for again at another', async () => {
  const first = await key.getOrAsk(at(one?.url));
  expect(await key.get(at(other?.url))).toBeUndefined();
  const second = await key.getOrAsk(at(other?.url));
  expect(asked).toEqual([titleFor(one?.url), titleFor(other?.url)]);
  expect([await key.getOrAsk(at(one?.url)), await key.getOrAsk(at(other?.url))]).toEqual([
    first,
    second,
  ]);
  expect([keysSentTo(one), keysSentTo(other)]).toEqual([new Set([first]), new Set([second])]);
});

test('what is asked for one address while the question for another is open is asked by itself', async () => {
  const both = [one, other].map((sandbox) => key.getOrAsk(at(sandbox?.url)));
  const [first, second] = await Promise.all(both);
  expect(first).not.toBe(second);
  expect(asked).toEqual([titleFor(one?.url), titleFor(other?.url)]);
  expect(keysSentTo(other)).not.toContain(first);
});

test('two who need the key of one address wait for one answer', async () => {
  const [first, second] = await Promise.all([1, 2].map(() => key.getOrAsk(at(one?.url))));
  expect(first).toBe(second);
  expect(asked).toHaveLength(1);
});

test.each([
  ['http://a.example', 'https://a.example', false],
  ['https://a.example', 'https://a.example:8443', false],
  ['https://a.example', 'https://a.example.org', false],
  ['https://a.example', 'https://a.example/staging', true],
])('a key that was typed for %s counts for %s: %s', async (before, after, counts) => {
  const cekura = new MockAgent();
  for (const url of [before, after]) {
    const calls = cekura.get(new URL(url).origin).intercept({ path: /\/user\/v1\/projects\/$/ });
    calls.reply(200, []).persist();
  }
  const there =
    (baseUrl: string): Connect =>
    (typed) => ({ baseUrl, key: typed, log: () => undefined, dispatcher: cekura });
  const typed = await key.getOrAsk(there(before));
  expect(typed).toBeDefined();
  expect(await key.get(there(after))).toBe(counts ? typed : undefined);
});

describe('where the secret storage does not work', () => {
  const fails = () => Promise.reject(new Error('No keyring.'));
  const broken = {
    ...{ get: fails, store: fails, delete: fails },
    onDidChange: () => ({ dispose: () => undefined }),
  };
  let told: number;
  let withoutKeyring: ApiKey;
  beforeEach(() => {
    told = 0;
    withoutKeyring = new ApiKey(new KeptSecrets(broken, () => (told += 1)));
    return () => vi.unstubAllEnvs();
  });

  test('CEKURA_API_KEY counts, and nothing is asked', async () => {
    vi.stubEnv('CEKURA_API_KEY', 'from-the-environment');
    expect(await withoutKeyring.getOrAsk(at(one?.url))).toBe('from-the-environment');
    expect([asked, told]).toEqual([[], 0]);
  });

  test('the key is asked for once and used in this window, for its address alone', async () => {
    vi.stubEnv('CEKURA_API_KEY', '');
    const typed = await withoutKeyring.getOrAsk(at(one?.url));
    expect(await withoutKeyring.getOrAsk(at(one?.url))).toBe(typed);
    expect([asked.length, told]).toEqual([1, 1]);
    expect(await withoutKeyring.getOrAsk(at(other?.url))).not.toBe(typed);
    expect(told).toBe(1);
  });
});

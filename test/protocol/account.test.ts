import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AccountEntry, AccountQuery } from '../../shared/src/messages';
import { marked } from '../marked';
import { Server } from './server';

let server: Server;
let asked: unknown[];
let answer: (query: AccountQuery) => Promise<AccountEntry[]> | AccountEntry[];

const known: Record<AccountQuery['kind'], AccountEntry[]> = {
  projects: [
    { value: 42, name: 'Support line' },
    { value: 43, name: 'Sales' },
  ],
  agents: [{ value: 303, name: 'Front $(x) desk' }],
  assistants: [
    { value: '7f-1', name: 'Billing', note: 'imported as 303' },
    { value: 'front', name: null },
  ],
};

beforeAll(async () => {
  server = await Server.start(undefined, { knowsAccount: true });
  server.onRequest('cekuraAgent/account', (query) => {
    asked.push(query);
    return answer(query as AccountQuery);
  });
});
beforeEach(() => {
  asked = [];
  answer = ({ kind }) => known[kind];
});
afterAll(() => server.stop());

/** What is offered at the cursor, a line each. */
async function offered(text: string, from = server): Promise<string[]> {
  const { text: source, cursor } = marked(text);
  const spec = await from.open(source);
  const items = await from.request<
    { label: string; labelDetails?: { description: string }; textEdit: { newText: string } }[]
  >('textDocument/completion', {
    textDocument: { uri: spec.document.uri },
    position: spec.document.positionAt(cursor),
  });
  return items.map(
    ({ label, labelDetails, textEdit }) =>
      `${label} ${labelDetails?.description ?? ''} → ${textEdit.newText}`,
  );
}

describe('what the account has is offered', () => {
  test.each<[what: string, text: string, query: AccountQuery, items: string[]]>([
    [
      'for a project',
      'project: │',
      { kind: 'projects' },
      ['42 Support line → 42', '43 Sales → 43'],
    ],
    [
      'for a project that is half typed',
      'project: 4│\nname: a',
      { kind: 'projects' },
      ['42 Support line → 42', '43 Sales → 43'],
    ],
    [
      'for the id, of the project',
      'id: │\nproject: 42',
      { kind: 'agents', project: 42 },
      ['303 Front $ (x) desk → 303'],
    ],
    [
      'for the id without a project',
      'id: │',
      { kind: 'agents', project: null },
      ['303 Front $ (x) desk → 303'],
    ],
    [
      'for an assistant of the provider, quoted where it has to be',
      'project: 42\nprovider:\n  type: vapi\n  agent_id: │',
      { kind: 'assistants', project: 42, provider: 'vapi' },
      ['7f-1 Billing, imported as 303 → "7f-1"', 'front  → front'],
    ],
  ])('%s', async (_, text, query, items) => {
    expect(await offered(text)).toEqual(items);
    expect(asked).toEqual([query]);
  });
});

test.each<[what: string, text: string]>([
  ['a value of another key', 'name: │'],
  ['a key', 'proj│'],
  [
    'an assistant of a provider that lists none',
    'project: 42\nprovider:\n  type: livekit\n  agent_id: │',
  ],
  ['an assistant without a project', 'provider:\n  type: vapi\n  agent_id: │'],
])('nothing is asked for %s', async (_, text) => {
  await offered(text);
  expect(asked).toEqual([]);
});

test('who types does not wait for an answer that does not come', async () => {
  answer = () => new Promise(() => undefined);
  expect(await offered('project: │')).toEqual([]);
  answer = () => Promise.reject(new Error('offline'));
  expect(await offered('project: │')).toEqual([]);
});

test('a client that does not know the account is not asked', async () => {
  const other = await Server.start();
  other.onRequest('cekuraAgent/account', (query) => asked.push(query));
  expect(await offered('project: │', other)).toEqual([]);
  expect(asked).toEqual([]);
  await other.stop();
});

test.each<[what: string, text: string, words: string | undefined]>([
  ['a project', 'project: 4│2', '**Support line**'],
  ['one that the account does not have', 'project: 4│4', undefined],
  [
    'an assistant',
    'project: 42\nprovider:\n  type: vapi\n  agent_id: "7f│-1"',
    '**Billing**, imported as 303',
  ],
  ['the key alone', 'proj│ect: 42', undefined],
])('the hover of %s says its name', async (_, text, words) => {
  const { text: source, cursor } = marked(text);
  const spec = await server.open(source);
  const { contents } = await server.request<{ contents: { value: string } }>('textDocument/hover', {
    textDocument: { uri: spec.document.uri },
    position: spec.document.positionAt(cursor),
  });
  const [first = ''] = contents.value.split('\n');
  if (words === undefined) expect(first).not.toMatch(/^\*\*(?:Support|Sales|Billing)/);
  else expect(first).toBe(words);
});

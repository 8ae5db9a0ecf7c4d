import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AccountNames } from '../../../../client/src/account/accountNames';
import type { Connection } from '../../../../client/src/api/http';
import { type Sandbox, startSandbox } from '../../../sandbox/index';

let sandbox: Sandbox;
let connection: Connection;
let names: AccountNames;
beforeAll(async () => {
  sandbox = await startSandbox();
  for (const name of ['Desk', 'Billing']) {
    await fetch(`${sandbox.url}/sandbox/agents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ count: 1, kilobytes: 1, name, project: 42 }),
    });
  }
});
beforeEach(() => {
  sandbox.disarm();
  sandbox.requests.length = 0;
  names = new AccountNames();
  const patience = { silenceMs: 500, wholeMs: 1_000, pauseMs: 1 };
  connection = { baseUrl: sandbox.url, key: 'key', log: () => undefined, patience };
});
afterAll(() => sandbox.close());

test('projects, agents and assistants are listed by what a spec writes', async () => {
  expect(await names.get(connection, { kind: 'projects' })).toEqual([
    { value: 42, name: 'Support line' },
    { value: 43, name: 'Sales' },
  ]);
  expect(await names.get(connection, { kind: 'agents', project: 42 })).toEqual([
    { value: expect.any(Number), name: 'Desk' },
    { value: expect.any(Number), name: 'Billing' },
  ]);
  expect(
    await names.get(connection, { kind: 'assistants', project: 42, provider: 'vapi' }),
  ).toContainEqual({ value: 'vapi_billing', name: 'Billing' });
});

test('what is known is not asked for again, nor twice at the same moment', async () => {
  const query = { kind: 'projects' } as const;
  await Promise.all([names.get(connection, query), names.get(connection, query)]);
  await names.get(connection, query);
  expect(sandbox.requests).toHaveLength(1);
});

test('another key and another address have names of their own', async () => {
  await names.get(connection, { kind: 'projects' });
  await names.get({ ...connection, key: 'other' }, { kind: 'projects' });
  expect(sandbox.requests).toHaveLength(2);
});

test('nothing is known where Cekura cannot be reached, and it is asked again', async () => {
  sandbox.arm('projects', 'forbidden');
  expect(await names.get(connection, { kind: 'projects' })).toEqual([]);
  expect(await names.get(connection, { kind: 'projects' })).toHaveLength(2);
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAgent } from '../../../client/src/api/cekuraApi';
import {
  findCreatedAgent,
  type OpenCreate,
  openCreateOf,
  sayFound,
} from '../../../client/src/api/findCreatedAgent';
import type { Connection } from '../../../client/src/api/http';
import { type Sandbox, startSandbox } from '../../sandbox/index';

let sandbox: Sandbox;
let connection: Connection;
const body = { name: 'Support', project: 42, description: 'a', provider: { type: 'custom' } };
const minutes = (count: number) => count * 60_000;

beforeAll(async () => {
  sandbox = await startSandbox();
  connection = { baseUrl: sandbox.url, key: 'key', log: () => undefined };
  for (const name of ['Support', 'Sales', 'Support']) {
    await createAgent(connection, { ...body, name });
  }
});
beforeEach(() => sandbox.disarm());
afterEach(() => vi.useRealTimers());
afterAll(() => sandbox.close());

async function found(change: Partial<OpenCreate>): Promise<number[]> {
  const sending = { ...openCreateOf(body, sandbox.url, undefined), ...change };
  const result = await findCreatedAgent(sending, connection);
  return 'agents' in result ? result.agents.map(({ id }) => id) : [];
}

describe('an agent may be that of a create with an unknown outcome', () => {
  test.each<[when: string, change: Partial<OpenCreate>, ids: number[]]>([
    ['when it came after it and has its name, the newest first', {}, [305, 303]],
    ['when clocks differ by a little', { sentAt: Date.now() + minutes(4) }, [305, 303]],
    ['not when it is older', { sentAt: Date.now() + minutes(6) }, []],
    ['not when the spec had it before', { agentBefore: 303 }, [305]],
    ['with a lower id than one of another Cekura', { agentBefore: 90_000 }, [305, 303]],
    ['not when it has another name', { name: 'Supp' }, []],
    ['not when it is in another project', { project: 43 }, []],
  ])('%s', async (_, change, ids) => {
    expect(await found(change)).toEqual(ids);
  });
});

test('an agent is found by the clock of Cekura when that of this machine is hours ahead', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes(180) });
  const [sentNow, sentLater] = [await found({}), await found({ sentAt: Date.now() + minutes(6) })];
  expect(sentNow).toEqual([305, 303]);
  expect(sentLater).toEqual([]);
});

describe('an agent is not looked for', () => {
  test('without a name', async () => {
    const result = await findCreatedAgent(
      { ...openCreateOf({}, sandbox.url, undefined) },
      connection,
    );
    expect(result).toEqual({ problem: 'The spec has no name to look for.' });
  });

  test('at another host than the one it was sent to', async () => {
    const sending = openCreateOf(body, 'https://api.cekura.ai', undefined);
    sandbox.requests.length = 0;
    expect(await findCreatedAgent(sending, connection)).toEqual({
      problem: expect.stringContaining('It was sent to api.cekura.ai'),
    });
    expect(sandbox.requests).toEqual([]);
  });

  test('in vain without saying why', async () => {
    sandbox.arm('agents', 'unauthorized', { times: 10 });
    const result = await findCreatedAgent(openCreateOf(body, sandbox.url, undefined), connection);
    expect(sayFound(result, 'Support')).toMatch(
      /in vain: Cekura does not accept the API key\. The agent may/,
    );
  });
});

describe('what was found is said with what it means', () => {
  const agents = (...ids: number[]) => ({
    agents: ids.map((id) => ({ id, createdAt: undefined })),
  });
  test.each<[count: string, ids: number[], says: RegExp]>([
    ['none', [], /^No agent "Support" has come .* create again only when you are sure\.$/],
    ['one', [305], /^Agent 305 "Support" came into the project then\. Is it the one/],
    ['several', [305, 303], /^Several agents "Support" came .* Is one of them/],
  ])('%s', (_, ids, says) => {
    expect(sayFound(agents(...ids), 'Support')).toMatch(says);
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAgent } from '../../../../client/src/api/cekuraApi';
import {
  findCreatedAgent,
  sayFound,
  unresolvedCreateOf,
} from '../../../../client/src/api/findCreatedAgent';
import type { Connection } from '../../../../client/src/api/http';
import { time } from '../../../../client/src/api/parse';
import type { UnresolvedCreate } from '../../../../client/src/api/unresolvedCreate';
import { type Sandbox, startSandbox } from '../../../sandbox/index';

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

async function found(change: Partial<UnresolvedCreate>): Promise<number[]> {
  const sending = { ...unresolvedCreateOf(body, sandbox.url, undefined), ...change };
  const result = await findCreatedAgent(sending, connection);
  return 'agents' in result ? result.agents.map(({ id }) => id) : [];
}

describe('an agent may be that of a create with an unknown outcome', () => {
  test.each<[when: string, change: Partial<UnresolvedCreate>, ids: number[]]>([
    ['when it came after it and has its name, the newest first', {}, [305, 303]],
    [
      'when the clocks of Cekura differ by a little',
      { heardAt: Date.now() + minutes(4) },
      [305, 303],
    ],
    ['not when it is older', { heardAt: Date.now() + minutes(6) }, []],
    ['whatever the clock of this machine says', { sentAt: Date.now() + minutes(600) }, [305, 303]],
    ['whenever it came, when Cekura has not answered before', { heardAt: undefined }, [305, 303]],
    ['not when the spec had it before', { agentBefore: 303 }, [305]],
    ['not when an agent was known that is newer', { newestBefore: 304 }, [305]],
    ['with a lower id than one of another Cekura', { agentBefore: 90_000 }, [305, 303]],
    ['not when it has another name', { name: 'Supp' }, []],
    ['not when it is in another project', { project: 43 }, []],
  ])('%s', async (_, change, ids) => {
    expect(await found(change)).toEqual(ids);
  });
});

describe('only the times of Cekura count', () => {
  test.each<[clock: string, aheadMs: number, withoutZone: boolean]>([
    ['three hours ahead', minutes(180), false],
    ['three hours behind', minutes(-180), false],
    ['three hours ahead, without a zone', minutes(180), true],
    ['right, without a zone', 0, true],
  ])('when its clock is %s', async (_, aheadMs, withoutZone) => {
    const shifted = await startSandbox({ clock: { aheadMs, withoutZone } });
    const there = { ...connection, baseUrl: shifted.url };
    await createAgent(there, body);
    const sent = unresolvedCreateOf(body, shifted.url, undefined);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes(60 * 24 * 365) });
    expect(await findCreatedAgent(sent, there)).toMatchObject({ agents: [{ id: 303 }] });
    const later = { ...sent, heardAt: (sent.heardAt ?? 0) + minutes(6) };
    expect(await findCreatedAgent(later, there)).toEqual({ agents: [], areNew: true });
    await shifted.close();
  });

  test('wherever this machine is', () => {
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Kiritimati';
    expect(time('2026-11-23T12:00:00.5')).toBe(Date.UTC(2026, 10, 23, 12, 0, 0, 500));
    process.env.TZ = zone;
  });
});

test('an agent is found among a hundred large ones', async () => {
  const full = await startSandbox();
  const there = { ...connection, baseUrl: full.url };
  const { name, project } = body;
  await fetch(`${full.url}/sandbox/agents`, {
    method: 'POST',
    body: new URLSearchParams({ count: '100', kilobytes: '60', name, project: `${project}` }),
  });
  const sent = unresolvedCreateOf(body, full.url, undefined);
  const found = await findCreatedAgent(sent, there);
  expect('agents' in found && found.agents.length).toBe(100);
  await full.close();
});

test('nothing is said to be missing where there are too many to look through', async () => {
  const full = await startSandbox();
  const agents = { count: '501', kilobytes: '0', name: 'Supporter', project: `${body.project}` };
  const init = { method: 'POST', body: new URLSearchParams(agents) };
  await fetch(`${full.url}/sandbox/agents`, init);
  const sent = unresolvedCreateOf(body, full.url, undefined);
  expect(sayFound(await findCreatedAgent(sent, { ...connection, baseUrl: full.url }), 'a')).toBe(
    'Too many agents have names like this one to look through them all. Check in Cekura whether the agent exists before you create it again.',
  );
  await full.close();
});

describe('an agent is not looked for', () => {
  test('without a name', async () => {
    const result = await findCreatedAgent(
      { ...unresolvedCreateOf({}, sandbox.url, undefined) },
      connection,
    );
    expect(result).toEqual({ problem: 'The spec has no name to look for.' });
  });

  test('at another host than the one it was sent to', async () => {
    const sending = unresolvedCreateOf(body, 'https://api.cekura.ai', undefined);
    sandbox.requests.length = 0;
    expect(await findCreatedAgent(sending, connection)).toEqual({
      problem: expect.stringContaining('It was sent to api.cekura.ai'),
    });
    expect(sandbox.requests).toEqual([]);
  });

  test('in vain without saying why', async () => {
    sandbox.arm('agents', 'unauthorized', { times: 10 });
    const result = await findCreatedAgent(
      unresolvedCreateOf(body, sandbox.url, undefined),
      connection,
    );
    expect(sayFound(result, 'Support')).toMatch(
      /Couldn't look for it: Cekura doesn't accept the API key\. Check in Cekura/,
    );
  });
});

describe('what was found is said with what it means', () => {
  const agents = (...ids: number[]) => ({
    agents: ids.map((id) => ({ id, createdAt: undefined })),
    areNew: true,
  });
  test.each<[count: string, ids: number[], says: RegExp]>([
    ['none', [], /^No new agent "Support" is in the project\. It may still appear/],
    ['one', [305], /^Agent 305 "Support" is new in the project\. Did this spec create it\?$/],
    ['several', [305, 303], /^Several agents "Support" are new .* Did this spec create one/],
  ])('%s', (_, ids, says) => {
    expect(sayFound(agents(...ids), 'Support')).toMatch(says);
  });

  test('and not that they are new when nobody knows', () => {
    expect(sayFound({ ...agents(305), areNew: false }, 'Support')).toBe(
      'Agent 305 "Support" is in the project. Did this spec create it?',
    );
  });
});

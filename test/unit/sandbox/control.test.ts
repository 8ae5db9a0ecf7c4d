import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox';
import { faults } from '../../sandbox/faults';
import { importFaults } from '../../sandbox/importFaults';
import { ask, at, create, importing, plain, root } from './ask';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ stageMs: 1 });
});
afterEach(() => sandbox.disarm());
afterAll(() => sandbox.close());

const page = async () => (await fetch(`${sandbox.url}/sandbox/`)).text();
const post = (path: string, body: unknown) =>
  fetch(`${sandbox.url}/sandbox/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('from another process', () => {
  test('a fault is armed with all that can be said of it, and taken back', async () => {
    const body = { name: ['Taken.'] };
    await post('arm', { call: 'create', fault: 'bad-request', times: 2, body });
    expect(await create(sandbox, plain)).toEqual({ status: 400, body });
    await post('disarm', {});
    expect((await create(sandbox, plain)).status).toBe(201);
  });

  test('an import is armed', async () => {
    await post('arm', { call: 'import', fault: 'fails-at-validate' });
    const { body } = await create(sandbox, importing);
    const path = `${root}${at(body, 'id')}/auto-fetch-progress/?progress_id=${at(body, 'progress_id')}`;
    await expect.poll(() => ask(sandbox, path)).toMatchObject({ body: { status: 'failed' } });
  });

  test.each([
    ['call', { call: 'nope', fault: 'conflict' }],
    ['fault', { call: 'create', fault: 'nope' }],
  ])('an unknown %s is refused with the names there are', async (what, body) => {
    const response = await post('arm', body);
    expect(response.status).toBe(400);
    expect(at(await response.json(), 'detail')).toMatch(`There is no ${what} "nope". Use one of: `);
  });

  test('what was received is read', async () => {
    await ask(sandbox, '/user/v1/projects/', { key: 'key_seen' });
    const received = await (await fetch(`${sandbox.url}/sandbox/requests`)).json();
    expect(received).toContainEqual(
      expect.objectContaining({
        call: 'projects',
        headers: expect.objectContaining({ 'x-cekura-api-key': 'key_seen' }),
      }),
    );
  });
});

describe('the page', () => {
  test('has a button for every fault', async () => {
    const text = await page();
    for (const name of [...Object.keys(faults), ...Object.keys(importFaults)]) {
      expect(text).toContain(`name="fault" value="${name}"`);
    }
  });

  test('arms by its buttons, and shows what waits', async () => {
    const body = new URLSearchParams({ call: 'create', times: '3', fault: 'conflict' });
    const response = await fetch(`${sandbox.url}/sandbox/arm`, { method: 'POST', body });
    expect(response.url).toBe(`${sandbox.url}/sandbox/`);
    expect(await response.text()).toContain('create: conflict × 3');
    expect((await create(sandbox, plain)).status).toBe(409);
  });

  test('sets the clock, and sets it right again', async () => {
    const set = (fields: Record<string, string>) => {
      const body = new URLSearchParams(fields);
      return fetch(`${sandbox.url}/sandbox/clock`, { method: 'POST', body });
    };
    const hoursBehind = ({ headers }: Response) =>
      Math.round((Date.now() - Date.parse(headers.get('date') ?? '')) / 3_600_000);
    const shifted = await set({ aheadMinutes: '-180', withoutZone: 'on' });
    expect([shifted.url, hoursBehind(shifted)]).toEqual([`${sandbox.url}/sandbox/`, 3]);
    const { body } = await create(sandbox, plain);
    const stamp = String(at(body, 'created_at'));
    expect(stamp).toMatch(/T[\d:.]+$/);
    const behind = Date.now() - Date.parse(`${stamp}Z`);
    expect(Math.round(behind / 3_600_000)).toBe(3);
    expect(hoursBehind(await set({ aheadMinutes: '0' }))).toBe(0);
    expect(String(at((await create(sandbox, plain)).body, 'created_at'))).toMatch(/Z$/);
  });

  test('makes large agents', async () => {
    const body = new URLSearchParams({ count: '3', kilobytes: '7', name: 'Full', project: '43' });
    await fetch(`${sandbox.url}/sandbox/agents`, { method: 'POST', body });
    const made = sandbox.agents.filter(({ name }) => name === 'Full');
    expect(made.map(({ description }) => String(description).length)).toEqual([7168, 7168, 7168]);
    expect(made[0]).toMatchObject({ project: 43 });
  });

  test('lists agents as text, and requests without their keys', async () => {
    await create(sandbox, { ...plain, name: '<b>Bold</b>' });
    const text = await page();
    expect(text).toContain('&lt;b>Bold&lt;/b>');
    expect(text).toContain('key…');
    expect(text).not.toContain('key_test');
  });
});

test('it listens on 127.0.0.1, and is gone when closed', async () => {
  const other = await startSandbox();
  expect(new URL(other.url).hostname).toBe('127.0.0.1');
  await other.close();
  await expect(fetch(other.url)).rejects.toThrow();
});

test('a port that is taken is an error', async () => {
  const port = Number(new URL(sandbox.url).port);
  await expect(startSandbox({ port })).rejects.toThrow('EADDRINUSE');
});

import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { findAgents } from '../../../../client/src/api/accountLists';
import { createAgent, readProgress } from '../../../../client/src/api/cekuraApi';
import { followImport } from '../../../../client/src/api/followProgress';
import type { Connection } from '../../../../client/src/api/http';
import { maskOf } from '../../../../client/src/api/masks';
import { Unmasked } from '../../../../client/src/api/unmasked';
import type { JsonValue } from '../../../../shared/src/messages';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A connection whose secrets are these, to a server that answers so. */
async function connectionTo(answer: RequestListener, secrets: string[]): Promise<Connection> {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const patience = { silenceMs: 2_000, wholeMs: 4_000, pauseMs: 1 };
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    key: 'key',
    secrets,
    log: () => undefined,
    patience,
  };
}

const json =
  (body: JsonValue, status = 200, headers = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end(JSON.stringify(body));

const body = { name: 'Support production', project: 42 };

describe('what is decided is decided by the answer as it is', () => {
  test('an agent is found by a name that repeats a value', async () => {
    const results = [{ id: 7, name: body.name, created_at: '2026-11-23T12:00:00' }];
    const connection = await connectionTo(json({ results, next: null }), ['production', '2026']);
    expect(await findAgents(connection, { projectId: 42, name: body.name })).toMatchObject({
      agents: [{ id: 7, createdAt: Date.parse('2026-11-23T12:00:00Z') }],
    });
  });

  test('an import is asked for by the id that Cekura gave, and its status counts', async () => {
    const asked: (string | undefined)[] = [];
    const connection = await connectionTo(
      (request, response) => {
        asked.push(request.url);
        const isCreate = request.method === 'POST';
        json(
          isCreate ? { id: 7, progress_id: 'run-production-1' } : { status: 'completed' },
          isCreate ? 202 : 200,
        )(request, response);
      },
      ['production', 'completed'],
    );
    const begun = await createAgent(connection, body);
    if (begun.kind !== 'importing') throw new Error(begun.kind);
    const end = await followImport({
      poll: (path) => readProgress(connection, begun, path),
      show: () => undefined,
      signal: new AbortController().signal,
    });
    expect(asked[1]).toContain('progress_id=run-production-1');
    expect(end.status).toBe('completed');
  });

  test('a stage is known by its key', async () => {
    const mask = maskOf(['prompt', 'tools', 'secret']);
    const told = new Unmasked({ stages: [{ key: 'tools', detail: 'a secret' }] }, mask);
    const [stage] = told.get('stages').items ?? [];
    expect(stage?.get('key').is('tools')).toBe(true);
    expect(stage?.get('detail').shown()).toBe('a •••');
  });

  test('a time to wait and a place to go count', async () => {
    const connection = await connectionTo(json({}, 429, { 'retry-after': '1200' }), [
      '1200',
      'example',
    ]);
    expect(await createAgent(connection, body)).toMatchObject({ retryAfterS: 1200 });
  });
});

describe('what is shown is masked', () => {
  const mask = maskOf(['hunter2']);
  const value = { id: 7, hunter2: ['is hunter2', { a: 'hunter2' }] };
  const shown = { id: 7, '•••': ['is •••', { a: '•••' }] };

  test.each<[how: string, show: (told: Unmasked) => unknown, as: unknown]>([
    ['as a text', (told) => told.get('hunter2').items?.[0]?.shown(), 'is •••'],
    ['in a template', (told) => `${told.get('hunter2').items?.[0]}`, 'is •••'],
    ['as JSON', (told) => JSON.parse(JSON.stringify({ told })), { told: shown }],
    ['as a value', (told) => told.shownJson, shown],
    ['by its own keys', (told) => Object.keys(told).includes('value'), false],
  ])('%s', (_, show, as) => {
    expect(show(new Unmasked(value, mask))).toEqual(as);
  });

  test('and a name that every object has is none of it', () => {
    const told = new Unmasked({}, mask);
    for (const name of ['constructor', '__proto__', 'toString'])
      expect(told.get(name).shownJson).toBeNull();
  });
});

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listAgents } from '../../../../client/src/api/accountLists';
import { answerText } from '../../../../client/src/api/answerText';
import {
  checkKey,
  createAgent,
  readProgress,
  updateAgent,
} from '../../../../client/src/api/cekuraApi';
import { createFailed, whatHappened } from '../../../../client/src/api/failure';
import { followImport } from '../../../../client/src/api/followProgress';
import type { Connection } from '../../../../client/src/api/http';
import { type FaultName, faults } from '../../../sandbox/faults';
import { type ImportFaultName, importFaults } from '../../../sandbox/importFaults';
import { type Sandbox, startSandbox } from '../../../sandbox/index';
import { noWait, patienceWith } from './patience';

const mark = /MARKED/i;
const key = 'MARKED-key';
const secrets = ['MARKED "secret" \\ of the provider', 'MARKED-2'];
const body = {
  name: 'Support',
  project: 42,
  provider: {
    type: 'vapi',
    agent_id: 'asst_1',
    credentials: { api_key: secrets[0] ?? '' },
    configure_from_provider: true,
  },
  webhook_secret: secrets[1] ?? '',
};

let sandbox: Sandbox;
let said: string[];
beforeAll(async () => {
  sandbox = await startSandbox({ stageMs: 15 });
});
beforeEach(() => {
  sandbox.disarm();
  said = [];
});
afterAll(() => sandbox.close());

const connectionTo = (baseUrl: string, fault?: FaultName): Connection => ({
  baseUrl,
  key,
  secrets,
  log: (line) => said.push(line),
  patience: patienceWith(fault),
});

/** Takes every road to the API and back, and keeps whatever a person or a log would get. */
async function takeEveryRoad(connection: Connection): Promise<void> {
  const checked = await checkKey(connection);
  said.push(typeof checked === 'string' ? checked : whatHappened(checked));
  const outcome = await createAgent(connection, body);
  // The id of an import goes back to Cekura alone.
  said.push(JSON.stringify({ ...outcome, progressId: null }));
  if ('host' in outcome) {
    said.push(createFailed(outcome).message);
    if ('answer' in outcome) said.push(answerText(outcome.answer.shownJson));
  }
  const updated = await updateAgent(connection, 'id' in outcome ? outcome.id : 1, body);
  said.push(JSON.stringify(updated));
  if ('host' in updated) said.push(whatHappened(updated));
  if (updated.kind === 'unknown') said.push(whatHappened(updated.failure));
  const listed = await listAgents(connection, { projectId: 42, query: '' }, 1);
  said.push(JSON.stringify(listed));
  const ref = outcome.kind === 'importing' ? outcome : { id: 1, progressId: 'p1' };
  const end = await followImport({
    poll: (path) => readProgress(connection, ref, path),
    show: (view) => said.push(JSON.stringify(view)),
    signal: new AbortController().signal,
    pauseMs: 5,
    limitMs: 200,
  });
  said.push(JSON.stringify(end));
}

describe('no log and no message holds the key or a secret', () => {
  test.each(Object.keys(faults) as FaultName[])('when each call ends in %s', async (fault) => {
    for (const call of ['projects', 'create', 'update', 'agents', 'progress'] as const)
      sandbox.arm(call, fault, noWait(fault));
    await takeEveryRoad(connectionTo(sandbox.url, fault));
    expect(said.join('\n')).not.toMatch(mark);
  });

  test.each(Object.keys(importFaults) as ImportFaultName[])('when an import %s', async (course) => {
    sandbox.arm('import', course);
    await takeEveryRoad(connectionTo(sandbox.url));
    expect(said.join('\n')).not.toMatch(mark);
  });

  describe('when the answer repeats them', () => {
    let echo: Server;
    let status: number;
    beforeAll(async () => {
      echo = createServer(async (request, response) => {
        const sent = await text(request);
        const heard = `${request.headers['x-cekura-api-key']} and ${secrets.join()} and ${sent}`;
        response.writeHead(status, { location: `https://${key}.example/` });
        response.end(
          JSON.stringify({
            id: 7,
            progress_id: heard,
            detail: heard,
            name: [heard],
            [heard]: { [heard]: [heard] },
            status: 'failed',
            error: heard,
            stages: [{ key: heard, label: heard, status: 'failed', detail: heard }],
          }),
        );
      }).listen(0, '127.0.0.1');
      await once(echo, 'listening');
    });
    afterAll(() => {
      echo.closeAllConnections();
      echo.close();
    });

    test.each([200, 201, 202, 302, 400, 401, 403, 404, 409, 413, 418, 429, 500, 503])(
      'with status %i',
      async (answered) => {
        status = answered;
        const { port } = echo.address() as AddressInfo;
        await takeEveryRoad(connectionTo(`http://127.0.0.1:${port}`));
        expect(said.join('\n')).not.toMatch(mark);
      },
    );
  });
});

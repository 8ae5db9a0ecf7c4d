import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAgent, readProgress } from '../../../../client/src/api/cekuraApi';
import { followImport } from '../../../../client/src/api/followProgress';
import type { Connection } from '../../../../client/src/api/http';
import type { ImportView } from '../../../../client/src/api/progress';
import type { FaultName } from '../../../sandbox/faults';
import type { ImportFaultName } from '../../../sandbox/importFaults';
import { type Sandbox, startSandbox } from '../../../sandbox/index';
import { stages } from '../../../sandbox/stages';
import { noWait, patienceWith } from './patience';

let sandbox: Sandbox;
let connection: Connection;
let assistant = 0;

const connectionWith = (fault?: FaultName): Connection => ({
  baseUrl: sandbox.url,
  key: 'key',
  log: () => undefined,
  patience: patienceWith(fault),
});

beforeAll(async () => {
  sandbox = await startSandbox({ stageMs: 20 });
});
beforeEach(() => {
  sandbox.disarm();
  connection = connectionWith();
});
afterAll(() => sandbox.close());

/** Creates an agent by an import and follows it to its end, for an hour at most. */
async function runImport(limitMs = 3_600_000) {
  const provider = {
    type: 'vapi',
    agent_id: `asst_${assistant++}`,
    credentials: { api_key: 'k' },
    configure_from_provider: true,
  };
  const created = await createAgent(connection, { project: 42, provider });
  if (created.kind !== 'importing') throw new Error(`No import began: ${created.kind}`);
  const views: ImportView[] = [];
  const end = await followImport({
    poll: (path) => readProgress(connection, created, path),
    show: (view) => views.push(view),
    signal: new AbortController().signal,
    pauseMs: 10,
    limitMs,
  });
  return { end, views };
}

const ranks = { pending: 0, in_progress: 1, completed: 2, skipped: 2, failed: 2 };

/** Every step at which a stage or the current one is behind where it was before. */
function stepsBack(views: ImportView[]): string[] {
  return views.slice(1).flatMap((view, index) => {
    const before = views[index];
    if (!before) return [];
    const fallen = before.stages.filter(({ key, state }) => {
      const now = view.stages.find((stage) => stage.key.is(key));
      return !now || ranks[now.state] < ranks[state];
    });
    const shown = view.stages.findIndex(
      ({ key }) => `${key}` === `${before.stages[before.current]?.key}`,
    );
    return [...fallen.map(({ key }) => `${key}`), ...(view.current < shown ? ['current'] : [])];
  });
}

const failures = (
  [
    'validate',
    'prompt',
    'settings',
    'phone',
    'tools',
    'dynamic_variables',
    'kb',
    'finalize',
  ] as const
).map((key): [ImportFaultName, Partial<ImportView>] => [
  `fails-at-${key}`,
  { status: 'failed', reason: stages.find((stage) => stage.key === key)?.failure },
]);

describe('an import over HTTP', () => {
  test.each<[fault: ImportFaultName | undefined, end: Partial<ImportView>]>([
    [undefined, { status: 'completed' }],
    ...failures,
    ['restarts', { status: 'completed' }],
    ['jumps', { status: 'completed' }],
    ['new-stages', { status: 'completed' }],
    ['hostile-text', { status: 'completed' }],
    ['second-path-only', { status: 'completed' }],
    ['old-path-only', { status: 'completed' }],
    ['vanishes', { status: 'unknown', reason: "Cekura doesn't know this import anymore." }],
  ])('that goes this way: %s', async (fault, expected) => {
    if (fault) sandbox.arm('import', fault);
    const { end, views } = await runImport();
    expect(end).toMatchObject(expected);
    expect(stepsBack(views)).toEqual([]);
  });

  test('that never ends is left after its limit', async () => {
    sandbox.arm('import', 'never-ends');
    expect((await runImport(200)).end).toMatchObject({ status: 'overdue' });
  });

  test('shows labels as plain text', async () => {
    sandbox.arm('import', 'hostile-text');
    const [label] = (await runImport()).end.stages.map((stage) => stage.label);
    expect(label).toBe('[Click me] (command:workbench.action.terminal.new) $ (bug)…');
  });

  test.each<FaultName>([
    'not-found',
    'not-modified',
    'server-error',
    'rate-limited',
    'html-page',
    'invalid-json',
    'huge-answer',
    'silence',
    'reset',
    'hang-up',
  ])('bears polls that fail: %s', async (fault) => {
    connection = connectionWith(fault);
    sandbox.arm('progress', fault, { times: 3, ...noWait(fault) });
    expect((await runImport()).end).toMatchObject({ status: 'completed' });
  });

  test.each<FaultName>(['processing', 'early-hints', 'partial-content', 'wrong-content-type'])(
    'reads polls that are answered oddly: %s',
    async (fault) => {
      sandbox.arm('progress', fault, { times: Infinity });
      const { end, views } = await runImport();
      expect(end.status).toBe('completed');
      expect(views.filter(({ waiting }) => waiting !== undefined)).toEqual([]);
    },
  );

  test('ends when the key is revoked midway', async () => {
    sandbox.arm('progress', 'unauthorized');
    expect((await runImport()).end).toMatchObject({
      status: 'unknown',
      reason: "Cekura doesn't accept the API key anymore.",
    });
  });
});

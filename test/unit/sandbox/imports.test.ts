import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox';
import { type Course, type ImportFaultName, importFaults, usual } from '../../sandbox/importFaults';
import { progressOf } from '../../sandbox/progress';
import { ask, at, create, importing, root } from './ask';

/** Each step of a course as `overall stages`, a letter a stage: in_progress, completed, failed, pending, skipped. */
function shown(course: Course): string[] {
  const steps = [...course.steps.keys(), ...(course.end === 'never' ? [] : [course.steps.length])];
  return steps.map((step) => {
    const { status, stages } = progressOf(course, step);
    return `${status} ${stages.map((stage) => stage.status[0]).join('')}`;
  });
}

describe('step by step, an import', () => {
  const courses: [string, Course, string[]][] = [
    [
      'goes through its stages',
      usual,
      [
        'in_progress ippppppp',
        'in_progress cipppppp',
        'in_progress ccippppp',
        'in_progress cccipppp',
        'in_progress ccccippp',
        'in_progress cccccipp',
        'in_progress ccccccip',
        'in_progress ccccccci',
        'completed cccccccc',
      ],
    ],
    [
      'fails at a stage',
      importFaults['fails-at-settings'],
      ['in_progress ippppppp', 'in_progress cipppppp', 'in_progress ccippppp', 'failed ccfppppp'],
    ],
    [
      'never ends',
      importFaults['never-ends'],
      [
        'in_progress ippppppp',
        'in_progress cipppppp',
        'in_progress ccippppp',
        'in_progress cccipppp',
        'in_progress ccccippp',
      ],
    ],
    [
      'jumps over stages',
      importFaults.jumps,
      [
        'in_progress ippppppp',
        'in_progress csssssip',
        'in_progress csssssci',
        'completed cssssscc',
      ],
    ],
    [
      'starts again',
      importFaults.restarts,
      [
        'in_progress ippppppp',
        'in_progress cipppppp',
        'in_progress ccippppp',
        'in_progress cccipppp',
        'in_progress ippppppp',
        'in_progress cipppppp',
        'in_progress ccippppp',
        'in_progress cccipppp',
        'in_progress ccccippp',
        'in_progress cccccipp',
        'in_progress ccccccip',
        'in_progress ccccccci',
        'completed cccccccc',
      ],
    ],
    [
      'has stages and a status nobody knows',
      importFaults['new-stages'],
      [
        'queued ippppppppp',
        'queued cipppppppp',
        'queued ccippppppp',
        'queued cccipppppp',
        'queued ccccippppp',
        'queued cccccipppp',
        'queued ccccccippp',
        'queued cccccccipp',
        'queued ccccccccip',
        'queued ccccccccci',
        'completed cccccccccc',
      ],
    ],
  ];
  test.each(courses)('%s', (_name, course, steps) => {
    expect(shown(course)).toEqual(steps);
  });

  test.each(usual.stages)('can fail at $key, with the reason', ({ key, failure }) => {
    const course = Object.entries(importFaults).find(([name]) => name === `fails-at-${key}`)?.[1];
    expect(course && progressOf(course, course.steps.length)).toMatchObject({
      status: 'failed',
      current_stage: key,
      error: failure,
    });
  });
});

describe('over HTTP, an import', () => {
  let sandbox: Sandbox;
  let project = 100;
  beforeAll(async () => {
    sandbox = await startSandbox({ stageMs: 1 });
  });
  afterAll(() => sandbox.close());

  /** Starts an import into a project of its own, gives its agent and its poll paths. */
  async function start(fault?: ImportFaultName, fields: object = {}) {
    project += 1;
    if (fault) sandbox.arm('import', fault);
    const { body } = await create(sandbox, { ...importing, ...fields, project });
    const id = Number(at(body, 'id'));
    const progress_id = at(body, 'progress_id');
    return {
      id,
      today: `${root}${id}/auto-fetch-progress/?progress_id=${progress_id}`,
      second: `${root}${id}/import-progress/?progress_id=${progress_id}`,
      old: `${root}import-progress/?progress_id=${progress_id}`,
    };
  }

  const statusAt = async (path: string) => (await ask(sandbox, path)).status;
  const progressAt = async (path: string) => (await ask(sandbox, path)).body;
  const agent = async (id: number) => (await ask(sandbox, `${root}${id}/`)).body;

  test('is completed in time, and fills the agent in', async () => {
    const { id, today } = await start();
    await expect.poll(() => progressAt(today)).toMatchObject({ agent_id: id, status: 'completed' });
    expect(await agent(id)).toMatchObject({
      name: 'Imported from retell',
      description: expect.stringContaining('{{ customer_name }}'),
      mock_tools: [{ name: 'get_order' }, { name: 'transfer_call' }],
      dynamic_variables: [{ name: 'customer_name' }],
    });
  });

  test('keeps what the body says itself', async () => {
    const { id, today } = await start(undefined, { name: 'Mine', mock_tools: [] });
    await expect.poll(() => progressAt(today)).toMatchObject({ status: 'completed' });
    expect(await agent(id)).toMatchObject({ name: 'Mine', mock_tools: [] });
  });

  test('that fails leaves the agent as it was', async () => {
    const { id, today } = await start('fails-at-finalize');
    await expect.poll(() => progressAt(today)).toMatchObject({ status: 'failed' });
    expect(await agent(id)).toMatchObject({ name: '', mock_tools: [] });
  });

  test('is known at every poll path', async () => {
    const { today, second, old } = await start('never-ends');
    expect(await Promise.all([today, second, old].map(statusAt))).toEqual([200, 200, 200]);
  });

  test('can be known at one poll path alone', async () => {
    const onlySecond = await start('second-path-only');
    const onlyOld = await start('old-path-only');
    const seen = [onlySecond, onlyOld].map(({ today, second, old }) =>
      Promise.all([today, second, old].map(statusAt)),
    );
    expect(await Promise.all(seen)).toEqual([
      [404, 200, 404],
      [404, 404, 200],
    ]);
  });

  test('can vanish on its way', async () => {
    const { today } = await start('vanishes');
    await expect.poll(() => statusAt(today)).toBe(404);
  });

  test('can be started again', async () => {
    const { id, today } = await start();
    await expect.poll(() => progressAt(today)).toMatchObject({ status: 'completed' });
    const again = await ask(sandbox, `${root}${id}/auto-fetch/`, { method: 'POST' });
    expect(again).toEqual({ status: 202, body: { progress_id: expect.any(String) } });
    expect(
      await statusAt(
        `${root}${id}/auto-fetch-progress/?progress_id=${at(again.body, 'progress_id')}`,
      ),
    ).toBe(200);
  });

  test('cannot be started for an agent that names no assistant', async () => {
    const { body } = await create(sandbox, { name: 'n', description: 'd', project: 1 });
    const again = await ask(sandbox, `${root}${at(body, 'id')}/auto-fetch/`, { method: 'POST' });
    expect(again.status).toBe(400);
  });

  test.each([
    ['no progress id', '', 400],
    ['an unknown one', '?progress_id=nope', 404],
  ])('is not found by %s', async (_name, query, status) => {
    const { id } = await start();
    expect(await statusAt(`${root}${id}/auto-fetch-progress/${query}`)).toBe(status);
  });

  test("is not found below another agent's id", async () => {
    const one = await start('never-ends');
    const other = await start('never-ends');
    const mixed = one.today.replace(`/${one.id}/`, `/${other.id}/`);
    expect(await statusAt(mixed)).toBe(404);
  });
});

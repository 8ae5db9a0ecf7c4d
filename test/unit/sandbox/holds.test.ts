import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox';
import { ask, at, create, importing, plain, root } from './ask';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ stageMs: 1 });
});
afterEach(() => {
  sandbox.disarm();
  sandbox.release('create');
  sandbox.release('import');
});
afterAll(() => sandbox.close());

describe('held', () => {
  test('an answer waits until it is released, and what was asked for is done', async () => {
    sandbox.hold('create');
    let answered = false;
    const answer = create(sandbox, plain).finally(() => {
      answered = true;
    });
    await expect.poll(() => sandbox.agents.length).toBe(1);
    expect((await ask(sandbox, '/user/v1/projects/')).status).toBe(200);
    expect(answered).toBe(false);
    sandbox.release('create');
    expect((await answer).status).toBe(201);
  });

  test('a fault waits as well', async () => {
    sandbox.hold('create');
    sandbox.arm('create', 'conflict');
    const answer = create(sandbox, plain);
    await expect.poll(() => sandbox.requests.at(-1)?.call).toBe('create');
    expect(sandbox.requests.at(-1)?.status).toBeNull();
    sandbox.release('create');
    expect((await answer).status).toBe(409);
  });

  test('an import stands still, goes on stage by stage, and then to its end', async () => {
    sandbox.hold('import');
    const { body } = await create(sandbox, importing);
    const path = `${root}${at(body, 'id')}/auto-fetch-progress/?progress_id=${at(body, 'progress_id')}`;
    const stage = async () => at((await ask(sandbox, path)).body, 'current_stage');
    expect(await stage()).toBe('validate');
    for (const next of ['prompt', 'settings']) {
      await expect
        .poll(() => {
          sandbox.step('import');
          return stage();
        })
        .toBe(next);
    }
    sandbox.release('import');
    await expect.poll(() => ask(sandbox, path)).toMatchObject({ body: { status: 'completed' } });
  });
});

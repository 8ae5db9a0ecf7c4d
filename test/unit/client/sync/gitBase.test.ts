import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAgent } from '../../../../client/src/api/cekuraApi';
import type { Connection } from '../../../../client/src/api/http';
import { type Sandbox, startSandbox } from '../../../sandbox/index';
import { SyncedSpec } from './syncedSpec';

let sandbox: Sandbox;
let connection: Connection;
let folder: string;
let path: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  connection = { baseUrl: sandbox.url, key: 'key', log: () => undefined };
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'git-base-'));
  path = join(folder, 'a.cekura-agent.yaml');
  git('init', '-q');
});
afterEach(() => rm(folder, { recursive: true }));
afterAll(() => sandbox.close());

function git(...args: string[]) {
  const who = [
    '-c',
    'user.name=a',
    '-c',
    'user.email=a@b.example',
    '-c',
    'commit.gpgsign=false',
    '-c',
    'maintenance.auto=false',
  ];
  execFileSync('git', [...who, '-C', folder, ...args]);
}

/** Commits the spec with the file that it names. */
async function commit(text: string, prompt = 'You answer.\n') {
  await writeFile(path, text);
  await writeFile(join(folder, 'prompt.md'), prompt);
  git('add', '-A');
  git('commit', '-q', '-m', 'x');
}

/** The spec as a fresh clone has it: nothing is remembered. */
function cloned(text: string, prompt: string, agentId: number) {
  const spec = new SyncedSpec(text, connection, { 'prompt.md': prompt, key: 's3cret' }, path);
  spec.agentId = agentId;
  return spec;
}

const spec = `name: Desk
description: \${file:prompt.md}
project: 42
webhook_url: https://a.example/
webhook_secret: \${secret:key}
`;

async function create(text: string, prompt: string) {
  const created = cloned(text, prompt, 0);
  const outcome = await createAgent(connection, await created.body());
  return outcome.kind === 'created' ? outcome.id : 0;
}

test('what changed since the version that the agent has is changed here', async () => {
  await commit(spec);
  const id = await create(spec, 'You answer.\n');
  const next = `id: ${id}\n${spec.replace('Desk', 'Front desk')}`;
  await commit(next, 'You answer calls.\n');
  const lines = await cloned(next, 'You answer calls.\n', id).lines();
  expect(lines).toEqual(['name: here', 'description: here']);
});

test('a version counts whatever its name was, and whatever was not committed since', async () => {
  await commit(spec);
  const id = await create(spec, 'You answer.\n');
  git('mv', 'a.cekura-agent.yaml', 'b.cekura-agent.yaml');
  git('commit', '-q', '-m', 'x');
  path = join(folder, 'b.cekura-agent.yaml');
  const lines = await cloned(spec.replace('42', '43'), 'You answer.\n', id).lines();
  expect(lines).toEqual(['project: here']);
});

test('another placeholder of a secret since then is a change', async () => {
  await commit(spec);
  const id = await create(spec, 'You answer.\n');
  const lines = await cloned(
    spec.replace('secret:key', 'secret:next'),
    'You answer.\n',
    id,
  ).lines();
  expect(lines).toEqual(['webhook_secret: here']);
});

test('when the agent is like no version, nobody knows who changed it', async () => {
  await commit(spec);
  const id = await create(spec, 'You answer.\n');
  sandbox.edit(id, { name: 'Reception' });
  expect(await cloned(spec, 'You answer.\n', id).lines()).toEqual(['name: unknown']);
});

test('a version with errors is none', async () => {
  await commit(spec.replace('project: 42', 'project: many'));
  const id = await create(spec, 'You answer.\n');
  sandbox.edit(id, { name: 'Reception' });
  await commit(spec.replace('Desk', 'Reception').replace('project', '<<<<<<< x\nproject'));
  expect(await cloned(spec, 'You answer.\n', id).lines()).toEqual(['name: unknown']);
});

describe('what this machine remembers of another branch does not count', () => {
  test.each<[what: string, leave: () => void]>([
    ['on that branch', () => git('checkout', '-q', 'feature')],
    ['when a pull is taken back', () => undefined],
  ])('%s', async (_, leave) => {
    const prompt = 'You answer.\n';
    await commit(spec);
    git('branch', 'feature');
    const id = await create(spec, prompt);
    const opened = cloned(spec, prompt, id);
    expect(await opened.lines()).toEqual([]);
    sandbox.edit(id, { name: 'Reception' });
    await opened.pull();
    expect(await opened.lines()).toEqual([]);
    leave();
    opened.text = spec;
    expect(await opened.lines()).toEqual(['name: unknown']);
  });

  test('but it does while the spec is edited, and after that is committed', async () => {
    const prompt = 'You answer.\n';
    await commit(spec);
    const id = await create(spec, prompt);
    const opened = cloned(spec, prompt, id);
    await opened.lines();
    sandbox.edit(id, { name: 'Reception' });
    await opened.pull();
    opened.text = opened.text.replace('42', '43');
    expect(await opened.lines()).toEqual(['project: here']);
    await commit(opened.text.replace('43', '42'), prompt);
    await commit(opened.text, prompt);
    expect(await opened.lines()).toEqual(['project: here']);
  });
});

describe('a secret whose placeholder alone changed in a commit', () => {
  const prompt = 'You answer.\n';
  const head = () =>
    execFileSync('git', ['-C', folder, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();

  /** A spec in a fresh clone, after a commit that changed the placeholder and one that changed a comment. */
  async function changed() {
    await commit(spec);
    const id = await create(spec, prompt);
    await commit(spec.replace('secret:key', 'secret:next'));
    const commitOfChange = head();
    const text = `# Answers.\n${spec.replace('secret:key', 'secret:next')}`;
    await commit(text);
    const opened = cloned(text, prompt, id);
    opened.values.next = '5ecret';
    return { opened, unsure: [{ field: ['webhook_secret'], commit: commitOfChange }] };
  }

  test('is no difference, but nobody knows whether it was sent, however often they look', async () => {
    const { opened, unsure } = await changed();
    for (let look = 0; look < 2; look++) {
      const seen = await opened.seen();
      expect(seen.comparison.differences).toEqual([]);
      expect(seen.unsure).toEqual(unsure);
    }
  });

  test('is still not known after an update of something else, and known after one with the secrets', async () => {
    const { opened, unsure } = await changed();
    opened.text = opened.text.replace('Desk', 'Front desk');
    expect(await opened.update(await opened.seen())).toMatchObject({ kind: 'updated' });
    expect((await opened.seen()).unsure).toEqual(unsure);
    await opened.update(await opened.seen(), { withSecrets: true });
    expect((await opened.seen()).unsure).toEqual([]);
  });

  test('that changes again is a difference', async () => {
    const { opened } = await changed();
    await opened.seen();
    opened.text = opened.text.replace('secret:next', 'secret:key');
    const seen = await opened.seen();
    expect(seen.comparison.differences.map(({ field }) => field)).toEqual([['webhook_secret']]);
    expect(seen.unsure).toEqual([]);
  });

  test('with something else that was sent is known', async () => {
    await commit(spec);
    const next = spec.replace('secret:key', 'secret:next').replace('Desk', 'Front desk');
    await commit(next);
    const id = await create(next.replace('secret:next', 'secret:key'), prompt);
    expect((await cloned(next, prompt, id).seen()).unsure).toEqual([]);
  });
});

describe('what this machine remembers is older than what others have done', () => {
  const prompt = 'You answer.\n';

  /** A spec that was seen here before others changed it and its agent, and committed that. */
  async function changedByOthers() {
    await commit(spec);
    const id = await create(spec, prompt);
    const opened = cloned(spec, prompt, id);
    await opened.lines();
    sandbox.edit(id, { name: 'Reception' });
    opened.text = spec.replace('Desk', 'Reception');
    await commit(opened.text);
    return opened;
  }

  test.each<[what: string, name: string, lines: string[]]>([
    ['changed further here', 'Front desk', ['name: here']],
    ['taken back here', 'Desk', ['name: here']],
    ['left as they have it', 'Reception', []],
  ])('%s', async (_, name, lines) => {
    const opened = await changedByOthers();
    opened.text = opened.text.replace('Reception', name);
    expect(await opened.lines()).toEqual(lines);
    expect(await opened.lines()).toEqual(lines);
  });

  test('and a change in Cekura that no version has counts as one', async () => {
    const opened = await changedByOthers();
    sandbox.edit(opened.agentId, { name: 'Lobby' });
    opened.text = opened.text.replace('42', '43');
    expect(await opened.lines()).toEqual(['name: both', 'project: here']);
  });
});

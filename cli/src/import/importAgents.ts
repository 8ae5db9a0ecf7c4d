import { mkdir } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { listAgents } from '../../../client/src/api/accountLists';
import { readAgent } from '../../../client/src/api/cekuraApi';
import { type Failure, whatHappened } from '../../../client/src/api/failure';
import type { Connection } from '../../../client/src/api/http';
import { findSpecs, readSpec, requestOf, SpecDocument } from '../../../server/src/entry/core';
import { type ExitName, exitCodeOf, type Trouble, trouble } from '../base/exitCodes';
import { fail } from '../base/fail';
import { slugOf, writeNewSpec } from '../base/fileNames';
import { progressOf } from '../base/progress';
import { connect } from '../cekura/connect';
import { askAbout } from '../cekura/localSpecs';
import { memoryOf } from '../cekura/memory';
import { rememberCommon } from '../cekura/rememberCommon';
import { sourcesOf } from '../cekura/sources';
import { reasonOf } from '../specs/specInputs';

/** What `import` is asked for. */
export interface ImportOptions {
  /** All agents of this project. */
  project?: string;
  /** The folder for the specs. */
  into: string;
  quiet?: boolean;
  verbose?: boolean;
}

/**
 * Writes a spec for each agent that none in the folder has: so another run goes on where one ended.
 *
 * @param ids of agents
 * @returns the exit code
 */
export async function importAgents(
  ids: readonly string[],
  options: ImportOptions,
): Promise<number> {
  const { project, into } = options;
  if (ids.length > 0 === (project !== undefined)) {
    return fail(trouble('usage', 'Name the ids of agents, or a project with --project.'));
  }
  const wrong = [...ids, ...(project === undefined ? [] : [project])].find(
    (id) => !/^[1-9]\d{0,14}$/.test(id),
  );
  if (wrong !== undefined)
    return fail(trouble('usage', `${wrong} is not an id: ids are whole numbers.`));
  const connection = connect(options);
  if ('exit' in connection) return fail(connection);
  const wanted =
    project === undefined ? ids.map(Number) : await agentsOf(Number(project), connection);
  if ('exit' in wanted) return fail(wanted);
  try {
    await mkdir(into, { recursive: true });
  } catch (error) {
    return fail(trouble('usage', `${into} can't be written: ${reasonOf(error)}.`));
  }
  const known = await agentsIn(into);
  const missing = [...new Set(wanted)].filter((id) => !known.has(id));
  const progress = progressOf('Importing', missing.length, options);
  const exits: ExitName[] = [];
  for (const id of missing) {
    progress.next(`agent ${id}`);
    const done = await importAgent(id, into, connection);
    exits.push(typeof done === 'string' ? 'done' : done.exit);
    if (typeof done === 'string') process.stdout.write(`${done}: agent ${id}.\n`);
    else fail(done);
  }
  progress.end();
  if (options.quiet !== true) {
    const count = exits.filter((exit) => exit === 'done').length;
    process.stdout.write(
      `Import: ${count} written, ${wanted.length - missing.length} already here, ${exits.length - count} failed.\n`,
    );
  }
  return exitCodeOf(exits);
}

/** The agents of a project, in the order of Cekura. */
async function agentsOf(projectId: number, connection: Connection): Promise<number[] | Trouble> {
  const ids = new Set<number>();
  for (let page = 1; ; page += 1) {
    const reply = await patiently(() => listAgents(connection, { projectId, query: '' }, page));
    if (reply.kind !== 'agents') return trouble('cekura', whatHappened(reply));
    const before = ids.size;
    for (const { id } of reply.agents) ids.add(id);
    // A page without anything new would be followed by such pages for ever.
    if (!reply.hasMore || ids.size === before) return [...ids];
  }
}

/** The agents that specs in a folder have. */
async function agentsIn(folder: string): Promise<Set<number>> {
  const ids = new Set<number>();
  for (const path of await findSpecs(resolve(folder))) {
    const { agentId } = requestOf(SpecDocument.create(path, 0, await readSpec(path)));
    if (agentId !== null) ids.add(agentId);
  }
  return ids;
}

/** Writes the spec of an agent, and gives its path. */
async function importAgent(
  id: number,
  folder: string,
  connection: Connection,
): Promise<string | Trouble> {
  const reply = await patiently(() => readAgent(connection, id));
  if (reply.kind !== 'agent') return trouble('cekura', `Agent ${id}: ${whatHappened(reply)}`);
  const { agent } = reply;
  const text = await askAbout(new Map())('cekuraAgent/agentSpec', {
    agent: agent.compared,
    withSecrets: true,
  });
  const slug = slugOf(agent.get('name').shown(80) ?? '');
  const names = slug === '' ? [`agent-${id}`] : [slug, `${slug}-${id}`];
  try {
    const path = resolve(await writeNewSpec(folder, names, text));
    const uri = pathToFileURL(path).href;
    const ask = askAbout(new Map([[uri, SpecDocument.create(uri, 0, text)]]));
    const known = { agentId: id, agent: agent.compared, base: null };
    const services = { ask, memory: memoryOf(), connection };
    await rememberCommon({ uri, sources: sourcesOf(path) }, known, services);
    return relative('.', path);
  } catch (error) {
    return trouble('usage', `Agent ${id} can't be written into ${folder}: ${reasonOf(error)}.`);
  }
}

/** Longest wait for an account that has sent too many requests, in seconds, and how often it is waited. */
const longestS = 300;
const mostWaits = 5;

/** Asks again after the time that Cekura names, when it got too many requests. */
async function patiently<Reply extends { kind: string }>(
  ask: () => Promise<Reply | Failure>,
): Promise<Reply | Failure> {
  for (let waits = 0; ; waits += 1) {
    const reply = await ask();
    const seconds = 'retryAfterS' in reply ? reply.retryAfterS : undefined;
    const isLast = waits === mostWaits || seconds === undefined || seconds > longestS;
    if (reply.kind !== 'rateLimited' || isLast) return reply;
    await setTimeout(seconds * 1_000);
  }
}

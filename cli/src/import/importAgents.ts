import { mkdir } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { agentsOfProject } from '../../../client/src/api/accountLists';
import { readAgent } from '../../../client/src/api/cekuraApi';
import { whatHappened } from '../../../client/src/api/failure';
import type { Connection } from '../../../client/src/api/http';
import { patiently } from '../../../client/src/api/patiently';
import { writeAgentSpec } from '../../../client/src/sync/newSpecFile';
import { rememberCommon } from '../../../client/src/sync/rememberCommon';
import { findSpecs, readSpec, requestOf, SpecDocument } from '../../../server/src/entry/core';
import { type ExitName, exitCodeOf, type Trouble, trouble } from '../base/exitCodes';
import { fail } from '../base/fail';
import { progressOf } from '../base/progress';
import { connect } from '../cekura/connect';
import { askAbout } from '../cekura/localSpecs';
import { memoryOf } from '../cekura/memory';
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
  const listed =
    project === undefined
      ? { kind: 'ids' as const, ids: ids.map(Number) }
      : await agentsOfProject(connection, Number(project));
  if (listed.kind !== 'ids') return fail(trouble('cekura', whatHappened(listed)));
  const wanted = listed.ids;
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
  const agent = reply.agent.compared;
  try {
    const ask = askAbout(new Map());
    const { path, text } = await writeAgentSpec(folder, agent, id, ask);
    const seen = { agent, base: null, connection };
    const spec = { uri: pathToFileURL(path).href, text, agentId: id, sources: sourcesOf(path) };
    await rememberCommon(spec, seen, { ask, bases: memoryOf() });
    return relative('.', path);
  } catch (error) {
    return trouble('usage', `Agent ${id} can't be written into ${folder}: ${reasonOf(error)}.`);
  }
}

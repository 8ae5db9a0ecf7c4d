import { mkdir } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { agentsOfProject } from '../../../client/src/api/accountLists';
import { whatHappened } from '../../../client/src/api/failure';
import { type WrittenSpec, writeSpecs } from '../../../client/src/sync/writeSpecs';
import { findSpecs, readSpec, requestOf, SpecDocument } from '../../../server/src/entry/core';
import { type ExitName, exitCodeOf, type Trouble, trouble } from '../base/exitCodes';
import { fail } from '../base/fail';
import { progressOf } from '../base/progress';
import { reasonOf } from '../base/reasonOf';
import { connect } from '../cekura/connect';
import { askAbout } from '../cekura/localSpecs';
import { memoryOf } from '../cekura/memory';
import { sourcesOf } from '../cekura/sources';

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
    return fail(trouble('usage', 'Enter either ids of agents, or a project with --project.'));
  }
  const wrong = [...ids, ...(project === undefined ? [] : [project])].find(
    (id) => !/^[1-9]\d{0,14}$/.test(id),
  );
  if (wrong !== undefined)
    return fail(trouble('usage', `${wrong} isn't an id: ids are whole numbers.`));
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
  if ('exit' in known) return fail(known);
  const missing = [...new Set(wanted)].filter((id) => !known.has(id));
  const progress = progressOf('Importing', missing.length, options);
  const exits: ExitName[] = [];
  const written = writeSpecs(missing, into, {
    ...{ connection, ask: askAbout(new Map()), bases: memoryOf() },
    specAt: (path) => ({ uri: pathToFileURL(path).href, sources: sourcesOf(path) }),
    starting: (id) => progress.next(`agent ${id}`),
  });
  for await (const each of written) exits.push(tell(each, into));
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
async function agentsIn(folder: string): Promise<Set<number> | Trouble> {
  const ids = new Set<number>();
  for (const path of await findSpecs(resolve(folder))) {
    try {
      const { agentId } = requestOf(SpecDocument.create(path, 0, await readSpec(path)));
      if (agentId !== null) ids.add(agentId);
    } catch (error) {
      return trouble('usage', `${relative('.', path)} can't be read: ${reasonOf(error)}.`);
    }
  }
  return ids;
}

/** Prints what came of an agent. */
function tell(written: WrittenSpec, folder: string): ExitName {
  const { id } = written;
  if ('path' in written) {
    process.stdout.write(`${relative('.', written.path)}: agent ${id}.\n`);
    return 'done';
  }
  const told =
    'failure' in written
      ? trouble('cekura', `Agent ${id}: ${whatHappened(written.failure)}`)
      : trouble(
          'usage',
          `Agent ${id} can't be written into ${folder}: ${reasonOf(written.error)}.`,
        );
  fail(told);
  return told.exit;
}

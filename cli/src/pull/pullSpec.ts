import { relative, resolve } from 'node:path';
import { findSpecFile } from '../../../client/src/placeholders/specFiles';
import { rememberCommon } from '../../../client/src/sync/rememberCommon';
import type { CekuraMessages } from '../../../shared/src/messages';
import { visibleText } from '../../../shared/src/plainText';
import { type Trouble, trouble } from '../base/exitCodes';
import type { LocalSpecs } from '../cekura/localSpecs';
import { foldersOf } from '../cekura/sources';
import { type Compared, nameOf, type PlanServices, type SpecPlan } from '../plan/specPlan';
import { replaceFile } from '../specs/replaceFile';
import { reasonOf } from '../specs/specInputs';

type Result = CekuraMessages['cekuraAgent/pull']['result'];

/** What came of a spec. */
export type Pulled =
  /** The files that were written, and what a person should know of them. */
  | { kind: 'pulled'; files: string[]; notes: string[] }
  | { kind: 'none' }
  | (Trouble & { file: string });

/** Writes what was changed in Cekura into the file of a spec and into the files that it names, each as a whole or not at all. */
export async function pullSpec(
  plan: SpecPlan,
  local: LocalSpecs,
  services: PlanServices,
): Promise<Pulled> {
  if (plan.kind === 'trouble') return plan;
  const { file } = plan.spec;
  if (plan.kind === 'create') return { kind: 'none' };
  const { fields, conflict } = fieldsOf(plan);
  const refused = (message: string): Pulled => ({ ...trouble('conflicts', message), file });
  if (conflict !== undefined) return refused(conflict);
  if (fields.length === 0) return { kind: 'none' };
  const textDocument = { uri: plan.spec.uri };
  const { agent, filled } = plan.seen;
  const pulled = await local.ask('cekuraAgent/pull', { textDocument, agent, filled, fields });
  const [byHand] = pulled.byHand;
  if (byHand !== undefined) {
    return refused(`${nameOf(byHand)} can't be pulled: change it by hand. Nothing was written.`);
  }
  const written = await write(plan, pulled);
  if ('kind' in written) return { ...written, file };
  local.replace(plan.spec, pulled.text);
  await rememberCommon(plan.spec, plan.seen, services);
  const notes = pulled.anchors.map(
    (anchor) => `The value of *${anchor} was written out where it changed.`,
  );
  return { kind: 'pulled', files: written.map((path) => visibleText(relative('.', path))), notes };
}

/** What is pulled, or why nothing is. */
function fieldsOf({ conflicts, spec }: Compared) {
  const conflict = conflicts.find(({ changed }) => changed !== 'there');
  const says =
    conflict &&
    `Not pulled from agent ${spec.agentId}: ${nameOf(conflict.field)} ${
      conflict.changed === 'both'
        ? 'was changed here and in Cekura.'
        : 'differs, and nothing says who changed it.'
    } Compare both in the editor.`;
  return { fields: conflicts.map(({ field }) => field), conflict: says };
}

/** Writes the files first, as the spec names them; gives the absolute paths of what has changed. */
async function write(
  { spec }: Compared,
  { edits, text, files }: Pick<Result, 'edits' | 'text' | 'files'>,
): Promise<string[] | Trouble> {
  const folders = foldersOf(spec.path);
  const found = await Promise.all(files.map(({ name }) => findSpecFile(name, folders)));
  for (const each of found) if ('problem' in each) return trouble('problems', each.problem);
  const changed = [
    ...files.map(({ name, text }) => ({ path: resolve(folders.spec, name), text })),
    ...(edits.length > 0 ? [{ path: spec.path, text }] : []),
  ];
  for (const { path, text } of changed) {
    try {
      await replaceFile(path, text);
    } catch (error) {
      return trouble(
        'problems',
        `${visibleText(relative('.', path))} can't be written: ${reasonOf(error)}.`,
      );
    }
  }
  return changed.map(({ path }) => path);
}

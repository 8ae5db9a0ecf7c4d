import { relative, resolve } from 'node:path';
import { findSpecFile } from '../../../client/src/placeholders/specFiles';
import { inShapeOf } from '../../../client/src/sync/inShapeOf';
import { rememberCommon } from '../../../client/src/sync/rememberCommon';
import { syncText } from '../../../client/src/sync/syncText';
import type { CekuraMessages } from '../../../shared/src/messages';
import { visibleText } from '../../../shared/src/plainText';
import { type Trouble, trouble } from '../base/exitCodes';
import { reasonOf } from '../base/reasonOf';
import type { LocalSpec, LocalSpecs } from '../cekura/localSpecs';
import { foldersOf } from '../cekura/sources';
import { conflictText, wayOut } from '../plan/conflictText';
import { type Compared, type PlanServices, planSpec } from '../plan/specPlan';
import { expectReplaceable, replaceFile, SavedMeanwhile } from '../specs/replaceFile';

type Result = CekuraMessages['cekuraAgent/pull']['result'];

/** What came of a spec. */
export type Pulled =
  /** The files that were written, and what a person should know of them. */
  | { kind: 'pulled'; files: string[]; notes: string[] }
  | { kind: 'none' }
  | (Trouble & { file: string });

/** Writes what was changed in Cekura into the file of a spec and into the files that it names, each as a whole or not at all. */
export async function pullSpec(
  spec: LocalSpecs['specs'][number],
  local: LocalSpecs,
  services: PlanServices,
): Promise<Pulled> {
  const texts = new Map<string, string>();
  const plan = await planSpec('kind' in spec ? spec : keepingTexts(spec, texts), services);
  if (plan.kind === 'trouble') return plan;
  const { file } = plan.spec;
  if (plan.kind === 'create') return { kind: 'none' };
  const { conflicts } = plan;
  const refused = (message: string): Pulled => ({ ...trouble('conflicts', message), file });
  if (conflicts.some(({ changed }) => changed !== 'there'))
    return refused(`${conflictText(conflicts)} Nothing was written. ${wayOut(conflicts)}`);
  const fields = conflicts.map(({ field }) => field);
  if (fields.length === 0) return { kind: 'none' };
  const textDocument = { uri: plan.spec.uri };
  const { agent, filled } = plan.seen;
  const pulled = await local.ask('cekuraAgent/pull', { textDocument, agent, filled, fields });
  if (pulled.byHand.length > 0)
    return refused(`${syncText.byHand(pulled.byHand)} Nothing was written.`);
  const before = { spec: local.textOf(plan.spec), files: texts };
  const written = await write(plan, pulled, before);
  if ('kind' in written) return { ...written, file };
  local.replace(plan.spec, pulled.text);
  await rememberCommon(plan.spec, plan.seen, services);
  const notes = pulled.anchors.map(
    (anchor) => `The alias *${anchor} was replaced with its value where that changed.`,
  );
  return { kind: 'pulled', files: written.map((path) => visibleText(relative('.', path))), notes };
}

/** The same spec, which keeps the texts of the files that it names as they are read first. */
function keepingTexts(spec: LocalSpec, texts: Map<string, string>): LocalSpec {
  const file = async (name: string) => {
    const value = await spec.sources.file(name);
    if ('text' in value && !texts.has(name)) texts.set(name, value.text);
    return value;
  };
  return { ...spec, sources: { ...spec.sources, file } };
}

/** Writes the files first, as the spec names them; gives the absolute paths of what has changed. */
async function write(
  { spec }: Compared,
  { edits, text, files }: Pick<Result, 'edits' | 'text' | 'files'>,
  before: { spec: string; files: ReadonlyMap<string, string> },
): Promise<string[] | Trouble> {
  const folders = foldersOf(spec.path);
  const found = await Promise.all(files.map(({ name }) => findSpecFile(name, folders)));
  for (const each of found) if ('problem' in each) return trouble('problems', each.problem);
  const changed = [
    ...files.map(({ name, text }) => {
      const was = before.files.get(name) ?? '';
      return { path: resolve(folders.spec, name), before: was, after: inShapeOf(was, text) };
    }),
    ...(edits.length > 0 ? [{ path: spec.path, before: before.spec, after: text }] : []),
  ];
  const steps = [
    ...changed.map(({ path, before }) => ({ path, run: () => expectReplaceable(path, before) })),
    ...changed.map(({ path, ...texts }) => ({ path, run: () => replaceFile(path, texts) })),
  ];
  for (const { path, run } of steps) {
    try {
      await run();
    } catch (error) {
      return trouble(
        error instanceof SavedMeanwhile ? 'conflicts' : 'problems',
        `${visibleText(relative('.', path))} can't be written: ${reasonOf(error)}.`,
      );
    }
  }
  return changed.map(({ path }) => path);
}

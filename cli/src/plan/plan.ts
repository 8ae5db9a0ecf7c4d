import { type ExitName, exitCodeOf, exitCodes } from '../base/exitCodes';
import { fail, inSpec } from '../base/fail';
import { progressOf } from '../base/progress';
import { reasonOf } from '../base/reasonOf';
import { connect } from '../cekura/connect';
import { readLocalSpecs } from '../cekura/localSpecs';
import { memoryOf } from '../cekura/memory';
import { overSpec } from '../specs/specInputs';
import type { PlanFormat } from './formatNames';
import { formats } from './formats';
import { writePlanFile } from './planFile';
import { planSpec, type SpecPlan } from './specPlan';
import { type Effect, effectOf } from './wording';

/** What `plan` is asked for. */
export interface PlanOptions {
  format: PlanFormat;
  /** Where a plan is written for `apply --plan`. */
  out?: string;
  /** Whether changes end it with 3. */
  exitCode?: boolean;
  quiet?: boolean;
  verbose?: boolean;
}

/**
 * Writes what `apply` would do to standard output. Nothing is changed.
 *
 * @returns the exit code
 */
export async function plan(paths: readonly string[], options: PlanOptions): Promise<number> {
  const problem = overSpec(options.out);
  if (problem) return fail(problem);
  const connection = connect(options);
  if ('exit' in connection) return fail(connection);
  const { specs, ask } = await readLocalSpecs(paths);
  const progress = progressOf('Comparing', specs.length, options);
  const services = { connection, ask, bases: memoryOf() };
  const plans: SpecPlan[] = [];
  for (const spec of specs) {
    progress.next(spec.file);
    plans.push(await planSpec(spec, services));
  }
  progress.end();
  process.stdout.write(formats[options.format](plans, options));
  for (const each of plans) if (each.kind === 'trouble') fail(inSpec(each));
  try {
    if (options.out !== undefined) await writePlanFile(options.out, connection.baseUrl, plans);
  } catch (error) {
    return fail({ exit: 'usage', message: `${options.out} can't be written: ${reasonOf(error)}.` });
  }
  const code = exitCodeOf(plans.map(exitOf));
  const isChanged = plans.some((each) => changing.includes(effectOf(each)));
  return code === exitCodes.done && isChanged && options.exitCode === true
    ? exitCodes.changes
    : code;
}

const changing: Effect[] = ['create', 'update'];

function exitOf(plan: SpecPlan): ExitName {
  if (plan.kind === 'trouble') return plan.exit;
  return effectOf(plan) === 'conflict' ? 'conflicts' : 'done';
}

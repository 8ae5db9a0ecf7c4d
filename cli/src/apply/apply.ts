import { exitCodeOf, type Trouble, trouble } from '../base/exitCodes';
import { fail, inSpec } from '../base/fail';
import { progressOf } from '../base/progress';
import { slashes } from '../base/slashes';
import { connect } from '../cekura/connect';
import { type LocalSpecs, readLocalSpecs } from '../cekura/localSpecs';
import { memoryOf } from '../cekura/memory';
import { unresolvedCreates } from '../cekura/unresolvedCreates';
import { type PlanFile, readPlanFile } from '../plan/planFile';
import { planSpec, type SpecPlan } from '../plan/specPlan';
import { effectOf, fileOf } from '../plan/wording';
import { type Applied, failed } from './applied';
import { type ApplyServices, applyCreate } from './applyCreate';
import { type Allowed, applyUpdate } from './applyUpdate';
import type { ApplyFormat } from './formatNames';
import { formats } from './formats';

/** What `apply` is asked for. */
export interface ApplyOptions extends Allowed {
  format: ApplyFormat;
  /** A file that `plan --out` has written: what is seen has to be what it saw. */
  plan?: string;
  /** Whether agents are created of specs without id. */
  create?: boolean;
  /** Whether all secrets of the specs are sent. */
  withSecrets?: boolean;
  quiet?: boolean;
  verbose?: boolean;
}

/**
 * Brings agents in step with their specs, one after the other: what fails does not stop the rest, and another run goes on
 * where this one ended. No agent is ever deleted.
 *
 * @returns the exit code
 */
export async function apply(paths: readonly string[], options: ApplyOptions): Promise<number> {
  const connection = connect(options);
  if ('exit' in connection) return fail(connection);
  const planFile = options.plan === undefined ? undefined : await readPlanFile(options.plan);
  if (planFile !== undefined && 'exit' in planFile) return fail(planFile);
  const problem = planFile && problemOfPlan(planFile, connection.baseUrl, paths);
  if (problem) return fail(problem);
  const local = await readLocalSpecs(
    planFile ? [...planFile.specs.keys()] : paths.length > 0 ? paths : ['.'],
  );
  const progress = progressOf('Applying', local.specs.length, options);
  const services: ApplyServices = {
    connection,
    ask: local.ask,
    bases: memoryOf(),
    withSecrets: options.withSecrets === true,
    local,
    taken: [],
    creates: unresolvedCreates(),
  };
  const results: Applied[] = [];
  for (const spec of local.specs) {
    progress.next(spec.file);
    services.taken = [...local.specs, ...results].flatMap(agentOf);
    const planned = heldTo(planFile, await planSpec(spec, services));
    results.push(await applied(planned, options, services));
  }
  progress.end();
  process.stdout.write(formats[options.format](results, options));
  for (const { file, exit, message = '', result } of results)
    if (result === 'failed') fail(inSpec({ file, exit, message }));
  return exitCodeOf(results.map(({ exit }) => exit));
}

const agentOf = (one: LocalSpecs['specs'][number] | Applied): number[] => {
  const agent = 'agentId' in one ? one.agentId : 'agent' in one ? one.agent : undefined;
  return agent === undefined ? [] : [agent];
};

function problemOfPlan(
  { address }: PlanFile,
  baseUrl: string,
  paths: readonly string[],
): Trouble | undefined {
  if (paths.length > 0)
    return trouble('usage', 'Use --plan or paths, not both: a plan names its specs.');
  return address === baseUrl
    ? undefined
    : trouble('cekura', `The plan is for ${address}, but CEKURA_API_URL is ${baseUrl}.`);
}

/** What is to be done has to be what the plan saw; what is in step by now needs nothing. */
function heldTo(planFile: PlanFile | undefined, planned: SpecPlan): SpecPlan {
  if (planFile === undefined || planned.kind === 'trouble' || effectOf(planned) === 'none')
    return planned;
  const file = fileOf(planned);
  if (planFile.specs.get(slashes(file))?.digest === planned.digest) return planned;
  const message =
    'The spec, its agent or the API key changed after the plan was made. Make a new plan.';
  return { ...trouble('conflicts', message), file };
}

function applied(
  planned: SpecPlan,
  options: ApplyOptions,
  services: ApplyServices,
): Promise<Applied> | Applied {
  if (planned.kind === 'trouble') return failed(planned.file, planned);
  if (planned.kind === 'compared') return applyUpdate(planned, options, services);
  const { file } = planned.spec;
  return options.create === true
    ? applyCreate(planned.spec, services)
    : failed(file, { exit: 'conflicts', message: 'No agent was created. Allow it with --create.' });
}

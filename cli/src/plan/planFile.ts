import { readFile, writeFile } from 'node:fs/promises';
import { fields, id, parseJson, text } from '../../../client/src/api/parse';
import { visibleJson } from '../../../shared/src/plainText';
import { type Trouble, trouble } from '../base/exitCodes';
import { reasonOf } from '../base/reasonOf';
import { slashes } from '../base/slashes';
import type { SpecPlan } from './specPlan';

/** What an apply is held to: digests of what a plan saw and would have sent, without values. */
export interface PlanFile {
  /** Where the agents are. */
  address: string;
  /** By the file of the spec, relative to the current folder with `/`. */
  specs: Map<string, { agentId: number | undefined; digest: string }>;
}

const version = 1;

/** Writes a plan to be applied later. Throws what Node says of a file that cannot be written. */
export async function writePlanFile(
  path: string,
  address: string,
  plans: readonly SpecPlan[],
): Promise<void> {
  const specs = plans.flatMap((plan) => {
    if (plan.kind === 'trouble') return [];
    const { spec, digest } = plan;
    return [{ file: slashes(spec.file), agent: spec.agentId ?? null, digest }];
  });
  await writeFile(path, `${visibleJson({ version, address, specs })}\n`);
}

/** Reads what `writePlanFile` has written. */
export async function readPlanFile(path: string): Promise<PlanFile | Trouble> {
  let json: string;
  try {
    json = await readFile(path, 'utf8');
  } catch (error) {
    return trouble('usage', `${path} can't be read: ${reasonOf(error)}.`);
  }
  const read = fields(parseJson(json));
  const address = text(read.address);
  if (read.version !== version || address === undefined || !Array.isArray(read.specs)) {
    return trouble('usage', `${path} isn't a plan from this version of cekura-agent.`);
  }
  const specs = read.specs.map(fields).flatMap(({ file, agent, digest }) => {
    const [name, seen] = [text(file), text(digest)];
    return name === undefined || seen === undefined
      ? []
      : [[name, { agentId: id(agent), digest: seen }] as const];
  });
  return { address, specs: new Map(specs) };
}

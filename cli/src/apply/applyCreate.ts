import { findAgents } from '../../../client/src/api/accountLists';
import { createAgent, readAgent } from '../../../client/src/api/cekuraApi';
import { mayBeDone, whatHappened } from '../../../client/src/api/failure';
import { findCreatedAgent, openCreateOf, sayFound } from '../../../client/src/api/findCreatedAgent';
import { id, text } from '../../../client/src/api/parse';
import { fillPlaceholders } from '../../../client/src/placeholders/fillPlaceholders';
import { fillWithoutSecrets } from '../../../client/src/sync/look';
import { rememberCreated } from '../../../client/src/sync/rememberCommon';
import type { JsonObject } from '../../../shared/src/messages';
import { type Trouble, trouble } from '../base/exitCodes';
import type { LocalSpec, LocalSpecs } from '../cekura/localSpecs';
import { callFailed, missing, type PlanServices } from '../plan/specPlan';
import { type Applied, failed } from './applied';
import { writeAgentId } from './writeAgentId';

/** What an apply needs. */
export interface ApplyServices extends PlanServices {
  local: LocalSpecs;
  /** Agents that specs have. */
  taken: readonly number[];
}

/**
 * Creates the agent of a spec and writes its id into the file. An agent that is the same as the spec and that no spec has is
 * the one that an earlier run has created without hearing of it: then its id is written.
 */
export async function applyCreate(spec: LocalSpec, services: ApplyServices): Promise<Applied> {
  const { connection, local, taken } = services;
  const { file } = spec;
  const request = await local.ask('cekuraAgent/request', { textDocument: { uri: spec.uri } });
  const filled = await fillPlaceholders(request, spec.sources);
  if ('problems' in filled) return failed(file, missing(filled.problems));
  if ('cancelled' in filled) return failed(file, trouble('problems', 'A value is missing.'));
  const { body } = filled;
  const masked = { ...connection, secrets: [...filled.secrets, ...request.plainSecrets] };
  const known = await sameAgent(spec, body, services);
  if (known.kind === 'trouble') return failed(file, known);
  if (known.kind === 'same') return withId(spec, known.id, local, 'An earlier run created it.');
  const open = openCreateOf(body, connection.baseUrl, undefined);
  const outcome = await createAgent(masked, body);
  if (outcome.kind === 'created') {
    await remember(spec, outcome.id, services);
    return withId(spec, outcome.id, local);
  }
  if (outcome.kind === 'importing')
    return withId(spec, outcome.id, local, 'Cekura is importing it from its provider.');
  if (!mayBeDone(outcome)) {
    return failed(file, callFailed(outcome, services, ' No agent was created.'));
  }
  const made = await sameAgent(spec, body, services);
  if (made.kind === 'same') return withId(spec, made.id, local);
  const found = await findCreatedAgent(open, masked, taken);
  const [newest] = 'agents' in found ? found.agents : [];
  const hint = newest ? ` If so, add "id: ${newest.id}" to it.` : '';
  const said = `${whatHappened(outcome)} ${sayFound(found, open.name)}${hint}`;
  return failed(file, trouble('cekura', said));
}

/** The newest agent of the name and project of a spec that no spec has and that says the same. */
async function sameAgent(
  spec: LocalSpec,
  body: JsonObject,
  services: ApplyServices,
): Promise<{ kind: 'same'; id: number } | { kind: 'none' } | Trouble> {
  const name = text(body.name);
  if (name === undefined) return { kind: 'none' };
  const asked = { projectId: id(body.project), name };
  const found = await findAgents(services.connection, asked);
  if (found.kind !== 'agents') return callFailed(found, services, ' No agent was created.');
  const candidates = found.agents.filter((agent) => !services.taken.includes(agent.id));
  for (const agent of candidates.sort((a, b) => b.id - a.id).slice(0, mostRead)) {
    if (await isSame(spec, agent.id, services)) return { kind: 'same', id: agent.id };
  }
  return { kind: 'none' };
}

/** Agents of one name that are compared with a spec. */
const mostRead = 10;

async function isSame(
  spec: LocalSpec,
  agentId: number,
  { connection, ask }: ApplyServices,
): Promise<boolean> {
  const reply = await readAgent(connection, agentId);
  if (reply.kind !== 'agent') return false;
  const textDocument = { uri: spec.uri };
  const request = await ask('cekuraAgent/request', { textDocument });
  const filled = await fillWithoutSecrets(request, spec.sources);
  if (!('body' in filled)) return false;
  const given = { textDocument, filled: filled.body, agent: reply.agent.compared, base: null };
  const { differences } = await ask('cekuraAgent/compare', given);
  return differences.length === 0;
}

/** Keeps what a spec and the agent that was just created from it have in common. */
const remember = (spec: LocalSpec, agentId: number, services: ApplyServices): Promise<void> =>
  rememberCreated({ ...spec, agentId }, services.connection, services);

/** Writes the id, or says where it belongs. */
async function withId(
  spec: LocalSpec,
  agent: number,
  local: LocalSpecs,
  message?: string,
): Promise<Applied> {
  const { file } = spec;
  const problem = await writeAgentId(spec, agent, local);
  if (problem !== undefined) {
    const said = `Agent ${agent} was created, but its id can't be written: ${problem}. Add "id: ${agent}" to the spec.`;
    return failed(file, trouble('problems', said), agent);
  }
  return {
    file,
    result: 'created',
    agent,
    exit: 'done',
    ...(message !== undefined && { message }),
  };
}

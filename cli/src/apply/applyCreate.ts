import { findAgents } from '../../../client/src/api/accountLists';
import { createAgent, readAgent } from '../../../client/src/api/cekuraApi';
import { mayBeDone, whatHappened } from '../../../client/src/api/failure';
import {
  type Found,
  findCreatedAgent,
  sayFound,
  unresolvedCreateOf,
} from '../../../client/src/api/findCreatedAgent';
import { id, text } from '../../../client/src/api/parse';
import { fillPlaceholders } from '../../../client/src/placeholders/fillPlaceholders';
import { fillWithoutSecrets } from '../../../client/src/sync/comparedSpec';
import { rememberCreated } from '../../../client/src/sync/rememberCommon';
import type { JsonObject } from '../../../shared/src/messages';
import { type Trouble, trouble } from '../base/exitCodes';
import { reasonOf } from '../base/reasonOf';
import type { LocalSpec, LocalSpecs } from '../cekura/localSpecs';
import type { UnresolvedCreates } from '../cekura/unresolvedCreates';
import { callFailed, missing, type PlanServices } from '../plan/specPlan';
import { expectWritable } from '../specs/replaceFile';
import { type Applied, failed } from './applied';
import { writeAgentId } from './writeAgentId';

/** What an apply needs. */
export interface ApplyServices extends PlanServices {
  local: LocalSpecs;
  /** Agents that specs have. */
  taken: readonly number[];
  creates: UnresolvedCreates;
}

/**
 * Creates the agent of a spec and writes its id into the file. Where this machine knows of a create without an outcome, the
 * one agent that it has made is taken. Any other agent that says the same may be another spec's: then nothing is created.
 */
export async function applyCreate(spec: LocalSpec, services: ApplyServices): Promise<Applied> {
  const release = services.creates.hold(spec.path);
  if (release === undefined) {
    const message = 'Another run is already creating this agent. Try again when it has finished.';
    return failed(spec.file, trouble('conflicts', message));
  }
  try {
    return await create(spec, services);
  } finally {
    release();
  }
}

async function create(spec: LocalSpec, services: ApplyServices): Promise<Applied> {
  const { connection, local, creates } = services;
  const { file, path } = spec;
  const request = await local.ask('cekuraAgent/request', { textDocument: { uri: spec.uri } });
  const filled = await fillPlaceholders(request, spec.sources);
  if ('problems' in filled) return failed(file, missing(filled.problems));
  if ('cancelled' in filled) return failed(file, trouble('problems', 'A value is missing.'));
  const locked = await expectWritable(path).then(() => undefined, reasonOf);
  if (locked !== undefined) {
    const message = `No agent was created, as its id can't be written: ${locked}.`;
    return failed(file, trouble('problems', message));
  }
  const { body } = filled;
  const masked = { ...connection, secrets: [...filled.secrets, ...request.plainSecrets] };
  const before = await madeBefore(spec, body, services);
  if (before.kind === 'trouble') return failed(file, before);
  if (before.kind === 'made')
    return withId(spec, before.id, services, 'An earlier run created it.');
  const open = unresolvedCreateOf(body, connection.baseUrl, undefined, before.newest);
  creates.set(path, open);
  const outcome = await createAgent(masked, body);
  if (outcome.kind === 'created') {
    await remember(spec, outcome.id, services);
    return withId(spec, outcome.id, services);
  }
  if (outcome.kind === 'importing')
    return withId(spec, outcome.id, services, 'Cekura is importing it from its provider.');
  if (!mayBeDone(outcome)) {
    creates.set(path, undefined);
    return failed(file, callFailed(outcome, services, ' No agent was created.'));
  }
  const found = await findCreatedAgent(open, masked, services.taken);
  const made = await onlySame(spec, found, services);
  if (made !== undefined) return withId(spec, made, services);
  const said = `${whatHappened(outcome)} ${sayFound(found, open.name)}${hintOf(found)}`;
  return failed(file, trouble('cekura', said));
}

/** What an earlier run may have made of a spec. `newest`: the newest agent of that name there is. */
async function madeBefore(
  spec: LocalSpec,
  body: JsonObject,
  services: ApplyServices,
): Promise<{ kind: 'made'; id: number } | { kind: 'none'; newest: number | undefined } | Trouble> {
  const { connection, creates, taken } = services;
  const open = creates.get(spec.path);
  if (open?.baseUrl === connection.baseUrl) {
    const found = await findCreatedAgent(open, connection, taken);
    const made = await onlySame(spec, found, services);
    if (made !== undefined) return { kind: 'made', id: made };
    if ('problem' in found) return trouble('cekura', sayFound(found, open.name));
    if (found.agents.length > 0) {
      return trouble(
        'conflicts',
        `No agent was created. ${sayFound(found, open.name)}${hintOf(found)}`,
      );
    }
  }
  const name = text(body.name);
  if (name === undefined) return { kind: 'none', newest: undefined };
  const found = await findAgents(connection, { projectId: id(body.project), name });
  if (found.kind !== 'agents') return callFailed(found, services, ' No agent was created.');
  const newestFirst = found.agents.sort((a, b) => b.id - a.id);
  const free = newestFirst.filter((agent) => !taken.includes(agent.id)).slice(0, mostRead);
  for (const agent of free) {
    if (await isSame(spec, agent.id, services)) return trouble('conflicts', sayTwin(agent.id));
  }
  return { kind: 'none', newest: newestFirst[0]?.id };
}

const sayTwin = (agent: number) =>
  `No agent was created, because agent ${agent} has the same content. If it belongs to this spec, add "id: ${agent}" to the spec. If not, give the spec another name.`;

/** The agent that was found, if it is the only one and says the same as the spec. */
async function onlySame(
  spec: LocalSpec,
  found: Found,
  services: ApplyServices,
): Promise<number | undefined> {
  const [only, ...more] = 'agents' in found ? found.agents : [];
  if (only === undefined || more.length > 0) return undefined;
  return (await isSame(spec, only.id, services)) ? only.id : undefined;
}

function hintOf(found: Found): string {
  const [only, ...more] = 'agents' in found ? found.agents.map((agent) => agent.id) : [];
  if (only === undefined) return '';
  return more.length === 0
    ? ` If so, add "id: ${only}" to it.`
    : ` If so, add its id to it: ${[only, ...more].slice(0, mostRead).join(', ')}.`;
}

/** Agents of one name that are looked at. */
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
  { local, creates }: ApplyServices,
  message?: string,
): Promise<Applied> {
  const { file } = spec;
  const problem = await writeAgentId(spec, agent, local);
  if (problem !== undefined) {
    const said = `Agent ${agent} was created, but its id can't be written: ${problem}. Add "id: ${agent}" to the spec.`;
    return failed(file, trouble('problems', said), agent);
  }
  creates.set(spec.path, undefined);
  return {
    file,
    result: 'created',
    agent,
    exit: 'done',
    ...(message !== undefined && { message }),
  };
}

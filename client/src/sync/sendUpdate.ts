import type { AskServer, JsonObject, MissingValue } from '../../../shared/src/messages';
import { type Difference, type FieldName, fieldKey, type Update } from '../../../shared/src/sync';
import { readAgent, updateAgent } from '../api/cekuraApi';
import type { Failure, Refusal } from '../api/reply';
import type { Waiting } from '../api/retry';
import { type Filled, fillPlaceholders } from '../placeholders/fillPlaceholders';
import { type ComparedSpec, versionOf } from './comparedSpec';
import { keepCommon } from './keepCommon';
import type { CompareServices, Seen } from './look';
import { notSent } from './unsureSecrets';

/** Agents as they were before they were changed. */
export interface EarlierVersions {
  add(baseUrl: string, agentId: number, agent: JsonObject, at: number): void;
}

export type Updated =
  /** `notTaken`: fields that Cekura has otherwise than they were sent. */
  | { kind: 'updated'; notTaken: FieldName[] }
  /** Somebody changed the agent since it was looked at: nothing was sent. */
  | { kind: 'changedMeanwhile' }
  /** Nobody knows whether it was changed, and reading it did not tell. */
  | { kind: 'unknown'; failure: Failure }
  | { kind: 'missing'; problems: MissingValue[] }
  | { kind: 'cancelled' }
  | Refusal
  | Failure;

/** What brings an agent in step with its spec. */
export function planUpdate(
  spec: Pick<ComparedSpec, 'uri' | 'text'>,
  seen: Seen,
  wanted: { fields: FieldName[]; withSecrets: boolean },
  ask: AskServer,
): Promise<Update> {
  const { filled, agent, base } = seen;
  return ask('cekuraAgent/update', { ...versionOf(spec), filled, agent, base, ...wanted });
}

/**
 * Sends an update, if the agent still is what it was when it was looked at, and reads what Cekura has taken of it.
 *
 * @param planned what a person has seen of it, and what it was planned for
 * @param earlier keeps the agent as it was
 */
export async function sendUpdate(
  spec: ComparedSpec,
  seen: Seen,
  { update, fields, withSecrets }: { update: Update; fields: FieldName[]; withSecrets: boolean },
  {
    ask,
    bases,
    earlier,
    waiting,
  }: CompareServices & {
    earlier: EarlierVersions | undefined;
    waiting?: Waiting;
  },
): Promise<Updated> {
  // A person may be asked for secrets, which takes time: the agent is read again after that.
  const asked = await fillPlaceholders(update, spec.sources);
  if (!('body' in asked)) return unfilled(asked);
  const secrets = [...(seen.connection.secrets ?? []), ...asked.secrets];
  const connection = { ...seen.connection, secrets };
  const now = await readAgent(connection, spec.agentId);
  if (now.kind !== 'agent') return now;
  const fresh = await lookAgain(spec, { ...seen, agent: now.agent.compared }, ask);
  const newest = await planUpdate(spec, fresh, { fields, withSecrets }, ask);
  if (!isSame(fresh.comparison, seen.comparison) || !isSame(said(newest), said(update)))
    return { kind: 'changedMeanwhile' };
  const filled = await fillPlaceholders(newest, spec.sources);
  if (!('body' in filled)) return unfilled(filled);
  await keepEarlier(earlier, connection.baseUrl, spec.agentId, fresh.agent, ask);
  const outcome = await updateAgent(connection, spec.agentId, filled.body, waiting);
  if (outcome.kind !== 'updated' && outcome.kind !== 'unknown') return outcome;
  const after = await readAgent(connection, spec.agentId);
  if (after.kind !== 'agent') {
    return outcome.kind === 'unknown' ? outcome : { kind: 'unknown', failure: after };
  }
  const done = await lookAgain(spec, { ...seen, agent: after.agent.compared }, ask);
  const sent = new Set(fields.map(fieldKey));
  const notTaken = done.comparison.differences
    .filter(({ field, unread }) => unread === undefined && sent.has(fieldKey(field)))
    .map(({ field }) => field);
  const isUnread = ({ field, unread }: Difference) =>
    unread !== undefined && sent.has(fieldKey(field));
  const isProven = !withSecrets && !seen.comparison.differences.some(isUnread);
  if (outcome.kind === 'unknown' && !(isProven && notTaken.length === 0)) return outcome;
  const unsure = notSent(done.unsure, newest);
  await keepCommon(spec, { ...done, unsure }, { ask, bases }, { isSent: true });
  return { kind: 'updated', notTaken };
}

async function keepEarlier(
  earlier: EarlierVersions | undefined,
  baseUrl: string,
  agentId: number,
  agent: JsonObject,
  ask: AskServer,
): Promise<void> {
  if (!earlier) return;
  const kept = await ask('cekuraAgent/withoutSecrets', { agent });
  earlier.add(baseUrl, agentId, kept, Date.now());
}

/** The same spec beside its agent as it is by now. */
async function lookAgain(spec: ComparedSpec, seen: Seen, ask: AskServer): Promise<Seen> {
  return { ...seen, comparison: await ask('cekuraAgent/compare', givenOf(spec, seen)) };
}

const givenOf = (spec: ComparedSpec, { filled, agent, base }: Seen) => ({
  ...versionOf(spec),
  filled,
  agent,
  base,
});

/** What a person was told of an update before it is sent. */
const said = ({ deletions, inexact, lostSecrets, mayBeLost, sharedTools, unsettled }: Update) => ({
  deletions,
  inexact,
  lostSecrets,
  mayBeLost,
  sharedTools,
  unsettled,
});

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const unfilled = (filled: Exclude<Filled, { body: JsonObject }>): Updated =>
  'problems' in filled ? { kind: 'missing', problems: filled.problems } : { kind: 'cancelled' };

import type { JsonObject } from '../../../shared/src/messages';
import { meaningOf, type Needed } from './answerTable';
import { mayBeDone } from './failure';
import { type Connection, send } from './http';
import { agentsPath as agents, projectsPath } from './paths';
import type { Answer, Failure, Refusal, Reply } from './reply';
import type { Waiting } from './retry';
import type { Unmasked } from './unmasked';

export type CreateOutcome =
  /** `name`: plain text. */
  | { kind: 'created'; id: number; name: string | undefined }
  | { kind: 'importing'; id: number; progressId: string }
  | Refusal
  | Failure;

/**
 * Creates an agent: `POST /test_framework/v2/aiagents/` (contract). It is sent again only when it
 * surely did not arrive or was refused for now, so that it never creates two; and not at all when
 * its files make it longer than a text can be (`bodyTooLarge`).
 *
 * @param body the spec with its placeholders resolved
 * @param waiting who is told of pauses, and what ends them
 */
export async function createAgent(
  connection: Connection,
  body: JsonObject,
  waiting: Waiting = {},
): Promise<CreateOutcome> {
  const json = jsonOf(body);
  if (json === undefined) return bodyTooLarge(connection);
  const reply = await send(connection, { method: 'POST', path: agents, body: json, waiting });
  if (reply.kind !== 'answer') return reply;
  const { status, json: agent } = reply;
  const { id } = agent.get('id');
  const progressId = agent.get('progress_id').sentBack;
  const hasBoth = id !== undefined && progressId !== undefined;
  const has: Needed[] = id === undefined ? [] : hasBoth ? ['id', 'id and progress_id'] : ['id'];
  const kind = meaningOf('POST', status, has);
  if (kind === 'importing' && hasBoth) return { kind, id, progressId };
  if (kind === 'created' && id !== undefined) {
    return { kind, id, name: agent.get('name').shown(80) };
  }
  return unreadable(connection, status);
}

/** JSON; undefined when it would be longer than any text can be, some 500 MB. */
function jsonOf(body: JsonObject): string | undefined {
  try {
    return JSON.stringify(body);
  } catch {
    return undefined;
  }
}

/**
 * An agent as Cekura has it, without its secrets: `GET /test_framework/v2/aiagents/{id}/` (later docs). `gone`: this account
 * has no such agent. Masks change texts that repeat a secret: what is compared or sent again is read by a connection
 * without `secrets`.
 */
export async function readAgent(
  connection: Connection,
  agentId: number,
): Promise<{ kind: 'agent'; agent: Unmasked } | Failure> {
  const reply = await send(connection, { method: 'GET', path: pathOf(agentId) });
  if (reply.kind !== 'answer') return orGone(reply);
  return reply.json.get('id').id === undefined
    ? unreadable(connection, reply.status)
    : { kind: 'agent', agent: reply.json };
}

export type UpdateOutcome =
  /** The agent as it was answered, secrets in it masked: what Cekura has taken is read again. */
  | { kind: 'updated'; agent: Unmasked }
  /** Nobody knows whether it was changed: the agent has to be read before it is sent again. */
  | { kind: 'unknown'; failure: Failure }
  | Refusal
  | Failure;

/**
 * Changes an agent: `PATCH /test_framework/v2/aiagents/{id}/` (later docs). It is sent again only when it surely did not
 * arrive or was refused for now. `gone`: this account has no such agent.
 *
 * @param body what is changed, with its placeholders resolved
 * @param waiting who is told of pauses, and what ends them
 */
export async function updateAgent(
  connection: Connection,
  agentId: number,
  body: JsonObject,
  waiting: Waiting = {},
): Promise<UpdateOutcome> {
  const json = jsonOf(body);
  if (json === undefined) return bodyTooLarge(connection);
  const path = pathOf(agentId);
  const reply = await send(connection, { method: 'PATCH', path, body: json, waiting });
  if (reply.kind !== 'answer') return orUnknown(orGone(reply));
  const has: Needed[] = reply.json.get('id').id === agentId ? ['id'] : [];
  return meaningOf('PATCH', reply.status, has) === 'updated'
    ? { kind: 'updated', agent: reply.json }
    : orUnknown(unreadable(connection, reply.status));
}

const orUnknown = (failure: Refusal | Failure): UpdateOutcome =>
  mayBeDone(failure) ? { kind: 'unknown', failure } : failure;

const pathOf = (agentId: number) => `${agents}${agentId}/`;

/** A 404 of Cekura itself (contract: `{detail}`) says that there is no such agent; another one says nothing of agents. */
function orGone(reply: Exclude<Reply, Answer>): Refusal | Failure {
  return reply.kind === 'notFound' && 'answer' in reply && reply.answer.get('detail').isText
    ? { ...reply, kind: 'gone' }
    : reply;
}

const bodyTooLarge = ({ baseUrl }: Connection): Failure => ({
  kind: 'bodyTooLarge',
  host: new URL(baseUrl).host,
});

/** An answer with a status of 2xx that does not say what it should. */
export const unreadable = ({ baseUrl }: Connection, status: number): Failure => ({
  kind: 'unreadable',
  host: new URL(baseUrl).host,
  status,
});

/**
 * Whether Cekura accepts the key: `GET /user/v1/projects/` (later docs), the cheapest call there is.
 * A key that Cekura knows but gives no projects (403) is a wrong one too.
 */
export async function checkKey(connection: Connection): Promise<'accepted' | 'wrong' | Failure> {
  const reply = await send(connection, { method: 'GET', path: projectsPath });
  if (reply.kind === 'answer') return 'accepted';
  return reply.kind === 'unauthorized' || reply.kind === 'forbidden' ? 'wrong' : reply;
}

/**
 * Imports an agent again from its provider, over what it has: `POST /test_framework/v2/aiagents/{id}/auto-fetch/` (later
 * docs). `gone`: this account has no such agent. It may have begun after failures as `mayBeDone` tells.
 */
export async function importAgain(
  connection: Connection,
  agentId: number,
): Promise<({ kind: 'importing' } & ImportRef) | Refusal | Failure> {
  const reply = await send(connection, { method: 'POST', path: `${pathOf(agentId)}auto-fetch/` });
  if (reply.kind !== 'answer') return orGone(reply);
  const progressId = reply.json.get('progress_id').sentBack;
  return progressId === undefined
    ? unreadable(connection, reply.status)
    : { kind: 'importing', id: agentId, progressId };
}

/** An import that has begun. */
export interface ImportRef {
  id: number;
  progressId: string;
}

/**
 * Where the progress of an import is read, the newest first (contract, contract, older servers).
 * Each takes the query `progress_id`.
 */
export const progressPaths: readonly ((agentId: number) => string)[] = [
  (agentId) => `${agents}${agentId}/auto-fetch-progress/`,
  (agentId) => `${agents}${agentId}/import-progress/`,
  () => `${agents}import-progress/`,
];

/**
 * Reads how far an import is, once: who follows it asks again.
 *
 * @param path one of `progressPaths`
 */
export async function readProgress(
  connection: Connection,
  { id: agentId, progressId }: ImportRef,
  path: (agentId: number) => string,
): Promise<{ kind: 'progress'; answer: Unmasked } | Failure> {
  const reply = await send(connection, {
    method: 'GET',
    path: path(agentId),
    query: { progress_id: progressId },
    waiting: 'once',
  });
  return reply.kind === 'answer' ? { kind: 'progress', answer: reply.json } : reply;
}

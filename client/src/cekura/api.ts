import type { JsonObject, JsonValue } from '../../../server/src/messages';
import type { Failure } from './failure';
import { type Connection, type Refusal, send } from './http';
import { fields, id, text } from './parse';

const agents = '/test_framework/v2/aiagents/';

export type CreateOutcome =
  | { kind: 'created'; id: number; name: string | undefined }
  | { kind: 'importing'; id: number; progressId: string }
  | Refusal
  | Failure;

/**
 * Creates an agent: `POST /test_framework/v2/aiagents/` (contract). Sent once, never again.
 *
 * @param body the spec with its placeholders resolved
 */
export async function createAgent(
  connection: Connection,
  body: JsonObject,
): Promise<CreateOutcome> {
  const reply = await send(connection, {
    method: 'POST',
    path: agents,
    body: JSON.stringify(body),
  });
  if (reply.kind !== 'answer') return reply;
  const { status, json } = reply;
  const answer = fields(json);
  const agentId = id(answer.id);
  const progressId = text(answer.progress_id);
  if (agentId !== undefined && status === 202 && progressId !== undefined) {
    return { kind: 'importing', id: agentId, progressId };
  }
  if (agentId !== undefined && status === 201) {
    return { kind: 'created', id: agentId, name: text(answer.name) };
  }
  return { kind: 'unreadable', host: new URL(connection.baseUrl).host, status };
}

/**
 * Whether Cekura accepts the key: `GET /user/v1/projects/` (later docs), the cheapest call there is.
 * A key that Cekura knows but gives no projects (403) is a wrong one too.
 */
export async function checkKey(connection: Connection): Promise<'accepted' | 'wrong' | Failure> {
  const reply = await send(connection, { method: 'GET', path: '/user/v1/projects/' });
  if (reply.kind === 'answer') return 'accepted';
  return reply.kind === 'unauthorized' || reply.kind === 'forbidden' ? 'wrong' : reply;
}

/** An import that a create has begun. */
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
 * Reads how far an import is.
 *
 * @param path one of `progressPaths`
 */
export async function readProgress(
  connection: Connection,
  { id: agentId, progressId }: ImportRef,
  path: (agentId: number) => string,
): Promise<{ kind: 'progress'; answer: JsonValue } | Failure> {
  const reply = await send(connection, {
    method: 'GET',
    path: path(agentId),
    query: { progress_id: progressId },
  });
  return reply.kind === 'answer' ? { kind: 'progress', answer: reply.json } : reply;
}

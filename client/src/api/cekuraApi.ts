import type { JsonObject } from '../../../shared/src/messages';
import { meaningOf, type Needed } from './answerTable';
import type { Failure } from './failure';
import { type Connection, type Refusal, send } from './http';
import { agentsPath as agents } from './paths';
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
  if (json === undefined) return { kind: 'bodyTooLarge', host: new URL(connection.baseUrl).host };
  const reply = await send(connection, { method: 'POST', path: agents, body: json, waiting });
  if (reply.kind !== 'answer') return reply;
  const { status, json: agent } = reply;
  const { id } = agent.get('id');
  const progressId = agent.get('progress_id').sentBack;
  const hasBoth = id !== undefined && progressId !== undefined;
  const has: Needed[] = id === undefined ? [] : hasBoth ? ['id', 'id and progress_id'] : ['id'];
  const kind = meaningOf(status, has);
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

/** What can tell one agent from another of the same name. */
export interface AgentSummary {
  id: number;
  /** In milliseconds since 1970; undefined when the answer does not say. */
  createdAt: number | undefined;
}

/** Agents of 60 KB are normal, and larger ones are not rare: so many of 500 KB are one answer. */
const pageSize = 10;
const mostPages = 50;

/**
 * The agents that have exactly this name, in the order of Cekura:
 * `GET /test_framework/v2/aiagents/?project_id=&q=&page=&page_size=` (later docs). Blanks around
 * names do not count, since servers of this kind drop them (inferred).
 *
 * @param projectId undefined: every project that the key may see
 * @returns `areAll`: false when Cekura has more agents with names like it than were looked through (500)
 */
export async function findAgents(
  connection: Connection,
  { projectId, name }: { projectId: number | undefined; name: string },
): Promise<{ kind: 'agents'; agents: AgentSummary[]; areAll: boolean } | Failure> {
  const found: AgentSummary[] = [];
  for (let page = 1; page <= mostPages; page++) {
    const query = {
      ...(projectId !== undefined && { project_id: String(projectId) }),
      q: name.trim(),
      page: String(page),
      page_size: String(pageSize),
    };
    const reply = await send(connection, { method: 'GET', path: agents, query });
    if (reply.kind !== 'answer') return reply;
    const { items } = reply.json.get('results');
    if (items === undefined) return unreadable(connection, reply.status);
    const named = items.filter((agent) => agent.get('name').isNamed(name));
    found.push(...named.flatMap(summaryOf));
    // The address in `next` is not called: the key goes nowhere that an answer names.
    if (!reply.json.get('next').isText) return { kind: 'agents', agents: found, areAll: true };
  }
  return { kind: 'agents', agents: found, areAll: false };
}

function summaryOf(agent: Unmasked): AgentSummary | [] {
  const { id } = agent.get('id');
  return id === undefined ? [] : { id, createdAt: agent.get('created_at').time };
}

/** An agent as Cekura has it, without its secrets: `GET /test_framework/v2/aiagents/{id}/` (later docs). */
export async function readAgent(
  connection: Connection,
  agentId: number,
): Promise<{ kind: 'agent'; agent: Unmasked } | Failure> {
  const reply = await send(connection, { method: 'GET', path: `${agents}${agentId}/` });
  if (reply.kind !== 'answer') return reply;
  return reply.json.get('id').id === undefined
    ? unreadable(connection, reply.status)
    : { kind: 'agent', agent: reply.json };
}

const unreadable = ({ baseUrl }: Connection, status: number): Failure => ({
  kind: 'unreadable',
  host: new URL(baseUrl).host,
  status,
});

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

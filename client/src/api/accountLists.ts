import { unreadable } from './cekuraApi';
import { type Connection, send } from './http';
import { agentsPath as agents, projectsPath } from './paths';
import { patiently } from './patiently';
import type { Failure } from './reply';
import type { Unmasked } from './unmasked';

/** A project of the account. */
export interface Project {
  id: number;
  /** Plain text; undefined when it has none. */
  name: string | undefined;
}

/** The projects that the key may see: `GET /user/v1/projects/` (later docs: a plain array). */
export async function listProjects(
  connection: Connection,
): Promise<{ kind: 'projects'; projects: Project[] } | Failure> {
  const reply = await send(connection, { method: 'GET', path: projectsPath });
  if (reply.kind !== 'answer') return reply;
  const { items } = reply.json;
  if (items === undefined) return unreadable(connection, reply.status);
  const projects = items.flatMap((project) => {
    const { id } = project.get('id');
    return id === undefined ? [] : { id, name: nameOf(project) };
  });
  return { kind: 'projects', projects };
}

/** An assistant at a provider. */
export interface Assistant {
  /** As the provider writes it: the `agent_id` of a spec. */
  id: string;
  /** Plain text; undefined when it has none. */
  name: string | undefined;
  alreadyImported: boolean;
  /** The agent that it was imported as, where Cekura says so. */
  importedAgentId: number | undefined;
}

/**
 * The assistants at a provider, by the key that the project has saved for it:
 * `GET /test_framework/v2/aiagents/provider-assistants/?project_id=&provider=` (later docs).
 *
 * @param provider vapi, retell, elevenlabs, synthflow or bland; Cekura refuses others
 */
export async function listAssistants(
  connection: Connection,
  { projectId, provider }: { projectId: number; provider: string },
): Promise<{ kind: 'assistants'; assistants: Assistant[] } | Failure> {
  const query = { project_id: String(projectId), provider };
  const path = `${agents}provider-assistants/`;
  const reply = await send(connection, { method: 'GET', path, query });
  if (reply.kind !== 'answer') return reply;
  const { items } = reply.json.get('assistants');
  if (items === undefined) return unreadable(connection, reply.status);
  const assistants = items.flatMap((assistant) => {
    const id = assistant.get('id').sentBack;
    if (id === undefined) return [];
    return {
      id,
      name: nameOf(assistant),
      alreadyImported: assistant.get('already_imported').is(true),
      importedAgentId: assistant.get('imported_agent_id').id,
    };
  });
  return { kind: 'assistants', assistants };
}

/** An agent of the account. */
export interface AgentRow {
  id: number;
  /** Plain text; undefined when it has none. */
  name: string | undefined;
  /** The type of its provider as plain text; undefined when the answer does not say. */
  provider: string | undefined;
}

/** Which agents are listed. */
interface AgentQuery {
  /** undefined: every project that the key may see. */
  projectId: number | undefined;
  /** A part of the name, or an id; '' for all. */
  query: string;
}

/**
 * A page of the agents, in the order of Cekura: `GET /test_framework/v2/aiagents/?project_id=&q=&page=&page_size=` (later
 * docs). A page after the last one is empty.
 *
 * @param page from 1
 */
export async function listAgents(
  connection: Connection,
  query: AgentQuery,
  page: number,
): Promise<{ kind: 'agents'; agents: AgentRow[]; hasMore: boolean } | Failure> {
  const read = await readPage(connection, query, page);
  if (read.kind !== 'page') return read;
  const agents = read.items.flatMap((agent) => {
    const { id } = agent.get('id');
    if (id === undefined) return [];
    return { id, name: nameOf(agent), provider: agent.get('provider').get('type').shown(40) };
  });
  return { kind: 'agents', agents, hasMore: read.hasMore };
}

/** The ids of all agents of a project, in the order of Cekura: see `patiently`. */
export async function agentsOfProject(
  connection: Connection,
  projectId: number,
): Promise<{ kind: 'ids'; ids: number[] } | Failure> {
  const ids = new Set<number>();
  for (let page = 1; ; page += 1) {
    const reply = await patiently(() => listAgents(connection, { projectId, query: '' }, page));
    if (reply.kind !== 'agents') return reply;
    const before = ids.size;
    for (const { id } of reply.agents) ids.add(id);
    // A page without anything new would be followed by such pages for ever.
    if (!reply.hasMore || ids.size === before) return { kind: 'ids', ids: [...ids] };
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
  for (let number = 1; number <= mostPages; number++) {
    const page = await readPage(connection, { projectId, query: name.trim() }, number);
    if (page.kind !== 'page') return page;
    const named = page.items.filter((agent) => agent.get('name').isNamed(name));
    found.push(...named.flatMap(summaryOf));
    if (!page.hasMore) return { kind: 'agents', agents: found, areAll: true };
  }
  return { kind: 'agents', agents: found, areAll: false };
}

function summaryOf(agent: Unmasked): AgentSummary | [] {
  const { id } = agent.get('id');
  return id === undefined ? [] : { id, createdAt: agent.get('created_at').time };
}

/** A page of agents as it was answered. */
async function readPage(
  connection: Connection,
  { projectId, query }: AgentQuery,
  page: number,
): Promise<{ kind: 'page'; items: Unmasked[]; hasMore: boolean } | Failure> {
  const asked = {
    ...(projectId !== undefined && { project_id: String(projectId) }),
    q: query,
    page: String(page),
    page_size: String(pageSize),
  };
  const reply = await send(connection, { method: 'GET', path: agents, query: asked });
  // Agents were deleted between two pages (Django REST framework answers 404 after the last one).
  if (reply.kind === 'notFound' && page > 1) return { kind: 'page', items: [], hasMore: false };
  if (reply.kind !== 'answer') return reply;
  const { items } = reply.json.get('results');
  if (items === undefined) return unreadable(connection, reply.status);
  // The address in `next` is not called: the key goes nowhere that an answer names.
  return { kind: 'page', items, hasMore: reply.json.get('next').isText };
}

const nameOf = (item: Unmasked) => item.get('name').shown(80);

import type { AccountEntry, AccountQuery } from '../../../shared/src/messages';
import { listAgents, listAssistants, listProjects } from '../api/accountLists';
import type { Connection } from '../api/http';

/** Names are asked for again after so many milliseconds, beside what is known. */
const freshMs = 60_000;

/** Pages of agents that are read at most: who has more finds the others in Cekura. */
const mostPages = 10;

interface Known {
  entries: AccountEntry[];
  at: number;
}

/** What an account has that specs name. What is known is given at once, and read again in the background. */
export class AccountNames {
  readonly #known = new Map<string, Known>();
  readonly #running = new Map<string, Promise<AccountEntry[]>>();

  /** None where Cekura cannot be reached: nobody is told. */
  async get(connection: Connection, query: AccountQuery): Promise<AccountEntry[]> {
    const name = JSON.stringify([connection.baseUrl, connection.key, query]);
    const known = this.#known.get(name);
    if (known && Date.now() - known.at < freshMs) return known.entries;
    const running = this.#running.get(name) ?? this.#read(name, connection, query);
    return known ? known.entries : running;
  }

  #read(name: string, connection: Connection, query: AccountQuery): Promise<AccountEntry[]> {
    const reading = read(connection, query)
      .then((entries) => {
        if (entries) this.#known.set(name, { entries, at: Date.now() });
        return entries ?? [];
      })
      .finally(() => this.#running.delete(name));
    this.#running.set(name, reading);
    return reading;
  }
}

async function read(
  connection: Connection,
  query: AccountQuery,
): Promise<AccountEntry[] | undefined> {
  if (query.kind === 'projects') return projects(connection);
  return query.kind === 'agents'
    ? agents(connection, query.project ?? undefined)
    : assistants(connection, query.project, query.provider);
}

async function projects(connection: Connection): Promise<AccountEntry[] | undefined> {
  const reply = await listProjects(connection);
  return reply.kind === 'projects'
    ? reply.projects.map(({ id, name }) => ({ value: id, name: name ?? null }))
    : undefined;
}

async function assistants(
  connection: Connection,
  projectId: number,
  provider: string,
): Promise<AccountEntry[] | undefined> {
  const reply = await listAssistants(connection, { projectId, provider });
  if (reply.kind !== 'assistants') return undefined;
  return reply.assistants.map(({ id, name, alreadyImported, importedAgentId }) => ({
    value: id,
    name: name ?? null,
    ...(alreadyImported && {
      note: importedAgentId === undefined ? 'already imported' : `imported as ${importedAgentId}`,
    }),
  }));
}

async function agents(
  connection: Connection,
  projectId: number | undefined,
): Promise<AccountEntry[] | undefined> {
  const found: AccountEntry[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const reply = await listAgents(connection, { projectId, query: '' }, page);
    if (reply.kind !== 'agents') return page === 1 ? undefined : found;
    found.push(...reply.agents.map(({ id, name }) => ({ value: id, name: name ?? null })));
    if (!reply.hasMore) return found;
  }
  return found;
}

import type { JsonObject } from '../../../shared/src/messages';
import { plainText } from '../../../shared/src/plainText';
import { type AgentSummary, findAgents } from './accountLists';
import { whatHappened } from './failure';
import { type Connection, lastHeardFrom } from './http';
import { id, text } from './parse';
import type { UnresolvedCreate } from './unresolvedCreate';

/** A create that is about to be sent. */
export function unresolvedCreateOf(
  body: JsonObject,
  baseUrl: string,
  agentBefore: number | undefined,
  newestBefore?: number,
): UnresolvedCreate {
  const [name, project] = [text(body.name), id(body.project)];
  const heardAt = lastHeardFrom(baseUrl);
  return { name, project, baseUrl, sentAt: Date.now(), heardAt, agentBefore, newestBefore };
}

/** How far apart the clocks of Cekura's own machines may be. */
const clockSlackMs = 5 * 60_000;

/**
 * Agents, the newest first, or why they could not be looked for, as a sentence. `areNew`: they came after the create was
 * sent; else nobody knows when it was sent by Cekura's clock, and they may be older.
 */
export type Found = { agents: AgentSummary[]; areNew: boolean } | { problem: string };

/**
 * The agents that a create with an unknown outcome may have made: those of its name in its project that came after it
 * was sent, as far as Cekura's own times tell. Of two agents the later one has the higher id (inferred).
 *
 * @param taken agents that specs have, which it has not made
 */
export async function findCreatedAgent(
  { name, project, baseUrl, heardAt, agentBefore = 0, newestBefore = 0 }: UnresolvedCreate,
  connection: Connection,
  taken: readonly number[] = [],
): Promise<Found> {
  if (baseUrl !== connection.baseUrl) {
    return {
      problem: `It was sent to ${new URL(baseUrl).host}, but the setting cekuraAgent.apiBaseUrl has another address now.`,
    };
  }
  if (name === undefined) return { problem: 'The spec has no name to look for.' };
  const found = await findAgents(connection, { projectId: project, name });
  if (found.kind !== 'agents') {
    return { problem: `Couldn't look for it: ${whatHappened(found)}` };
  }
  const earliest = heardAt === undefined ? undefined : heardAt - clockSlackMs;
  const agents = found.agents
    .filter(({ id }) => id > newestBefore && !taken.includes(id))
    .filter(({ id, createdAt }) =>
      createdAt === undefined
        ? id > agentBefore
        : id !== agentBefore && (earliest === undefined || createdAt >= earliest),
    )
    .sort((a, b) => b.id - a.id);
  if (agents.length === 0 && !found.areAll) {
    return { problem: 'Too many agents have names like this one to look through them all.' };
  }
  return { agents, areNew: earliest !== undefined };
}

/** What was found, and what that means for another create. */
export function sayFound(found: Found, name: string | undefined): string {
  if ('problem' in found) {
    return `${found.problem} Check in Cekura whether the agent exists before you create it again.`;
  }
  const called = name === undefined ? '' : ` "${plainText(name, 80)}"`;
  const [first, ...more] = found.agents.map((agent) => agent.id);
  if (first === undefined) {
    return `No new agent${called} is in the project. It may still appear: look again in a minute.`;
  }
  const is = found.areNew ? 'new in the project' : 'in the project';
  return more.length === 0
    ? `Agent ${first}${called} is ${is}. Did this spec create it?`
    : `Several agents${called} are ${is}. Did this spec create one of these?`;
}

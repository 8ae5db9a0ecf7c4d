import { assistants } from './account';
import type { Agent } from './agents';
import { type Answer, detail, Refusal } from './answer';
import { importedFields } from './imported';
import { asFields, type Fields } from './json';
import { present } from './presentation';
import { validateAgent } from './validation';
import type { Call, World } from './world';

/** Creates an agent: 201, or 202 with the import it starts. Throws 400 and 409. */
export function createAgent({ body }: Call, world: World): Answer {
  const fields = validated(body);
  const provider = asFields(fields.provider);
  if (provider.configure_from_provider !== true) {
    return { status: 201, body: present(world.agents.create(fields), world.url) };
  }
  const twin = importedTwin(world, fields.project, provider.agent_id);
  if (twin) {
    const text = `This assistant is already imported into the project as agent ${twin.id}.`;
    throw new Refusal(detail(409, text));
  }
  const agent = world.agents.create(fields);
  const kept = Object.keys(fields);
  return { status: 202, body: { id: agent.id, progress_id: startImport(agent, world, kept) } };
}

/** Imports an agent again from its provider: 202. Throws 400 when it names no assistant. */
export function importAgain({ params }: Call, world: World): Answer {
  const agent = world.agents.find(params.id);
  if (!asFields(agent.fields.provider).agent_id) {
    throw new Refusal(detail(400, 'The agent has no provider agent id to import from.'));
  }
  return { status: 202, body: { progress_id: startImport(agent, world, ['name']) } };
}

/** Changes an agent: 200. Throws 400 and 404. */
export function updateAgent({ params, body }: Call, world: World): Answer {
  const agent = world.agents.find(params.id);
  world.agents.update(agent, validated(body, { partial: true }));
  return { status: 200, body: present(agent, world.url) };
}

/** Lists agents by project and by a part of their name or by id, page by page. Throws 404 past the last. */
export function listAgents({ query }: Call, { agents, url }: World): Answer {
  const { project_id, q = '', page = '1', page_size = '20' } = query;
  const isAsked = ({ id, fields: { name = '' } }: Agent) =>
    String(id) === q || String(name).toLowerCase().includes(String(q).toLowerCase());
  const found = agents.all.filter(
    (agent) =>
      (project_id === undefined || String(agent.fields.project) === project_id) && isAsked(agent),
  );
  const size = Number(page_size);
  const start = (Number(page) - 1) * size;
  if (!(size > 0) || !(start >= 0) || (start > 0 && start >= found.length)) {
    throw new Refusal(detail(404, 'Invalid page.'));
  }
  const link = (to: number, exists: boolean) => {
    const search = new URLSearchParams({ ...pick(query), page: String(to) });
    return exists ? `${url}/test_framework/v2/aiagents/?${search}` : null;
  };
  const results = found.slice(start, start + size).map((agent) => present(agent, url));
  return {
    status: 200,
    body: {
      count: found.length,
      next: link(Number(page) + 1, start + size < found.length),
      previous: link(Number(page) - 1, start > 0),
      results,
    },
  };
}

/** Lists the assistants at a provider. Throws 400 without a project or for other providers. */
export function listAssistants({ query }: Call, world: World): Answer {
  const { project_id, provider } = query;
  if (project_id === undefined) {
    throw new Refusal({ status: 400, body: { project_id: ['This field is required.'] } });
  }
  const found = assistants[String(provider)];
  if (!found) {
    const text = `"${provider}" is not a valid choice.`;
    throw new Refusal({ status: 400, body: { provider: [text] } });
  }
  const shown = found.map((assistant) => {
    const twin = importedTwin(world, Number(project_id), assistant.id);
    return {
      ...assistant,
      already_imported: twin !== undefined,
      imported_agent_id: twin?.id ?? null,
      imported_agent_name: twin?.fields.name ?? null,
    };
  });
  return { status: 200, body: { provider, count: shown.length, assistants: shown } };
}

function validated(body: unknown, options?: { partial: boolean }): Fields {
  const errors = validateAgent(body, options);
  if (errors) throw new Refusal({ status: 400, body: errors });
  return asFields(body);
}

/** Starts an import that fills in every field that is not among the `kept` ones. */
function startImport(agent: Agent, { agents, imports, nextCourse }: World, kept: string[]): string {
  return imports.start(agent, nextCourse(), () => {
    const brought = Object.entries(importedFields(asFields(agent.fields.provider)));
    agents.update(agent, Object.fromEntries(brought.filter(([field]) => !kept.includes(field))));
  });
}

/** The agent that was imported from the same assistant into the same project. */
function importedTwin({ agents, imports }: World, project: unknown, assistant: unknown) {
  return agents.all.find(
    (agent) =>
      agent.fields.project === project &&
      asFields(agent.fields.provider).agent_id === assistant &&
      imports.holds(agent),
  );
}

const pick = (query: Fields): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));

import type { Agent, Agents } from './agents';
import { asFields, type Fields, isFields, listOf } from './json';

/** What somebody else does to an agent. */
interface Edit {
  /** For the sandbox's page. */
  title: string;
  make(agent: Agent, agents: Agents): void;
}

/** Everything that somebody else can do to an agent, by name. */
export const edits = {
  'change-prompt': edit('Change prompt', ({ description }) => ({
    description: `${description}\nChanged by someone else.`,
  })),
  rename: edit('Rename', ({ name }) => ({ name: `${name} (renamed)` })),
  'add-tool': edit('Add a tool', ({ mock_tools }) => ({
    mock_tools: [
      ...listOf(mock_tools),
      { name: `added_${listOf(mock_tools).length + 1}`, description: 'Added by someone else' },
    ],
  })),
  'remove-tool': edit('Remove a tool', ({ mock_tools }) => ({
    mock_tools: listOf(mock_tools).slice(0, -1),
  })),
  'share-tools': {
    title: 'Share tools',
    make: (agent) => {
      const tools = listOf(agent.fields.mock_tools);
      const shared = { is_shared: true, subscriber_count: 3 };
      agent.fields.mock_tools = tools.map((tool) => ({ ...tool, ...shared }));
    },
  },
  'sync-prompt': edit('Sync prompt (auto_sync_prompt)', ({ provider, description }) => {
    const { auto_sync_prompt, type } = asFields(provider);
    return auto_sync_prompt === true ? { description: `${description}\nSynced by ${type}.` } : {};
  }),
  delete: { title: 'Delete', make: ({ id }, agents) => agents.delete(id) },
} satisfies Record<string, Edit>;

/** The name of something that somebody else can do to an agent. */
export type EditName = keyof typeof edits;

function edit(title: string, change: (fields: Fields) => Fields): Edit {
  return { title, make: (agent, agents) => agents.update(agent, change(agent.fields)) };
}

/** Reads an edit that comes from outside. Throws a `RangeError` that says what there is for a name that is none. */
export function editOf(edit: unknown): EditName | Fields {
  if (isFields(edit)) return edit;
  const names = Object.keys(edits);
  const isName = (name: unknown): name is EditName => names.includes(String(name));
  if (isName(edit)) return edit;
  throw new RangeError(`There is no edit "${edit}". Use one of: ${names.join(', ')}.`);
}

/** Does to an agent what somebody else does: something by its name, or setting fields. */
export function editAgent(agents: Agents, agent: Agent, edit: EditName | Fields): void {
  if (isFields(edit)) agents.update(agent, edit);
  else edits[edit].make(agent, agents);
}

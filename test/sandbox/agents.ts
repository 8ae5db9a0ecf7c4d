import { notFound, Refusal } from './answer';
import type { Clock } from './clock';
import { asFields, type Fields, listOf } from './json';
import { taken } from './taken';

/** An agent as it was sent, secrets included, with the ids the sandbox gave. */
export interface Agent {
  id: number;
  fields: Fields;
  createdAt: string;
  updatedAt: string;
}

/** Sets that a body replaces as a whole, and the key that finds an item again that has no id. */
const wholeSets = {
  mock_tools: 'name',
  dynamic_variables: 'name',
  knowledge_base_files: 'id',
} as const;

/** The agents of one sandbox, in memory. Ids begin at the one of the contract's example. */
export class Agents {
  private readonly agents = new Map<number, Agent>();
  private lastId = 302;
  private lastItemId = 0;

  constructor(private readonly clock: Clock) {}

  /** Every agent, the oldest first. */
  get all(): Agent[] {
    return [...this.agents.values()];
  }

  /** Takes a valid body, gives the new agent. */
  create(body: Fields): Agent {
    this.lastId += 1;
    const now = this.clock.stamp;
    const agent = { id: this.lastId, fields: {}, createdAt: now, updatedAt: now };
    this.agents.set(agent.id, agent);
    this.update(agent, body);
    return agent;
  }

  /** Gives the agent of an id. Throws a 404 when there is none. */
  find(id: unknown): Agent {
    const agent = this.agents.get(Number(id));
    if (!agent) throw new Refusal(notFound);
    return agent;
  }

  /** The agent of an id is there no more. */
  delete(id: number): void {
    this.agents.delete(id);
  }

  /**
   * Takes over what `body` holds; of the whole sets, what it leaves out is gone. `provider` and `telephony` are merged key by
   * key, and what stands in them is replaced (Inferred).
   */
  update(agent: Agent, body: Fields): void {
    const { inbound, phone_number, ...fields } = taken(body);
    const known = agent.fields;
    const sets = Object.entries(wholeSets)
      .filter(([set]) => set in fields)
      .map(([set, key]) => [set, this.withIds(fields[set], listOf(known[set]), key)]);
    agent.fields = {
      ...known,
      ...fields,
      ...Object.fromEntries(sets),
      provider: { ...asFields(known.provider), ...asFields(fields.provider) },
      telephony: {
        ...asFields(known.telephony),
        ...(inbound === undefined ? {} : { inbound }),
        ...(phone_number === undefined ? {} : { phone_number }),
        ...asFields(fields.telephony),
      },
    };
    agent.updatedAt = this.clock.stamp;
  }

  private withIds(sent: unknown, known: Fields[], key: string): Fields[] {
    return listOf(sent).map((item) => {
      const has = (by: string) =>
        item[by] === undefined ? undefined : known.find((one) => one[by] === item[by]);
      const old = has('id') ?? has(key);
      if (old) return { ...old, ...item, id: old.id };
      this.lastItemId += 1;
      return { ...item, id: this.lastItemId };
    });
  }
}

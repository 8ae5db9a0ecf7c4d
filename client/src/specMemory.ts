import { EventEmitter, type Memento } from 'vscode';
import type { JsonValue } from '../../server/src/messages';
import type { OpenCreate } from './cekura/lookFor';
import { fields, id, text } from './cekura/parse';
import { addressAfter, isAtOrBelow, type Move } from './specPlaces';

/** What the workspace remembers of a spec. */
interface SpecRecord {
  /** The agent that was last created from it, as long as its id is not written into the spec. */
  agentId?: number | undefined;
  /** Set just before a create is sent, and taken back when its outcome is known. */
  openCreate?: OpenCreate | undefined;
  /** What a person has agreed to send from it, and where to: from `Consents`. */
  agreed?: string[] | undefined;
}

/** What is known of specs beyond their texts: kept with the workspace by the address of each. */
export class SpecMemory {
  readonly #changed = new EventEmitter<void>();

  readonly onDidChange = this.#changed.event;

  constructor(private readonly state: Memento) {}

  get(spec: string): SpecRecord {
    const { agentId, openCreate, agreed } = fields(this.state.get<JsonValue>(storedAs(spec)));
    return {
      agentId: id(agentId),
      openCreate: parseOpenCreate(openCreate),
      agreed: Array.isArray(agreed) ? agreed.filter((item) => typeof item === 'string') : undefined,
    };
  }

  /** Changes what is remembered; `undefined` forgets a field. */
  async set(spec: string, change: SpecRecord): Promise<void> {
    const record = { ...this.get(spec), ...change };
    const isEmpty = Object.values(record).every((value) => value === undefined);
    await this.state.update(storedAs(spec), isEmpty ? undefined : record);
    this.#changed.fire();
  }

  /** Takes along what is known of a file that was renamed, and forgets a deleted one. */
  async move(move: Move): Promise<void> {
    const specs = this.state.keys().flatMap((key) => key.split(prefix)[1] ?? []);
    for (const spec of specs.filter((uri) => isAtOrBelow(uri, move))) {
      const to = addressAfter(spec, move);
      if (to !== undefined) await this.set(to, this.get(spec));
      await this.state.update(storedAs(spec), undefined);
    }
  }
}

const prefix = 'spec ';
const storedAs = (spec: string) => prefix + spec;

function parseOpenCreate(value: JsonValue | undefined): OpenCreate | undefined {
  const { name, project, baseUrl, sentAt, agentBefore } = fields(value);
  const sentTo = text(baseUrl);
  if (sentTo === undefined || typeof sentAt !== 'number') return undefined;
  return {
    name: text(name),
    project: id(project),
    baseUrl: sentTo,
    sentAt,
    agentBefore: id(agentBefore),
  };
}

import type { Connection } from '../../../../client/src/api/http';
import {
  fillPlaceholders,
  type Sources,
} from '../../../../client/src/placeholders/fillPlaceholders';
import type { ComparedSpec } from '../../../../client/src/sync/comparedSpec';
import { type Looked, look, type Seen } from '../../../../client/src/sync/look';
import { rememberCommon } from '../../../../client/src/sync/rememberCommon';
import { planUpdate, sendUpdate, type Updated } from '../../../../client/src/sync/sendUpdate';
import { SpecDocument } from '../../../../server/src/document/specDocument';
import { answers } from '../../../../server/src/features/messages';
import type { AskServer, JsonObject } from '../../../../shared/src/messages';
import type { Comparison, FieldName } from '../../../../shared/src/sync';

/** A spec that is open, beside the sandbox: what an editor or the command line does with it. */
export class SyncedSpec {
  readonly bases = new Map<string, JsonObject>();
  readonly earlier: JsonObject[] = [];
  readonly asked: string[] = [];
  agentId = 0;
  #last: Seen | undefined;

  constructor(
    public text: string,
    private readonly connection: Connection,
    readonly values: Record<string, string> = {},
    private readonly path?: string,
  ) {}

  readonly ask: AskServer = async (method, params) => {
    const open = () => SpecDocument.create('file:///a.cekura-agent.yaml', 1, this.text);
    const all: Record<string, (given: typeof params) => unknown> = answers(open) as never;
    return all[method]?.(params) as never;
  };

  get #spec(): ComparedSpec {
    return {
      uri: 'file:///a.cekura-agent.yaml',
      path: this.path,
      agentId: this.agentId,
      sources: this.#sources,
    };
  }

  get #sources(): Sources {
    const read = (kind: string) => async (name: string) => {
      this.asked.push(`${kind}:${name}`);
      const text = this.values[name];
      return text === undefined ? { problem: `No ${name}.` } : { text };
    };
    return {
      env: read('env'),
      secret: read('secret'),
      file: read('file'),
      fileBase64: read('fileBase64'),
    };
  }

  get #services() {
    const key = (baseUrl: string, id: number) => `${baseUrl} ${id}`;
    return {
      ask: this.ask,
      connection: this.connection,
      bases: {
        get: (baseUrl: string, id: number) => this.bases.get(key(baseUrl, id)),
        set: (baseUrl: string, id: number, content: JsonObject) => {
          this.bases.set(key(baseUrl, id), content);
        },
      },
      earlier: {
        add: (_baseUrl: string, _id: number, agent: JsonObject) => {
          this.earlier.push(agent);
        },
      },
    };
  }

  /** The body with all its placeholders in place. */
  async body(): Promise<JsonObject> {
    const textDocument = { uri: '' };
    const request = await this.ask('cekuraAgent/request', { textDocument });
    const filled = await fillPlaceholders(request, this.#sources);
    return 'body' in filled ? filled.body : {};
  }

  look(): Promise<Looked> {
    return look(this.#spec, this.#services);
  }

  async seen(): Promise<Seen> {
    const looked = await this.look();
    if (looked.kind !== 'seen') throw new Error(`It was not seen, but ${JSON.stringify(looked)}`);
    this.#last = looked;
    return looked;
  }

  /** Differences in a line each: the field, and who changed it. */
  async lines(): Promise<string[]> {
    const { comparison } = await this.seen();
    return linesOf(comparison);
  }

  /** What would be sent of what was seen. */
  async plan(seen: Seen, { all = false, only = [], withSecrets = false }: Wanted = {}) {
    const fields = seen.comparison.differences
      .filter(({ changed, field }) => all || changed === 'here' || only.includes(field.join('.')))
      .map(({ field }) => field);
    const update = await planUpdate(this.#spec, seen, { fields, withSecrets }, this.ask);
    return { update, fields, withSecrets };
  }

  /** Sends what was seen: what changed here, or all that differs. */
  async update(seen: Seen, wanted: Wanted = {}): Promise<Updated & { unsettled?: number }> {
    const { update, fields, withSecrets } = await this.plan(seen, wanted);
    const result = await sendUpdate(
      this.#spec,
      seen,
      { update, fields, withSecrets },
      this.#services,
    );
    return { ...result, unsettled: update.unsettled.length };
  }

  /** Takes over what changed there, or all that differs. */
  async pull({ all = false, more = [] }: { all?: boolean; more?: FieldName[] } = {}) {
    const { agent, filled, comparison } = await this.seen();
    const fields = comparison.differences
      .filter(({ changed }) => all || changed === 'there')
      .map(({ field }) => field);
    const textDocument = { uri: '' };
    const all_ = [...fields, ...more];
    const pulled = await this.ask('cekuraAgent/pull', {
      textDocument,
      agent,
      filled,
      fields: all_,
    });
    this.text = pulled.text;
    for (const { name, text } of pulled.files) this.values[name] = text;
    return pulled;
  }

  /** Takes note of what is common since it was seen last, after a pull; gives what differs still. */
  async remember(): Promise<string[]> {
    if (!this.#last) return [];
    const differences = await rememberCommon(this.#spec, this.#last, this.#services);
    return linesOf({ differences });
  }
}

/** What is sent beside what changed here: all that differs, or some fields. */
interface Wanted {
  all?: boolean;
  only?: string[];
  withSecrets?: boolean;
}

const linesOf = ({ differences }: Pick<Comparison, 'differences'>): string[] =>
  differences.map(({ field, changed }) => `${field.join(' > ')}: ${changed}`);

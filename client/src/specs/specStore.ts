import { EventEmitter } from 'vscode';
import type { JsonValue } from '../../../shared/src/messages';
import type { OpenCreate } from '../api/findCreatedAgent';
import { fields, id, text } from '../api/parse';
import { canonicalUri, uriOfGone } from './canonicalUri';
import type { SharedFolder } from './sharedFolder';
import { addressAfter, isAtOrBelow, type Move } from './uriTracker';
import type { WindowId } from './windowId';

/** What is remembered of a spec. */
interface SpecRecord {
  /** The agent that was last created from it. It is kept when its id is in the text, which may be undone or discarded. */
  agentId?: number | undefined;
  /** The address at which that agent was created. */
  agentAt?: string | undefined;
  /** The agent whose id was last written into it. */
  writtenId?: number | undefined;
  /** Set just before a create is sent, and taken back when its outcome is known. */
  openCreate?: OpenCreate | undefined;
  /** What a person has agreed to send from it, and where to: from `Consents`. */
  agreed?: string[] | undefined;
}

/** What is known of specs beyond their texts, by the address of each. All windows on this machine know it. */
export class SpecStore {
  readonly #changed = new EventEmitter<void>();

  /** Fires when this window has changed something. */
  readonly onDidChange = this.#changed.event;

  /** @param window tells windows apart: new files that were never saved have the same names in all of them */
  constructor(
    private readonly folder: SharedFolder,
    private readonly window: WindowId,
  ) {}

  get(spec: string): SpecRecord {
    return recordOf(this.folder.get(this.#keyOf(spec)));
  }

  /** The agents that specs have at an address, as far as it is remembered. */
  agentsAt(baseUrl: string): number[] {
    return this.folder.keys
      .map((key) => recordOf(this.folder.get(key)))
      .flatMap(({ agentId, agentAt }) => (agentAt === baseUrl ? (agentId ?? []) : []));
  }

  /** Changes what is remembered; `undefined` forgets a field. Whether the disk has taken it. */
  set(spec: string, change: SpecRecord): boolean {
    const record = { ...this.get(spec), ...change };
    const isEmpty = Object.values(record).every((value) => value === undefined);
    try {
      this.folder.set(this.#keyOf(spec), isEmpty ? undefined : record);
    } catch {
      return false;
    }
    this.#changed.fire();
    return true;
  }

  /**
   * Takes note of what came of a create; another may have been sent since.
   *
   * @param outcome the agent that it has made; or, as it has made none, the create before whose outcome is not known still
   * @returns whether the disk has taken it
   */
  noteOutcome(
    spec: string,
    { sentAt, baseUrl }: OpenCreate,
    { agentId, openCreate }: Pick<SpecRecord, 'agentId' | 'openCreate'>,
  ): boolean {
    const isLast = this.get(spec).openCreate?.sentAt === sentAt;
    return this.set(spec, {
      ...(agentId !== undefined && { agentId, agentAt: baseUrl }),
      ...(isLast && { openCreate }),
    });
  }

  /**
   * Holds a spec for a create of this window. Throws when the disk does not take it.
   *
   * @returns releases it; undefined while another window creates it
   */
  hold(spec: string): (() => void) | undefined {
    return this.folder.hold(this.#keyOf(spec));
  }

  /** Releases a spec whichever window holds it. */
  release(spec: string): void {
    this.folder.release(this.#keyOf(spec));
  }

  /** Takes along what is known of a file that was renamed, and forgets a deleted one. */
  move({ from, to: newAddress }: Move): void {
    const move = { from: uriOfGone(from), to: newAddress && canonicalUri(newAddress) };
    for (const key of this.folder.keys) {
      const spec = key.startsWith(this.#unsaved) ? key.slice(this.#unsaved.length) : key;
      if (!isAtOrBelow(spec, move)) continue;
      const to = addressAfter(spec, move);
      if (to === undefined || this.set(to, this.get(spec))) this.folder.set(key, undefined);
    }
  }

  #keyOf(spec: string): string {
    return spec.startsWith('untitled:') ? this.#unsaved + spec : canonicalUri(spec);
  }

  get #unsaved(): string {
    return `${this.window.value} `;
  }
}

function recordOf(value: JsonValue | undefined): SpecRecord {
  const { agentId, agentAt, writtenId, openCreate, agreed } = fields(value);
  return {
    agentId: id(agentId),
    agentAt: text(agentAt),
    writtenId: id(writtenId),
    openCreate: parseOpenCreate(openCreate),
    agreed: Array.isArray(agreed) ? agreed.filter((item) => typeof item === 'string') : undefined,
  };
}

function parseOpenCreate(value: JsonValue | undefined): OpenCreate | undefined {
  const { name, project, baseUrl, sentAt, heardAt, agentBefore, newestBefore } = fields(value);
  const sentTo = text(baseUrl);
  if (sentTo === undefined || typeof sentAt !== 'number') return undefined;
  return {
    name: text(name),
    project: id(project),
    baseUrl: sentTo,
    sentAt,
    heardAt: typeof heardAt === 'number' ? heardAt : undefined,
    agentBefore: id(agentBefore),
    newestBefore: id(newestBefore),
  };
}

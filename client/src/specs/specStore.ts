import { EventEmitter } from 'vscode';
import { id, text } from '../api/parse';
import { parseUnresolvedCreate, type UnresolvedCreate } from '../api/unresolvedCreate';
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
  unresolvedCreate?: UnresolvedCreate | undefined;
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
    return this.#read(this.#keyOf(spec));
  }

  /** The agents that specs have at an address, as far as it is remembered. */
  agentsAt(baseUrl: string): number[] {
    const ending = fieldKey('', 'agentAt');
    return this.folder.keys
      .filter((key) => key.endsWith(ending) && this.folder.get(key) === baseUrl)
      .flatMap((key) => this.#read(key.slice(0, -ending.length)).agentId ?? []);
  }

  #read(key: string): SpecRecord {
    const read = (field: keyof SpecRecord) => this.folder.get(fieldKey(key, field));
    const agreed = read('agreed');
    return {
      agentId: id(read('agentId')),
      agentAt: text(read('agentAt')),
      writtenId: id(read('writtenId')),
      unresolvedCreate: parseUnresolvedCreate(read('unresolvedCreate')),
      agreed: Array.isArray(agreed) ? agreed.filter((item) => typeof item === 'string') : undefined,
    };
  }

  /** Changes what is remembered, field by field; `undefined` forgets one. Whether the disk has taken it. */
  set(spec: string, change: SpecRecord): boolean {
    return this.#write(this.#keyOf(spec), change);
  }

  #write(key: string, change: SpecRecord): boolean {
    try {
      for (const [field, value] of Object.entries(change)) {
        this.folder.set(fieldKey(key, field), value);
      }
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
    { sentAt, baseUrl }: UnresolvedCreate,
    { agentId, unresolvedCreate }: Pick<SpecRecord, 'agentId' | 'unresolvedCreate'>,
  ): boolean {
    const isLast = this.get(spec).unresolvedCreate?.sentAt === sentAt;
    return this.set(spec, {
      ...(agentId !== undefined && { agentId, agentAt: baseUrl }),
      ...(isLast && { unresolvedCreate }),
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
    const known = new Set(this.folder.keys.map((key) => key.slice(0, key.lastIndexOf('#'))));
    for (const key of known) {
      const spec = key.startsWith(this.#unsaved) ? key.slice(this.#unsaved.length) : key;
      if (!isAtOrBelow(spec, move)) continue;
      const to = addressAfter(spec, move);
      if (to === undefined || this.set(to, this.#read(key))) this.#write(key, forgotten);
    }
  }

  #keyOf(spec: string): string {
    return spec.startsWith('untitled:') ? this.#unsaved + spec : canonicalUri(spec);
  }

  get #unsaved(): string {
    return `${this.window.value} `;
  }
}

/** Each field is kept by itself, so that two windows that note different ones at the same moment lose neither. */
const fieldKey = (key: string, field: string) => `${key}#${field}`;

const forgotten: Required<SpecRecord> = {
  agentId: undefined,
  agentAt: undefined,
  writtenId: undefined,
  unresolvedCreate: undefined,
  agreed: undefined,
};

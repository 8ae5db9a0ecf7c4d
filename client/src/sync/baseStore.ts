import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { JsonObject, JsonValue } from '../../../shared/src/messages';
import { SharedFolder } from '../specs/sharedFolder';

/**
 * What a spec and its agent had in common last, by the address of the API and the agent's id. Kept on this machine, for all
 * windows. Setting throws what Node says of a disk that is full.
 */
export class BaseStore {
  readonly #folder: SharedFolder;

  /** @param path of a folder of its own, which is made when something is first kept */
  constructor(path: string) {
    this.#folder = new SharedFolder(path);
  }

  /** undefined when nothing is known, or what is kept cannot be read. */
  get(baseUrl: string, agentId: number): JsonObject | undefined {
    return object(this.#folder.get(keyOf(baseUrl, agentId)));
  }

  /** @param content without secrets; on the disk when this returns */
  set(baseUrl: string, agentId: number, content: JsonObject): void {
    this.#folder.set(keyOf(baseUrl, agentId), content);
  }
}

/** An agent as it was before an update. */
export interface KeptVersion {
  /** When it was kept, in milliseconds since 1970. */
  at: number;
  /** As Cekura answered it, without secrets. */
  agent: JsonObject;
}

/** Versions of an agent that are kept. */
const mostVersions = 20;

/** The agents as they were before their updates, the newest 20 of each. Kept on this machine, for all windows. */
export class KeptVersions {
  /** @param path of a folder of its own, which is made when something is first kept */
  constructor(private readonly path: string) {}

  /**
   * Keeps an agent as it is, before it is updated; on the disk when this returns. Throws what Node says of a disk that is full.
   *
   * @param at milliseconds since 1970
   */
  add(baseUrl: string, agentId: number, agent: JsonObject, at: number): void {
    const folder = this.#folderOf(baseUrl, agentId);
    const times = timesIn(folder);
    let free = at;
    while (times.includes(free)) free += 1;
    // Each is by itself, so that two windows that add one at the same moment lose neither.
    folder.set(String(free), agent);
    for (const time of times.slice(mostVersions - 1)) folder.set(String(time), undefined);
  }

  /** The versions of an agent, the newest first; without those that cannot be read. */
  list(baseUrl: string, agentId: number): KeptVersion[] {
    const folder = this.#folderOf(baseUrl, agentId);
    return timesIn(folder).flatMap((at) => {
      const agent = object(folder.get(String(at)));
      return agent === undefined ? [] : { at, agent };
    });
  }

  /** One for each agent, as all values of a folder are read to find its keys. */
  #folderOf(baseUrl: string, agentId: number): SharedFolder {
    const name = createHash('sha256').update(keyOf(baseUrl, agentId)).digest('hex');
    return new SharedFolder(join(this.path, name));
  }
}

/** When the versions in a folder were kept, the newest first. */
const timesIn = (folder: SharedFolder) => folder.keys.map(Number).sort((a, b) => b - a);

/** Addresses have no blanks in them. */
const keyOf = (baseUrl: string, agentId: number) => `${baseUrl} ${agentId}`;

const object = (value: JsonValue | undefined): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;

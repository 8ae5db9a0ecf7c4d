import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../shared/src/messages';
import { fields, text } from '../api/parse';
import type { KnownBase, VersionInGit } from './gitBase';
import { parseUnsure } from './unsureSecrets';

/** What `remember` makes of a spec and its agent, by the agent and the address at which it is. */
export interface Bases {
  get(baseUrl: string, agentId: number): JsonObject | undefined;
  set(baseUrl: string, agentId: number, content: JsonObject): void;
}

/** What is kept of a spec and its agent: what both have in common, and which version of the spec that was. */
export const remember = ({ base, unsure }: KnownBase, filled: JsonObject): JsonObject => ({
  common: base,
  version: digestOf(filled),
  unsure: unsure.map((secret) => ({ ...secret })),
});

/**
 * What this machine remembers that a spec and its agent had in common; undefined when it remembers nothing, or nothing of this
 * branch. Another branch, or a pull that was taken back, has a spec that never said what is remembered: what it
 * says is older, and was not changed since.
 *
 * @param filled the spec's body, filled by `fillWithoutSecrets`
 * @param versions those of the spec in git, the newest first
 */
export async function rememberedBase(
  filled: JsonObject,
  record: JsonObject | undefined,
  versions: AsyncIterable<VersionInGit>,
): Promise<KnownBase | undefined> {
  const version = text(record?.version);
  if (record === undefined || version === undefined) return undefined;
  const digest = digestOf(filled);
  return version === digest || (await isOfBranch(digest, version, versions))
    ? { base: fields(record.common), unsure: parseUnsure(record.unsure) }
    : undefined;
}

/** The versions of a spec that are newer than the one that is remembered; none where that is not in git. */
export async function* newerVersions(
  record: JsonObject | undefined,
  versions: AsyncIterable<VersionInGit>,
): AsyncGenerator<VersionInGit, void, undefined> {
  const newer: VersionInGit[] = [];
  for await (const version of versions) {
    if (digestOf(version.filled) === record?.version) return yield* newer;
    newer.push(version);
  }
}

/** @param digest of the spec as it is now */
async function isOfBranch(
  digest: string,
  version: string,
  versions: AsyncIterable<VersionInGit>,
): Promise<boolean> {
  let isCommitted = false;
  for await (const { filled } of versions) {
    const committed = digestOf(filled);
    if (!isCommitted && committed !== digest) return true;
    isCommitted = true;
    if (committed === version) return true;
  }
  // Nothing is known of what is in no repository.
  return !isCommitted;
}

const digestOf = (filled: JsonObject) =>
  createHash('sha256').update(JSON.stringify(filled)).digest('hex');

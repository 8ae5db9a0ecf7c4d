import { createHash } from 'node:crypto';
import type { AskServer, JsonObject } from '../../../shared/src/messages';
import { fields, text } from '../api/parse';
import { versionsInGit } from './gitBase';
import type { ComparedSpec } from './look';

/** What is kept of a spec and its agent: what both have in common, and which version of the spec that was. */
export const remember = (common: JsonObject, filled: JsonObject): JsonObject => ({
  common,
  version: digestOf(filled),
});

/**
 * What this machine remembers that a spec and its agent had in common; undefined when it remembers nothing, or nothing of this
 * branch. Another branch, or a pull that was taken back, has a spec that never said what is remembered: what it
 * says is older, and was not changed since.
 *
 * @param filled see `Seen`
 */
export async function rememberedBase(
  spec: ComparedSpec,
  filled: JsonObject,
  record: JsonObject | undefined,
  ask: AskServer,
): Promise<JsonObject | undefined> {
  const version = text(record?.version);
  if (record === undefined || version === undefined) return undefined;
  return version === digestOf(filled) || (await isOfBranch(spec, filled, version, ask))
    ? fields(record.common)
    : undefined;
}

async function isOfBranch(
  spec: ComparedSpec,
  filled: JsonObject,
  version: string,
  ask: AskServer,
): Promise<boolean> {
  let isCommitted = false;
  for await (const { filled: committed } of versionsInGit(spec, ask)) {
    const digest = digestOf(committed);
    if (!isCommitted && digest !== digestOf(filled)) return true;
    isCommitted = true;
    if (digest === version) return true;
  }
  // Nothing is known of what is in no repository.
  return !isCommitted;
}

const digestOf = (filled: JsonObject) =>
  createHash('sha256').update(JSON.stringify(filled)).digest('hex');

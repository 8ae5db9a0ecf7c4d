import type { JsonValue, Template } from '../../../shared/src/messages';
import { needsSecret } from '../../../shared/src/needsSecret';
import { type Comparison, type FieldName, fieldKey, type Update } from '../../../shared/src/sync';
import { fields, text } from '../api/parse';
import type { VersionInGit } from './gitBase';

/** A secret whose placeholder a commit has changed, and nothing else: Cekura does not tell whether it was sent since. */
export interface UnsureSecret {
  field: FieldName;
  /** The hash of the commit. */
  commit: string;
}

/**
 * The secrets that versions of a spec disagree about which say the same but for that.
 *
 * @param versions the newest first
 */
export function unsureSecrets([newest, ...older]: readonly VersionInGit[]): UnsureSecret[] {
  const found = new Map<string, UnsureSecret>();
  let newer = newest;
  for (const version of older) {
    const before = placeholdersOf(version);
    for (const { key, field, placeholder } of placeholdersOf(newest).values()) {
      const isSame = before.get(key)?.placeholder === placeholder;
      if (!isSame && newer && !found.has(key)) found.set(key, { field, commit: newer.commit });
    }
    newer = version;
  }
  return [...found.values()];
}

function placeholdersOf(version: VersionInGit | undefined) {
  return new Map(
    (version?.templates ?? []).filter(needsSecret).map(({ path, parts }: Template) => {
      const field = path.map(String);
      const key = fieldKey(field);
      return [key, { key, field, placeholder: JSON.stringify(parts) }];
    }),
  );
}

/** What was kept of such secrets, as far as it can be read. */
export function parseUnsure(value: JsonValue | undefined): UnsureSecret[] {
  const kept = Array.isArray(value) ? value : [];
  return kept.flatMap((item) => {
    const { field, commit } = fields(item);
    const names = Array.isArray(field) ? field.flatMap((step) => text(step) ?? []) : [];
    const hash = text(commit);
    return hash !== undefined && names.length > 0 ? [{ field: names, commit: hash }] : [];
  });
}

/** Those that the spec still has, as they were. */
export function stillUnsure(
  unsure: readonly UnsureSecret[],
  { differences, dropped }: Pick<Comparison, 'differences' | 'dropped'>,
): UnsureSecret[] {
  const changed = new Set([...differences.map(({ field }) => field), ...dropped].map(fieldKey));
  return unsure.filter(({ field }) => !changed.has(fieldKey(field)));
}

/** Those that an update does not send. */
export function notSent(
  unsure: readonly UnsureSecret[],
  { templates }: Pick<Update, 'templates'>,
): UnsureSecret[] {
  const sent = new Set(templates.map(({ path }) => fieldKey(path.map(String))));
  return unsure.filter(({ field }) => !sent.has(fieldKey(field)));
}

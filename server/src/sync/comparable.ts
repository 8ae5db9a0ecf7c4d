import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue, SpecRequest } from '../../../shared/src/messages';
import { needsSecret } from '../../../shared/src/needsSecret';
import type { FieldName } from '../../../shared/src/sync';
import type { Choice } from '../ast/choice';
import type { Path } from '../ast/nodes';
import { isObject, leavesOf } from '../base/json';
import { holdsSecret } from '../placeholders/secretPlaces';
import { mask, secretsWithin } from '../request/plainSecrets';
import { schemaAt } from '../schema/lookup';

/** Why a value cannot be compared with what Cekura has: it is never given back, or it asks for something to be done. */
export type Unread = 'secret' | 'file' | 'unread' | 'action';

/** Whether Cekura gives a value back, and if not, why. */
export function unreadAt(path: Path, choice: Choice): Unread | undefined {
  if (holdsSecret(path, choice)) return 'secret';
  if (schemaAt(path, choice)?.writeOnly !== true) return undefined;
  if (path.at(-1) === 'configure_from_provider') return 'action';
  return path.at(-1) === 'content_base64' ? 'file' : 'unread';
}

/**
 * What a spec holds, fit to be compared and to be kept on disk: a secret is the placeholder that stands for it, or left
 * out, and masked in an address; a file is the digest of its bytes.
 *
 * @param filled the request's body with its placeholders in place, but for those that need a secret
 */
export function comparable(
  { templates }: Pick<SpecRequest, 'templates'>,
  filled: JsonObject,
  choice: Choice,
): JsonObject {
  const placeholders = secretTemplatePaths(templates);
  const seen = (value: JsonValue, path: Path): JsonValue | undefined => {
    if (Array.isArray(value)) {
      return value.map((item, index) => seen(item, [...path, index]) ?? null);
    }
    if (isObject(value)) {
      const inner = Object.entries(value).flatMap(([key, held]) => {
        const kept = seen(held, [...path, key]);
        return kept === undefined ? [] : [[key, kept] as const];
      });
      return Object.fromEntries(inner);
    }
    const unread = unreadAt(path, choice);
    if (unread === 'file') return digestOf(String(value));
    if (unread !== 'secret') return withMaskedSecrets(value, path);
    return placeholders.has(path.join('.')) || value === null ? value : undefined;
  };
  const all = seen(filled, []);
  return isObject(all) ? all : {};
}

/** Secrets that a spec writes as they are: nothing of them is kept, so that nobody can tell whether they were changed. */
export function plainSecrets(
  { templates }: Pick<SpecRequest, 'templates'>,
  filled: JsonObject,
  choice: Choice,
): FieldName[] {
  const placeholders = secretTemplatePaths(templates);
  return [...leavesOf(filled)]
    .filter(({ path, leaf }) => leaf !== null && !placeholders.has(path.join('.')))
    .filter(({ path }) => unreadAt(path, choice) === 'secret')
    .map(({ path }) => path.map(String));
}

/** Where a body has texts that need a secret: paths with dots. */
export function secretTemplatePaths(templates: SpecRequest['templates']): ReadonlySet<string> {
  return new Set(templates.filter(needsSecret).map(({ path }) => path.join('.')));
}

/** A value without the secrets in it: what they are is never compared. */
export function withoutSecrets(value: JsonValue, path: Path, choice: Choice): JsonValue {
  if (Array.isArray(value)) {
    return value.map((item, index) => withoutSecrets(item, [...path, index], choice));
  }
  if (!isObject(value)) return withMaskedSecrets(value, path);
  const kept = Object.entries(value).flatMap(([key, inner]) => {
    const place = [...path, key];
    const isSecret = unreadAt(place, choice) === 'secret';
    return isSecret ? [] : [[key, withoutSecrets(inner, place, choice)] as const];
  });
  return Object.fromEntries(kept);
}

/** A text without the secrets in it: what the rest of it says is compared. */
function withMaskedSecrets(value: JsonValue, path: Path): JsonValue {
  if (typeof value !== 'string') return value;
  return secretsWithin(value, path).reduceRight(
    (text, { start, end }) => text.slice(0, start) + mask + text.slice(end),
    value,
  );
}

const digestOf = (base64: string) =>
  `sha256:${createHash('sha256')
    .update(base64.replace(/^data:[^,]*,/, ''))
    .digest('hex')}`;

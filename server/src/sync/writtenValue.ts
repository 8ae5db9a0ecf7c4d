import type { JsonValue } from '../../../shared/src/messages';
import type { Choice } from '../ast/choice';
import type { Path } from '../ast/nodes';
import { isObject } from '../base/json';
import { takesPlaceholder } from '../placeholders/placeholders';
import { holdsSecret } from '../placeholders/secretPlaces';
import { secretsWithin } from '../request/plainSecrets';
import { secretName } from '../schema/secretName';

/** What the placeholder of a secret is called. */
export type SecretNamer = (path: Path, secret: string) => string;

/**
 * What the API has at a path as a spec writes it: texts that look like placeholders are escaped, and secrets are placeholders.
 *
 * @param nameOf by default what a secret at its place is usually called
 */
export function writtenValue(
  value: JsonValue,
  path: Path,
  choice: Choice,
  nameOf: SecretNamer = (place) => secretName(place, choice),
): JsonValue {
  if (Array.isArray(value)) {
    return value.map((item, index) => writtenValue(item, [...path, index], choice, nameOf));
  }
  if (isObject(value)) {
    const entries = Object.entries(value).map(([key, inner]): [string, JsonValue] => [
      key,
      writtenValue(inner, [...path, key], choice, nameOf),
    ]);
    return Object.fromEntries(entries);
  }
  if (typeof value !== 'string') return value;
  return holdsSecret(path, choice) && value !== ''
    ? `\${secret:${nameOf(path, value)}}`
    : withoutSecrets(value, path, nameOf);
}

/** A text in which the secrets are placeholders. */
function withoutSecrets(text: string, path: Path, nameOf: SecretNamer): string {
  const secrets = secretsWithin(text, path);
  const ends = [0, ...secrets.map(({ end }) => end)];
  const written = secrets.map(({ start, end, name }, at) => {
    const place = [...path.slice(0, -1), `${path.at(-1)}_${name}`];
    const placeholder = `\${secret:${nameOf(place, text.slice(start, end))}}`;
    return literal(text.slice(ends[at], start), path) + placeholder;
  });
  return written.join('') + literal(text.slice(ends.at(-1)), path);
}

/** A text that is sent as it is, also where it looks like a placeholder. */
function literal(text: string, path: Path): string {
  return takesPlaceholder(path, 'env')
    ? text.replace(/(?<=\$)\$\{|\$\{(?=(?:env|secret|file):)/g, '$$$&')
    : text.replace(/\$\{file:[^{}]*\}/g, '$$$&');
}

import type { JsonValue } from '../../../shared/src/messages';

const mask = '•••';

/** What is shorter (`42`, `eu`) is no secret, and masking it would make messages unreadable. */
const shortest = 4;

/**
 * A function that masks values wherever a text repeats them, as they are or as JSON writes
 * them, so that an answer which quotes a secret or the whole body can be shown.
 *
 * @param secrets values of at least 4 UTF-16 units; shorter ones are not masked
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const known = secrets
    .map((secret) => secret.trim())
    .filter(({ length }) => length >= shortest)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .sort((a, b) => b.length - a.length);
  return (text) => known.reduce((masked, secret) => masked.replaceAll(secret, mask), text);
}

/** Gives a JSON value with all its texts and keys changed. */
export function mapTexts(value: JsonValue, change: (text: string) => string): JsonValue {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [change(key), mapTexts(item, change)]),
  );
}

import type {
  JsonObject,
  JsonValue,
  MissingValue,
  Placeholder,
  SpecRequest,
  Template,
} from '../../../shared/src/messages';
import { withoutLineBreak } from '../../../shared/src/oneLine';

/** A value, or why there is none: a sentence that never holds the value of another placeholder. */
export type Value = { text: string } | { problem: string } | Cancelled;

/** A person was asked for a value and gave none. */
interface Cancelled {
  cancelled: true;
}

/** Where the values of placeholders come from. */
export type Sources = Record<Placeholder['kind'], (name: string) => Promise<Value>>;

/** `secrets`: the values that the body holds of environment variables, of secrets and, at places for secrets, of files. */
export type Filled =
  | { body: JsonObject; secrets: string[] }
  | { problems: MissingValue[] }
  | Cancelled;

/**
 * The body of a request with the values of its placeholders in place, or what is missing and where.
 * A person may have to give a secret: so each is asked for once, and only when nothing else misses.
 */
export async function fillPlaceholders(
  { body, templates }: Pick<SpecRequest, 'body' | 'templates'>,
  sources: Sources,
): Promise<Filled> {
  const filled = structuredClone(body ?? {});
  const problems: MissingValue[] = [];
  const known = new Map<string, Value>();
  const resolve = async ({ kind, name }: Placeholder) => {
    const key = `${kind}:${name}`;
    const value = known.get(key) ?? (await sources[kind](name));
    known.set(key, value);
    return value;
  };
  for (const secret of [false, true]) {
    for (const template of templates) {
      if (hasSecret(template) !== secret) continue;
      const value = await assemble(template, resolve);
      if ('cancelled' in value) return value;
      if ('problem' in value) problems.push({ path: template.path, message: value.problem });
      else put(filled, template.path, value.text);
    }
    if (problems.length > 0) return { problems };
  }
  return { body: filled, secrets: await secretsIn(templates, resolve) };
}

/** The values in templates that no message may repeat; those that cannot be had are left out. */
export async function secretsIn(
  templates: readonly Template[],
  resolve: (placeholder: Placeholder) => Promise<Value>,
): Promise<string[]> {
  const secrets = templates.flatMap(({ parts, isSecret }) =>
    parts
      .filter((part) => typeof part !== 'string')
      .filter(({ kind }) => isSecret || kind === 'env' || kind === 'secret'),
  );
  const values = await Promise.all(secrets.map(resolve));
  return [
    ...new Set(values.flatMap((value) => ('text' in value ? withoutLineBreak(value.text) : []))),
  ];
}

const hasSecret = ({ parts }: Template) =>
  parts.some((part) => typeof part !== 'string' && part.kind === 'secret');

async function assemble(
  { parts, as }: Template,
  resolve: (placeholder: Placeholder) => Promise<Value>,
): Promise<{ text: string | number } | Exclude<Value, { text: string }>> {
  const texts: string[] = [];
  for (const part of parts) {
    const value = typeof part === 'string' ? { text: part } : await resolve(part);
    if (!('text' in value)) return value;
    texts.push(value.text);
  }
  const text = texts.join('');
  if (as === 'string') return { text };
  if (as === 'line') return { text: withoutLineBreak(text) };
  const number = Number(text);
  return /^\s*[+-]?\d+\s*$/.test(text) && Number.isSafeInteger(number)
    ? { text: number }
    : { problem: `The value of ${names(parts)} must be a whole number.` };
}

const names = (parts: Template['parts']) =>
  parts
    .filter((part) => typeof part !== 'string')
    .map(({ kind, name }) => `\${${kind}:${name}}`)
    .join(' and ');

/** Puts a value where the path of a template leads; a path that leads nowhere changes nothing. */
export function put(root: JsonObject, path: Template['path'], value: string | number): void {
  let place: JsonValue | undefined = root;
  for (const key of path.slice(0, -1)) place = child(place, key);
  const last = path.at(-1);
  if (Array.isArray(place) && typeof last === 'number') place[last] = value;
  else if (isObject(place) && typeof last === 'string') place[last] = value;
}

function child(place: JsonValue | undefined, key: string | number): JsonValue | undefined {
  if (Array.isArray(place)) return typeof key === 'number' ? place[key] : undefined;
  return isObject(place) && Object.hasOwn(place, key) ? place[key] : undefined;
}

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

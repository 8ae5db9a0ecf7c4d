import type { Choice } from '../ast/choice';
import type { Schema } from '../schema/descriptions';
import { dereference, requiredKeys, typesOf } from '../schema/lookup';

const byFormat: Record<string, string> = {
  uri: 'https://example.com',
  'public-uri': 'https://example.com',
  'websocket-url': 'wss://example.com',
  'secure-websocket-url': 'wss://example.com',
  'sip-uri': 'sip:user@example.com',
  e164: '"+14155550123"',
  base64: '""',
};

/**
 * What to write for a key that is missing: a value to be replaced, but one the API would take.
 * @returns what follows the colon, with its space; further lines are indented from the key
 */
export function valueFor(
  key: string,
  schema: Schema,
  { provider }: Pick<Choice, 'provider'>,
): string {
  if (schema['x-secret'] === true) {
    const owner = provider ? `${provider}_` : '';
    return ` \${secret:${owner}${key}}`;
  }
  const types = typesOf(schema);
  if (types.includes('object')) return mapFor(schema, provider);
  return types.includes('array') ? ' []' : ` ${scalarFor(key, schema, types)}`;
}

function scalarFor(key: string, schema: Schema, types: readonly string[]): string {
  const [example] = schema.examples ?? [];
  if (typeof example === 'number') return String(example);
  if (typeof example === 'string') return written(example);
  if (schema.default !== undefined) return String(schema.default);
  if (types.includes('boolean')) return 'false';
  if (types.includes('integer')) return String(schema.minimum ?? 1);
  const meant = byFormat[schema.format ?? ''] ?? schema.enum?.[0];
  return String(meant ?? `<${key.replaceAll('_', ' ')}>`);
}

function written(text: string): string {
  const isPlain = /^[\w][\w ./:-]*$/.test(text) && !text.includes(': ');
  return isPlain ? text : JSON.stringify(text);
}

function mapFor(schema: Schema, provider: Choice['provider']): string {
  const needed = [...requiredKeys(schema, null), ...(schema['x-recommended'] ?? [])];
  const lines = needed.map((key) => {
    const value = valueFor(key, dereference(schema.properties?.[key] ?? {}), {
      provider,
    });
    return `\n  ${key}:${value.replaceAll('\n', '\n  ')}`;
  });
  return lines.length === 0 ? ' {}' : lines.join('');
}

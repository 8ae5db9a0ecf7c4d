import type { Choice } from '../ast/choice';
import type { Schema } from '../schema/descriptions';
import { dereference, requiredKeys, typesOf } from '../schema/lookup';

/**
 * What to write for a key that is missing: its default, or `<key>` for a person to fill in.
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
  if (schema.default !== undefined) return String(schema.default);
  if (types.includes('boolean')) return 'false';
  return String(schema.enum?.[0] ?? `<${key.replaceAll('_', ' ')}>`);
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

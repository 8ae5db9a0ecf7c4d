import type { Schema } from './descriptions';
import { composed } from './generated/schemas';
import { dereference } from './lookup';

/** Somewhere a key is known. */
export interface KnownKey {
  /** The keys above it; `[]` stands for the items of a list. */
  path: string[];
  /** The `provider.type` that has it, when only some do. */
  provider?: string;
  /** The `chat_agent_details.type` that has it, when only some do. */
  chat?: string;
}

let index: Map<string, KnownKey[]> | undefined;

/** Everywhere a key is known, for all types; worked out when first asked for. */
export function whereKnown(key: string): readonly KnownKey[] {
  index ??= buildIndex();
  return index.get(key) ?? [];
}

function buildIndex(): Map<string, KnownKey[]> {
  const places = new Map<string, KnownKey[]>();
  const visit = (schema: Schema, path: string[], only: Omit<KnownKey, 'path'>) => {
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      // What only Cekura writes belongs nowhere in a spec.
      if (property.readOnly === true && path.length > 0) continue;
      const place = { path, ...only };
      places.set(key, [...(places.get(key) ?? []), place]);
      visit(dereference(property), [...path, key], only);
    }
    if (schema.items !== undefined) visit(dereference(schema.items), [...path, '[]'], only);
  };
  visit(composed.agent, [], {});
  for (const [provider, schema] of Object.entries(composed.provider)) {
    visit(schema, ['provider'], { provider });
  }
  for (const [chat, schema] of Object.entries(composed.chat)) {
    visit(schema, ['provider', 'chat_agent_details'], { chat });
  }
  return places;
}

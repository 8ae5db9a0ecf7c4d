import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Choice } from '../../ast/choice';
import { valueFor } from '../../fixes/values';
import type { Schema } from '../../schema/descriptions';
import { dereference, keysOf, requiredKeys, typesOf } from '../../schema/lookup';
import { withTabStops } from '../tabStops';
import type { Proposal } from './proposal';

/** A key with everything its map needs, each value a tab stop; undefined when it needs nothing. */
export function blockProposal(key: string, schema: Schema, choice: Choice): Proposal | undefined {
  const needed = requiredKeys(schema, null);
  if (!typesOf(schema).includes('object') || needed.length === 0) return undefined;
  return {
    item: {
      label: `${key}: …`,
      kind: CompletionItemKind.Snippet,
      labelDetails: { description: `with ${needed.join(', ')}` },
      sortText: `2${key}`,
    },
    insert: withTabStops(`${key}:${valueFor(key, schema, choice)}`),
  };
}

/** A list item with the keys an item usually has, each value a tab stop. */
export function itemProposal(schema: Schema, choice: Choice): Proposal | undefined {
  const item = dereference(schema.items ?? {});
  const keys = itemKeys(item);
  if (keys.length === 0) return undefined;
  const lines = keys.map((key) => {
    const value = valueFor(key, dereference(item.properties?.[key] ?? {}), choice);
    return `${key}:${value.replaceAll('\n', '\n  ')}`;
  });
  const text = `- ${lines.join('\n  ')}`;
  return {
    item: {
      label: `- ${keys[0]}: …`,
      kind: CompletionItemKind.Snippet,
      labelDetails: { description: `with ${keys.join(', ')}` },
      sortText: '2',
    },
    insert: withTabStops(text),
  };
}

/** What an item needs, else what it is usually begun with. */
function itemKeys(item: Schema): string[] {
  const required = requiredKeys(item, null);
  return required.length > 0 ? required : keysOf(item).slice(0, 2);
}

import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Choice } from '../../ast/choice';
import { keyName, type Path } from '../../ast/nodes';
import { flagNames, providerOf } from '../../schema/catalog';
import type { Schema } from '../../schema/descriptions';
import { dereference, keysOf, requiredKeys, schemaAt, typesOf } from '../../schema/lookup';
import { explainedSchemaAt } from '../describe';
import { blockProposal } from './blocks';
import type { Cursor } from './cursor';
import type { Proposal } from './proposal';

/** Keys of the older API shape, and what only the server sets, are not offered. */
function isOffered(key: string, schema: Schema): boolean {
  return key !== 'id' && schema.readOnly !== true && schema['x-prefer'] === undefined;
}

/** Under `provider`, what the platform has no use for is not offered. */
function isUseful(path: Path, key: string, choice: Choice): boolean {
  const provider = path.join() === 'provider' ? providerOf(choice.provider) : undefined;
  if (provider === undefined || choice.provider === '') return true;
  const { agent_id, api_key, config, flags } = provider;
  if (key === 'agent_id') return agent_id.use !== 'none';
  if (key === 'credentials') return api_key.use !== 'none' || config.use !== 'none';
  return flags[key] !== undefined || !flagNames.includes(key);
}

/** The keys allowed in a map and not yet in it: required ones first, then in order of use. */
export function keyProposals({ path, map, hasColon, inFlow, quote, choice }: Cursor): Proposal[] {
  const schema = schemaAt(path, choice);
  if (schema === undefined) return [];
  const present = new Set(map?.entries.map(({ key }) => keyName(key)));
  const required = requiredKeys(schema, map ?? null);
  const open = Object.entries(schema.properties ?? {})
    .filter(([key, property]) => !present.has(key) && isOffered(key, property))
    .filter(([key]) => isUseful(path, key, choice))
    .map(([key, property]): [string, Schema] => [key, dereference(property)]);
  const blocks = open.flatMap(([key, property]) =>
    hasColon || inFlow ? [] : (blockProposal(key, property, choice) ?? []),
  );
  const keys = open.map(([key, keySchema], index): Proposal => {
    const isRequired = required.includes(key);
    const order = `${isRequired ? 0 : 1}${String(index).padStart(3, '0')}`;
    return {
      item: {
        label: key,
        kind: CompletionItemKind.Property,
        sortText: order,
        ...detailsOf(isRequired, explainedSchemaAt([...path, key], choice)),
        data: { path: [...path, key], choice, required: isRequired },
      },
      insert: quote + key + quote + (hasColon ? '' : valueStart(keySchema, inFlow)),
      thenSuggest: !hasColon && (hasLimitedValues(keySchema) || hasKnownKeys(keySchema)),
    };
  });
  return [...keys, ...blocks];
}

/** What stands beside a key in the list: whether it is required, and newer than the published contract. */
function detailsOf(isRequired: boolean, schema: Schema | undefined) {
  const facts = [isRequired && 'required', schema?.['x-later'] && 'newer'].filter(Boolean);
  return facts.length === 0 ? {} : { labelDetails: { description: facts.join(', ') } };
}

/** What follows a key: nested maps and lists begin on the next line, two columns deeper. */
function valueStart(schema: Schema, inFlow: boolean): string {
  const types = typesOf(schema);
  if (inFlow) return ': $0';
  if (types.includes('object')) return ':\n  $0';
  if (types.includes('array')) return ':\n  - $0';
  return ': $0';
}

/** What opens on the next line has keys, or items that have some. */
function hasKnownKeys(schema: Schema): boolean {
  const held = schema.items === undefined ? schema : dereference(schema.items);
  return keysOf(held).length > 0;
}

function hasLimitedValues(schema: Schema): boolean {
  return schema.enum !== undefined || typesOf(schema).includes('boolean');
}

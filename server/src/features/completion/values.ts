import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Choice } from '../../ast/choice';
import type { Path, ScalarNode } from '../../ast/nodes';
import { chatOf, fits, providerOf } from '../../schema/catalog';
import type { Schema } from '../../schema/descriptions';
import { schemaAt, typesOf } from '../../schema/lookup';
import { namedValue } from '../describe';
import { itemProposal } from './blocks';
import type { Cursor } from './cursor';
import { keyProposals } from './keys';
import type { Proposal } from './proposal';

/** What may stand as a value: those of an enum, `true` and `false`, or the start of a nested map or list. */
export function valueProposals(cursor: Cursor): Proposal[] {
  const schema = schemaAt(cursor.path, cursor.choice);
  if (schema === undefined) return [];
  const values = valuesOf(schema);
  if (values.length > 0) {
    const order = isChatType(cursor.path) ? byFit(values, cursor.choice) : values;
    return order.map((value, index) => proposalOf(cursor, schema, value, index));
  }
  return nestedProposals(cursor, schema);
}

function isChatType(path: Path): boolean {
  return path.join('.') === 'provider.chat_agent_details.type';
}

/** Chats that go with the provider come first, its own before all others. */
function byFit(values: ScalarNode['value'][], { provider: type }: Choice): ScalarNode['value'][] {
  const provider = providerOf(type);
  if (provider === undefined) return values;
  const rank = (value: ScalarNode['value']) => {
    const chat = chatOf(String(value));
    if (chat === undefined || !fits(chat, provider)) return 2;
    return chat.type === provider.type ? 0 : 1;
  };
  return values.toSorted((a, b) => rank(a) - rank(b));
}

/** Whether a place takes single values rather than a map. */
export function takesValues(schema: Schema | undefined): boolean {
  return schema !== undefined && valuesOf(schema).length > 0;
}

function valuesOf(schema: Schema): ScalarNode['value'][] {
  if (schema.enum !== undefined) return schema.enum;
  const types = typesOf(schema);
  if (!types.includes('boolean')) return [];
  return types.includes('null') ? [true, false, null] : [true, false];
}

function proposalOf(
  { quote }: Cursor,
  schema: Schema,
  value: ScalarNode['value'],
  index: number,
): Proposal {
  const written = value === '' ? '""' : String(value);
  const { name, meaning } = namedValue(schema, value);
  const words = meaning ?? (name === undefined ? schema.description : undefined);
  const isLater = schema['x-laterValues']?.includes(String(value));
  const details = [name, value === schema.default && 'default', isLater && 'newer']
    .filter(Boolean)
    .join(', ');
  return {
    item: {
      label: written,
      kind: CompletionItemKind.EnumMember,
      sortText: value === '' ? '999' : String(index).padStart(3, '0'),
      ...(name === undefined ? {} : { filterText: `${written} ${name}` }),
      ...(details === '' ? {} : { labelDetails: { description: details } }),
      ...(words === undefined
        ? {}
        : { documentation: { kind: 'markdown', value: words } as const }),
    },
    insert: typeof value === 'string' && value !== '' ? quote + written + quote : written,
  };
}

/** What maps and lists begin with that stand beside others between brackets. */
const brackets = [
  { type: 'object', label: '{ }', insert: '{$0}' },
  { type: 'array', label: '[ ]', insert: '[$0]' },
];

/** Behind `key:` of a map its keys are offered on a line of their own, of a list its first item. */
function nestedProposals(cursor: Cursor, schema: Schema): Proposal[] {
  const types = typesOf(schema);
  if (cursor.inFlow || typeof cursor.path.at(-1) === 'number')
    return brackets.flatMap(({ type, label, insert }) =>
      types.includes(type) ? [{ item: { label, kind: CompletionItemKind.Struct }, insert }] : [],
    );
  const below = types.includes('object')
    ? keyProposals({ ...cursor, map: undefined })
    : types.includes('array')
      ? listProposals(cursor, schema)
      : [];
  return below.map((proposal) => ({ ...proposal, isBelow: true }));
}

/** A first item of a list, empty or with what items usually hold. */
export function listProposals({ choice }: Cursor, schema: Schema): Proposal[] {
  const empty = { label: '- ', kind: CompletionItemKind.Struct, detail: 'A new item' };
  const block = itemProposal(schema, choice);
  return [{ item: empty, insert: '- $0' }, ...(block === undefined ? [] : [block])];
}

/** The same behind the other items of a list. */
export function anotherItem(cursor: Cursor): Proposal[] {
  const schema = schemaAt(cursor.path.slice(0, -1), cursor.choice);
  return schema === undefined ? [] : listProposals(cursor, schema);
}

/** Behind the dash of a new item: all that an item usually holds, found by what the list is called. */
export function newItemProposals({ path, choice }: Cursor): Proposal[] {
  const [list, index] = path.slice(-2);
  if (typeof list !== 'string' || typeof index !== 'number') return [];
  const schema = schemaAt(path.slice(0, -1), choice);
  const block = schema && itemProposal(schema, choice);
  if (block === undefined) return [];
  const label = `${list.replace(/s$/, '').replaceAll('_', ' ')}: …`;
  return [{ item: { ...block.item, label }, insert: withoutDash(block.insert) }];
}

const withoutDash = (text: string) => text.replace(/^- /, '').replaceAll('\n  ', '\n');

import { visibleText } from '../../../shared/src/plainText';
import type { Choice } from '../ast/choice';
import type { Path, ScalarNode } from '../ast/nodes';
import { providerOf } from '../schema/catalog';
import type { Schema } from '../schema/descriptions';
import { choicesOf, ownValue, schemaAt, typesOf } from '../schema/lookup';
import { typeNouns } from '../schema/typeWords';

/** What may stand at a path, with the page of the provider chosen for what has none, and whether it is newer for that provider. */
export function explainedSchemaAt(path: Path, choice: Choice): Schema | undefined {
  const schema = schemaAt(path, choice);
  const provider = path[0] === 'provider' ? providerOf(choice.provider) : undefined;
  if (schema === undefined || provider === undefined) return schema;
  const flag = path.length === 2 ? ownValue(provider.flags, String(path[1])) : undefined;
  return {
    ...(provider.docs === undefined ? {} : { 'x-docs': provider.docs }),
    ...(flag?.source === 'later' ? { 'x-later': true } : {}),
    ...schema,
  };
}

const newer = 'Newer than the published API.';

/** What a key is for, with its type, default, values and page, in Markdown. */
export function describeKey(key: string, schema: Schema, isRequired: boolean): string {
  const facts = [
    typeNouns(typesOf(schema)) || 'anything',
    ...(isRequired ? ['required'] : []),
  ].join(' · ');
  return [
    `**${asMarkdown(key)}** — ${facts}`,
    schema.description,
    schema.default === undefined
      ? undefined
      : `Default: \`${schema.default === '' ? '""' : schema.default}\``,
    schema['x-patternDescription'] && `Takes ${schema['x-patternDescription']}.`,
    describeValues(schema),
    exampleOf(schema),
    schema['x-secret'] && 'Secret: write `${secret:name}` or `${env:NAME}` instead of the value.',
    schema.readOnly && 'Set by Cekura and never sent.',
    schema['x-later'] && newer,
    schema['x-docs'] && `[Documentation](${schema['x-docs']})`,
  ]
    .filter((line) => typeof line === 'string')
    .join('\n\n');
}

/** The name of a key as Markdown shows it; who writes headers may give them any name. */
function asMarkdown(name: string): string {
  return /^[\w-]+$/.test(name)
    ? name
    : visibleText(name).replaceAll(/[^\w\s\u0080-\uffff-]/g, '\\$&');
}

/** What one value of an enum is called, and what there is to say of it; a name that says no more than the value is left out. */
export function namedValue(
  schema: Schema,
  value: ScalarNode['value'],
): { name?: string; meaning?: string } {
  const index = schema.enum?.indexOf(value) ?? -1;
  const description = (index < 0 ? undefined : schema.enumDescriptions?.[index]) ?? '';
  const [first = '', ...rest] = description.split(': ');
  const isName = rest.length > 0 || !description.endsWith('.');
  const hasName = isName && plainName(first) !== plainName(String(value)) && first !== '';
  const isLater = typeof value === 'string' && schema['x-laterValues']?.includes(value);
  const said = isName ? rest.join(': ') : description;
  const meaning = [said, isLater && newer].filter(Boolean).join(' ');
  return { ...(hasName && { name: first }), ...(meaning !== '' && { meaning }) };
}

const plainName = (name: string) => name.toLowerCase().replaceAll(/[\s_.-]/g, '');

/** One value of an enum in Markdown; undefined when nothing is said about it. */
export function valueMarkdown(schema: Schema, value: ScalarNode['value']): string | undefined {
  const { name, meaning } = namedValue(schema, value);
  if (name === undefined && meaning === undefined) return undefined;
  const title = name === undefined ? `**${value}**` : `**${value}** — ${name}`;
  return meaning === undefined ? title : `${title}\n\n${meaning}`;
}

/** Every value on its line when there are few, in one line when there are many. */
function describeValues(schema: Schema): string | undefined {
  const values = choicesOf(schema);
  if (values.length === 0) return undefined;
  if (values.length > 20) return `Values: ${values.map((value) => `\`${value}\``).join(', ')}`;
  const lines = values.map((value) => {
    const { name, meaning } = namedValue(schema, value);
    const words = [name, meaning].filter((one) => one !== undefined).join(': ');
    return words === '' ? `- \`${value}\`` : `- \`${value}\`: ${words}`;
  });
  return lines.join('\n');
}

function exampleOf({ examples }: Schema): string | undefined {
  const [example] = examples ?? [];
  return example === undefined ? undefined : `Example: \`${JSON.stringify(example)}\``;
}

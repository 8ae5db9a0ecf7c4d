import { readFile, writeFile } from 'node:fs/promises';
import type {
  ChatDescription,
  ConfigDescription,
  ProviderDescription,
} from '../server/src/schema/descriptions';
import { readDescriptions } from './generate';

const readme = 'README.md';
const block = /(<!-- providers -->\n)[\s\S]*?(<!-- \/providers -->)/;

/**
 * The README with its provider table made anew from `schemas/`. Throws when the README has no
 * block between `<!-- providers -->` and `<!-- /providers -->`.
 */
export async function withProviderTable(text: string): Promise<string> {
  if (!block.test(text)) throw new Error(`${readme} has no <!-- providers --> block`);
  const { providers, chats } = await readDescriptions();
  const table = providerTable(providers, chats);
  return text.replace(block, (_, start, end) => `${start}\n${table}\n${end}`);
}

/** A Markdown table with a row for each provider; what is required has a star. */
export function providerTable(providers: ProviderDescription[], chats: ChatDescription[]): string {
  const rows = providers.map((provider) => [
    provider.docs === undefined ? provider.title : `[${provider.title}](${provider.docs})`,
    [provider.type, ...(provider.aliases ?? [])].map(quoted).join(', '),
    { required: 'yes\\*', optional: 'yes', none: '' }[provider.api_key.use],
    configKeys(provider.config),
    { required: 'yes\\*', optional: 'yes', none: '' }[provider.agent_id.use],
    Object.keys(provider.flags).map(quoted).join(', '),
    chatsOf(provider, chats).map(quoted).join(', '),
  ]);
  const head = ['provider', '`type`', '`api_key`', '`config`', '`agent_id`', 'flags', 'chat'];
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
    .concat('\n');
}

function configKeys({
  use,
  properties = {},
  required = [],
  else: otherwise,
}: ConfigDescription): string {
  if (use === 'any') return 'anything';
  const starred = [...required, ...(otherwise?.required ?? [])];
  return Object.keys(properties)
    .filter((key) => properties[key]?.readOnly !== true)
    .map((key) => (starred.includes(key) ? `${quoted(key)}\\*` : quoted(key)))
    .join(', ');
}

/** The chat types that go with a provider, without those that go with all. */
function chatsOf({ type }: ProviderDescription, chats: ChatDescription[]): string[] {
  return chats
    .filter((chat) => chat.fits !== 'everywhere')
    .filter((chat) => chat.type === type || (chat.fits === 'custom' && type === 'custom'))
    .map((chat) => chat.type);
}

function quoted(name: string): string {
  return name === '' ? '`""`' : `\`${name}\``;
}

if (import.meta.filename === process.argv[1]) {
  await writeFile(readme, await withProviderTable(await readFile(readme, 'utf8')));
}

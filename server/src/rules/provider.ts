import { entriesOf, entry, nodeAt, type Path, resolve } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import { addKey } from '../fixes/addKey';
import { removeKey } from '../fixes/removeKey';
import { chatOf, fits, flagNames, providerOf, providers } from '../schema/catalog';
import type { ProviderDescription } from '../schema/descriptions';
import type { Finding, Rule } from './finding';
import { quoteList } from './messageText';

/** What the provider chosen makes of the rest: flags, credentials, agent id, chat. */
export const providerRule: Rule = function* (document) {
  const provider = providerOf(document.choice.provider);
  if (provider === undefined) return;
  yield* checkFlags(document, provider);
  yield* checkUnneeded(document, provider);
  yield* checkSavedKey(document, provider);
  yield* checkChat(document, provider);
};

function* checkFlags({ root }: SpecDocument, provider: ProviderDescription): Iterable<Finding> {
  for (const flag of flagNames) {
    const written = entry(nodeAt(root, ['provider']), flag);
    if (written === undefined || !isTrue(root, ['provider', flag])) continue;
    const path = ['provider', flag];
    const place = { start: written.key.start, end: written.key.end, path };
    const supported = provider.flags[flag];
    if (supported === undefined) {
      const able = providers.filter((one) => one.flags[flag] !== undefined).map(({ type }) => type);
      yield {
        ...place,
        severity: 'warning',
        code: 'unsupported-flag',
        message: `${provider.title} doesn't support \`${flag}\`: remove it (it works with ${quoteList(able, 6)}).`,
        fixes: removeKey,
      };
    } else if (
      supported.needs !== undefined &&
      nodeAt(root, ['provider', 'credentials', 'config', supported.needs]) === null
    ) {
      yield {
        ...place,
        severity: 'warning',
        code: 'flag-needs-key',
        message: `\`${flag}\` needs \`credentials.config.${supported.needs}\`, which is missing.`,
        fixes: addKey(supported.needs, ['provider', 'credentials', 'config']),
      };
    }
  }
}

/** Keys that mean nothing to the provider. */
function* checkUnneeded(
  { root }: SpecDocument,
  { title, agent_id, api_key, config }: ProviderDescription,
): Iterable<Finding> {
  const needsNothing = api_key.use === 'none' && config.use === 'none';
  const unneeded: [boolean, Path][] = [
    [agent_id.use === 'none', ['provider', 'agent_id']],
    [needsNothing, ['provider', 'credentials']],
    [!needsNothing && api_key.use === 'none', ['provider', 'credentials', 'api_key']],
    [!needsNothing && config.use === 'none', ['provider', 'credentials', 'config']],
  ];
  const found = unneeded.flatMap(([isUnneeded, path]) => {
    const key = String(path.at(-1));
    const written = entry(nodeAt(root, path.slice(0, -1)), key);
    return isUnneeded && written !== undefined && !isEmpty(nodeAt(root, path))
      ? [{ start: written.key.start, end: written.key.end, path, key }]
      : [];
  });
  const provider = entry(root, 'provider');
  if (found.length > 0 && provider && entry(provider.value, 'type') === undefined) {
    yield {
      start: provider.key.start,
      end: provider.key.end,
      path: ['provider'],
      severity: 'warning',
      code: 'missing-key',
      message: `\`type\` is missing in \`provider\`: without it, this is a custom agent, which doesn't use ${quoteList(found.map(({ key }) => key))}.`,
    };
    return;
  }
  for (const { key, ...place } of found)
    yield {
      ...place,
      severity: 'warning',
      code: 'unneeded-key',
      message: `${title} doesn't use \`${key}\`: remove it, or choose another \`provider.type\`.`,
      fixes: removeKey,
    };
}

/** Newer documentation lets an import use the key saved in the project; the contract asks for one. */
function* checkSavedKey({ root }: SpecDocument, provider: ProviderDescription): Iterable<Finding> {
  const isImport = isTrue(root, ['provider', 'configure_from_provider']);
  const canImport = provider.flags.configure_from_provider !== undefined;
  if (!isImport || !canImport || provider.api_key.use !== 'required') return;
  const holder = resolve(nodeAt(root, ['provider']));
  if (holder?.kind === 'map' && holder.incomplete) return;
  if (entry(nodeAt(root, ['provider', 'credentials']), 'api_key') !== undefined) return;
  // Without a value yet, something else is said of it.
  if (entry(holder, 'credentials')?.value === null) return;
  const key = entry(holder, 'configure_from_provider')?.key;
  if (key === undefined) return;
  yield {
    start: key.start,
    end: key.end,
    path: ['provider', 'configure_from_provider'],
    severity: 'warning',
    code: 'import-without-key',
    message: `Importing needs \`credentials.api_key\`, unless the project has a saved ${provider.title} key.`,
    fixes: addKey('api_key', ['provider', 'credentials']),
  };
}

function* checkChat({ root, choice }: SpecDocument, provider: ProviderDescription) {
  const path = ['provider', 'chat_agent_details', 'type'];
  const chat = chatOf(choice.chat);
  const written = nodeAt(root, path);
  const overlay = nodeAt(root, path.slice(0, -1));
  const key = entry(nodeAt(root, ['provider']), 'chat_agent_details')?.key;
  if (
    overlay?.kind === 'map' &&
    !overlay.incomplete &&
    key &&
    entry(overlay, 'type') === undefined
  ) {
    yield {
      start: key.start,
      end: key.end,
      path: path.slice(0, -1),
      severity: 'warning',
      code: 'missing-key',
      message: '`type` is missing in `chat_agent_details`: it determines what `config` takes.',
    } satisfies Finding;
  }
  if (chat === undefined || written === null || fits(chat, provider)) return;
  const partner = chat.fits === 'own' ? `\`${chat.type}\`` : '`custom`';
  yield {
    start: written.start,
    end: written.end,
    path,
    severity: 'warning',
    code: 'chat-does-not-fit',
    message: `${chat.title} works with \`provider.type\` ${partner}, not with ${provider.title}.`,
  } satisfies Finding;
}

function isTrue(root: SpecDocument['root'], path: Path): boolean {
  const node = nodeAt(root, path);
  return node?.kind === 'scalar' && node.value === true;
}

function isEmpty(node: ReturnType<typeof nodeAt>): boolean {
  if (node === null) return true;
  if (node.kind === 'map') return entriesOf(node).size === 0;
  return node.kind === 'scalar' && node.value === null;
}

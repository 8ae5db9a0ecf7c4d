import type { ChatDescription, ProviderDescription, Snippet, V1Name } from './descriptions';
import { facts } from './generated/schemas';

/** The description of a `provider.type`, the empty one for a custom agent; undefined for unknown types. */
export function providerOf(type: string | undefined): ProviderDescription | undefined {
  if (type === undefined) return undefined;
  return facts.providers.find((one) => one.type === type || one.aliases?.includes(type));
}

/**
 * Tells which variables the platform fills in itself; for a type that is not known, those of any platform.
 * Whether Cekura fills them in during tests is not published.
 */
export function platformVariables(type: string | undefined): (name: string) => boolean {
  const provider = providerOf(type);
  const patterns = (provider === undefined ? providers : [provider]).flatMap(
    ({ variables = [] }) => variables,
  );
  const names = new Set(patterns.filter((pattern) => !pattern.endsWith('*')));
  const beginnings = patterns
    .filter((pattern) => pattern.endsWith('*'))
    .map((pattern) => pattern.slice(0, -1));
  return (name) => names.has(name) || beginnings.some((beginning) => name.startsWith(beginning));
}

/** The description of a `chat_agent_details.type`; undefined for unknown types. */
export function chatOf(type: string | undefined): ChatDescription | undefined {
  return facts.chats.find((one) => one.type === type);
}

/** All providers, in alphabetical order of their types. */
export const providers: readonly ProviderDescription[] = facts.providers;

/** Names of the older API and where they went. */
export const v1Names: readonly V1Name[] = facts.v1;

/** Templates and parts of specs. */
export const snippets: readonly Snippet[] = facts.snippets;

/** The flags that only some providers support, in alphabetical order. */
export const flagNames: readonly string[] = [
  ...new Set(providers.flatMap(({ flags }) => Object.keys(flags))),
].sort();

/** Whether a chat goes with a provider. Inferred: the contract publishes no matrix. */
export function fits(chat: ChatDescription, provider: ProviderDescription): boolean {
  const isOwn = chat.type === provider.type;
  const isCustom = chat.fits === 'custom' && provider.type === 'custom';
  return chat.fits === 'everywhere' || isOwn || isCustom;
}

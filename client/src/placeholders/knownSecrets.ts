import type { AskServer } from '../../../shared/src/messages';
import type { SecretStore } from '../secrets/secretStore';
import { openSpec } from '../specs/specDocuments';
import { secretsIn } from './fillPlaceholders';
import { placeholderSources } from './placeholderSources';

/**
 * The secrets that a spec sends as it stands now, without asking anybody for one; none when the spec
 * is gone, or the language server does not answer.
 *
 * @param spec its address
 */
export async function knownSecrets(
  spec: string,
  ask: AskServer,
  kept: SecretStore,
): Promise<string[]> {
  const document = await openSpec(spec);
  if (!document) return [];
  const sources = {
    ...placeholderSources(document, kept),
    secret: (name: string) => keptSecret(name, kept),
  };
  try {
    const textDocument = { uri: document.uri.toString() };
    const { templates, plainSecrets } = await ask('cekuraAgent/request', { textDocument });
    const values = await secretsIn(templates, ({ kind, name }) => sources[kind](name));
    return [...plainSecrets, ...values];
  } catch {
    return [];
  }
}

async function keptSecret(name: string, kept: SecretStore) {
  const text = await kept.get(name);
  return text === undefined ? { problem: 'The secret has no value.' } : { text };
}

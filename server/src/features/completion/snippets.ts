import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Choice } from '../../ast/choice';
import { keyName } from '../../ast/nodes';
import { chatOf, fits, providerOf, snippets } from '../../schema/catalog';
import type { Snippet } from '../../schema/descriptions';
import { keysOf, schemaAt } from '../../schema/lookup';
import type { Cursor } from './cursor';
import type { Proposal } from './proposal';

/** Templates and parts that fit the map at the cursor: it may hold their keys, and has none of them yet. */
export function snippetProposals({ path, map, hasColon, choice }: Cursor): Proposal[] {
  if (hasColon || map?.flow === true) return [];
  const allowed = keysOf(schemaAt(path, choice));
  const present = new Set(map?.entries.map(({ key }) => keyName(key)));
  return snippets
    .filter((snippet) => fitsProvider(snippet, choice))
    .filter((snippet) => keysIn(snippet).every((key) => allowed.includes(key) && !present.has(key)))
    .map(
      ({ title, prefix, description, body }): Proposal => ({
        item: {
          label: prefix,
          kind: CompletionItemKind.Snippet,
          labelDetails: { description: title },
          sortText: `3${prefix}`,
          documentation: { kind: 'markdown', value: description },
        },
        insert: body.join('\n'),
      }),
    );
}

/** Whether a chat goes with the provider that is chosen. */
function fitsProvider({ body: [first, second = ''] }: Snippet, { provider }: Choice): boolean {
  const chat =
    first === 'chat_agent_details:' ? chatOf(/type: (\w+)/.exec(second)?.[1]) : undefined;
  const chosen = providerOf(provider);
  return chat === undefined || chosen === undefined || fits(chat, chosen);
}

/** The keys at the left margin of a snippet. */
function keysIn({ body }: Snippet): string[] {
  return body.flatMap((line) => /^([a-z_]+):/.exec(line)?.[1] ?? []);
}

import { CompletionItemKind } from 'vscode-languageserver-types';
import { keyName } from '../../ast/nodes';
import { snippets } from '../../schema/catalog';
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

/** The keys at the left margin of a snippet. */
function keysIn({ body }: Snippet): string[] {
  return body.flatMap((line) => /^([a-z_]+):/.exec(line)?.[1] ?? []);
}

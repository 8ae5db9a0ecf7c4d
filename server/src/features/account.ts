import { CompletionItemKind, type Position } from 'vscode-languageserver-types';
import type { AccountEntry, AccountQuery } from '../../../shared/src/messages';
import { labelText, plainText } from '../../../shared/src/plainText';
import { locate } from '../ast/nodeAtOffset';
import { nodeAt, type Path } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import { ownValue } from '../schema/lookup';
import { cursorAt } from './completion/cursor';
import type { Proposal } from './completion/proposal';

/** Providers whose assistants Cekura lists (later docs). */
const listed = new Set(['vapi', 'retell', 'elevenlabs', 'synthflow', 'bland']);

/** The places of a spec that name something in the account, and what is asked for them. */
const places: Record<string, (document: SpecDocument) => AccountQuery | undefined> = {
  project: () => ({ kind: 'projects' }),
  id: (document) => ({ kind: 'agents', project: projectOf(document) ?? null }),
  'provider.agent_id': (document) => {
    const { provider } = document.choice;
    const project = projectOf(document);
    return provider !== undefined && listed.has(provider) && project !== undefined
      ? { kind: 'assistants', project, provider }
      : undefined;
  },
};

function projectOf({ root }: SpecDocument): number | undefined {
  const project = nodeAt(root, ['project']);
  return project?.kind === 'scalar' && Number.isInteger(project.value)
    ? Number(project.value)
    : undefined;
}

const queryFor = (document: SpecDocument, path: Path) =>
  ownValue(places, path.join('.'))?.(document);

/** What is asked of the account to complete a position; undefined where nothing of it is named. */
export function accountQueryToComplete(
  document: SpecDocument,
  position: Position,
): AccountQuery | undefined {
  const cursor = cursorAt(document, document.offsetAt(position));
  return cursor?.kind === 'value' ? queryFor(document, cursor.path) : undefined;
}

/** What is asked of the account to explain a position: the value itself, not its key. */
export function accountQueryToExplain(
  document: SpecDocument,
  position: Position,
): AccountQuery | undefined {
  const located = locate(document.root, document.offsetAt(position));
  return located?.part === 'value' ? queryFor(document, located.path) : undefined;
}

/** Proposals for values that the account has, found by value and by name. */
export function accountProposals(entries: readonly AccountEntry[]): Proposal[] {
  return entries.map(({ value, name, note }, index) => {
    const label = labelText(String(value));
    const description = [name, note].filter(Boolean).join(', ');
    return {
      item: {
        label,
        kind: CompletionItemKind.Value,
        sortText: String(index).padStart(4, '0'),
        filterText: `${label} ${name ?? ''}`,
        ...(description !== '' && { labelDetails: { description: labelText(description) } }),
      },
      insert: written(value),
    };
  });
}

/** What the account calls the value at a position, as Markdown; undefined when it does not know it. */
export function accountName(
  document: SpecDocument,
  position: Position,
  entries: readonly AccountEntry[],
): string | undefined {
  const located = locate(document.root, document.offsetAt(position));
  const value = located?.node?.kind === 'scalar' ? located.node.value : undefined;
  const entry = entries.find((one) => one.value === value);
  if (!entry?.name) return undefined;
  const name = plainText(entry.name, 80).replaceAll(/[\\`*_{}[\]()#+\-.!<>|]/g, '\\$&');
  return `**${name}**${entry.note ? `, ${entry.note}` : ''}`;
}

/** Ids that would be read as something else are quoted. */
function written(value: number | string): string {
  if (typeof value === 'number') return String(value);
  const isPlain = /^[A-Za-z][\w-]*$/.test(value) && !/^(?:true|false|null)$/i.test(value);
  return (isPlain ? value : JSON.stringify(value)).replaceAll(/[$}\\]/g, '\\$&');
}

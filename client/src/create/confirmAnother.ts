import { commands, window } from 'vscode';
import { addressLine } from '../configuration/address';
import type { NamedImport } from '../imports/importText';
import { openAgent } from '../ui/links';

const another = 'Create Another';

/**
 * Asks before a second agent is created from a spec; true when one may be created.
 *
 * @param agentId the agent that was created from the spec; undefined when none is known
 * @param importing the import from the spec that still runs
 */
export async function confirmAnother(
  agentId: number | undefined,
  importing: NamedImport | undefined,
): Promise<boolean> {
  if (importing) {
    return choose(
      `Agent ${importing.id} is still being imported from this spec. Create another?`,
      'This creates a second agent.',
      'Show Import',
      () => commands.executeCommand('cekuraAgent.showImport'),
    );
  }
  if (agentId === undefined) return true;
  return choose(
    `This spec already has agent ${agentId}. Create another?`,
    `Agent ${agentId} isn't changed.`,
    'Open in Cekura',
    () => openAgent(agentId),
  );
}

async function choose(
  message: string,
  what: string,
  first: string,
  act: () => unknown,
): Promise<boolean> {
  const detail = [what, addressLine()].join('\n').trim();
  const choice = await window.showWarningMessage(message, { modal: true, detail }, first, another);
  if (choice === first) await act();
  return choice === another;
}

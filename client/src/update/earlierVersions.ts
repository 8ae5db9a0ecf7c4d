import { type TextDocument, window } from 'vscode';
import { plainText } from '../../../shared/src/plainText';
import { agentOf } from '../agents/agentOf';
import { tellNoAgent } from '../agents/tellNoAgent';
import { text } from '../api/parse';
import type { KeptVersions } from '../sync/baseStore';
import { notify } from '../ui/notifications';
import { showSide } from './compareAgent';
import { isWhole } from './lookAtAgent';
import type { UpdateServices } from './services';

/** The disk did not take an agent as it was, so that it is not changed. */
export class NotKept extends Error {}

/** Keeps agents as they were. Throws `NotKept` when the disk does not take one. */
export function keepingVersions(kept: KeptVersions): Pick<KeptVersions, 'add' | 'list'> {
  return {
    add(...version) {
      try {
        kept.add(...version);
      } catch {
        throw new NotKept();
      }
    },
    list: (...of) => kept.list(...of),
  };
}

/** Asks which of the versions that were kept is wanted, and opens it beside the spec. */
export async function restoreEarlier(
  document: TextDocument,
  services: UpdateServices,
): Promise<void> {
  const { ask, store, address, earlier } = services;
  const agent = await agentOf(document, ask, store);
  if (!agent) {
    tellNoAgent(document.uri);
    return;
  }
  const baseUrl = address();
  const versions = baseUrl === undefined ? [] : earlier.list(baseUrl, agent.id);
  if (versions.length === 0) {
    const message =
      'No earlier version is stored on this machine. Each update stores the version before it.';
    notify(window.showInformationMessage, message);
    return;
  }
  if (!(await isWhole(document, 'compare', ask))) return;
  const rows = versions.map((version) => ({
    label: new Date(version.at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' }),
    description: plainText(text(version.agent.name) ?? '', 80),
    version,
  }));
  const picked = await window.showQuickPick(rows, {
    title: `Earlier Versions of Agent ${agent.id}`,
    placeHolder: 'Select a version to open it beside the spec',
  });
  if (!picked) return;
  const name = `Agent ${agent.id}, ${picked.label}`;
  await showSide(document, { name, agent: picked.version.agent, base: null }, services);
}

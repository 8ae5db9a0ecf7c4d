import { commands, type TextDocument, window } from 'vscode';
import type { Template } from '../../../shared/src/messages';
import { describeValues } from '../placeholders/describeValues';
import type { FilesOfSpec } from '../placeholders/placeholderSources';
import { agreementsOn, placeholdersOf } from '../placeholders/sentValues';
import type { SpecStore } from '../specs/specStore';

/** What a person is asked to agree to. */
export interface Sending {
  document: Pick<TextDocument, 'uri' | 'isUntitled'>;
  /** Where it goes. */
  baseUrl: string;
  templates: Template[];
  files: FilesOfSpec;
  action: 'Create' | 'Update';
}

const preview = 'Preview Request';

/** Asks before values and files are sent from a spec to an address for the first time. */
export class Consents {
  constructor(private readonly store: SpecStore) {}

  /**
   * Whether all of it may be sent; asks when something is new, and never when nothing is named. For
   * a spec that was never saved nothing is remembered, as the next one may have its address.
   */
  async given(sending: Sending): Promise<boolean> {
    const { document, baseUrl, templates, files } = sending;
    const spec = document.uri.toString();
    const agreed = new Set(this.store.get(spec).agreed);
    const agreements = await agreementsOn(templates, files);
    const needed = agreements.map((agreement) => `${baseUrl} ${agreement}`);
    if (needed.every((item) => agreed.has(item))) return true;
    const answer = await ask(sending);
    if (answer === preview) await commands.executeCommand('cekuraAgent.preview', document.uri);
    if (answer !== sending.action) return false;
    if (!document.isUntitled) {
      this.store.set(spec, { agreed: [...new Set([...agreed, ...needed])] });
    }
    return true;
  }
}

async function ask({ baseUrl, templates, files, action }: Sending): Promise<string | undefined> {
  const { lines } = await describeValues(placeholdersOf(templates), files);
  const detail = `${lines.join('\n')}\n\nYou're asked again only if the spec uses other values or sends them elsewhere.`;
  const message = `Send these values to ${new URL(baseUrl).host}?`;
  return window.showInformationMessage(message, { modal: true, detail }, action, preview);
}

import { type Uri, window, workspace } from 'vscode';
import { plainText } from '../../../shared/src/plainText';
import { languageId } from '../specs/specDocuments';
import { notify } from '../ui/notifications';
import type { SecretStore } from './secretStore';

const title = 'Cekura Secrets';
const replace = 'Set Value…';
const remove = 'Remove Value';

/** Lists the secrets that specs name and whether they have values, and sets or removes a value. */
export async function setSecret(secrets: SecretStore): Promise<void> {
  const names = await secretsInSpecs();
  if (names.length === 0) {
    notify(
      window.showInformationMessage,
      'No spec uses a secret yet. Write ${secret:name} in one.',
    );
    return;
  }
  const items = names.map(async (name) => {
    const hasValue = (await secrets.get(name)) !== undefined;
    return { label: name, description: hasValue ? 'Has a value' : 'No value', hasValue };
  });
  const chosen = await window.showQuickPick(Promise.all(items), {
    title,
    placeHolder: 'Select a secret',
  });
  if (!chosen) return;
  const { label: name, hasValue } = chosen;
  const action = hasValue
    ? await window.showQuickPick([replace, remove], {
        title: name,
        placeHolder: 'Select an action',
      })
    : replace;
  if (action === remove) {
    await secrets.forget(name);
    notify(window.showInformationMessage, `Removed the value of ${name}.`);
  }
  const value = action === replace ? await askForSecret(name) : undefined;
  if (value === undefined) return;
  await secrets.keep(name, value);
  notify(window.showInformationMessage, `Saved the value of ${name}.`);
}

/** Asks for the value of a secret; undefined when the question is closed. */
export async function askForSecret(name: string): Promise<string | undefined> {
  return window.showInputBox({
    title: `Secret ${plainText(name, 60)}`,
    prompt: `Value of \${secret:${plainText(name, 60)}}. Stored in VS Code, not in the file.`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => (text === '' ? 'Enter a value.' : undefined),
  });
}

/** The names that the specs of the window use, in alphabetical order. */
async function secretsInSpecs(): Promise<string[]> {
  const found = await workspace.findFiles('**/*.cekura-agent.{yaml,yml}', '**/node_modules/**');
  const open = workspace.textDocuments.filter(({ languageId: id }) => id === languageId);
  const isOpen = (uri: Uri) => open.some((document) => `${document.uri}` === `${uri}`);
  const saved = found.filter((uri) => !isOpen(uri)).map((uri) => workspace.fs.readFile(uri));
  const texts = [
    ...open.map((document) => document.getText()),
    ...(await Promise.all(saved)).map((bytes) => Buffer.from(bytes).toString()),
  ];
  const names = texts.flatMap((text) =>
    [...text.matchAll(/(?<!\$)\$\{secret:([\w.-]+)\}/g)].flatMap(([, name]) => name ?? []),
  );
  return [...new Set(names)].sort();
}

/** Keeps the value that a quick fix took out of a spec; asks before it takes another one's place. */
export async function keepSecret(secrets: SecretStore, name: unknown, value: unknown) {
  if (typeof name !== 'string' || typeof value !== 'string') return;
  const kept = await secrets.get(name);
  if (kept !== undefined && kept !== value) {
    const replaceIt = 'Replace';
    const answer = await window.showWarningMessage(
      `The secret ${plainText(name, 60)} already has another value. Replace it?`,
      { modal: true, detail: 'To keep both, undo the edit and use another name.' },
      replaceIt,
    );
    if (answer !== replaceIt) return;
  }
  await secrets.keep(name, value);
}

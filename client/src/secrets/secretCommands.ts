import { window } from 'vscode';
import { plainText } from '../../../shared/src/plainText';
import type { SecretStore } from './secretStore';

/** Asks for the name and the value of a secret and keeps it; an empty value forgets it. */
export async function setSecret(secrets: SecretStore): Promise<void> {
  const title = 'Cekura Secret';
  const name = await window.showInputBox({
    title,
    prompt: 'The name that specs write as ${secret:name}.',
    validateInput: (text) =>
      /^[\w.-]*$/.test(text) ? undefined : 'A name has letters, digits, `_`, `-` and `.` only.',
  });
  if (!name) return;
  const value = await window.showInputBox({
    title: `${title} ${name}`,
    prompt:
      'Its value, kept in the secret storage of the editor. Leave it empty to forget the secret.',
    password: true,
    ignoreFocusOut: true,
  });
  if (value === undefined) return;
  await (value === '' ? secrets.forget(name) : secrets.keep(name, value));
  const done = value === '' ? 'is forgotten' : 'is kept';
  void window.showInformationMessage(`The secret ${name} ${done}.`);
}

/** Keeps the value that a quick fix took out of a spec; asks before it takes another one's place. */
export async function keepSecret(secrets: SecretStore, name: unknown, value: unknown) {
  if (typeof name !== 'string' || typeof value !== 'string') return;
  const kept = await secrets.get(name);
  if (kept !== undefined && kept !== value) {
    const replace = 'Replace It';
    const answer = await window.showWarningMessage(
      `Another value is kept as ${plainText(name, 60)}. Replace it, or undo the edit and give this secret another name?`,
      { modal: true },
      replace,
    );
    if (answer !== replace) return;
  }
  await secrets.keep(name, value);
}

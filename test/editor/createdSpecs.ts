import assert from 'node:assert/strict';
import { commands, window as editorWindow, Range, type TextDocument } from 'vscode';
import { said } from './person';
import { create, openFile, plainSpec, useSandbox } from './specs';

/** A sandbox for the tests of a `describe`, with agents that are created from specs. */
export function useAgents() {
  const window = useSandbox();
  return {
    get sandbox() {
      return window.sandbox;
    },
    /** The bodies of the updates. */
    updates: () =>
      window.sandbox.requests.filter(({ call }) => call === 'update').map(({ body }) => body),
    /** A spec in a file whose agent was just created; its id is not in the text. */
    async created(name: string, text = plainSpec(name)) {
      const document = await openFile(name, text);
      await create(document);
      const made = await said(/^Created agent/);
      const id = Number(/\d+(?=\)\.$)/.exec(made.text)?.[0]);
      window.sandbox.requests.length = 0;
      return { document, id };
    },
  };
}

/** Does something with the agent of a spec; ends when everything was asked and answered. */
export const run = (command: string, { uri }: Pick<TextDocument, 'uri'>) =>
  commands.executeCommand(`cekuraAgent.${command}`, uri);

/** Updates the agent of a spec, and gives the plan that was agreed to. */
export async function update(document: TextDocument): Promise<string> {
  const updating = run('update', document);
  const plan = await said(/^Update agent \d+\?/);
  plan.answer('Update');
  await updating;
  return plan.text;
}

/** Puts a text in the place of another. */
export async function replace(document: TextDocument, from: string, to: string): Promise<void> {
  const at = document.getText().indexOf(from);
  assert.ok(at >= 0, `There is no ${from}`);
  const range = new Range(document.positionAt(at), document.positionAt(at + from.length));
  const editor = await editorWindow.showTextDocument(document);
  await editor.edit((builder) => builder.replace(range, to));
}

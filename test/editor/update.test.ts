import assert from 'node:assert/strict';
import { type CodeLens, commands, window as editorWindow, workspace } from 'vscode';
import { replace, run, useAgents } from './createdSpecs';
import { eventually, said } from './person';
import { plainSpec } from './specs';

describe('A spec and its agent', () => {
  const agents = useAgents();
  const { created, updates } = agents;

  it('are compared in a diff that shows nothing but what differs', async () => {
    const { document, id } = await created('compared');
    agents.sandbox.edit(id, { description: 'You listen.' });
    await run('compare', document);
    const left = await eventually(() =>
      workspace.textDocuments.find(({ uri }) => uri.scheme === 'cekura-compared'),
    );
    assert.equal(
      left.getText(),
      document.getText().replace('You answer the phone.', 'You listen.'),
    );
  });

  it('have one line above the spec that says what can be done', async () => {
    const { document, id } = await created('lenses');
    const lenses = await commands.executeCommand<CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      [
        '$(cloud-upload)\u00a0Update Agent',
        'Compare',
        'Pull',
        `Agent ${id}`,
        'Write ID into Spec',
        'Create Another…',
      ],
    );
  });

  it('are in sync after an update, which sends what changed here alone', async () => {
    const { document, id } = await created('updated');
    await replace(document, 'You answer the phone.', 'You answer.');
    const updating = run('update', document);
    const plan = await said(/^Update agent \d+\?\ndescription: "You answer the phone\." → /);
    plan.answer('Update');
    await updating;
    await said(new RegExp(`^Updated agent ${id}\\.$`));
    assert.deepEqual(updates(), [{ description: 'You answer.' }]);
    await run('compare', document);
    await said(new RegExp(`^Spec and agent ${id} are in sync\\.`));
  });

  it('are left alone when the spec is edited, formatted, saved, and changed on disk by a checkout', async () => {
    const { document } = await created('alone');
    agents.sandbox.requests.length = 0;
    await replace(document, 'You answer the phone.', 'You   answer.');
    await commands.executeCommand('editor.action.formatDocument');
    assert.ok(await document.save());
    await workspace.fs.writeFile(document.uri, Buffer.from(plainSpec('Checked out')));
    await eventually(
      () => document.getText().includes('Checked out') || undefined,
      () =>
        `${document.isDirty ? 'Dirty' : 'Saved'}, version ${document.version}: ${document.getText()}`,
    );
    await run('preview', document);
    assert.deepEqual(agents.sandbox.requests, []);
  });

  it('are in sync after a pull, which can be undone', async () => {
    const { document, id } = await created('pulled');
    const before = document.getText();
    agents.sandbox.edit(id, { description: 'You listen.\nYou answer.' });
    await run('pull', document);
    await said(new RegExp(`^Pulled 1 field from agent ${id}\\.$`));
    assert.match(
      document.getText(),
      /^# Answers the phone\.\n.*description: \|-?\n {2}You listen/s,
    );
    assert.ok(document.isDirty);
    const pulled = document.getText();
    await run('pull', document);
    await said(/^Nothing to pull\.$/);
    assert.equal(document.getText(), pulled);
    await editorWindow.showTextDocument(document);
    await commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });
});

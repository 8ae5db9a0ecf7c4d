import assert from 'node:assert/strict';
import { ConfigurationTarget, commands, languages, type TextDocument, workspace } from 'vscode';
import { importedSpec } from '../importedSpec';
import { eventually, said, statusSays } from './person';
import {
  create,
  inFolder,
  onDisk,
  openFile,
  openNew,
  plainSpec,
  remove,
  rename,
  useSandbox,
} from './specs';

const idIn = (message: string) => Number(/\(id (\d+)\)/.exec(message)?.[1]);
const withId = (id: number, text: string) => text.replace('name:', `id: ${id}\nname:`);

/** Creates the agent of a spec, and gives what is said then. */
async function created(document: TextDocument) {
  await create(document);
  return said(/^Created agent/);
}

describe('The id of a created agent', () => {
  const window = useSandbox();

  const setting = (value: string | undefined) =>
    workspace
      .getConfiguration('cekuraAgent')
      .update('writeAgentId', value, ConfigurationTarget.Workspace);
  afterEach(() => setting(undefined));

  it('is offered, and written at the top when the user wants it', async () => {
    const document = await openFile('asks', plainSpec('Asks'));
    const { text, buttons, answer } = await created(document);
    assert.deepEqual(buttons, ['Write ID into Spec', 'Open in Cekura', 'Copy ID']);
    assert.equal(await onDisk(document.uri), plainSpec('Asks'));
    answer('Write ID into Spec');
    await becomes(() => onDisk(document.uri), withId(idIn(text), plainSpec('Asks')));
  });

  it('gives its place to that of the next agent, which is asked about', async () => {
    const document = await openFile('again', plainSpec('Again'));
    const first = await created(document);
    first.answer('Write ID into Spec');
    await becomes(() => onDisk(document.uri), withId(idIn(first.text), plainSpec('Again')));
    const again = create(document);
    (await said(new RegExp(`^This spec already has agent ${idIn(first.text)}`))).answer(
      'Create Another',
    );
    await again;
    const second = await said(/^Created agent/);
    second.answer('Write ID into Spec');
    await becomes(() => onDisk(document.uri), withId(idIn(second.text), plainSpec('Again')));
    assert.ok(idIn(second.text) > idIn(first.text));
  });

  it('goes into the file that is called otherwise by now, and is known without being written', async () => {
    const document = await openFile('moves', plainSpec('Moves'));
    const { text, answer } = await created(document);
    const uri = await rename(document, 'moved.cekura-agent.yaml');
    const again = create({ uri });
    (await said(new RegExp(`^This spec already has agent ${idIn(text)}`))).answer();
    await again;
    answer('Write ID into Spec');
    await becomes(() => onDisk(uri), withId(idIn(text), plainSpec('Moves')));
    assert.equal(window.creates().length, 1);
  });

  it('that has no file any longer is told', async () => {
    const document = await openFile('gone', plainSpec('Gone'));
    const { answer } = await created(document);
    await remove(document.uri);
    answer('Write ID into Spec');
    await said(/^Couldn't write ID \d+: the spec was deleted/);
  });

  it('is known when it is taken out of the text again', async () => {
    const document = await openFile('undone', plainSpec('Undone'));
    const { text, answer } = await created(document);
    answer('Write ID into Spec');
    await becomes(() => onDisk(document.uri), withId(idIn(text), plainSpec('Undone')));
    await commands.executeCommand('undo');
    await eventually(() => !document.getText().includes('id:') || undefined);
    const again = create(document);
    (await said(new RegExp(`^This spec already has agent ${idIn(text)}`))).answer();
    await again;
    assert.equal(window.creates().length, 1);
  });

  it('is known to a new spec whose language mode was another for a while', async () => {
    const document = await openNew(plainSpec('Mode'));
    const { text } = await created(document);
    await languages.setTextDocumentLanguage(document, 'plaintext');
    await languages.setTextDocumentLanguage(document, 'cekura-agent');
    const again = create(document);
    (await said(new RegExp(`^This spec already has agent ${idIn(text)}`))).answer();
    await again;
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    assert.equal(window.creates().length, 1);
  });

  it('is not known to the next new spec of the same name', async () => {
    await created(await openNew(plainSpec('New')));
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await eventually(() => !workspace.textDocuments.some((one) => one.isUntitled) || undefined);
    await created(await openNew(plainSpec('Next')));
  });

  it('is neither written nor offered where the setting is never, and known all the same', async () => {
    await setting('never');
    const document = await openFile('never', plainSpec('Never'));
    const { text, buttons } = await created(document);
    assert.deepEqual(buttons, ['Open in Cekura', 'Copy ID']);
    const again = create(document);
    (await said(new RegExp(`^This spec already has agent ${idIn(text)}`))).answer();
    await again;
    assert.equal(await onDisk(document.uri), plainSpec('Never'));
  });

  describe('where the setting is always', () => {
    beforeEach(() => setting('always'));

    it('is written at once, and the file is saved as it was', async () => {
      const document = await openFile('always', plainSpec('Always'));
      const { text, buttons } = await created(document);
      assert.deepEqual(buttons, ['Open in Cekura', 'Copy ID']);
      assert.equal(await onDisk(document.uri), withId(idIn(text), plainSpec('Always')));
    });

    it('goes into a file that is renamed and closed while its agent is created', async () => {
      window.sandbox.hold('create');
      const document = await openFile('meanwhile', plainSpec('Meanwhile'));
      const creating = create(document);
      await eventually(() => window.creates()[0]);
      const uri = await rename(document, 'later.cekura-agent.yaml');
      await commands.executeCommand('workbench.action.closeAllEditors');
      window.sandbox.release('create');
      await creating;
      const { text } = await said(/^Created agent/);
      assert.equal(await onDisk(uri), withId(idIn(text), plainSpec('Meanwhile')));
    });

    it('is told of where the file is called as no spec is by then, and the import is followed', async () => {
      const { sandbox } = window;
      sandbox.hold('create');
      sandbox.hold('import');
      const document = await openFile('imports', importedSpec('agent_of_a_text'));
      const creating = create(document);
      await eventually(() => window.creates()[0]);
      await rename(document, 'imports.txt');
      sandbox.release('create');
      await creating;
      await said(/^Couldn't write ID \d+ into .*imports\.txt/);
      await said(/^Importing agent \d+ \(imports\)/);
      await statusSays(/Importing imports: .*\(1 of 8\)/);
      sandbox.release('import');
      await said(/^Imported agent/);
      assert.equal(await onDisk(inFolder('imports.txt')), importedSpec('agent_of_a_text'));
    });
  });
});

async function becomes(read: () => Promise<string>, wanted: string): Promise<void> {
  let last = '';
  await eventually(
    async () => {
      last = await read();
      return last === wanted || undefined;
    },
    () => `It is not ${wanted}, but ${last}`,
  );
}

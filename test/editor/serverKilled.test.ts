import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { languages, Range, type TextDocument, WorkspaceEdit, workspace } from 'vscode';
import { eventually, said, unanswered } from './person';
import { closeEditors, openFile } from './specs';

describe('A killed language server', () => {
  let document: TextDocument;
  before(async () => {
    document = await openFile('killed', 'nmae: a\n');
    await isChecked('nmae');
  });
  after(closeEditors);

  it('is started again, and what was typed is checked by the new one', async () => {
    await killServer();
    await type('descripton');
    await isChecked('descripton');
  });

  it('waits for a person when it is killed again and again', async () => {
    for (const typed of ['first', 'second', 'third']) {
      await killServer();
      await type(typed);
      await isChecked(typed);
    }
    process.kill(await languageServer(), 'SIGKILL');
    (await said(/crashed 5 times/)).answer('Restart');
    await type('naem');
    await isChecked('naem');
  });

  it('waits for a person, too, when it is killed each time before it is ready', async () => {
    for (let times = 1; times < 5; times += 1) await killServer();
    process.kill(await languageServer(), 'SIGKILL');
    (await said(/crashed 5 times/)).answer('Restart');
    await type('nam');
    await isChecked('nam');
  });

  async function type(key: string): Promise<void> {
    const edit = new WorkspaceEdit();
    edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), `${key}: a\n`);
    assert.ok(await workspace.applyEdit(edit));
  }

  const messages = () => languages.getDiagnostics(document.uri).map(({ message }) => message);
  const isChecked = (key: string) =>
    eventually(
      () => messages().find((message) => message.includes(`Unknown key \`${key}\``)),
      () =>
        `${key} was not checked. The text is ${JSON.stringify(document.getText())}, its diagnostics: ${messages().join(' | ')}. Said was: ${unanswered().join(' | ')}`,
    );
});

/** Kills the language server and waits for the one that is started in its place. */
async function killServer(): Promise<void> {
  const killed = await languageServer();
  process.kill(killed, 'SIGKILL');
  await eventually(
    async () => (await servers()).find((pid) => pid !== killed),
    () => `No server was started in its place. Said was: ${unanswered().join(' | ')}`,
  );
}

const languageServer = () => eventually(async () => (await servers())[0]);

/** The language servers of this extension host, without those that have ended. */
async function servers(): Promise<number[]> {
  const found = [];
  for (const pid of (await readdir('/proc')).map(Number).filter(Number.isInteger)) {
    const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
    const isServer = (await read('cmdline')).includes('dist/server.js');
    if (isServer && Number(/^PPid:\s+(\d+)$/m.exec(await read('status'))?.[1]) === process.pid) {
      found.push(pid);
    }
  }
  return found;
}

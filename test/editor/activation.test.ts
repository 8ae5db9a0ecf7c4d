import assert from 'node:assert/strict';
import Module, { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { commands, extensions, languages, Uri, window, workspace } from 'vscode';
import { eventually } from './person';
import { closeEditors } from './specs';

const id = 'cekura-agent-specs.cekura-agent-specs';

describe('Activation', () => {
  const extension = extensions.getExtension(id) ?? assert.fail(`${id} is not installed`);
  const folder = workspace.workspaceFolders?.[0]?.uri ?? assert.fail('No folder is open.');
  const loadedAtReturn = watchActivate(join(extension.extensionPath, 'dist'));

  after(closeEditors);

  it('leaves other YAML files alone', async () => {
    const document = await open('other.yaml');
    assert.equal(document.languageId, 'yaml');
    await commands.executeCommand(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(0),
    );
    assert.equal(extension.isActive, false);
  });

  // A folder that holds specs when it is opened brings the extension with it.
  for (const name of ['agent.cekura-agent.yaml', 'agent.cekura-agent.yml']) {
    it(`takes ${name} for a spec`, async () => {
      await workspace.fs.writeFile(Uri.joinPath(folder, name), Buffer.from('name: Support\n'));
      assert.equal((await open(name)).languageId, 'cekura-agent');
    });
  }

  it('comes with the first spec, and returns before anything large is loaded', async () => {
    await extension.activate();
    assert.deepEqual(loadedAtReturn(), ['extension.js']);
  });

  it('checks a spec that has never been saved', async () => {
    const document = await workspace.openTextDocument({
      language: 'cekura-agent',
      content: 'name: 7\n',
    });
    await window.showTextDocument(document);
    await eventually(() => languages.getDiagnostics(document.uri)[0]);
  });

  function open(name: string) {
    return workspace.openTextDocument(Uri.joinPath(folder, name));
  }
});

/**
 * Wraps the extension's `activate` and notes what of `dist/` was loaded the moment it returned:
 * later is too late to see it, as the rest is loaded in the very next tick.
 */
function watchActivate(dist: string): () => string[] | undefined {
  let loaded: string[] | undefined;
  const { cache } = createRequire(__filename);
  const original = Module.prototype.require;
  Module.prototype.require = function require(path: string) {
    const exports = original.call(this, path);
    if (path !== join(dist, 'extension.js')) return exports;
    const activate = (...args: unknown[]) => {
      const result = exports.activate(...args);
      loaded = Object.keys(cache)
        .filter((file) => dirname(file) === dist && cache[file]?.loaded)
        .map((file) => basename(file));
      return result;
    };
    return { ...exports, activate };
  };
  return () => loaded;
}

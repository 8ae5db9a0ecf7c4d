import { beforeEach, describe, expect, test } from 'vitest';
import { importedSpec } from '../importedSpec';
import { plainSpec, useWindow } from './window';

const refused = 'Nothing is sent to Cekura until you trust this folder.';
const window = useWindow(
  {
    'plain.cekura-agent.yaml': plainSpec('Untrusted'),
    'imports.cekura-agent.yaml': importedSpec('agent_1'),
  },
  { workspaceTrust: true },
);
beforeEach(() => window.workbench.closeNotifications());

/** Trusts the folder, in the editor of trust. */
async function trust(): Promise<void> {
  const { workbench } = window;
  await workbench.runCommand('Workspaces: Manage Workspace Trust');
  await workbench.page
    .locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ })
    .first()
    .click();
  await workbench.page
    .locator('.workspace-trust-editor')
    .getByText('You trust this folder', { exact: true })
    .waitFor();
  // It lies above the explorer; a click beside it closes it.
  const modal = workbench.page.locator('.monaco-modal-editor-block');
  await modal.click({ position: { x: 5, y: 5 } });
  await modal.waitFor({ state: 'detached' });
}

/** Takes the folder out of the list of those that are trusted. */
async function distrust(): Promise<void> {
  const { workbench } = window;
  await workbench.runCommand('Workspaces: Manage Workspace Trust');
  const row = workbench.page.locator('.trusted-uris-table .monaco-list-row');
  await row.hover();
  await row.locator('.action-label').last().click();
}

const isFollowed = () =>
  window.workbench.importStatus.filter({ hasText: /imports: .*\(5 of 8\)/ }).waitFor();

describe.sequential('in a folder that nobody trusts', () => {
  test('nothing is created', async () => {
    const { workbench } = window;
    await workbench.openFile('plain.cekura-agent.yaml');
    await workbench.codeLens.filter({ hasText: 'Trust Folder to Create Agent' }).waitFor();
    await workbench.runCommand('Cekura: Create Agent');
    await workbench.says(new RegExp(`^${refused}$`));
    expect(await workbench.notificationButtons()).toEqual(['Manage Trust']);
  });

  test('no key is asked for or checked', async () => {
    await window.workbench.runCommand('Cekura: Set API Key');
    await window.workbench.says(new RegExp(`^${refused}$`));
  });

  test('a preview says so', async () => {
    const { workbench } = window;
    await workbench.runCommand('Cekura: Preview Request');
    await workbench.page
      .locator('.view-line', { hasText: refused.replace(' to Cekura', '') })
      .waitFor();
    await workbench.closeEditors();
  });

  test('specs are written with all help', async () => {
    const { workbench } = window;
    await workbench.newSpec('Custom');
    await workbench.write('nmae: a\n');
    await workbench.squiggles.first().waitFor();
    await workbench.page.keyboard.press('ControlOrMeta+End');
    await workbench.page.keyboard.type('proj');
    await workbench.suggestions.filter({ hasText: 'project' }).first().waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.closeEditors();
  });

  test('Cekura has heard nothing', () => {
    expect(window.sandbox.requests).toEqual([]);
  });
});

describe.sequential('an import from a folder', () => {
  test('that is trusted now is begun', async () => {
    const { workbench, sandbox } = window;
    await trust();
    sandbox.arm('import', 'never-ends');
    await workbench.openFile('imports.cekura-agent.yaml');
    await workbench.clickCreate();
    await workbench.says(/^Importing agent \d+ \(imports\)/);
    await isFollowed();
    await workbench.hasKept(/"name":"imports"/);
  });

  test('that is not trusted any longer is not followed: nothing is sent', async () => {
    const { workbench, sandbox } = window;
    await distrust();
    await workbench.importStatus.waitFor({ state: 'detached' });
    await workbench.reload();
    const before = sandbox.requests.length;
    await workbench.openFile('imports.cekura-agent.yaml');
    await workbench.codeLens.filter({ hasText: 'Trust Folder to Create Agent' }).waitFor();
    await workbench.runCommand('Cekura: Create Agent');
    await workbench.says(new RegExp(`^${refused}$`));
    expect(sandbox.requests).toHaveLength(before);
    expect(await workbench.importStatus.count()).toBe(0);
  });

  test('that is trusted again is followed on', async () => {
    await trust();
    await isFollowed();
  });
});

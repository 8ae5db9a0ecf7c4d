import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Workbench } from '../../scripts/vscode/workbench';
import { importedSpec, type OwnWindow, openOwnWindow, starting } from './window';

let own: OwnWindow;
let workbench: Workbench;
beforeAll(async () => {
  own = await openOwnWindow(
    { 'a.cekura-agent.yaml': importedSpec('agent_1') },
    { workspaceTrust: true, env: { CEKURA_API_KEY: 'a-good-key' } },
  );
  workbench = own.workbench;
});
afterAll(() => own.close());

/** Trusts the folder, in the editor of trust. */
async function trust(): Promise<void> {
  await workbench.runCommand('Workspaces: Manage Workspace Trust');
  await workbench.page
    .locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ })
    .first()
    .click();
}

/** Takes the folder out of the list of those that are trusted. */
async function distrust(): Promise<void> {
  await workbench.runCommand('Workspaces: Manage Workspace Trust');
  const row = workbench.page.locator('.trusted-uris-table .monaco-list-row');
  await row.hover();
  await row.locator('.action-label').last().click();
}

describe.sequential('an import from a folder', () => {
  test('that is trusted now is begun', async () => {
    await trust();
    await workbench.openFile('a.cekura-agent.yaml');
    own.arm('import', 'never-ends');
    await workbench.clickCreate();
    await workbench.says(/\(a\) is being imported/);
    await workbench.importStatus.filter({ hasText: /a: .*\(5 of 8\)/ }).waitFor();
  });

  test('that is not trusted any longer is not followed: nothing is sent', async () => {
    await distrust();
    await workbench.importStatus.waitFor({ state: 'detached', ...starting });
    await workbench.reload();
    await workbench.openFile('a.cekura-agent.yaml');
    await workbench.codeLens.first().waitFor(starting);
    const before = own.requests().length;
    await workbench.page.waitForTimeout(4_000);
    expect(own.requests()).toHaveLength(before);
    expect(await workbench.importStatus.count()).toBe(0);
  });

  test('that is trusted again is followed on', async () => {
    await trust();
    await workbench.importStatus.filter({ hasText: /a: .*\(5 of 8\)/ }).waitFor(starting);
    await workbench.screenshot('build/trusted-again.png');
  });
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clickRow } from '../../scripts/vscode/workbench';
import { plainSpec, type TestWindow } from './window';

export const files = { 'desk.cekura-agent.yaml': `# Answers.\n${plainSpec('Desk')}` };

export const tests = (window: TestWindow) =>
  describe.sequential('a spec and its agent', () => {
    const agentId = () => Number(window.sandbox.agents.at(-1)?.id);
    const updates = () =>
      window.sandbox.requests.filter(({ call }) => call === 'update').map(({ body }) => body);
    const lens = (title: string) => window.workbench.codeLens.filter({ hasText: title }).first();

    test('are compared side by side', async () => {
      const { workbench, sandbox } = window;
      await workbench.openFile('desk.cekura-agent.yaml');
      await workbench.clickCreate();
      await workbench.says(/^Created agent "Desk"/);
      await workbench.closeNotifications();
      sandbox.edit(agentId(), { description: 'You answer the phone.\nYou are kind.' });
      await lens('Compare').click();
      const left = workbench.page.locator('.monaco-diff-editor .original');
      await left.locator('.view-line', { hasText: /You.are.kind/ }).waitFor();
      expect(await left.locator('.squiggly-error, .codelens-decoration').count()).toBe(0);
      await workbench.closeEditors();
    });

    test('are in step after a pull, which is not saved', async () => {
      const { workbench, folder } = window;
      await workbench.openFile('desk.cekura-agent.yaml');
      await lens('Pull').click();
      await workbench.says(/^Pulled 1 field from agent \d+\.$/);
      expect(await workbench.editorText()).toMatch(/You.are.kind/);
      expect(await readFile(join(folder, 'desk.cekura-agent.yaml'), 'utf8')).not.toContain('kind');
      await workbench.closeNotifications();
    });

    test('are in step after an update, whose plan is asked about', async () => {
      const { workbench } = window;
      await workbench.clickWord('kind');
      await workbench.page.keyboard.type('very');
      await lens('Update Agent').click();
      await workbench.dialogSays(/Update agent \d+\?.*description: \+1 −1 lines/);
      expect(updates()).toEqual([]);
      await workbench.dialogButton('Update').click();
      await workbench.says(/^Updated agent \d+\.$/);
      expect(updates()).toEqual([{ description: expect.stringContaining('very') }]);
      await workbench.closeNotifications();
      await lens('Compare').click();
      await workbench.says(/^Spec and agent \d+ are in sync\.$/);
    });

    test('that changed on both sides are asked about, and known to differ until they do not', async () => {
      const { workbench, sandbox } = window;
      const { page } = workbench;
      await workbench.closeNotifications();
      sandbox.edit(agentId(), { name: 'Their desk' });
      await workbench.clickWord('Desk');
      await page.keyboard.press('End');
      await page.keyboard.type('top');
      await lens('Update Agent').click();
      const row = workbench.pickRows.filter({ hasText: 'Spec: "Desktop", Cekura: "Their desk"' });
      // It would be sent, unless it is taken out.
      await row.locator('input[type=checkbox], .monaco-checkbox').first().click();
      await page.locator('.quick-input-widget .monaco-button', { hasText: 'OK' }).click();
      await workbench.says(/^Pulled 1 field/);
      expect(await workbench.editorText()).toMatch(/name:.Their.desk/);
      await workbench.says(/^Nothing to update\.$/);
      await page.locator('[id="status.languageStatus"]').first().hover();
      await page
        .locator('.hover-language-status', { hasText: /In sync/ })
        .first()
        .waitFor();
    });

    test('of the account are found by name, and opened as a new spec that is in step', async () => {
      const { workbench } = window;
      await workbench.closeNotifications();
      await workbench.runCommand('Cekura: New Spec from Existing Agent…');
      await clickRow(workbench.pickRows.filter({ hasText: 'Support line' }));
      await workbench.page.getByPlaceholder('Search by name or ID').fill('their');
      const row = workbench.pickRows.filter({ hasText: 'Their desk' });
      await row.waitFor();
      await workbench.pickRows.nth(1).waitFor({ state: 'detached' });
      await clickRow(row);
      await workbench.page.locator('.tab.active', { hasText: 'their-desk.' }).waitFor();
      await expect.poll(() => workbench.editorText()).toMatch(/^id:.\d+\s*name:.Their.desk/);
      await lens('Compare').click();
      await workbench.says(/^Spec and agent \d+ are in sync\.$/);
    });
  });

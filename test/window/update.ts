import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plainSpec, type TestWindow } from './window';

export const files = { 'desk.cekura-agent.yaml': `# Answers.\n${plainSpec('Desk')}` };

export const tests = (window: TestWindow) =>
  describe.sequential('a spec and its agent', () => {
    const agentId = () => Number(window.sandbox.agents.at(-1)?.id);
    const updates = () =>
      window.sandbox.requests.filter(({ call }) => call === 'update').map(({ body }) => body);
    const lens = (title: string) => window.workbench.codeLens.filter({ hasText: title }).first();
    /** What a reader of the README is to see. */
    const picture = (name: string) =>
      window.workbench.screenshot(`build/window-pictures/${name}.png`);

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
      await picture('compare');
      await workbench.closeEditors();
    });

    test('are in step after a pull, which is not saved', async () => {
      const { workbench, folder } = window;
      await workbench.openFile('desk.cekura-agent.yaml');
      await lens('Pull').click();
      await workbench.says(/^Pulled 1 field from agent \d+\.$/);
      expect(await workbench.editorText()).toMatch(/You.are.kind/);
      expect(await readFile(join(folder, 'desk.cekura-agent.yaml'), 'utf8')).not.toContain('kind');
      await picture('pull');
      await workbench.closeNotifications();
    });

    test('are in step after an update, whose plan is asked about', async () => {
      const { workbench } = window;
      await workbench.clickWord('kind');
      await workbench.page.keyboard.type('very');
      await lens('Update Agent').click();
      await workbench.dialogSays(/Update agent \d+\?.*description: \+1 −1 lines/);
      await picture('update');
      expect(updates()).toEqual([]);
      await workbench.dialogButton('Update').click();
      await workbench.says(/^Updated agent \d+\.$/);
      expect(updates()).toEqual([{ description: expect.stringContaining('very') }]);
      await workbench.closeNotifications();
      await lens('Compare').click();
      await workbench.says(/^Spec and agent \d+ are in step\.$/);
    });
  });

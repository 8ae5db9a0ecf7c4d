import { expect, test } from 'vitest';
import { plainSpec, type TestWindow } from './window';

export const files = {
  'keys.cekura-agent.yaml': plainSpec('Keys').replace('project:', 'projekt:'),
};

export const tests = (window: TestWindow) =>
  test('everything can be done without a mouse: a mistake mended, an agent created, its id written', async () => {
    const { workbench } = window;
    const { page } = workbench;
    const press = (keys: string) => page.keyboard.press(keys);
    const pick = async (prefix: string, text: string) => {
      await press(prefix);
      await workbench.input.waitFor();
      await page.keyboard.insertText(text);
      await workbench.pickRows.first().filter({ hasText: text }).waitFor();
      await press('Enter');
      await workbench.input.waitFor({ state: 'hidden' });
    };

    await workbench.closeNotifications();
    await pick('ControlOrMeta+P', 'keys.cekura-agent.yaml');
    await page.locator('.tab.active', { hasText: 'keys.cekura-agent.yaml' }).waitFor();
    await page.locator('.squiggly-error').first().waitFor();

    await pick('F1', 'Go to Next Problem (Error, Warning, Info)');
    const problem = page.locator('.marker-widget');
    await problem.waitFor();
    await press('Escape');
    await problem.waitFor({ state: 'detached' });
    await workbench.openFixes('project');
    await press('Enter');
    await expect.poll(() => workbench.editorText()).toContain('project: 42');
    await press('Escape');

    await pick('F1', 'Cekura: Create Agent');
    await workbench.says(/^Created agent "Keys"/);
    await pick('F1', 'Notifications: Focus Notification Toast');
    await press('Tab');
    const focused = page.locator('.notification-toast .monaco-button:focus');
    for (let tries = 0; tries < 10; tries += 1) {
      if ((await focused.textContent().catch(() => '')) === 'Write ID into Spec') break;
      await press('Tab');
    }
    await press('Enter');
    await expect.poll(() => workbench.editorText()).toMatch(/^id: \d+/);
    expect(window.sent('Keys')).toHaveLength(1);
  });

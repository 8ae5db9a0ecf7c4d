import { expect, test } from 'vitest';
import { plainSpec, type TestWindow } from './window';

export const files = {
  'steps.cekura-agent.yaml': plainSpec('Steps').replace('project:', 'projekt:'),
};

export const tests = (window: TestWindow) =>
  test('a step of the walkthrough is checked off when it is done, and no earlier', async () => {
    const { workbench } = window;
    const { page } = workbench;
    const asks = (placeholder: string) => page.getByPlaceholder(placeholder).waitFor();
    const isDone = async (step: string) => {
      await workbench.runCommand('Welcome: Open Walkthrough');
      await asks('Select a walkthrough to open');
      await workbench.answer('Get Started with Cekura');
      const row = page.locator('.getting-started-step', { hasText: step }).first();
      await row.waitFor();
      const done = await row.locator('.codicon-getting-started-step-checked').isVisible();
      // Else the row would be there before the walkthrough is opened again, which then takes the focus from what comes next.
      await workbench.runCommand('View: Close Editor');
      await row.waitFor({ state: 'detached' });
      return done;
    };

    await workbench.runCommand('Cekura: New Agent Spec');
    await asks('Where does the agent run?');
    await page.keyboard.press('Escape');
    expect(await isDone('Start a spec')).toBe(false);
    await workbench.newSpec('Custom', 'Support line');
    await expect.poll(() => isDone('Start a spec')).toBe(true);
    await workbench.closeEditors();
    expect(await isDone('Fix a mistake')).toBe(false);

    await workbench.openFile('steps.cekura-agent.yaml');
    await workbench.squiggles.first().waitFor();
    await workbench.clickWord('projekt');
    await (await workbench.openFixes('project')).click();
    await expect.poll(() => isDone('Fix a mistake')).toBe(true);
    expect(await isDone('Create the agent')).toBe(false);
    await workbench.openFile('steps.cekura-agent.yaml');
    await workbench.clickCreate();
    await workbench.says(/^Created agent "Steps"/);
    await expect.poll(() => isDone('Create the agent')).toBe(true);
    await workbench.closeNotifications();
    await workbench.closeEditors();
  });

import { describe, expect, test } from 'vitest';
import { clickRow } from '../../scripts/vscode/workbench';
import { importedSpec } from '../importedSpec';
import type { TestWindow } from './window';

const names = ['one', 'two', 'three'];

export const files = Object.fromEntries(
  names.map((name) => [`${name}.cekura-agent.yaml`, importedSpec(`agent_${name}`)]),
);

async function startImport({ workbench }: TestWindow, name: string): Promise<void> {
  await workbench.openFile(`${name}.cekura-agent.yaml`);
  await workbench.closeNotifications();
  await workbench.clickCreate();
  await workbench.says(new RegExp(`^Importing agent \\d+ \\(${name}\\)`));
}

export const tests = (window: TestWindow) =>
  describe.sequential('an import', () => {
    const status = (text: string | RegExp) =>
      window.workbench.importStatus.filter({ hasText: text }).waitFor();

    test('is followed in the status bar, stage by stage, all texts as they are', async () => {
      const { sandbox } = window;
      sandbox.arm('import', 'hostile-text');
      sandbox.hold('import');
      await startImport(window, 'one');
      await status(
        'Importing one: [Click me] (command:workbench.action.terminal.new) $ (bug)… (1 of 8)',
      );
      sandbox.step('import');
      await status('Importing one: Reading the prompt (2 of 8)');
    });

    test('lists its stages at a click, live', async () => {
      const { workbench, sandbox } = window;
      await workbench.closeNotifications();
      await workbench.importStatus.click();
      const row = (text: RegExp) => workbench.pickRows.filter({ hasText: text }).first().waitFor();
      await row(/Importing one \(agent \d+\)/);
      await row(/Reading the prompt.*running/);
      sandbox.step('import');
      await row(/Reading the settings.*running/);
      expect(await workbench.pickRows.count()).toBeGreaterThanOrEqual(9);
      await workbench.page.keyboard.press('Escape');
    });

    test('is one of two in one item of the status bar, each with its own actions', async () => {
      const { workbench, sandbox } = window;
      await startImport(window, 'two');
      await status(/Importing two: .* \+1/);
      await workbench.closeNotifications();
      await workbench.importStatus.click();
      await clickRow(workbench.pickRows.filter({ hasText: 'Stop Following' }).first());
      await workbench.says(/^Stopped following agent \d+ \(two\)/);
      await status(/Importing one: .*8\)$/);
      await workbench.closeNotifications();
      sandbox.release('import');
      await workbench.says(/^Imported agent "Imported from retell" \(id \d+\)/);
      await status('Imported one');
      expect(await workbench.notificationButtons()).toEqual([
        'Pull',
        'Show Imported Agent',
        'Write ID into Spec',
      ]);
    });

    test('shows the agent beside its spec, read-only and unchecked', async () => {
      const { workbench } = window;
      await workbench.clickNotification('Show Imported Agent');
      const imported = workbench.page.locator('.monaco-diff-editor .original');
      await imported.locator('.view-line', { hasText: /Imported.from.retell/ }).waitFor();
      expect(await imported.locator('.squiggly-error, .codelens-decoration').count()).toBe(0);
      await workbench.closeEditors();
    });

    test('that fails says why', async () => {
      const { workbench, sandbox } = window;
      sandbox.arm('import', 'fails-at-tools');
      await startImport(window, 'three');
      await workbench.says(
        /couldn't be imported: The tool "get_order" has a schema that cannot be read\. See the agent in Cekura\.$/,
      );
      await status('Import of three failed');
    });
  });

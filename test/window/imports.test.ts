import { describe, expect, test } from 'vitest';
import { arm, importedSpec, useWindow } from './window';

const window = useWindow();

async function startImport(assistant: string): Promise<void> {
  const { workbench } = window;
  await workbench.closeEditors();
  await workbench.newSpec('Retell');
  await workbench.write(importedSpec(assistant));
  await workbench.closeNotifications();
  await workbench.clickCreate();
}

/** The first import of a run is asked for what later ones find stored. */
async function answerQuestions(): Promise<void> {
  await window.workbench.answerBox('API Key', 'a-good-key');
}

describe.sequential('an import', () => {
  test('is followed in the status bar, stage by stage, while the editor stays free', async () => {
    const { workbench } = window;
    await startImport('agent_one');
    await answerQuestions();
    await workbench.importStatus.filter({ hasText: /Importing .*\(\d of 8\)/ }).waitFor();
    const seen = await workbench.importStatus.textContent();
    await workbench.write(importedSpec('agent_one_edited'));
    expect(seen).toMatch(/Importing .+: .+ \(\d of 8\)/);
    await workbench.says(/^Imported agent/);
    await workbench.importStatus.filter({ hasText: 'Imported' }).waitFor();
  });

  test('a click lists every stage with its state', async () => {
    const { workbench } = window;
    await startImport('agent_two');
    await workbench.importStatus.filter({ hasText: /\(\d of 8\)/ }).click();
    const rows = workbench.pickRows;
    await rows
      .filter({ hasText: /is being imported/ })
      .first()
      .waitFor();
    expect(await rows.count()).toBeGreaterThanOrEqual(9);
    await workbench.page.keyboard.press('Escape');
    await workbench.says(/^Imported agent/);
  });

  test('that fails says why', async () => {
    const { workbench } = window;
    await arm('import', 'fails-at-tools');
    await startImport('agent_three');
    await workbench.says(/could not be imported: .+/);
    await workbench.importStatus.filter({ hasText: 'failed' }).waitFor();
  });
});

import { beforeAll, describe, expect, test } from 'vitest';
import { arm, disarm, giveKey, importedSpec, received, starting, useWindow } from './window';

const names = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
const window = useWindow(
  Object.fromEntries(
    names.map((name) => [`${name}.cekura-agent.yaml`, importedSpec(`remembered_${name}`)]),
  ),
);

async function startImport(name: string): Promise<void> {
  const { workbench } = window;
  await workbench.openFile(`${name}.cekura-agent.yaml`);
  await workbench.closeNotifications();
  await workbench.clickCreate();
  await workbench.says(new RegExp(`\\(${name}\\) is being imported`));
}

beforeAll(() => giveKey(window.workbench));

/** Stops to follow the import that is shown first. */
async function stopFollowing(name: string): Promise<void> {
  const { workbench } = window;
  await workbench.closeNotifications();
  await workbench.importStatus.click();
  await workbench.pickRows.filter({ hasText: 'Stop Following' }).first().click();
  await workbench.says(
    new RegExp(`\\(${name}\\) is not followed any longer\\. Its import goes on in Cekura`),
  );
}

describe.sequential('an import', () => {
  test('is followed on when the window was closed and opened again', async () => {
    const { workbench } = window;
    await arm('import', 'never-ends');
    await startImport('one');
    await workbench.importStatus.filter({ hasText: /one: .*\(5 of 8\)/ }).waitFor();
    await workbench.reload();
    await workbench.importStatus.filter({ hasText: /one: .*\(5 of 8\)/ }).waitFor(starting);
    await stopFollowing('one');
  });

  test('that ended while the window was closed is told of, once', async () => {
    const { workbench } = window;
    await arm('import', 'usual', { stageMs: 1_500 });
    await startImport('two');
    await workbench.importStatus.filter({ hasText: /two: .*\([2-8] of 8\)/ }).waitFor();
    await workbench.reload();
    await workbench.says(/^Imported agent "Imported from retell" \(id \d+\)/);
    await workbench.reload();
    await workbench.openFile('two.cekura-agent.yaml');
    await workbench.codeLens.filter({ hasText: 'Open in Cekura' }).waitFor();
    expect(await workbench.importStatus.count()).toBe(0);
    expect(await workbench.notifications.count()).toBe(0);
  });

  test('shows the agent beside its spec, read-only and unchecked', async () => {
    const { workbench } = window;
    await startImport('seven');
    await workbench.closeNotifications();
    await workbench.says(/^Imported agent/);
    expect(await workbench.notificationButtons()).toEqual([
      'Show Imported Agent',
      'Write ID into Spec',
      'Open in Cekura',
    ]);
    await workbench.screenshot('build/imported.png');
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.clickNotification('Show Imported Agent');
    const imported = workbench.page.locator('.monaco-diff-editor .original');
    await imported.locator('.view-line', { hasText: /Imported.from.retell/ }).waitFor();
    await workbench.screenshot('build/imported-agent.png');
    expect(await imported.locator('.squiggly-error, .codelens-decoration').count()).toBe(0);
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.closeEditors();
  });

  test('is one of three in one item of the status bar, each with its own actions', async () => {
    const { workbench } = window;
    await arm('import', 'never-ends', { times: 3 });
    for (const name of ['three', 'four', 'five']) await startImport(name);
    await workbench.importStatus.filter({ hasText: /Importing five: .* \+2/ }).waitFor();
    await workbench.closeNotifications();
    await workbench.importStatus.click();
    await workbench.pickRows.filter({ hasText: 'Open in Cekura' }).first().waitFor();
    await workbench.screenshot('build/import-list.png');
    await workbench.page.keyboard.press('Escape');
    await stopFollowing('five');
    await workbench.importStatus.filter({ hasText: /Importing four: .* \+1/ }).waitFor();
  });

  test('of several, all are followed on when the window was closed', async () => {
    const { workbench } = window;
    await workbench.reload();
    await workbench.importStatus.filter({ hasText: /Importing four: .* \+1/ }).waitFor(starting);
  });

  test('waits for a new key when the key was revoked, and goes on with it', async () => {
    const { workbench } = window;
    await workbench.closeNotifications();
    await arm('progress', 'unauthorized', { times: 2 });
    await workbench.says(/is not followed any longer: Cekura does not accept the API key/);
    await workbench.runCommand('Cekura: Set API Key');
    await workbench.answerBox('API Key', 'another-key');
    await workbench.says(/API key is valid/);
    await workbench.importStatus.filter({ hasText: /Importing .*\(\d of 8\) \+1/ }).waitFor();
  });

  test('that is followed is not followed twice, whatever old message is clicked', async () => {
    const { workbench } = window;
    const goOn = workbench.page.locator('.notification-toast .monaco-button', { hasText: 'Go On' });
    await goOn.first().click();
    const polls = async () => (await received()).filter(({ call }) => call === 'progress').length;
    const before = await polls();
    await workbench.page.waitForTimeout(10_000);
    // Two imports, each asked for every two seconds.
    expect((await polls()) - before).toBeLessThanOrEqual(12);
    expect((await polls()) - before).toBeGreaterThan(2);
  });

  test('is followed on when the user says so', async () => {
    const { workbench } = window;
    await workbench.closeNotifications();
    await arm('progress', 'forbidden', { times: 1 });
    await workbench.says(/is not followed any longer: The API key may not see how far it is/);
    await workbench.importStatus.filter({ hasText: /Importing .*\(\d of 8\)$/ }).waitFor();
    await workbench.clickNotification('Go On');
    await workbench.importStatus.filter({ hasText: /Importing .*\(\d of 8\) \+1/ }).waitFor();
    await workbench.closeNotifications();
  });

  test('says when Cekura cannot be reached', async () => {
    const { workbench } = window;
    await arm('progress', 'hang-up', { times: 20 });
    await workbench.importStatus.filter({ hasText: /cannot be reached; trying again/ }).waitFor();
    await disarm();
  });

  test('is known to a spec of another name, and goes on when the spec is gone', async () => {
    const { workbench } = window;
    await arm('import', 'usual', { stageMs: 2_000 });
    await startImport('six');
    await workbench.renameFile('six.cekura-agent.yaml', 'sixth.cekura-agent.yaml');
    await workbench.clickCreate();
    await workbench.dialogSays(/is still being imported from this spec/);
    await workbench.dialogButton('Cancel').click();
    await workbench.deleteFile('sixth.cekura-agent.yaml');
    await workbench.says(/^Imported agent/);
    await workbench.clickNotification('Show Imported Agent');
    await workbench.page.locator('.tab.active', { hasText: /^agent-\d+/ }).waitFor();
  });

  test('that was begun with a key that is gone asks for one', async () => {
    const { workbench } = window;
    await workbench.runCommand('Cekura: Clear API Key');
    await workbench.says(/The API key is forgotten/);
    await workbench.reload();
    await workbench.says(/there is no API key to ask how far it is/);
    await workbench.clickNotification('Set API Key');
    await workbench.answerBox('API Key', 'a-good-key');
    await workbench.importStatus.filter({ hasText: /Importing .*\(\d of 8\) \+1/ }).waitFor();
  });
});

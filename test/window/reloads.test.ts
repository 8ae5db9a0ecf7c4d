import { describe, expect, test } from 'vitest';
import { importedSpec } from '../importedSpec';
import { plainSpec, useWindow } from './window';

const files = {
  first: plainSpec('first'),
  asked: plainSpec('asked'),
  paused: plainSpec('paused'),
  cut: plainSpec('cut'),
  listed: plainSpec('listed').replace('42', '${env:WINDOW_PROJECT}'),
  runs: importedSpec('agent_1'),
  ends: importedSpec('agent_2'),
};
const window = useWindow(
  Object.fromEntries(
    Object.entries(files).map(([name, text]) => [`${name}.cekura-agent.yaml`, text]),
  ),
  { env: { WINDOW_PROJECT: '42' } },
);

async function clickCreate(name: keyof typeof files): Promise<void> {
  const { workbench } = window;
  await workbench.openFile(`${name}.cekura-agent.yaml`);
  await workbench.closeNotifications();
  await workbench.clickCreate();
}

const status = (text: RegExp) => window.workbench.importStatus.filter({ hasText: text }).waitFor();

describe.sequential('a window that is closed', () => {
  test('has asked for an API key once, and checked it', async () => {
    const { workbench } = window;
    await clickCreate('first');
    await workbench.answerBox('API Key', 'revoked-key');
    await workbench.inputSays(/doesn't accept this key/);
    await workbench.answerBox('API Key', 'a-good-key');
    await workbench.says(/^Created agent "first"/);
    expect(window.sent('first')).toHaveLength(1);
  });

  test('while imports run and creates are under way', async () => {
    const { workbench, sandbox } = window;
    sandbox.arm('import', 'never-ends');
    await clickCreate('runs');
    await status(/Importing runs: .*\(5 of 8\)/);
    sandbox.hold('import');
    await clickCreate('ends');
    await status(/Importing ends: .*\(1 of 8\) \+1/);

    sandbox.arm('create', 'rate-limited', { retryAfter: 280 });
    await clickCreate('paused');
    await workbench.says(/Trying again/);
    sandbox.arm('create', 'silence');
    await clickCreate('cut');
    await expect.poll(() => window.sent('cut')).toHaveLength(1);
    await clickCreate('listed');
    await workbench.dialogSays(/Send these values/);

    await workbench.hasKept(/"name":"ends".*"name":"runs"/);
    await workbench.reload(() => sandbox.release('import'));
  });

  test('tells of the import that ended meanwhile', async () => {
    await window.workbench.says(/^Imported agent "Imported from retell" \(id \d+\)/);
  });

  test('follows on the import that still runs', () => status(/Importing runs: .*\(5 of 8\)$/));

  test('asks what came of the create that was in the pause before it is sent again', async () => {
    const { workbench } = window;
    await clickCreate('paused');
    await workbench.dialogSays(/last create .* got no answer\. No new agent "paused"/);
    expect(window.sent('paused')).toHaveLength(1);
    await workbench.dialogButton('Create New').click();
    await workbench.says(/^Created agent "paused"/);
    expect(window.sent('paused')).toHaveLength(2);
  });

  test('asks what came of the create that waited for its answer', async () => {
    const { workbench } = window;
    await clickCreate('cut');
    await workbench.dialogSays(/last create .* got no answer\. Agent \d+ "cut" is new/);
    await workbench.dialogButton('Use Agent').click();
    await workbench.says(/^This spec now has agent \d+/);
    expect(window.sent('cut')).toHaveLength(1);
  });

  test('has not sent what it listed, and asks again', async () => {
    const { workbench } = window;
    await clickCreate('listed');
    await workbench.dialogSays(/Send these values/);
    expect(window.sent('listed')).toHaveLength(0);
    await workbench.agreeToSend();
    await workbench.says(/^Created agent "listed"/);
    expect(window.sent('listed')).toHaveLength(1);
  });

  test('while it asks for the key has sent nothing, asks again, and tells of no import twice', async () => {
    const { workbench } = window;
    await workbench.runCommand('Cekura: Clear API Key');
    await workbench.says(/^API key cleared/);
    await clickCreate('asked');
    await workbench.boxTitled('API Key').waitFor();
    await workbench.reload();
    await workbench.says(/^Set an API key to see how far an import is/);
    await workbench.clickNotification('Set API Key');
    await workbench.answerBox('API Key', 'a-good-key');
    await status(/Importing runs: .*\(5 of 8\)$/);
    expect(await workbench.notifications.filter({ hasText: 'Imported agent' }).count()).toBe(0);
    expect(window.sent('asked')).toEqual([]);
    await clickCreate('asked');
    await workbench.says(/^Created agent "asked"/);
    expect(window.sent('asked')).toHaveLength(1);
  });
});

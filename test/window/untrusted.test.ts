import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Workbench } from '../../scripts/vscode/workbench';
import { type OwnWindow, openOwnWindow } from './window';

const spec = 'name: Untrusted\ndescription: a\nproject: 42\nprovider: {type: custom}\n';
const refused = 'Nothing is sent to Cekura until you trust this folder.';

let own: OwnWindow;
let workbench: Workbench;
beforeAll(async () => {
  own = await openOwnWindow({ 'a.cekura-agent.yaml': spec }, { workspaceTrust: true });
  workbench = own.workbench;
  await workbench.openFile('a.cekura-agent.yaml');
});
beforeEach(() => workbench.closeNotifications());
afterAll(() => own.close());

describe.sequential('in a folder that nobody trusts', () => {
  test('nothing is created', async () => {
    await workbench.clickCreate();
    expect(await workbench.nextNotification()).toBe(refused);
    expect(await workbench.notificationButtons()).toEqual(['Manage Trust']);
  });

  test('no key is asked for or checked', async () => {
    await workbench.runCommand('Cekura: Set API Key');
    expect(await workbench.nextNotification()).toBe(refused);
  });

  test('a preview says so', async () => {
    await workbench.runCommand('Cekura: Preview Request');
    await workbench.page
      .locator('.view-line', { hasText: refused.replace(' to Cekura', '') })
      .waitFor();
  });

  test('specs are written with all help', async () => {
    await workbench.newSpec('Custom');
    await workbench.write('nmae: a\n');
    await workbench.squiggles.first().waitFor();
    await workbench.page.keyboard.press('ControlOrMeta+End');
    await workbench.page.keyboard.type('proj');
    await workbench.suggestions.filter({ hasText: 'project' }).first().waitFor();
  });

  test('Cekura has heard nothing', () => {
    expect(own.requests()).toEqual([]);
  });
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plainSpec, type TestWindow } from './window';

export const files = {
  'first.cekura-agent.yaml': plainSpec('First'),
  'wrong.cekura-agent.yaml': plainSpec('Wrong').replace('42', 'many'),
  'refused.cekura-agent.yaml': plainSpec('Refused'),
  'secret.cekura-agent.yaml': `name: Secret
description: \${file:prompt.md}
project: 42
provider:
  type: vapi
  credentials:
    api_key: \${secret:vapi_api_key}
`,
  'prompt.md': 'You answer the phone.\n',
  // A folder does not choose where its specs go.
  '.vscode/settings.json': '{ "cekuraAgent.apiBaseUrl": "https://elsewhere.example.com" }',
};
export const tests = (window: TestWindow) =>
  describe.sequential('Create Agent', () => {
    test('creates, and leads to the agent', async () => {
      const { workbench } = window;
      await workbench.openFile('first.cekura-agent.yaml');
      await workbench.languageMode.filter({ hasText: 'Cekura Agent' }).waitFor();
      await workbench.clickCreate();
      expect(await workbench.nextNotification()).toMatch(/^Created agent "First" \(id \d+\)\.$/);
      expect(await workbench.notificationButtons()).toEqual([
        'Write ID into Spec',
        'Open in Cekura',
        'Copy ID',
      ]);
      const opened = workbench.page.context().waitForEvent('page');
      await workbench.clickNotification('Open in Cekura');
      const page = await opened;
      await page.waitForURL(new RegExp(`^${window.sandbox.url}/sandbox/#agent-\\d+$`));
      await page.locator(new URL(page.url()).hash).waitFor();
      await page.close();
    });

    test('says that a spec was created before, and lets its id be written and undone', async () => {
      const { workbench } = window;
      await workbench.clickCreate();
      await workbench.dialogSays(/This spec already has agent \d+\./);
      await workbench.dialogButton('Create Another').click();
      await workbench.says(/^Created agent "First"/);
      await workbench.clickNotification('Write ID into Spec');
      const path = join(window.folder, 'first.cekura-agent.yaml');
      await expect.poll(() => readFile(path, 'utf8')).toMatch(/^id: \d+\nname: First\n/);
      await workbench.codeLens.filter({ hasText: /^Agent \d+/ }).waitFor();
      await workbench.clickWord('First');
      await workbench.page.keyboard.press('ControlOrMeta+Z');
      await expect.poll(() => workbench.editorText()).not.toContain('id:');
      await workbench.page.keyboard.press('ControlOrMeta+Shift+Z');
      await expect.poll(() => workbench.editorText()).toContain('id:');
    });

    test('is stopped by errors, and leads to them in the Problems panel', async () => {
      const { workbench } = window;
      await workbench.closeNotifications();
      await workbench.openFile('wrong.cekura-agent.yaml');
      await workbench.squiggles.first().waitFor();
      await workbench.clickCreate();
      await workbench.says(/^Fix 1 error, then create again/);
      const problems = await workbench.problems('takes a whole number');
      await problems.filter({ hasText: 'wrong-type' }).first().waitFor();
      expect(window.sent('Wrong')).toEqual([]);
      await workbench.closePanel();
    });

    test('marks refused fields where they stand, until they are edited', async () => {
      const { workbench, sandbox } = window;
      await workbench.closeNotifications();
      await workbench.openFile('refused.cekura-agent.yaml');
      sandbox.arm('create', 'bad-request', { body: { provider: { type: ['Not in your plan.'] } } });
      await workbench.clickCreate();
      await workbench.says(/Cekura refused the spec\. Correct the field `provider\.type`/);
      const problems = await workbench.problems('Not in your plan.');
      await problems.filter({ hasText: 'Cekura API' }).first().waitFor();
      await workbench.closePanel();
      await workbench.squiggles.first().waitFor();
      await workbench.clickWord('custom');
      await workbench.page.keyboard.press('End');
      await workbench.page.keyboard.type('s');
      await workbench.page.keyboard.press('Backspace');
      await workbench.squiggles.first().waitFor({ state: 'detached' });
      expect(await workbench.editorText()).toContain('type: custom');
    });

    test('is shown while it is under way, and done once', async () => {
      const { workbench, sandbox } = window;
      await workbench.closeNotifications();
      const before = window.sent('Refused').length;
      sandbox.hold('create');
      await workbench.clickCreate();
      await workbench.statusBar.filter({ hasText: 'Creating agent…' }).waitFor();
      await workbench.clickCreate();
      await workbench.says(/^Already creating this agent/);
      sandbox.release('create');
      await workbench.says(/^Created agent "Refused"/);
      expect(window.sent('Refused')).toHaveLength(before + 1);
    });

    test('says what failed, with a button that leads on', async () => {
      const { workbench, sandbox } = window;
      await workbench.closeNotifications();
      sandbox.arm('create', 'unauthorized');
      await workbench.clickCreate();
      await workbench.dialogButton('Create Another').click();
      await workbench.says(/doesn't accept the API key\. Not created\. Set a valid key/);
      expect(await workbench.notificationButtons()).toEqual(['Set API Key']);
    });

    test('asks what came of a create whose answer cannot be read', async () => {
      const { workbench, sandbox } = window;
      await workbench.closeNotifications();
      sandbox.arm('create', 'invalid-json');
      await workbench.clickCreate();
      await workbench.dialogButton('Create Another').click();
      await workbench.says(/isn't valid\. Agent \d+ "Refused" is new in the project/);
      // Older agents have the same name.
      const newest = Math.max(...sandbox.agents.map(({ id }) => Number(id)));
      expect(window.sent('Refused').length).toBeGreaterThan(1);
      await workbench.clickNotification('Use Agent');
      await workbench.says(new RegExp(`^This spec now has agent ${newest}`));
    });

    test('can be cancelled in the pause before it is sent again', async () => {
      const { workbench, sandbox } = window;
      await workbench.closeNotifications();
      sandbox.arm('create', 'rate-limited', { retryAfter: 200 });
      const before = window.sent('Refused').length;
      await workbench.clickCreate();
      await workbench.dialogButton('Create Another').click();
      await workbench.says(/too many requests.* again in 4 minutes\.$/);
      await workbench.clickNotification('Cancel');
      await workbench.says(/^Cancelled\. Not created\.$/);
      await workbench.notifications
        .filter({ hasText: 'too many requests' })
        .waitFor({ state: 'detached' });
      expect(window.sent('Refused')).toHaveLength(before + 1);
    });

    test('lists what it will send and where, and sends nothing when that is declined', async () => {
      const { workbench, sandbox } = window;
      await workbench.closeNotifications();
      await workbench.openFile('secret.cekura-agent.yaml');
      await workbench.clickCreate();
      await workbench.answerBox('Secret vapi_api_key', 'value-of-the-secret');
      await workbench.dialogSays(`Send these values to ${new URL(sandbox.url).host}?`);
      await workbench.dialogSays('Secret: vapi_api_key');
      await workbench.dialogSays('File: prompt.md (22 bytes)');
      await workbench.dialogButton('Cancel').click();
      await workbench.dialog.waitFor({ state: 'detached' });
      expect(window.sent('Secret')).toEqual([]);
    });

    test('sends the secret that is not shown', async () => {
      const { workbench } = window;
      await workbench.clickCreate();
      await workbench.agreeToSend();
      await workbench.says(/^Created agent "Secret"/);
      expect(window.sent('Secret')).toMatchObject([
        {
          description: 'You answer the phone.\n',
          provider: { credentials: { api_key: 'value-of-the-secret' } },
        },
      ]);
      expect(await workbench.editorText()).toContain('${secret:vapi_api_key}');
    });

    test('knows the agent of a new spec that is saved', async () => {
      const { workbench } = window;
      await workbench.closeNotifications();
      await workbench.newSpec('Custom', 'Sales');
      expect(await workbench.editorText()).toContain('project: 43');
      await workbench.write(plainSpec('New'));
      await workbench.clickCreate();
      await workbench.says(/^Created agent "New"/);
      await workbench.saveNew('support-line.cekura-agent.yaml');
      await workbench.codeLens.filter({ hasText: /^Agent \d+/ }).waitFor();
      await workbench.clickCreate();
      await workbench.dialogSays(/This spec already has agent \d+\./);
      await workbench.dialogButton('Cancel').click();
      expect(window.sent('New')).toHaveLength(1);
    });
  });

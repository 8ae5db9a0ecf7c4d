import { symlink } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Workbench } from '../../scripts/vscode/workbench';
import { plainSpec, type TestWindow } from './window';

export const files = {
  'slow.cekura-agent.yaml': plainSpec('slow'),
  'unsure.cekura-agent.yaml': plainSpec('unsure'),
};

async function create(workbench: Workbench, name: string): Promise<void> {
  await workbench.openFile(`${name}.cekura-agent.yaml`);
  await workbench.closeNotifications();
  await workbench.clickCreate();
}

export const tests = (window: TestWindow) =>
  describe.sequential('in two windows on one file, by different paths', () => {
    let first: Workbench;
    let second: Workbench;
    beforeAll(async () => {
      first = window.workbench;
      const link = `${window.folder}-link`;
      await symlink(window.folder, link);
      second = await window.openAnother(link);
    });

    test('an agent that one is creating is not created by the other', async () => {
      const { sandbox } = window;
      sandbox.hold('create');
      await create(first, 'slow');
      await expect.poll(() => window.sent('slow')).toHaveLength(1);
      await create(second, 'slow');
      await second.says(/^Another window is already creating this agent\.$/);
      expect(await second.notificationButtons()).toEqual(['Create Anyway']);
      sandbox.release('create');
      await first.says(/^Created agent "slow"/);
      expect(window.sent('slow')).toHaveLength(1);
    });

    test('an agent that one has created is known to the other, which asks before it makes another', async () => {
      await create(second, 'slow');
      await second.dialogSays(/This spec already has agent \d+\./);
      await second.dialogButton('Cancel').click();
      expect(window.sent('slow')).toHaveLength(1);
    });

    test('a create whose outcome one does not know is asked about in the other', async () => {
      window.sandbox.arm('create', 'invalid-json');
      await create(first, 'unsure');
      await first.says(/Agent \d+ "unsure" is new in the project/);
      await create(second, 'unsure');
      await second.dialogSays(/last create .* got no answer\. Agent \d+ "unsure" is new/);
      await second.dialogButton('Use Agent').click();
      await second.says(/^This spec now has agent \d+/);
      await create(first, 'unsure');
      await first.dialogSays(/This spec already has agent \d+\./);
      await first.dialogButton('Cancel').click();
      expect(window.sent('unsure')).toHaveLength(1);
    });
  });

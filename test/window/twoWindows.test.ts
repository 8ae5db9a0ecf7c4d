import { symlink } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Workbench } from '../../scripts/vscode/workbench';
import { arm, createdBodies, giveKey, useWindow } from './window';

const spec = (name: string) =>
  `name: ${name}\ndescription: a\nproject: 42\nprovider:\n  type: custom\n`;
const names = ['slow', 'unsure'];
const window = useWindow(
  Object.fromEntries(names.map((name) => [`${name}.cekura-agent.yaml`, spec(name)])),
);

let first: Workbench;
let second: Workbench;
beforeAll(async () => {
  first = window.workbench;
  const link = `${window.folder}-link`;
  await symlink(window.folder, link);
  second = await window.openAnother(link);
  for (const workbench of [first, second]) await giveKey(workbench);
});

const createdCount = async (name: string) =>
  (await createdBodies()).filter((body) => JSON.stringify(body).includes(`"${name}"`)).length;

async function create(workbench: Workbench, name: string): Promise<void> {
  await workbench.openFile(`${name}.cekura-agent.yaml`);
  await workbench.closeNotifications();
  await workbench.clickCreate();
}

describe.sequential('in two windows on one file, by different paths', () => {
  test('an agent that one is creating is not created by the other', async () => {
    await arm('create', 'rate-limited', { retryAfter: 15 });
    await create(first, 'slow');
    await first.says(/The spec is sent again in/);
    await create(second, 'slow');
    await second.says(
      /^Another window is creating the agent of this spec: wait until that has ended\.$/,
    );
    expect(await second.notificationButtons()).toEqual(['Create Anyway']);
    await second.screenshot('build/two-windows.png');
    await first.says(/^Created agent "slow"/);
    expect(await createdCount('slow')).toBe(2);
  });

  test('an agent that one has created is known to the other, which asks before it makes another', async () => {
    await create(second, 'slow');
    await second.dialogSays(/Agent \d+ was created from this spec/);
    await second.dialogButton('Cancel').click();
    expect(await createdCount('slow')).toBe(2);
  });

  test('a create whose outcome one does not know is asked about in the other', async () => {
    await arm('create', 'invalid-json');
    await create(first, 'unsure');
    await first.says(/Agent \d+ "unsure" came into the project then/);
    await create(second, 'unsure');
    await second.dialogSays(/not known what came of the last create .* Agent \d+ "unsure" came/);
    await second.dialogButton('It Is').click();
    await second.says(/^Agent \d+ was created from this spec/);
    await create(first, 'unsure');
    await first.dialogSays(/Agent \d+ was created from this spec/);
    await first.dialogButton('Cancel').click();
    expect(await createdCount('unsure')).toBe(1);
  });
});

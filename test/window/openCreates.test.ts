import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { arm, createdBodies, giveKey, useWindow } from './window';

const spec = (name: string) =>
  `name: ${name}\ndescription: a\nproject: 42\nprovider:\n  type: custom\n`;

const names = ['made', 'unmade', 'left', 'cut'];
const window = useWindow(
  Object.fromEntries(names.map((name) => [`${name}.cekura-agent.yaml`, spec(name)])),
);

beforeAll(() => giveKey(window.workbench));

/** Creates the agent of a file while something goes wrong. */
async function createWith(fault: string, name: string): Promise<void> {
  const { workbench } = window;
  await workbench.openFile(`${name}.cekura-agent.yaml`);
  await workbench.closeNotifications();
  await arm('create', fault);
  await workbench.clickCreate();
}

const createdCount = async (name: string) =>
  (await createdBodies()).filter((body) => JSON.stringify(body).includes(`"${name}"`)).length;

describe.sequential('a create whose outcome is not known', () => {
  test('that made an agent: the user says that it is the one, and its id can be written', async () => {
    const { workbench } = window;
    await createWith('invalid-json', 'made');
    await workbench.says(/could not be understood\. Agent \d+ "made" came into the project then/);
    await workbench.clickNotification('It Is');
    await workbench.says(/^Agent \d+ was created from this spec/);
    await workbench.clickNotification('Write ID into Spec');
    const path = join(window.folder, 'made.cekura-agent.yaml');
    await expect.poll(() => readFile(path, 'utf8')).toMatch(/^id: \d+\nname: made\n/);
    expect(await createdCount('made')).toBe(1);
  });

  test('that made none: it is looked for again, and sent again when the user wants it', async () => {
    const { workbench } = window;
    await createWith('server-error', 'unmade');
    await workbench.says(/error of its own \(500\)\. No agent "unmade" has come into the project/);
    await workbench.clickNotification('Look Again');
    await workbench.says(/No agent "unmade" has come into the project/);
    expect(await createdCount('unmade')).toBe(1);
    await workbench.clickNotification('Create Again');
    await workbench.says(/^Created agent "unmade"/);
    expect(await createdCount('unmade')).toBe(2);
  });

  test('is forgotten only when the next one is sent: not when that is declined or refused', async () => {
    const { workbench } = window;
    await workbench.closeNotifications();
    await workbench.newSpec('Custom');
    await workbench.write(spec('Unsure').replace('42', '${env:WINDOW_PROJECT}'));
    await arm('create', 'server-error');
    await workbench.clickCreate();
    await workbench.agreeToSend();
    await workbench.says(/No agent "Unsure" has come into the project/);
    await workbench.clickNotification('Create Again');
    await workbench.dialogSays('Send these values');
    await workbench.dialogButton('Cancel').click();
    await workbench.clickCreate();
    await workbench.dialogSays(/not known what came of the last create/);
    await arm('create', 'unauthorized');
    await workbench.dialogButton('Create Again').click();
    await workbench.agreeToSend();
    await workbench.says(/does not accept the API key\. No agent was created/);
    await workbench.clickCreate();
    await workbench.dialogSays(/not known what came of the last create/);
    await workbench.dialogButton('Create Again').click();
    await workbench.agreeToSend();
    await workbench.says(/^Created agent "Unsure"/);
    await workbench.closeNotifications();
    await arm('create', 'server-error');
    await workbench.clickCreate();
    await workbench.dialogButton('Create Another').click();
    await workbench.agreeToSend();
    await workbench.says(/No agent "Unsure" has come into the project/);
    await workbench.clickNotification('Create Again');
    await workbench.dialogSays(/Agent \d+ was created from this spec/);
    await workbench.dialogButton('Cancel').click();
    await workbench.clickCreate();
    await workbench.dialogButton('Create Another').click();
    await workbench.dialogSays(/not known what came of the last create/);
    await workbench.dialogButton('Cancel').click();
    expect(await createdCount('Unsure')).toBe(4);
  });

  test('is asked about before the next one, also after the window was closed', async () => {
    const { workbench } = window;
    await createWith('invalid-json', 'left');
    await workbench.says(/Agent \d+ "left" came into the project then/);
    await workbench.reload();
    await workbench.openFile('left.cekura-agent.yaml');
    await workbench.clickCreate();
    await workbench.dialogSays(/not known what came of the last create .* Agent \d+ "left" came/);
    await workbench.screenshot('build/open-create.png');
    await workbench.dialogButton('Cancel').click();
    expect(await createdCount('left')).toBe(1);
    await workbench.clickCreate();
    await workbench.dialogButton('It Is').click();
    await workbench.says(/^Agent \d+ was created from this spec/);
    await workbench.clickCreate();
    await workbench.dialogSays(/Agent \d+ was created from this spec/);
    await workbench.dialogButton('Cancel').click();
    expect(await createdCount('left')).toBe(1);
  });

  test('as the window was closed while it was under way, is asked about', async () => {
    const { workbench } = window;
    await createWith('silence', 'cut');
    await expect.poll(() => createdCount('cut')).toBe(1);
    await workbench.reload();
    await workbench.openFile('cut.cekura-agent.yaml');
    await workbench.clickCreate();
    await workbench.dialogSays(/not known what came of the last create .* Agent \d+ "cut" came/);
    await workbench.dialogButton('It Is').click();
    await workbench.says(/^Agent \d+ was created from this spec/);
    expect(await createdCount('cut')).toBe(1);
  });
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Workbench } from '../../scripts/vscode/workbench';
import { arm, createdBodies, giveKey, importedSpec, useWindow } from './window';

const spec = (name: string) => `# Answers the phone.
name: ${name}
description: You answer the phone.
project: 42
provider:
  type: custom
`;

const files = { 'asks.cekura-agent.yaml': spec('Asks'), 'moves.cekura-agent.yaml': spec('Moves') };

describe.sequential('the id of a created agent', () => {
  const window = useWindow(files);
  const onDisk = (name: string) =>
    readFile(join(window.folder, `${name}.cekura-agent.yaml`), 'utf8');
  let first = 0;
  beforeAll(() => giveKey(window.workbench));

  test('is offered, and written at the top when the user wants it', async () => {
    const { workbench } = window;
    first = await createdFrom(workbench, 'Asks');
    expect(await onDisk('asks')).toBe(spec('Asks'));
    await workbench.clickNotification('Write ID into Spec');
    await expect.poll(() => onDisk('asks')).toBe(withId(first, spec('Asks')));
    await workbench.codeLens.filter({ hasText: 'Open in Cekura' }).waitFor();
  });

  test('comes back out with one undo', async () => {
    const { workbench } = window;
    await workbench.clickWord('Asks');
    await workbench.page.keyboard.press('ControlOrMeta+Z');
    await expect.poll(() => workbench.editorText()).not.toContain('id:');
    await workbench.page.keyboard.press('ControlOrMeta+Shift+Z');
    await expect.poll(() => workbench.editorText()).toContain('id:');
  });

  test('is asked about before another agent is created, whose id then takes its place', async () => {
    const { workbench } = window;
    await workbench.closeNotifications();
    const before = (await createdBodies()).length;
    await workbench.clickCreate();
    await workbench.dialogSays(`Agent ${first} was created from this spec.`);
    await workbench.dialogButton('Cancel').click();
    expect(await createdBodies()).toHaveLength(before);
    await workbench.clickCreate();
    await workbench.dialogButton('Create Another').click();
    await workbench.says(/^Created agent "Asks"/);
    const second = idIn(await workbench.nextNotification());
    expect(second).toBeGreaterThan(first);
    await workbench.clickNotification('Write ID into Spec');
    await expect.poll(() => workbench.editorText()).toContain(`id: ${second}`);
    expect(await workbench.editorText()).not.toContain(`id: ${first}`);
  });

  test('goes into the file that is called otherwise by now, and is known without being written', async () => {
    const { workbench } = window;
    await workbench.closeNotifications();
    const id = await createdFrom(workbench, 'Moves');
    await workbench.renameFile('moves.cekura-agent.yaml', 'moved.cekura-agent.yaml');
    await workbench.codeLens.filter({ hasText: 'Open in Cekura' }).waitFor();
    await workbench.clickCreate();
    await workbench.dialogSays(`Agent ${id} was created from this spec.`);
    await workbench.dialogButton('Cancel').click();
    await workbench.clickNotification('Write ID into Spec');
    await expect.poll(() => onDisk('moved')).toBe(withId(id, spec('Moves')));
  });

  test('that has no file any longer is told', async () => {
    const { workbench } = window;
    await workbench.closeNotifications();
    await workbench.clickCreate();
    await workbench.dialogButton('Create Another').click();
    await workbench.says(/^Created agent "Moves"/);
    await workbench.deleteFile('moved.cekura-agent.yaml');
    await workbench.clickNotification('Write ID into Spec');
    await workbench.says(/The spec is gone, so the id \d+ of its agent was not written/);
  });

  test('is known to a new spec that is saved, and not to the next new one', async () => {
    const { workbench } = window;
    await workbench.closeNotifications();
    await workbench.closeEditors();
    await workbench.newSpec('Custom');
    await workbench.write(spec('New'));
    await workbench.clickCreate();
    await workbench.says(/^Created agent "New"/);
    await workbench.saveAt(join(window.folder, 'new.cekura-agent.yaml'));
    await workbench.codeLens.filter({ hasText: 'Open in Cekura' }).waitFor();
    await workbench.clickCreate();
    await workbench.dialogSays(/Agent \d+ was created from this spec/);
    await workbench.dialogButton('Cancel').click();
    await workbench.closeNotifications();
    await workbench.newSpec('Custom');
    await workbench.write(spec('Next'));
    await workbench.clickCreate();
    await workbench.says(/^Created agent "Next"/);
  });
});

const setting = (value: string) => ({
  '.vscode/settings.json': JSON.stringify({ 'cekuraAgent.writeAgentId': value }),
});

describe.sequential('with the setting never', () => {
  const window = useWindow({ ...files, ...setting('never') });
  beforeAll(() => giveKey(window.workbench));

  test('the id is neither written nor offered, and the agent is known all the same', async () => {
    const { workbench } = window;
    const id = await createdFrom(workbench, 'Asks');
    expect(await workbench.notificationButtons()).toEqual(['Open in Cekura', 'Copy ID']);
    await workbench.clickNotification('Open in Cekura');
    await workbench.dialogSays(`https://dashboard.cekura.ai/agents/${id}`);
    await workbench.dialogButton('Cancel').click();
    await workbench.clickCreate();
    await workbench.dialogSays(`Agent ${id} was created from this spec`);
    await workbench.dialogButton('Cancel').click();
    const path = join(window.folder, 'asks.cekura-agent.yaml');
    expect(await readFile(path, 'utf8')).toBe(spec('Asks'));
  });
});

describe.sequential('with the setting always', () => {
  const window = useWindow({
    ...files,
    'imports.cekura-agent.yaml': importedSpec('agent_of_a_text'),
    ...setting('always'),
  });
  beforeAll(() => giveKey(window.workbench));

  test('the id is written at once, and the file is saved as it was', async () => {
    const { workbench } = window;
    const id = await createdFrom(workbench, 'Asks');
    expect(await workbench.notificationButtons()).toEqual(['Open in Cekura', 'Copy ID']);
    const path = join(window.folder, 'asks.cekura-agent.yaml');
    expect(await readFile(path, 'utf8')).toBe(withId(id, spec('Asks')));
  });

  test('the id goes into a file that is renamed and closed while its agent is created', async () => {
    const { workbench } = window;
    await workbench.closeNotifications();
    await arm('create', 'rate-limited', { retryAfter: 4 });
    await workbench.openFile('moves.cekura-agent.yaml');
    await workbench.clickCreate();
    await workbench.says(/The spec is sent again/);
    await workbench.renameFile('moves.cekura-agent.yaml', 'moved.cekura-agent.yaml');
    await workbench.closeEditors();
    await workbench.says(/^Created agent "Moves"/);
    const path = join(window.folder, 'moved.cekura-agent.yaml');
    await expect
      .poll(() => readFile(path, 'utf8'))
      .toMatch(/^# Answers the phone.\nid: \d+\nname: /);
  });

  test('an import is followed though its file is called as no spec is by then', async () => {
    const { workbench } = window;
    await workbench.closeNotifications();
    await arm('create', 'rate-limited', { retryAfter: 4 });
    await arm('import', 'never-ends');
    await workbench.openFile('imports.cekura-agent.yaml');
    await workbench.clickCreate();
    await workbench.says(/The spec is sent again/);
    await workbench.renameFile('imports.cekura-agent.yaml', 'imports.txt');
    await workbench.says(/The id \d+ could not be written into .*imports\.txt/);
    await workbench.says(/\(imports\) is being imported/);
    await workbench.importStatus.filter({ hasText: /\(5 of 8\)/ }).waitFor();
  });
});

/** Creates the agent of one of the files, and gives the id that is said. */
async function createdFrom(workbench: Workbench, name: 'Asks' | 'Moves'): Promise<number> {
  await workbench.openFile(`${name.toLowerCase()}.cekura-agent.yaml`);
  await workbench.clickCreate();
  await workbench.says(new RegExp(`^Created agent "${name}"`));
  return idIn(await workbench.nextNotification());
}

const idIn = (notification: string) => Number(/\(id (\d+)\)/.exec(notification)?.[1]);
const withId = (id: number, text: string) => text.replace('name:', `id: ${id}\nname:`);

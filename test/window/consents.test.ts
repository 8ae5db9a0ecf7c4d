import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import { createdBodies, useWindow } from './window';

const spec = (project: string) => `name: Consent
description: \${file:prompt.md}
project: ${project}
provider:
  type: vapi
  credentials:
    api_key: \${secret:vapi_api_key}
`;
const window = useWindow({
  'consent.cekura-agent.yaml': spec('42'),
  'plain.cekura-agent.yaml': 'name: Plain\ndescription: a\nproject: 42\nprovider: {type: custom}\n',
  'renamed.cekura-agent.yaml': spec('42').replace('vapi_api_key', 'other_key'),
  'prompt.md': 'You answer the phone.\n',
  // A folder does not choose where its specs go.
  '.vscode/settings.json': '{ "cekuraAgent.apiBaseUrl": "https://elsewhere.example.com" }',
});

beforeEach(() => window.workbench.closeNotifications());

describe.sequential('the first create from a file', () => {
  test('asks nothing when the spec names no values', async () => {
    const { workbench } = window;
    await workbench.openFile('plain.cekura-agent.yaml');
    await workbench.clickCreate();
    await workbench.answer('a-good-key');
    expect(await workbench.nextNotification()).toMatch(/^Created agent "Plain"/);
  });

  test('lists what it will send and where; nothing is sent when that is declined', async () => {
    const { workbench } = window;
    const before = (await createdBodies()).length;
    await workbench.openFile('consent.cekura-agent.yaml');
    await workbench.clickCreate();
    await workbench.answer('value-of-the-secret');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    const said = await dialog.textContent();
    expect(said).toContain(`Send these values to ${new URL(inject('sandboxUrl')).host}?`);
    expect(said).toContain('Secret: vapi_api_key');
    expect(said).toContain('File: prompt.md (22 bytes)');
    await workbench.dialogButton('Cancel').click();
    await dialog.waitFor({ state: 'detached' });
    expect(await createdBodies()).toHaveLength(before);
  });

  test('sends what was agreed to, and does not ask again', async () => {
    const { workbench } = window;
    await workbench.clickCreate();
    await workbench.agreeToSend();
    expect(await workbench.nextNotification()).toMatch(/^Created agent "Consent"/);
    expect((await createdBodies()).at(-1)).toMatchObject({
      description: 'You answer the phone.\n',
      provider: { credentials: { api_key: 'value-of-the-secret' } },
    });
    await workbench.closeNotifications();
    await workbench.clickCreate();
    await workbench.dialogButton('Create Another').click();
    expect(await workbench.nextNotification()).toMatch(/^Created agent "Consent"/);
  });

  test('sends the text of today when the file was renamed and edited while a secret was asked for', async () => {
    const { workbench } = window;
    await workbench.openFile('renamed.cekura-agent.yaml');
    await workbench.clickCreate();
    await workbench.input.waitFor();
    await workbench.renameFile('renamed.cekura-agent.yaml', 'today.cekura-agent.yaml');
    const path = join(window.folder, 'today.cekura-agent.yaml');
    await writeFile(path, (await readFile(path, 'utf8')).replace('Consent', 'Today'));
    await workbench.page.locator('.view-line', { hasText: 'Today' }).waitFor();
    await workbench.answer('value-of-another');
    await workbench.agreeToSend();
    expect(await workbench.nextNotification()).toMatch(/^Created agent "Today"/);
    expect((await createdBodies()).at(-1)).toMatchObject({ name: 'Today' });
  });

  test('asks again when the spec names another value', async () => {
    const { workbench } = window;
    await workbench.openFile('consent.cekura-agent.yaml');
    await writeFile(
      join(window.folder, 'consent.cekura-agent.yaml'),
      spec('${env:WINDOW_PROJECT}'),
    );
    await workbench.page.locator('.view-line', { hasText: 'WINDOW_PROJECT' }).waitFor();
    await workbench.clickCreate();
    await workbench.dialogButton('Create Another').click();
    expect(await workbench.agreeToSend()).toContain('Environment variable: WINDOW_PROJECT');
    expect(await workbench.nextNotification()).toMatch(/^Created agent "Consent"/);
    expect((await createdBodies()).at(-1)).toMatchObject({ project: 42 });
  });
});

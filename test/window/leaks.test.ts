import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Workbench } from '../../scripts/vscode/workbench';
import { importedSpec } from '../importedSpec';
import { useWindow } from './window';

/** In the key and in each kind of secret; in no name. */
const mark = 'MARKED';
const spec = `name: Leaks
description: a
project: 42
webhook_url: https://hooks.example.com/
webhook_secret: \${env:LEAK_VALUE}
provider:
  type: vapi
  credentials:
    api_key: \${secret:leak_secret}
`;

const environment = new RegExp(`LEAK_VALUE\\W{1,8}${mark}-value`, 'g');

const importing = `${importedSpec('leaks').replace('key-of-retell', '${secret:leak_secret}')}webhook_url: https://hooks.example.com/
webhook_secret: ${mark}-plain
`;

const window = useWindow(
  { 'leaks.cekura-agent.yaml': spec, 'imports.cekura-agent.yaml': importing },
  { env: { LEAK_VALUE: `${mark}-value` }, logLevel: 'trace' },
);
let workbench: Workbench;
/** What notifications, the page and its console have said. */
const said: string[] = [];

beforeAll(() => {
  workbench = window.workbench;
  workbench.page.on('console', (message) => said.push(message.text()));
});

async function createAnother(): Promise<void> {
  await workbench.closeNotifications();
  await workbench.clickCreate();
  await workbench.dialogButton('Create Another').click();
}

async function heard(): Promise<string> {
  const text = await workbench.nextNotification();
  said.push(text);
  return text;
}

describe.sequential('with the log at its most talkative', () => {
  test('an agent is created with marked secrets', async () => {
    await workbench.openFile('leaks.cekura-agent.yaml');
    await workbench.runCommand('Cekura: Preview Request');
    await workbench.page.locator('.view-line', { hasText: 'X-CEKURA-API-KEY' }).waitFor();
    said.push(await workbench.page.content());
    await workbench.clickCreate();
    await workbench.answerBox('API Key', `${mark}-key`);
    await workbench.answerBox('Secret leak_secret', `${mark}-secret`);
    said.push(await workbench.agreeToSend());
    expect(await heard()).toMatch(/^Created agent/);
    expect(JSON.stringify(window.sandbox.requests)).toContain(`${mark}-secret`);
  });

  test('answers that repeat them are shown masked', async () => {
    const detail = `Wrong: ${mark}-key, ${mark}-secret, ${mark}-value.`;
    window.sandbox.arm('create', 'bad-request', { body: { detail } });
    await createAnother();
    expect(await heard()).toContain('Wrong: •••, •••, •••.');
    window.sandbox.arm('create', 'bad-request', { body: { webhook_secret: [detail] } });
    await createAnother();
    await heard();
    const problems = await workbench.problems('Wrong: •••');
    await problems.first().waitFor();
    said.push(await workbench.page.content());
  });

  test('failures of all kinds say nothing of them', async () => {
    // After the last it is not known whether an agent was created, which the next create would ask about.
    for (const fault of ['unauthorized', 'too-large', 'redirect', 'hang-up'] as const) {
      window.sandbox.arm('create', fault);
      await createAnother();
      await heard();
    }
  });

  test('an import is followed on after a reload, and answers are masked as before', async () => {
    await workbench.closeNotifications();
    await workbench.openFile('imports.cekura-agent.yaml');
    window.sandbox.arm('import', 'never-ends');
    await workbench.clickCreate();
    said.push(await workbench.agreeToSend());
    expect(await heard()).toMatch(/^Importing agent/);
    await workbench.hasKept(/"name":"Leaks"|"name":"imports"/);
    await workbench.reload();
    await workbench.importStatus.filter({ hasText: /\(5 of 8\)/ }).waitFor();
    const detail = `Wrong: ${mark}-key, ${mark}-secret, ${mark}-plain.`;
    window.sandbox.arm('progress', 'bad-request', { body: { detail } });
    await workbench.says(/isn't followed anymore: Wrong/);
    expect(await heard()).toContain('Wrong: •••, •••, •••.');
  });

  test('nothing that was shown holds a mark', () => {
    expect(said.filter((text) => text.includes(mark))).toEqual([]);
  });

  test('no file that was written holds a mark, and the log tells names and sizes', async () => {
    const files = await readdir(window.home, { recursive: true, withFileTypes: true });
    const paths = files
      .filter((file) => file.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    const texts = await Promise.all(
      paths.map(async (path) => [path, await readFile(path, 'latin1').catch(() => '')] as const),
    );
    // At this level VS Code itself lists the environment that it was started in.
    const ours = texts.map(([path, text]) => [path, text.replaceAll(environment, '')] as const);
    expect(ours.filter(([, text]) => text.includes(mark)).map(([path]) => path)).toEqual([]);
    const log = texts
      .filter(([path]) => path.endsWith('Cekura.log'))
      .map(([, text]) => text)
      .join('\n');
    expect(log).toMatch(/Sending request 'cekuraAgent\/request - \(\d+\)', \d+ characters/);
    expect(log).toMatch(/Sending notification 'textDocument\/didOpen', \d+ characters/);
    expect(log).toContain('POST');
    expect(log).not.toContain('hooks.example.com');
  });
});

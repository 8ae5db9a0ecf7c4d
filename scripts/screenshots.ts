import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startSandbox } from '../test/sandbox/index';
import { packageExtension } from './package';
import { launchBrowser } from './vscode/browser';
import { serveVSCode } from './vscode/serve';
import { Workbench } from './vscode/workbench';

/** Takes the README's pictures from the real window, with the packaged extension and the sandbox. */
const pictures = 'media/screenshots';
const home = resolve('.vscode-test/screenshots');
const folder = join(home, 'specs');

const cleanSpec = `name: Support line
description: |
  You answer the support line of Aurora Hotels. Greet {{ guest_name }}, look up the booking
  with find_booking, and offer to change the date or to call back.
language: en
project: 42
telephony:
  inbound: true
  phone_number: "+14155550123"
provider:
  type: custom
mock_tools:
  - name: find_booking
    description: Finds a booking by the name of the guest
    mock_data:
      - input: { name: Mara Lindt }
        output: { room: 214, until: 2027-03-04 }
dynamic_variables:
  - name: guest_name
    description: First and last name of the caller
`;

/** Specs in which something is to be seen: mistakes, a key to complete, an import. */
const files: Record<string, string> = {
  'front-desk.cekura-agent.yaml': `name: Front desk
description: |
  You answer the phone of Hotel Aurora. Greet {{ guest_name }} and ask how you can help.
project: 42
provider:
  type: livekit
  credentials:
    api_key: \${secret:livekit_api_key}
    config:
      
dynamic_variables:
  - name: guest_name
    description: First and last name of the caller
`,
  'booking.cekura-agent.yaml': `name: Booking line
description: |
  You book tables at Trattoria Luna. Ask for day, time and how many people.
project: 42
telephony:
  inbound: yes
  phone_number: "+14155550123"
provider:
  type: vapi
  agent_id: asst_9f2c
  credentials:
    api_key: \${secret:vapi_api_key}
    config:
      api_secret: \${secret:livekit_api_secret}
`,
  'clinic.cekura-agent.yaml': `project: 42
provider:
  type: retell
  agent_id: agent_7d1b
  configure_from_provider: true
  credentials:
    api_key: \${env:RETELL_API_KEY}
`,
};

await rm(home, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await mkdir(pictures, { recursive: true });
const write = (name: string, text: string) => writeFile(join(folder, name), text);
await write('support-line.cekura-agent.yaml', cleanSpec);
await cp('examples/prompts', join(folder, 'prompts'), { recursive: true });

const vsix = await packageExtension();
const sandbox = await startSandbox({ stageMs: 1_500 });
const server = await serveVSCode({
  home,
  vsix,
  env: {
    CEKURA_API_URL: sandbox.url,
    CEKURA_API_KEY: 'key-of-the-sandbox',
    RETELL_API_KEY: 'key-of-retell',
  },
  machineSettings: { 'cekuraAgent.apiBaseUrl': sandbox.url },
});
const browser = await launchBrowser();
try {
  const workbench = await Workbench.open(browser, server.url(folder), 2);
  const { page } = workbench;
  await page.setViewportSize({ width: 900, height: 470 });
  /** Opens a file from the explorer, which is in no picture. */
  const open = async (name: string) => {
    await workbench.runCommand('View: Show Explorer');
    await workbench.openFile(name);
    await workbench.runCommand('View: Close Primary Side Bar');
  };
  const take = async (name: string) => {
    await page.waitForTimeout(700);
    await workbench.screenshot(join(pictures, `${name}.png`));
    console.log(`${pictures}/${name}.png`);
  };

  await page.setViewportSize({ width: 1180, height: 540 });
  await open('support-line.cekura-agent.yaml');
  await workbench.clickCreate();
  await workbench.says(/^Created agent/);
  await take('overview');
  await workbench.closeNotifications();

  const lens = (title: string) => workbench.codeLens.filter({ hasText: title }).first();
  sandbox.edit(Number(sandbox.agents[0]?.id), {
    description:
      'You answer the support line of Aurora Hotels. Greet {{ guest_name }}, look up the booking\nwith find_booking, and offer to change the date. Never promise a refund.\n',
  });
  await lens('Compare').click();
  await page.locator('.monaco-diff-editor .original .view-line').first().waitFor();
  await take('compare');
  await workbench.closeEditors();
  await open('support-line.cekura-agent.yaml');
  await lens('Pull').click();
  await workbench.says(/^Pulled/);
  await workbench.closeNotifications();
  await workbench.clickWord('Never');
  await page.keyboard.press('End');
  await page.keyboard.type(' Be brief.');
  await workbench.clickWord('en');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type('language: de');
  await page.keyboard.press('Escape');
  await lens('Update Agent').click();
  await workbench.dialogSays(/Update agent/);
  await take('update');
  await workbench.dialogButton('Update').click();
  await workbench.says(/^Updated/);
  await workbench.closeNotifications();

  for (const [name, text] of Object.entries(files)) await write(name, text);
  await page.setViewportSize({ width: 900, height: 470 });

  await open('booking.cekura-agent.yaml');
  await workbench.squiggles.first().waitFor();
  await workbench.hoverWord('api_secret');
  await take('squiggle');
  await page.keyboard.press('Escape');

  await open('front-desk.cekura-agent.yaml');
  await workbench.codeLens.first().waitFor();
  await take('code-lens');
  await workbench.hoverWord('type');
  await take('hover');
  await page.keyboard.press('Escape');
  await workbench.clickWord('config');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Control+Space');
  await workbench.suggestions.first().waitFor();
  await take('completion');
  await page.keyboard.press('Escape');

  await open('clinic.cekura-agent.yaml');
  await workbench.clickCreate();
  await workbench.agreeToSend();
  await workbench.importStatus.filter({ hasText: /[3-6] of 8/ }).click();
  await workbench.pickRows.filter({ hasText: 'running' }).first().waitFor();
  await take('import');
} finally {
  await browser.close();
  server.stop();
  await sandbox.close();
}

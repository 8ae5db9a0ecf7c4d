import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { startSandbox } from '../test/sandbox/index';
import { packageExtension } from './package';
import { launchBrowser } from './vscode/browser';
import { serveVSCode } from './vscode/serve';
import { userSettings, writeSettings } from './vscode/settings';
import { Workbench } from './vscode/workbench';

/**
 * Takes the README's pictures from the real window, with the packaged extension and the sandbox: each in a light and in
 * a dark theme (`overview.png`, `overview-dark.png`).
 */
const pictures = 'media/screenshots';
const themes = { '': 'Default Light Modern', '-dark': 'Default Dark Modern' };

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

/** Specs in which something is to be seen: a mistake, what a hover explains, a key to complete, an import. */
const specs = {
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
  'concierge.cekura-agent.yaml': `name: Concierge
description: |
  You are the concierge of Hotel Aurora. Answer questions about rooms, breakfast and the city.
project: 42
provider:
  type: elevenlabs
  agent_id: agent_01jz8qk4m2
  credentials:
    api_key: \${secret:elevenlabs_api_key}
    config:
      elevenlabs_region: eu
`,
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
  'clinic.cekura-agent.yaml': `project: 42
provider:
  type: retell
  agent_id: agent_7d1b
  configure_from_provider: true
  credentials:
    api_key: \${env:RETELL_API_KEY}
`,
};

/** Hides what the status bar has only where VS Code runs in a browser: forwarded ports and the keyboard's layout. */
const onlyInBrowsers = `
  [id="status.forwardedPorts"], [id="status.workbench.keyboardLayout"] { display: none !important }
`;

/** Takes the line away that names the sandbox; with Cekura's own address there is none. Runs in the page. */
function withoutAddress(detail: Element): void {
  detail.innerHTML = detail.innerHTML.replace(/(<br>)*Address: .*$/, '');
}

const vsix = await packageExtension();
const browser = await launchBrowser();
try {
  for (const [suffix, theme] of Object.entries(themes)) await takeAll(browser, theme, suffix);
} finally {
  await browser.close();
}

/** Takes all pictures in a theme, in a VS Code that has seen nothing yet. */
async function takeAll(browser: Browser, theme: string, suffix: string): Promise<void> {
  const home = resolve('.vscode-test/screenshots');
  const folder = join(home, 'specs');
  await rm(home, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await mkdir(pictures, { recursive: true });
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  await write('support-line.cekura-agent.yaml', cleanSpec);
  await cp('examples/prompts', join(folder, 'prompts'), { recursive: true });
  const settings = {
    ...userSettings,
    'workbench.colorTheme': theme,
    'editor.minimap.enabled': false,
    'editor.occurrencesHighlight': 'off',
  };
  await writeSettings(join(home, 'user-data/User'), settings, 'replace');

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
  const workbench = await Workbench.open(browser, server.url(folder), 2);
  const { page } = workbench;
  try {
    await page.addStyleTag({ content: onlyInBrowsers });
    const wide = () => page.setViewportSize({ width: 1180, height: 540 });
    const small = () => page.setViewportSize({ width: 900, height: 470 });
    /** Opens a file from the explorer, which is in no picture. */
    const open = async (name: string) => {
      await workbench.runCommand('View: Show Explorer');
      await workbench.openFile(name);
      await workbench.runCommand('View: Close Primary Side Bar');
      await page.mouse.move(0, 0);
      await workbench.codeLens.first().waitFor();
    };
    /** Opens a spec of its own, as the only one: what is wrong in others would be counted. */
    const openAlone = async (name: keyof typeof specs) => {
      await workbench.closeEditors();
      for (const other of Object.keys(specs)) await rm(join(folder, other), { force: true });
      await page.locator('[id="status.problems"]', { hasText: /0\s*0/ }).waitFor();
      await write(name, specs[name]);
      await open(name);
    };
    const take = async (name: string) => {
      await page.waitForTimeout(700);
      await workbench.screenshot(join(pictures, `${name}${suffix}.png`));
      console.log(`${pictures}/${name}${suffix}.png`);
    };

    await wide();
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
    await workbench.dialog.locator('.dialog-message-detail').evaluate(withoutAddress);
    await take('update');
    await workbench.dialogButton('Update').click();
    await workbench.says(/^Updated/);
    await workbench.closeNotifications();
    await small();

    await openAlone('booking.cekura-agent.yaml');
    await workbench.squiggles.first().waitFor();
    await workbench.hoverWord('api_secret');
    await take('squiggle');

    await openAlone('concierge.cekura-agent.yaml');
    await take('code-lens');
    await workbench.hoverWord('elevenlabs_region');
    await take('hover');

    await openAlone('front-desk.cekura-agent.yaml');
    await workbench.clickWord('config');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.press('Control+Space');
    await workbench.suggestions.first().waitFor();
    await take('completion');
    await page.keyboard.press('Escape');

    await openAlone('clinic.cekura-agent.yaml');
    await workbench.clickCreate();
    await workbench.agreeToSend();
    await workbench.says(/^Importing/);
    await workbench.closeNotifications();
    await workbench.importStatus.filter({ hasText: /[3-6] of 8/ }).click();
    await workbench.pickRows.filter({ hasText: 'running' }).first().waitFor();
    await take('import');
  } finally {
    await page.close();
    server.stop();
    await sandbox.close();
  }
}

import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Workbench } from '../../scripts/vscode/workbench';
import type { TestWindow } from './window';

const spec = `name: Front desk
description: \${file:prompt.md}
project: 42
webhook_url: https://hooks.example.com/
webhook_secret: \${file:keys/hook.txt}
provider:
  type: livekit
  credentials:
    api_key: plain-MARKED
    config:
      api_secret: \${secret:livekit_api_secret}
      url: wss://aurora.livekit.cloud
`;

export const files = {
  'front-desk.cekura-agent.yaml': spec,
  'broken.cekura-agent.yaml': 'name: Broken\nproject: many\nprovider: {type: custom\n',
  'prompt.md': 'You answer the phone.\n',
  'keys/hook.txt': 'MARKED-in-a-file\n',
};

/** The lines of the preview beside the spec. */
function previewIn({ page }: Workbench): Locator {
  return page
    .locator('.editor-group-container', {
      has: page.locator('.tab', { hasText: '.request.jsonc' }),
    })
    .locator('.view-line');
}

export const tests = (window: TestWindow) =>
  describe.sequential('Preview Request', () => {
    const preview = () => previewIn(window.workbench);
    const line = (text: string) => preview().filter({ hasText: text }).first().waitFor();

    test('shows method, address and body beside the spec, secrets masked', async () => {
      const { workbench } = window;
      await workbench.closeNotifications();
      await workbench.openFile('front-desk.cekura-agent.yaml');
      await workbench.runCommand('Cekura: Preview Request');
      await line(`POST ${window.sandbox.url}/test_framework/v2/aiagents/`);
      await line('X-CEKURA-API-KEY: •••');
      await line('Secrets: livekit_api_secret, livekit_api_key');
      await line('Files: prompt.md (22 bytes), keys/hook.txt (17 bytes)');
      await line('"description": "${file:prompt.md}"');
      await line('"api_key": "•••"');
      expect(await preview().filter({ hasText: 'MARKED' }).count()).toBe(0);
    });

    test('follows what is typed in the spec', async () => {
      const { workbench } = window;
      await workbench.clickWord('Front desk');
      await workbench.page.keyboard.press('End');
      await workbench.page.keyboard.type(' at night');
      await line('"name": "Front desk at night"');
    });

    test('cannot be edited', async () => {
      const { workbench } = window;
      await preview().filter({ hasText: '"project"' }).click();
      await workbench.page.keyboard.type('x');
      await workbench.page.getByText('Cannot edit in read-only editor').first().waitFor();
    });

    test('is copied as a curl command from its title', async () => {
      const { workbench } = window;
      await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await workbench.page.locator('.editor-actions [aria-label^="Copy Request as curl"]').click();
      expect(await workbench.nextNotification()).toBe(
        'Copied the request as curl, without secrets. Set CEKURA_API_KEY, LIVEKIT_API_SECRET and LIVEKIT_API_KEY in your shell first.',
      );
      const copied = await workbench.page.evaluate('navigator.clipboard.readText()');
      expect(copied).toContain('"description": "You answer the phone.\\\\n"');
      expect(copied).toContain('"api_key": "${LIVEKIT_API_KEY?}"');
      expect(copied).toContain(
        `"webhook_secret": "$(cat '${join(window.folder, 'keys', 'hook.txt')}')"`,
      );
      expect(copied).not.toContain('MARKED');
      await workbench.closeNotifications();
    });

    test('says what stands in the way of a spec that is half typed', async () => {
      const { workbench } = window;
      await workbench.closeEditors();
      await workbench.openFile('broken.cekura-agent.yaml');
      await workbench.runCommand('Cekura: Preview Request');
      await line('2 errors to fix: lines 2 and 3.');
      await line('"name": "Broken"');
    });
  });

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Workbench } from '../../scripts/vscode/workbench';
import { type Sandbox, startSandbox } from '../sandbox/index';
import { importedSpec, type OwnWindow, openOwnWindow, starting } from './window';

let own: OwnWindow;
let other: Sandbox;
let workbench: Workbench;
beforeAll(async () => {
  other = await startSandbox();
  // The variable would have to name the same address as the setting.
  const env = { CEKURA_API_KEY: 'a-good-key', CEKURA_API_URL: '' };
  own = await openOwnWindow({ 'a.cekura-agent.yaml': importedSpec('agent_1') }, { env });
  workbench = own.workbench;
});
afterAll(async () => {
  await own.close();
  await other.close();
});

describe.sequential('an import that was begun at another address', () => {
  test('is not asked for where the key goes now, and says so', async () => {
    own.arm('import', 'never-ends');
    await workbench.openFile('a.cekura-agent.yaml');
    await workbench.clickCreate();
    await workbench.says(/\(a\) is being imported/);
    await workbench.importStatus.filter({ hasText: /a: .*\(5 of 8\)/ }).waitFor();
    await own.setBaseUrl(other.url);
    await workbench.reload();
    const [then, now] = [own.sandboxUrl, other.url].map((url) => new URL(url).host);
    await workbench.says(
      new RegExp(
        `\\(a\\) is not followed\\. It was begun at ${then}, and the setting cekuraAgent\\.apiBaseUrl names ${now}`,
      ),
    );
    await workbench.screenshot('build/import-elsewhere.png');
    expect(await workbench.notificationButtons()).toEqual(['Open Settings']);
    expect(other.requests).toEqual([]);
  });

  test('goes on when the address is set back', async () => {
    await own.setBaseUrl(own.sandboxUrl);
    await workbench.reload();
    await workbench.importStatus.filter({ hasText: /a: .*\(5 of 8\)/ }).waitFor(starting);
    expect(other.requests).toEqual([]);
  });
});

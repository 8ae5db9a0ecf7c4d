import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Workbench } from '../../scripts/vscode/workbench';
import { type OwnWindow, openOwnWindow } from './window';

const spec = 'name: Late\ndescription: a\nproject: 42\nprovider:\n  type: custom\n';
/** Nothing listens there. */
const nobody = 'http://127.0.0.1:9';

let own: OwnWindow;
let workbench: Workbench;
beforeAll(async () => {
  // The variable would have to name the same address as the setting.
  const env = { CEKURA_API_KEY: 'a-good-key', CEKURA_API_URL: '' };
  own = await openOwnWindow({ 'a.cekura-agent.yaml': spec }, { env });
  workbench = own.workbench;
  await own.setBaseUrl(nobody);
  await workbench.reload();
  await workbench.openFile('a.cekura-agent.yaml');
});
afterAll(() => own.close());

describe.sequential('where nobody answers', () => {
  test('it is said that nothing was sent, after some attempts', async () => {
    await workbench.clickCreate();
    await workbench.says(
      /^Cekura could not be reached at 127\.0\.0\.1:9 \(ECONNREFUSED\)\. Tried 3 times\. Nothing was sent: check the network/,
    );
    await workbench.screenshot('build/unreachable.png');
    await workbench.clickNotification('Try Again');
    await expect.poll(() => workbench.notifications.count()).toBe(0);
    await workbench.says(/^Cekura could not be reached/);
    expect(own.requests()).toEqual([]);
  });

  test('the spec is created at once when somebody does', async () => {
    await own.setBaseUrl(own.sandboxUrl);
    await workbench.reload();
    await workbench.openFile('a.cekura-agent.yaml');
    await workbench.clickCreate();
    await workbench.says(/^Created agent "Late"/);
    expect(own.requests().filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
});

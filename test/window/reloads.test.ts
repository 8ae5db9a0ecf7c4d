import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Workbench } from '../../scripts/vscode/workbench';
import { type OwnWindow, openOwnWindow } from './window';

const spec = (name: string) =>
  `name: ${name}\ndescription: a\nproject: 42\nprovider:\n  type: vapi\n  credentials:\n    api_key: \${env:VAPI_KEY}\n`;
const names = ['asked', 'listed', 'paused'];

let own: OwnWindow;
let workbench: Workbench;
beforeAll(async () => {
  own = await openOwnWindow(
    Object.fromEntries(names.map((name) => [`${name}.cekura-agent.yaml`, spec(name)])),
    { env: { VAPI_KEY: 'a-key-of-vapi' } },
  );
  workbench = own.workbench;
});
afterAll(() => own.close());

async function clickCreate(name: string): Promise<void> {
  await workbench.openFile(`${name}.cekura-agent.yaml`);
  await workbench.closeNotifications();
  await workbench.clickCreate();
}

const sentCount = (name: string) =>
  own
    .requests()
    .filter(({ method, body }) => method === 'POST' && JSON.stringify(body).includes(`"${name}"`))
    .length;

describe.sequential('a window that is closed in the middle of a create', () => {
  test('while it asks for the key has sent nothing, and creates the next time', async () => {
    await clickCreate('asked');
    await workbench.input.waitFor();
    await workbench.reload();
    expect(own.requests()).toEqual([]);
    await clickCreate('asked');
    await workbench.answerBox('API Key', 'a-good-key');
    await workbench.agreeToSend();
    await workbench.says(/^Created agent "asked"/);
    expect(sentCount('asked')).toBe(1);
  });

  test('while it lists what it will send has sent nothing, and asks again', async () => {
    await clickCreate('listed');
    await workbench.dialogSays(/Send these values/);
    await workbench.reload();
    expect(sentCount('listed')).toBe(0);
    await clickCreate('listed');
    await workbench.agreeToSend();
    await workbench.says(/^Created agent "listed"/);
    expect(sentCount('listed')).toBe(1);
  });

  test('in the pause before it sends again asks what came of it', async () => {
    own.arm('create', 'rate-limited', { retryAfter: 60 });
    await clickCreate('paused');
    await workbench.agreeToSend();
    await workbench.says(/The spec is sent again/);
    await workbench.reload();
    await clickCreate('paused');
    await workbench.dialogSays(
      /not known what came of the last create .* No agent "paused" has come/,
    );
    expect(sentCount('paused')).toBe(1);
    await workbench.dialogButton('Create Again').click();
    await workbench.says(/^Created agent "paused"/);
    expect(sentCount('paused')).toBe(2);
  });
});

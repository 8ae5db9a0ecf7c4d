import { beforeAll, describe, expect, test } from 'vitest';
import { arm, createdBodies, giveKey, useWindow } from './window';

const window = useWindow();

const spec = `name: Patient
description: Answers the phone.
project: 42
provider:
  type: custom
`;

beforeAll(async () => {
  const { workbench } = window;
  await giveKey(workbench);
  await workbench.newSpec('Custom');
  await workbench.write(spec);
});

/** Creates the agent and gives what is said first. */
async function create(): Promise<string> {
  const { workbench } = window;
  await workbench.closeNotifications();
  await workbench.clickCreate();
  return workbench.nextNotification();
}

describe.sequential('a create that Cekura refuses for now', () => {
  test('can be cancelled in the pause, and is not sent again', async () => {
    const { workbench } = window;
    await arm('create', 'rate-limited', { retryAfter: 200 });
    const before = (await createdBodies()).length;
    expect(await create()).toMatch(/too many requests .* again in 4 minutes\.$/);
    await workbench.clickCreate();
    await workbench.says(/^The agent of this spec is being created already: wait until that/);
    await workbench.clickNotification('Cancel');
    await workbench.says(/^Cancelled\. No agent was created\.$/);
    await expect
      .poll(() => workbench.notifications.filter({ hasText: 'too many requests' }).count())
      .toBe(0);
    expect(await createdBodies()).toHaveLength(before + 1);
  });

  test('shows the pause and why, and is sent again after it', async () => {
    const { workbench } = window;
    await arm('create', 'rate-limited', { retryAfter: 8 });
    expect(await create()).toBe(
      'Cekura has had too many requests from this account. The spec is sent again in 8 seconds.',
    );
    await workbench.notifications.filter({ hasText: 'Created agent "Patient"' }).waitFor();
  });
});

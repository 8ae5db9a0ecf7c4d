import { describe, expect, test } from 'vitest';
import { arm, createdBodies, useWindow } from './window';

const window = useWindow();

const spec = (name: string) => `name: ${name}
description: Answers the phone.
project: 42
provider:
  type: custom
`;

/** Opens a new spec with a text, and waits until it has been checked. */
async function openSpec(text: string): Promise<void> {
  const { workbench } = window;
  await workbench.closeEditors();
  await workbench.newSpec('Custom');
  await workbench.write(text);
}

/** Creates the agent of the editor and gives what the notification says. */
async function create(): Promise<string> {
  const { workbench } = window;
  await workbench.closeNotifications();
  await workbench.clickCreate();
  return workbench.nextNotification();
}

describe.sequential('Create Agent', () => {
  test('asks for an API key once, checks it, and creates', async () => {
    const { workbench } = window;
    await openSpec(spec('First'));
    await workbench.clickCreate();
    await workbench.input.fill('revoked-key');
    await workbench.page.keyboard.press('Enter');
    await workbench.inputSays(/does not accept this key/);
    await workbench.input.fill('a-good-key');
    await workbench.page.keyboard.press('Enter');
    expect(await workbench.nextNotification()).toMatch(/^Created agent "First" \(id \d+\)\.$/);
    expect(await workbench.notificationButtons()).toEqual([
      'Write ID into Spec',
      'Open in Cekura',
      'Copy ID',
    ]);
  });

  test('the stored key is used from then on', async () => {
    await openSpec(spec('Second'));
    expect(await create()).toMatch(/^Created agent "Second" \(id \d+\)\.$/);
  });

  test('errors in the file stop it and lead to the Problems panel', async () => {
    const { workbench } = window;
    const before = (await createdBodies()).length;
    await openSpec(spec('Third').replace('42', 'many'));
    await workbench.squiggles.first().waitFor();
    expect(await create()).toMatch(/One problem stands in the way/);
    const problems = await workbench.problems('takes a whole number');
    await problems.first().waitFor();
    expect(await createdBodies()).toHaveLength(before);
    await workbench.closePanel();
  });

  test('refused fields are marked where they stand, until they are edited', async () => {
    const { workbench } = window;
    await openSpec(spec('Fourth'));
    await arm('create', 'bad-request', { body: { provider: { type: ['Not in your plan.'] } } });
    expect(await create()).toMatch(/Cekura refused the spec: one field needs a change/);
    const problems = await workbench.problems('Not in your plan.');
    await problems.filter({ hasText: 'Cekura API' }).first().waitFor();
    await workbench.closePanel();
    await workbench.squiggles.first().waitFor();
    await workbench.clickWord('custom');
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.type('s');
    await workbench.page.keyboard.press('Backspace');
    expect(await workbench.editorText()).toContain('type: custom');
    await workbench.squiggles.first().waitFor({ state: 'detached' });
  });

  test.each<[fault: string, says: RegExp, options?: object]>([
    ['unauthorized', /does not accept the API key\. No agent was created: set a key/],
    ['forbidden', /may not do this.*No agent was created/],
    ['not-found', /answered "not found".*check the project/],
    ['conflict', /already in the Cekura project.*No agent was created/],
    ['rate-limited', /too many requests.*try again in 60 minutes/, { retryAfter: 3_600 }],
    ['rate-limited-without-hint', /too many requests.*try again in a minute/],
    ['server-error', /error of its own \(500\).*No agent "Fault server-error" has come/],
    ['html-page', /could not be understood.*No agent "Fault html-page" has come/],
    ['invalid-json', /could not be understood.*Agent \d+ "Fault invalid-json" came/],
    ['reset', /connection broke.*Agent \d+ "Fault reset" came/],
    ['redirect', /redirects.*No agent was created/],
    ['see-other', /unexpected way \(303\)\. Agent \d+ "Fault see-other" came/],
    ['too-large', /larger than Cekura takes.*No agent was created/],
    ['bad-gateway', /error of its own \(502\).*No agent "Fault bad-gateway" has come/],
    ['unavailable-without-hint', /error of its own \(503\).*has come/],
    ['gateway-timeout', /error of its own \(504\).*Agent \d+ "Fault gateway-timeout" came/],
    ['empty-object', /could not be understood.*has come/],
    ['unavailable', /error of its own \(503\).*has come/],
    ['hang-up', /connection broke.*Agent \d+ "Fault hang-up" came/],
    // These are no more than unusual: the agent is created once, and said to be.
    ['huge-answer', /^Created agent "Fault huge-answer"/],
    ['wrong-content-type', /^Created agent "Fault wrong-content-type"/],
    ['slow-drip', /^Created agent "Fault slow-drip"/],
  ])('%s: a sentence that says what to do', async (fault, says, options) => {
    const name = `Fault ${fault}`;
    await openSpec(spec(name));
    await arm('create', fault, options);
    expect(await create()).toMatch(says);
    const sent = (await createdBodies()).filter((body) =>
      JSON.stringify(body).includes(`"${name}"`),
    );
    expect(sent).toHaveLength(1);
  });

  test('silence: after a minute it is said, and the agent is looked for', async () => {
    const { workbench } = window;
    await openSpec(spec('Fault silence'));
    await workbench.closeNotifications();
    await arm('create', 'silence');
    await workbench.clickCreate();
    await workbench.statusBar.filter({ hasText: 'Creating the agent' }).waitFor();
    const said = workbench.notifications.filter({
      hasText: /did not answer in time\. Agent \d+ "Fault silence" came/,
    });
    await said.waitFor({ timeout: 90_000 });
    const sent = (await createdBodies()).filter((body) => JSON.stringify(body).includes('silence'));
    expect(sent).toHaveLength(1);
  }, 120_000);

  test('a secret that a spec names is asked for once and sent, not shown', async () => {
    const { workbench } = window;
    await openSpec(
      `name: Secret\ndescription: a\nproject: 42\nprovider:\n  type: vapi\n  credentials:\n    api_key: \${secret:window_key}\n`,
    );
    await workbench.clickCreate();
    await workbench.answer('value-of-the-secret');
    await workbench.agreeToSend();
    expect(await workbench.nextNotification()).toMatch(/^Created agent "Secret"/);
    expect((await createdBodies()).at(-1)).toMatchObject({
      provider: { credentials: { api_key: 'value-of-the-secret' } },
    });
    expect(await workbench.editorText()).toContain('${secret:window_key}');
  });

  test('a secret that was given wrong can be given again', async () => {
    const { workbench } = window;
    await openSpec(
      `name: Again\ndescription: a\nproject: 42\nprovider:\n  type: vapi\n  credentials:\n    api_key: \${secret:window_key}\n`,
    );
    await workbench.runCommand('Cekura: Set Secret', { typed: 'window_key' });
    await workbench.answerBox('Cekura Secret window_key', 'the-right-value');
    expect(await workbench.nextNotification()).toBe('The secret window_key is kept.');
    await workbench.closeNotifications();
    await workbench.clickCreate();
    await workbench.agreeToSend();
    expect(await workbench.nextNotification()).toMatch(/^Created agent "Again"/);
    expect((await createdBodies()).at(-1)).toMatchObject({
      provider: { credentials: { api_key: 'the-right-value' } },
    });
  });
});

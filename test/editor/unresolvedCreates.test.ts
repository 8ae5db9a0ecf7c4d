import assert from 'node:assert/strict';
import type { TextDocument } from 'vscode';
import type { FaultName } from '../sandbox/faults';
import type { ArmOptions } from '../sandbox/switches';
import { eventually, said } from './person';
import { create, onDisk, openFile, openNew, plainSpec, useCekuraAt, useSandbox } from './specs';

const made = /Agent \d+ "[\w -]+" is new in the project/;
const unmade = /No new agent "[\w -]+" is in the project/;
const notKnown = /^The last create \(.*\) got no answer\./;

describe('What came of a create', () => {
  const window = useSandbox();

  /** Creates the agent of a new file while something goes wrong. */
  async function createWith(fault: FaultName, name: string): Promise<TextDocument> {
    window.sandbox.arm('create', fault);
    const document = await openFile(name.toLowerCase(), plainSpec(name));
    await create(document);
    return document;
  }

  const cases: [fault: FaultName, says: RegExp[], options?: ArmOptions][] = [
    ['unauthorized', [/doesn't accept the API key\. Not created\. Set a valid key/]],
    ['forbidden', [/has no permission for this.*Not created/]],
    ['not-found', [/answered "not found".*Check the project/]],
    ['conflict', [/project already has this assistant.*Not created/]],
    ['rate-limited', [/too many requests.*Try again in 60 minutes/], { retryAfter: 3_600 }],
    ['rate-limited-without-hint', [/too many requests.*Try again in a minute/]],
    ['redirect', [/redirects.*Not created/]],
    ['too-large', [/too large for Cekura.*Not created/]],
    ['server-error', [/internal error \(500\)/, unmade]],
    ['bad-gateway', [/internal error \(502\)/, unmade]],
    ['unavailable', [/internal error \(503\)/, unmade]],
    ['unavailable-without-hint', [/internal error \(503\)/, unmade]],
    ['html-page', [/isn't valid/, unmade]],
    ['empty-object', [/isn't valid/, unmade]],
    ['gateway-timeout', [/internal error \(504\)/, made]],
    ['see-other', [/unexpected answer \(303\)/, made]],
    ['invalid-json', [/isn't valid/, made]],
    ['reset', [/connection to Cekura was lost/, made]],
    ['hang-up', [/connection to Cekura was lost/, made]],
    ['huge-answer', [/^Created agent "Fault huge-answer"/]],
    ['wrong-content-type', [/^Created agent "Fault wrong-content-type"/]],
    ['slow-drip', [/^Created agent "Fault slow-drip"/]],
  ];
  for (const [fault, [says = /^$/, found = says], options] of cases) {
    it(`is said, and it is sent once: ${fault}`, async () => {
      window.sandbox.arm('create', fault, options);
      await create(await openNew(plainSpec(`Fault ${fault}`)));
      assert.match((await said(says)).text, found);
      assert.equal(window.creates().length, 1);
    });
  }

  it('is said after it was sent again, where it was refused for now with a time to wait', async () => {
    window.sandbox.arm('create', 'rate-limited', { retryAfter: 0 });
    await create(await openNew(plainSpec('Limited')));
    await said(/^Created agent "Limited"/);
    assert.equal(window.creates().length, 2);
  });

  it('the user knows: the agent is the one, and its id can be written', async () => {
    const document = await createWith('invalid-json', 'Made');
    const { buttons, answer } = await said(made);
    const [itIs = ''] = buttons;
    assert.match(itIs, /^Use Agent \d+$/);
    answer(itIs);
    (await said(/^This spec now has agent \d+/)).answer('Write ID into Spec');
    const id = itIs.replace('Use Agent', 'id:');
    await eventually(async () => (await onDisk(document.uri)).includes(`${id}\n`) || undefined);
    assert.equal(window.creates().length, 1);
  });

  it('is looked for again, and it is sent again, when the user wants it', async () => {
    await createWith('server-error', 'Unmade');
    (await said(unmade)).answer('Look Again');
    const again = await said(unmade);
    assert.equal(window.creates().length, 1);
    again.answer('Create New');
    await said(/^Created agent "Unmade"/);
    assert.equal(window.creates().length, 2);
  });

  it('is asked before the next create, until it is known', async () => {
    const document = await createWith('invalid-json', 'Left');
    (await said(made)).answer();
    for (const answer of [undefined, /^Use Agent/]) {
      const next = create(document);
      const question = await said(notKnown);
      assert.match(question.text, made);
      question.answer(answer && question.buttons.find((button) => answer.test(button)));
      await next;
    }
    const next = create(document);
    (await said(/^This spec already has agent \d+\. Create another\?\n/)).answer();
    await next;
    assert.equal(window.creates().length, 1);
  });

  it('is forgotten only when the next one is sent: not when that is declined or refused', async () => {
    process.env.EDITOR_PROJECT = '42';
    const { sandbox } = window;
    const send = async (answer?: string) => (await said(/^Send these values/)).answer(answer);
    const text = plainSpec('Unsure').replace('42', '${env:EDITOR_PROJECT}');
    const document = await openNew(text);

    sandbox.arm('create', 'server-error');
    let next = create(document);
    await send('Create');
    await next;
    (await said(unmade)).answer('Create New');
    await send();

    next = create(document);
    const afterDeclined = await said(notKnown);
    sandbox.arm('create', 'unauthorized');
    afterDeclined.answer('Create New');
    await send('Create');
    await next;
    await said(/doesn't accept the API key\. Not created/);

    next = create(document);
    (await said(notKnown)).answer('Create New');
    await send('Create');
    await next;
    await said(/^Created agent "Unsure"/);

    sandbox.arm('create', 'server-error');
    next = create(document);
    (await said(/^This spec already has agent \d+/)).answer('Create Another');
    await send('Create');
    await next;
    (await said(unmade)).answer('Create New');
    (await said(/^This spec already has agent \d+/)).answer();

    next = create(document);
    (await said(/^This spec already has agent \d+/)).answer('Create Another');
    (await said(notKnown)).answer();
    await next;
    assert.equal(window.creates().length, 4);
  });
});

describe('Where nobody answers', () => {
  const window = useSandbox();

  it('it is said that nothing was sent; the agent is created when somebody does', async () => {
    useCekuraAt('http://127.0.0.1:9');
    const document = await openFile('late', plainSpec('Late'));
    await create(document);
    const { text, answer } = await said(/^Couldn't connect to Cekura at 127\.0\.0\.1:9/);
    assert.match(text, /\(ECONNREFUSED\)\. Tried 3 times\. Not created\. Check your network/);
    answer('Try Again');
    const again = await said(/^Couldn't connect to Cekura/);
    useCekuraAt(window.sandbox.url);
    again.answer('Try Again');
    await said(/^Created agent "Late"/);
    assert.equal(window.creates().length, 1);
  });
});

import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { importedSpec } from '../importedSpec';
import { type Sandbox, startSandbox } from '../sandbox/index';
import { eventually, said, statusSays } from './person';
import { create, key, openFile, remove, rename, useCekuraAt, useSandbox } from './specs';

describe('An import that is followed', () => {
  const window = useSandbox();
  let other: Sandbox;
  before(async () => {
    other = await startSandbox();
  });
  after(() => other.close());

  const polls = () => window.sandbox.requests.filter(({ call }) => call === 'progress').length;

  /** Begins an import from a new file that stands still in its first stage. */
  async function begin(name: string) {
    window.sandbox.hold('import');
    const document = await openFile(name, importedSpec(`followed_${name}`));
    await create(document);
    await said(new RegExp(`^Importing agent \\d+ \\(${name}\\)`));
    await statusSays(new RegExp(`Importing ${name}: .*\\(1 of 8\\)`));
    return document;
  }

  /** Lets every import come to its end. */
  async function finish(name: string): Promise<void> {
    window.sandbox.release('import');
    await said(/^Imported agent "Imported from retell"/);
    await statusSays(new RegExp(`Imported ${name}`));
  }

  async function setKey(): Promise<void> {
    const setting = commands.executeCommand('cekuraAgent.setApiKey');
    (await said(/^Cekura API Key for /)).answer(key);
    await setting;
    await said(/^API key saved/);
  }

  it('waits for a new key when the key was revoked, and goes on with it', async () => {
    await begin('revoked');
    window.sandbox.arm('progress', 'unauthorized');
    const { buttons } = await said(/isn't followed anymore: Cekura doesn't accept the API/);
    assert.deepEqual(buttons, ['Open in Cekura', 'Continue']);
    await statusSays(/^\$\(question\) Import of revoked/);
    await setKey();
    await statusSays(/Importing revoked: .*\(1 of 8\)/);
    await finish('revoked');
  });

  it('is followed on when the user says so, and never twice', async () => {
    await begin('twice');
    window.sandbox.arm('progress', 'forbidden');
    const { answer } = await said(/isn't followed anymore: The API key has no permission/);
    await setKey();
    await statusSays(/Importing twice: .*\(1 of 8\)/);
    // A poll that waits for its answer is the only one, whoever follows.
    window.sandbox.hold('progress');
    const before = polls();
    await eventually(() => polls() > before || undefined);
    answer('Continue');
    await setKey();
    assert.equal(polls(), before + 1);
    window.sandbox.release('progress');
    await finish('twice');
  });

  it('says when Cekura cannot be reached', async () => {
    await begin('offline');
    window.sandbox.arm('progress', 'hang-up', { times: Number.POSITIVE_INFINITY });
    await statusSays(/Importing offline: Can't connect to Cekura\. Trying again/);
    window.sandbox.disarm();
    await finish('offline');
  });

  it('is known to a spec of another name, and goes on when the spec is gone', async () => {
    const document = await begin('six');
    const uri = await rename(document, 'sixth.cekura-agent.yaml');
    const again = create({ uri });
    (await said(/is still being imported from this spec/)).answer();
    await again;
    await remove(uri);
    await finish('six');
    assert.equal(window.creates().length, 1);
  });

  it('is asked for only where it was begun', async () => {
    await begin('elsewhere');
    window.sandbox.arm('progress', 'unauthorized');
    await said(/isn't followed anymore/);
    useCekuraAt(other.url);
    await setKey();
    const [then, now] = [window.sandbox.url, other.url].map((url) => new URL(url).host);
    const { text, buttons } = await said(/^Not following .*\(elsewhere\)\./);
    assert.ok(
      text.includes(`started at ${then}, but the setting cekuraAgent.apiBaseUrl has ${now}.`),
    );
    assert.deepEqual(buttons, ['Open Settings']);
    assert.deepEqual(
      other.requests.map(({ call }) => call),
      ['projects'],
    );
    useCekuraAt(window.sandbox.url);
    await setKey();
    await statusSays(/Importing elsewhere: .*\(1 of 8\)/);
    await finish('elsewhere');
  });
});

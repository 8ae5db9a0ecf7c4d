import assert from 'node:assert/strict';
import { commands, Position, type TextDocument, workspace } from 'vscode';
import { said } from './person';
import { create, inFolder, insert, openFile, rename, useSandbox } from './specs';

const spec = (name: string, secret: string) => `name: ${name}
description: \${file:prompt.md}
project: 42
provider:
  type: vapi
  credentials:
    api_key: \${secret:${secret}}
`;

describe('Before values are sent', () => {
  const window = useSandbox();
  before(() => workspace.fs.writeFile(inFolder('prompt.md'), Buffer.from('You answer.\n')));

  /** Creates an agent whose secret is asked for; the values it names are agreed to. */
  async function createWithSecret(document: TextDocument, secret: string): Promise<void> {
    const creating = create(document);
    (await said(new RegExp(secret))).answer(`value of ${secret}`);
    (await said(/^Send these values/)).answer('Create');
    await creating;
    await said(/^Created agent/);
  }

  const createAnother = async (document: TextDocument) => {
    const creating = create(document);
    (await said(/^This spec already has agent/)).answer('Create Another');
    return creating;
  };

  it('they are agreed to once; and again when the spec names others', async () => {
    const document = await openFile('consent', spec('Consent', 'consent_key'));
    await createWithSecret(document, 'consent_key');
    await createAnother(document);
    await said(/^Created agent/);

    const place = document.positionAt(document.getText().indexOf('project'));
    await insert(document, place, 'webhook_url: ${env:EDITOR_URL}\n');
    process.env.EDITOR_URL = 'https://hooks.example.com/';
    const creating = createAnother(document);
    const { text, answer } = await said(/^Send these values/);
    assert.match(text, /Environment variable: EDITOR_URL/);
    answer('Create');
    await creating;
    await said(/^Created agent/);
    assert.equal(window.creates().length, 3);
  });

  it('a secret that was given wrong can be given again', async () => {
    const document = await openFile('wrong-secret', spec('Wrong secret', 'again_key'));
    await createWithSecret(document, 'again_key');
    const setting = commands.executeCommand('cekuraAgent.setSecret');
    (await said(/^Cekura Secrets$/)).answer('again_key');
    (await said(/^again_key$/)).answer('Set Value…');
    (await said(/^Secret again_key$/)).answer('the right value');
    await setting;
    await said(/^Saved the value of again_key\.$/);
    await createAnother(document);
    await said(/^Created agent/);
    assert.deepEqual(
      window.creates().map(({ provider }) => provider),
      ['value of again_key', 'the right value'].map((api_key) => ({
        type: 'vapi',
        credentials: { api_key },
      })),
    );
  });

  it('the spec is renamed and edited: the text of then is sent', async () => {
    const document = await openFile('asked', spec('Asked', 'asked_key'));
    const creating = create(document);
    const secret = await said(/asked_key/);
    const uri = await rename(document, 'today.cekura-agent.yaml');
    await insert(await workspace.openTextDocument(uri), new Position(0, 'name: '.length), 'Today ');
    secret.answer('value of asked_key');
    (await said(/^Send these values/)).answer('Create');
    await creating;
    await said(/^Created agent "Today Asked"/);
    assert.equal(window.creates()[0]?.name, 'Today Asked');
  });
});

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { type TextDocument, workspace } from 'vscode';
import { importedSpec } from '../importedSpec';
import { replace, run, update, useAgents } from './createdSpecs';
import { eventually, languageStatusSays, said } from './person';
import { inFolder, key, openFile, plainSpec, rename } from './specs';

describe('Nothing is lost of a spec and its agent', () => {
  const agents = useAgents();
  const { created, updates } = agents;
  const isInStep = async (document: TextDocument) => {
    await run('compare', document);
    await said(/^Spec and agent \d+ are in sync\./);
  };

  it('when the agent changes after the plan: nothing is sent', async () => {
    const { document, id } = await created('refused');
    await replace(document, 'You answer the phone.', 'You answer.');
    const updating = run('update', document);
    const plan = await said(/^Update agent/);
    agents.sandbox.edit(id, 'rename');
    plan.answer('Update');
    await updating;
    const { buttons } = await said(/^Someone changed the agent just now\. Nothing was sent\.$/);
    assert.deepEqual(buttons, ['Compare', 'Pull First']);
    assert.deepEqual(updates(), []);
  });

  it('when both have the same change: they are in sync', async () => {
    const { document, id } = await created('same');
    agents.sandbox.edit(id, { description: 'You listen.' });
    await replace(document, 'You answer the phone.', 'You listen.');
    await isInStep(document);
    await languageStatusSays(/^In sync \(just now\)$/);
  });

  it('when a fresh clone is edited: git knows what both had', async () => {
    mkdirSync(inFolder('clone').fsPath);
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], {
        cwd: inFolder('clone').fsPath,
      });
    const reply = await fetch(`${agents.sandbox.url}/test_framework/v2/aiagents/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-cekura-api-key': key },
      body: JSON.stringify({
        name: 'Cloned',
        description: 'You answer.',
        project: 42,
        provider: { type: 'custom' },
      }),
    });
    const id: unknown = Reflect.get(Object(await reply.json()), 'id');
    const text = `id: ${id}\nname: Cloned\ndescription: You answer.\nproject: 42\nprovider:\n  type: custom\n`;
    const document = await openFile('clone/cloned', text);
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'x');
    await replace(document, 'You answer.', 'You listen.');
    assert.match(await update(document), /\ndescription: "You answer\." → "You listen\."/);
    await said(/^Updated agent/);
    assert.deepEqual(updates(), [{ description: 'You listen.' }]);
  });

  it('when the spec has errors or the markers of a merge: nothing is sent', async () => {
    const { document } = await created('broken');
    await replace(document, 'project: 42', 'project: many');
    await run('update', document);
    await said(/^Fix 1 error, then update again\.$/);
    await replace(document, 'project: many', '<<<<<<< ours\nproject: 42');
    await run('update', document);
    await said(/^Resolve the merge conflict in the spec, or in the file that it names\.$/);
    assert.deepEqual(agents.sandbox.requests, []);
  });

  it('when 60 KB come into a spec with unsaved changes: all of it is there', async () => {
    const { document, id } = await created('long');
    await replace(document, '# Answers', '# Always answers');
    const prompt = `${'You answer the phone, and you are kind.\n'.repeat(1_600)}The tail.`;
    agents.sandbox.edit(id, { description: prompt });
    await run('pull', document);
    await said(/^Pulled 1 field/);
    const lines = document.getText().split('\n');
    assert.equal(lines[0], '# Always answers the phone.');
    assert.equal(
      lines.filter((line) => line === '  You answer the phone, and you are kind.').length,
      1_600,
    );
    assert.ok(lines.includes('  The tail.'));
    await isInStep(document);
  });

  it("when mock data, headers and settings are the user's own: they come back as they were", async () => {
    const own = '{"": "", "Odd ☃": [1, {"a": null}], "__proto__": 1.5, blanks: " a\\r\\n "}';
    const { document, id } = await created(
      'own',
      `name: own
description: You answer.
project: 42
provider:
  type: livekit
  credentials:
    api_key: key-of-livekit
    config:
      api_secret: secret-of-livekit
      url: wss://a.example
      config: ${own}
  chat_agent_details:
    type: self_hosted
    config:
      url: wss://chat.example
      headers: {X-Tenant: " a ", "x-odd ☃": 1}
mock_tools:
  - name: get_order
    description: Finds
    mock_data:
      - input: ${own}
        output: ${own}
`,
    );
    const { mock_tools: before, provider } = structuredClone(agents.sandbox.stored(id));
    await replace(document, 'description: Finds', 'description: Looks up');
    await update(document);
    await said(/^Updated agent/);
    const { mock_tools: after, ...stored } = agents.sandbox.stored(id);
    assert.deepEqual(stored.provider, provider);
    assert.deepEqual(JSON.parse(JSON.stringify(after)), [
      {
        ...Object((Array.isArray(before) ? before : [])[0]),
        description: 'Looks up',
        served_via: { type: 'direct' },
      },
    ]);
    const text = document.getText();
    await run('pull', document);
    await said(/^Nothing to pull\.$/);
    assert.equal(document.getText(), text);
  });

  it('when the platform writes the prompt: that is no difference', async () => {
    const { document, id } = await created(
      'synced',
      `name: synced
description: You answer.
project: 42
provider:
  type: vapi
  agent_id: assistant_1
  auto_sync_prompt: true
  credentials:
    api_key: key-of-vapi
`,
    );
    agents.sandbox.edit(id, 'sync-prompt');
    await isInStep(document);
  });

  it('when a key is taken out: what Cekura keeps is said', async () => {
    const { document } = await created('kept', `${plainSpec('kept')}email_id: a@b.example\n`);
    await replace(document, 'email_id: a@b.example\n', '');
    await run('update', document);
    await said(
      /^Nothing to update\. Cekura keeps email_id, which the spec no longer has\. To clear, write `email_id: null`\.$/,
    );
  });

  it('when the file is renamed: it has the same agent', async () => {
    const { document } = await created('before');
    const renamed = await workspace.openTextDocument(
      await rename(document, 'renamed.cekura-agent.yaml'),
    );
    await isInStep(renamed);
  });

  it('when a secret changes: that is said, and its value is never shown', async () => {
    const { document, id } = await created('secret');
    await replace(document, 'project: 42', 'project: 42\nwebhook_secret: ${secret:hook}');
    const updating = run('update', document);
    const plan = await said(/^Update agent \d+\?\nwebhook_secret: secret, changed/);
    plan.answer('Update');
    const consent = await said(/Secret: hook/);
    consent.answer('Update');
    (await said(/^Secret hook/)).answer('w3bhook');
    await updating;
    const done = await said(/^Updated agent/);
    assert.equal(agents.sandbox.stored(id).webhook_secret, 'w3bhook');
    assert.ok(![plan, consent, done].some(({ text }) => text.includes('w3bhook')));
  });

  it('when Cekura does not take a field: that is said', async () => {
    const { document } = await created('taken');
    await replace(document, 'You answer the phone.', 'You answer.');
    agents.sandbox.arm('update', 'not-taken', { fields: ['description'] });
    await update(document);
    await said(/^Updated agent \d+, but Cekura didn't take description\.$/);
  });

  it('when an update was wrong: the agent as it was is shown beside the spec', async () => {
    const { document, id } = await created('restored');
    await replace(document, 'You answer the phone.', 'You answer.');
    await update(document);
    await said(/^Updated agent/);
    const restoring = run('restoreEarlier', document);
    const { buttons, answer } = await said(new RegExp(`^Earlier Versions of Agent ${id}$`));
    assert.equal(buttons.length, 1);
    answer(buttons[0]?.replace(/: restored$/, ''));
    await restoring;
    const left = await eventually(() =>
      workspace.textDocuments.find(
        ({ uri }) =>
          uri.scheme === 'cekura-compared' && uri.path.endsWith('restored.cekura-agent.yaml'),
      ),
    );
    assert.match(left.getText(), /description: You answer the phone\./);
  });

  it('when the provider is read again: that is asked, and the spec stays as it is', async () => {
    const text = `name: reimported\ndescription: You answer.\n${importedSpec('reimported')}`;
    const { document } = await created(
      'reimported',
      text.replace(/.*configure_from_provider.*\n/, ''),
    );
    const before = document.getText();
    const importing = run('reimport', document);
    const question = await said(
      /^Import agent \d+ from its provider again\?\nThis overwrites what the agent has in Cekura\./,
    );
    question.answer('Re-import');
    await importing;
    await said(/^Importing agent/);
    const { buttons } = await said(/^Imported agent/);
    assert.ok(buttons.includes('Pull'), buttons.join());
    assert.equal(document.getText(), before);
  });
});

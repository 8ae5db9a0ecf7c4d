import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { NotKept } from '../../../../client/src/update/earlierVersions';
import { asFields, listOf } from '../../../sandbox/json';
import type { Document } from '../fakeVscode';
import { editor } from '../fakeVscode';
import { said, useUpdates } from './specAtSandbox';

const spec = `# Answers the phone.
name: Support
description: |
  You answer the phone.
  Be kind.
language: en
project: 42
provider:
  type: custom
mock_tools:
  - name: get_order
    description: Finds an order
  - name: cancel_order
    description: Cancels an order
`;

const updates = useUpdates();
const edit = (document: Document, from: string, to: string) =>
  document.edit(document.getText().replace(from, to));
const update = ({ uri }: Document) => updates.commands.update(uri);
const pull = ({ uri }: Document) => updates.commands.pull(uri);
const compare = ({ uri }: Document) => updates.commands.compare(uri);
/** Presses a button wherever it is offered. */
const pressing = (label: string) => {
  editor.press = ({ buttons }) => buttons.find((button) => button === label);
};

describe('an update', () => {
  test('sends what changed here alone, after a plan', async () => {
    const { document, id } = await updates.inStep(spec);
    edit(document, 'language: en', 'language: de');
    edit(document, 'Be kind.', 'Be kind.\n  Be short.');
    pressing('Update');
    await update(document);
    expect(editor.messages).toEqual([
      {
        text: `Update agent ${id}?`,
        buttons: ['Update', 'Show Changes'],
        modal: true,
        detail: 'description: +1 −0 line\nlanguage: "en" → "de"',
      },
      { text: `Updated agent ${id}.`, buttons: ['Open in Cekura'], modal: false },
    ]);
    expect(updates.updates).toEqual([
      { description: 'You answer the phone.\nBe kind.\nBe short.\n', language: 'de' },
    ]);
    expect(updates.known.get(Object(document.uri))?.state).toBe('inStep');
    expect(updates.earlier).toMatchObject([{ id, language: 'en' }]);
  });

  test('sends nothing when it is not agreed to', async () => {
    const { document } = await updates.inStep(spec);
    edit(document, 'language: en', 'language: de');
    await update(document);
    expect(updates.updates).toEqual([]);
  });

  test.each<[when: string, change: (document: Document, id: number) => void, says: string]>([
    ['nothing differs', () => undefined, 'Nothing to update.'],
    [
      'there are errors',
      (document) => edit(document, 'project: 42', 'project: many'),
      'Fix 1 error, then update again.',
    ],
    [
      'a merge left its markers in the text',
      (document) => edit(document, 'name: Support', '<<<<<<< ours\nname: Support'),
      'Resolve the merge conflict in the spec, or in the file that it names.',
    ],
    [
      'a merge left its markers in a prompt',
      (document) => edit(document, 'Be kind.', '<<<<<<< ours\n  Be kind.'),
      'Resolve the merge conflict in the spec, or in the file that it names.',
    ],
    [
      'only Cekura changed',
      (_, id) => updates.sandbox.edit(id, 'rename'),
      'Nothing to update. 1 field changed in Cekura.',
    ],
    [
      'a key was taken out, which Cekura keeps',
      (document) => edit(document, '    description: Cancels an order\n', ''),
      'Nothing to update. Cekura keeps mock_tools.cancel_order.description, which the spec no longer has.',
    ],
  ])('sends nothing when %s', async (_, change, says) => {
    const { document, id } = await updates.inStep(spec);
    change(document, id);
    pressing('Update');
    await update(document);
    expect(said()).toEqual([says]);
    expect(updates.updates).toEqual([]);
  });

  test('sends nothing when a number that it would send is too large to be read', async () => {
    const { document, id } = await updates.inStep(spec);
    const [order, cancel] = listOf(updates.sandbox.stored(id).mock_tools);
    const mock_data = [{ input: {}, output: 2 ** 60 }];
    updates.sandbox.edit(id, { mock_tools: [{ ...asFields(order), mock_data }, cancel] });
    edit(document, 'Finds an order', 'Finds orders');
    pressing('Update');
    await update(document);
    expect(said().at(-1)).toMatch(/^Too large to be sent exactly: mock_tools\.get_order\./);
    expect(updates.updates).toEqual([]);
  });

  test('sends nothing when the agent cannot be kept as it was', async () => {
    const { document } = await updates.inStep(spec);
    edit(document, 'language: en', 'language: de');
    updates.services.earlier.add = () => {
      throw new NotKept();
    };
    pressing('Update');
    await update(document);
    expect(said().at(-1)).toMatch(/^Not updated: couldn't write to the disk\./);
    expect(updates.updates).toEqual([]);
  });

  test('is done once when it is asked for twice, and waits for another window', async () => {
    const { document } = await updates.inStep(spec);
    edit(document, 'language: en', 'language: de');
    pressing('Update');
    await Promise.all([update(document), update(document)]);
    expect(updates.updates).toHaveLength(1);
    expect(said()).toContain('Already updating this agent.');
    const release = updates.services.store.hold(`${document.uri}`);
    await update(document);
    expect(said().at(-1)).toBe('Another window is already updating this agent.');
    release?.();
  });

  test('sends nothing when a set changed on both sides, and offers the pull', async () => {
    const { document, id } = await updates.inStep(spec);
    edit(document, 'Finds an order', 'Finds orders');
    updates.sandbox.edit(id, 'add-tool');
    pressing('Pull First');
    await update(document);
    expect(editor.messages).toEqual([
      {
        text: 'Changed in Cekura: mock tool added_3. Nothing was sent.',
        buttons: ['Pull First', 'Compare'],
        modal: false,
      },
    ]);
    expect(updates.updates).toEqual([]);
    await vi.waitFor(() => expect(editor.ran).toEqual([['cekuraAgent.pull', document.uri]]));
  });

  test('says what the spec no longer writes, until something is sent', async () => {
    const { document, id } = await updates.inStep(spec);
    edit(document, '    description: Cancels an order\n', '');
    const kept = 'Cekura keeps mock_tools.cancel_order.description, which the spec no longer has.';
    await compare(document);
    await update(document);
    edit(document, 'language: en', 'language: de');
    pressing('Update');
    await update(document);
    await update(document);
    expect(editor.messages.map(({ text, detail = '' }) => `${text} ${detail}`.trim())).toEqual([
      `Spec and agent ${id} are in sync. ${kept}`,
      `Nothing to update. ${kept}`,
      `Update agent ${id}? language: "en" → "de"\n\n${kept}`,
      `Updated agent ${id}.`,
      'Nothing to update.',
    ]);
  });

  test('names what it deletes', async () => {
    const { document } = await updates.inStep(spec);
    edit(document, '  - name: cancel_order\n    description: Cancels an order\n', '');
    await update(document);
    expect(editor.messages[0]?.detail).toMatch(/^Deletes mock tool cancel_order/);
  });

  test('asks which side counts where both changed, and takes the others into the spec', async () => {
    const { document, id } = await updates.inStep(spec);
    edit(document, 'language: en', 'language: de');
    edit(document, 'name: Support', 'name: Helpdesk');
    updates.sandbox.edit(id, { language: 'fr', name: 'Aid' });
    editor.pick = (rows) => {
      expect(rows).toMatchObject([
        { label: 'name', description: 'Spec: "Helpdesk", Cekura: "Aid"' },
        { label: 'language', description: 'Spec: "de", Cekura: "fr"' },
      ]);
      return ['language'];
    };
    pressing('Update');
    await update(document);
    expect(updates.updates).toEqual([{ language: 'de' }]);
    expect(document.getText()).toContain('name: Aid\n');
    expect(said()).toEqual([
      `Pulled 1 field from agent ${id}.`,
      `Update agent ${id}?`,
      `Updated agent ${id}.`,
    ]);
  });

  test('sends nothing when that question is closed', async () => {
    const { document } = await updates.inStep(spec);
    updates.forget();
    edit(document, 'language: en', 'language: de');
    await update(document);
    expect([said(), updates.updates]).toEqual([[], []]);
  });

  test('sends nothing when the agent changed after the plan', async () => {
    const { document, id } = await updates.inStep(spec);
    edit(document, 'language: en', 'language: de');
    editor.press = ({ buttons }) => {
      if (buttons.includes('Update')) updates.sandbox.edit(id, 'rename');
      return buttons.find((button) => button === 'Update');
    };
    await update(document);
    expect(said().at(-1)).toBe('Someone changed the agent just now. Nothing was sent.');
    expect(updates.updates).toEqual([]);
  });

  test('is planned anew when the spec is edited before it is agreed to', async () => {
    const { document } = await updates.inStep(spec);
    edit(document, 'language: en', 'language: de');
    editor.press = ({ buttons }) => {
      if (document.getText().includes('language: de'))
        edit(document, 'language: de', 'language: fr');
      return buttons.find((button) => button === 'Update');
    };
    await update(document);
    expect(updates.updates).toEqual([{ language: 'fr' }]);
  });

  test('sends nothing when the spec has errors by the time that it is compared', async () => {
    const { document } = await updates.inStep(spec);
    edit(document, 'language: en', 'language: de');
    const { connect } = updates.services;
    updates.services.connect = async () => {
      edit(document, 'project: 42', 'project: many');
      return connect();
    };
    pressing('Update');
    await update(document);
    expect(said()).toEqual(['Fix 1 error, then update again.']);
    expect(updates.updates).toEqual([]);
  });

  test('says which fields Cekura did not take', async () => {
    const { document, id } = await updates.inStep(spec);
    edit(document, 'language: en', 'language: de');
    updates.sandbox.arm('update', 'not-taken');
    pressing('Update');
    await update(document);
    expect(said().at(-1)).toBe(`Updated agent ${id}, but Cekura didn't take language.`);
    expect(updates.known.get(Object(document.uri))?.state).toBe('here');
  });

  test('that is refused is shown at its fields', async () => {
    const { document } = await updates.inStep(spec);
    edit(document, 'language: en', 'language: de');
    const answer = { language: ['Is not spoken.'] };
    updates.sandbox.arm('update', 'bad-request', { body: answer });
    pressing('Update');
    await update(document);
    expect(updates.shown).toEqual([null, { text: document.getText(), answer }]);
  });

  test('of an agent that is gone offers a new one', async () => {
    const { document, id } = await updates.inStep(spec);
    updates.sandbox.edit(id, 'delete');
    pressing('Create Agent');
    await update(document);
    expect(said()).toEqual([`Agent ${id} no longer exists in this account.`]);
    expect(updates.shown).toEqual([null, { text: document.getText(), unknownAgent: id }]);
    await vi.waitFor(() => expect(editor.ran).toEqual([['cekuraAgent.create', document.uri]]));
    expect(updates.known.get(Object(document.uri))?.state).toBe('gone');
  });

  test('whose answer is lost was done when the agent is as it was sent', async () => {
    const { document, id } = await updates.inStep(spec);
    edit(document, 'language: en', 'language: de');
    updates.sandbox.arm('update', 'hang-up');
    pressing('Update');
    await update(document);
    expect(said().at(-1)).toBe(`Updated agent ${id}.`);
  });

  test('whose answer is lost and that was not done says that nobody knows', async () => {
    const { document } = await updates.inStep(spec);
    edit(document, 'language: en', 'language: de');
    updates.sandbox.arm('update', 'bad-gateway');
    pressing('Update');
    await update(document);
    expect(said().at(-1)).toMatch(/ The agent may have changed\.$/);
    expect(updates.updates).toHaveLength(1);
  });
});

test.each(['update', 'compare', 'pull', 'reimport', 'restoreEarlier'] as const)(
  '%s of a spec without an agent offers to create one',
  async (command) => {
    const document = editor.open(spec);
    await updates.commands[command](document.uri);
    expect(editor.messages).toEqual([
      {
        text: 'No agent has been created from this spec yet.',
        buttons: ['Create Agent'],
        modal: false,
      },
    ]);
  },
);

describe('secrets', () => {
  const secret = `name: Secret
description: Answers.
project: 42
provider:
  type: retell
  agent_id: agent_1
  credentials:
    api_key: \${secret:retell}
`;

  test('are sent when they changed, after a question, and never shown', async () => {
    const { document, id } = await updates.inStep(secret);
    edit(document, 'secret:retell', 'secret:other');
    editor.press = ({ buttons }) => buttons.find((button) => button === 'Update');
    await update(document);
    expect(editor.messages.map(({ detail }) => detail)).toEqual([
      expect.stringContaining('provider.credentials.api_key: secret, changed'),
      expect.stringContaining('Secret: other'),
      undefined,
    ]);
    expect(updates.sandbox.stored(id)).toMatchObject({
      provider: { credentials: { api_key: '5ecret-other' } },
    });
    expect(JSON.stringify(editor.messages)).not.toContain('5ecret');
  });

  test('that did not change are sent when that is wanted', async () => {
    const { document, id } = await updates.inStep(secret);
    pressing('Update');
    await update(document);
    expect(said()).toEqual(['Nothing to update.']);
    await updates.commands.updateWithSecrets(document.uri);
    expect(said().at(-1)).toBe(`Updated agent ${id}.`);
    expect(updates.sandbox.stored(id)).toMatchObject({
      provider: { credentials: { api_key: '5ecret-retell' } },
    });
  });

  test('that Cekura may have and the spec does not are named before they are deleted', async () => {
    const { document, id } = await updates.inStep(secret);
    const config = { trigger_url: 'https://a.example/call' };
    const credentials = { api_key: '5ecret', config };
    updates.sandbox.edit(id, { provider: { type: 'retell', agent_id: 'agent_1', credentials } });
    edit(document, 'secret:retell', 'secret:other');
    await update(document);
    expect(editor.messages.at(-1)?.detail).toContain(
      'Deletes provider.credentials.config.trigger_secret, if Cekura has it\n',
    );
    expect(updates.updates).toEqual([]);
  });

  test('that a commit changed alone may not have been sent: that is said, and they can be sent', async () => {
    const path = join(updates.folder, 'a.cekura-agent.yaml');
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], {
        cwd: updates.folder,
        encoding: 'utf8',
      });
    const commit = (text: string) => {
      writeFileSync(path, text);
      git('add', 'a.cekura-agent.yaml');
      git('commit', '-qm', 'x');
    };
    git('init', '-q');
    commit(secret);
    const { document, id } = await updates.inStep(secret, path);
    edit(document, 'secret:retell', 'secret:other');
    commit(document.getText());
    updates.forget();
    const field = 'provider.credentials.api_key';
    const unsure = `${field} changed in ${git('rev-parse', '--short=7', 'HEAD').trim()}: if that was never sent, send the secrets too.`;
    await compare(document);
    await update(document);
    expect(editor.messages).toMatchObject([
      {
        text: `Spec and agent ${id} are in sync. ${unsure}`,
        buttons: ['Update Agent and Secrets'],
      },
      { text: `Nothing to update. ${unsure}`, buttons: ['Update Agent and Secrets'] },
    ]);
    const { uri } = document;
    expect(updates.known.get(Object(uri))).toMatchObject({
      state: 'inStep',
      unsure: [{ field: field.split('.') }],
    });
    pressing('Update');
    await updates.commands.updateWithSecrets(uri);
    await compare(document);
    expect(said().at(-1)).toBe(`Spec and agent ${id} are in sync.`);
  });

  test('that stand in the spec as they are may have changed: that is said, and they can be sent', async () => {
    const { document } = await updates.inStep(secret.replace(/\$\{secret:.*\}/, '5ecret-plain'));
    await update(document);
    expect(editor.messages.at(-1)).toMatchObject({
      text: 'Nothing to update. If provider.credentials.api_key changed, send the secrets too.',
      buttons: ['Update Agent and Secrets'],
    });
  });
});

describe('a pull', () => {
  test('takes what changed there and leaves what changed here, unsaved', async () => {
    const { document, id } = await updates.inStep(spec);
    edit(document, 'language: en', 'language: de');
    const before = document.getText();
    updates.sandbox.edit(id, { name: 'Aid' });
    await pull(document);
    expect(document.getText()).toBe(before.replace('name: Support', 'name: Aid'));
    expect(said()).toEqual([`Pulled 1 field from agent ${id}.`]);
    await pull(document);
    expect(said().at(-1)).toBe('Nothing to pull. 1 field changed here.');
  });

  test('after which the spec was edited is no conflict', async () => {
    const { document, id } = await updates.inStep(spec);
    updates.sandbox.edit(id, { name: 'Aid' });
    await pull(document);
    edit(document, 'name: Aid', 'name: Help');
    pressing('Update');
    await update(document);
    expect(updates.updates).toEqual([{ name: 'Help' }]);
  });

  test('into a spec with unsaved changes brings a long prompt whole', async () => {
    const { document, id } = await updates.inStep(spec);
    edit(document, '# Answers', '# Always answers');
    const line = (number: number) => `Rule ${number}: be kind, and say so.`;
    const prompt = Array.from({ length: 2_000 }, (_, number) => line(number)).join('\n');
    updates.sandbox.edit(id, { description: prompt });
    await pull(document);
    expect(document.getText()).toContain('# Always answers');
    expect(document.getText()).toContain(`  ${line(1_999)}\nlanguage: en\n`);
    await compare(document);
    expect(said().at(-1)).toBe(`Spec and agent ${id} are in sync.`);
  });

  test('asks about what changed on both sides', async () => {
    const { document, id } = await updates.inStep(spec);
    edit(document, 'language: en', 'language: de');
    updates.sandbox.edit(id, { language: 'fr' });
    editor.pick = () => ['language'];
    await pull(document);
    expect(document.getText()).toContain('language: fr');
  });

  test.each<[how: string, pick: typeof editor.pick]>([
    ['is closed', () => undefined],
    ['is accepted as it opens', (rows) => rows.flatMap((row) => (row.picked ? row.label : []))],
  ])('changes nothing in the spec when that question %s', async (_, pick) => {
    for (const inCommon of ['both', 'unknown']) {
      const { document, id } = await updates.inStep(spec);
      edit(document, 'language: en', 'language: de');
      edit(document, 'cancel_order\n    description: Cancels', 'close\n    description: Closes');
      edit(document, 'Finds an order', 'Finds orders');
      updates.sandbox.edit(id, { language: 'fr' });
      updates.sandbox.edit(id, { mock_tools: [{ name: 'get_order', description: 'Looks' }] });
      if (inCommon === 'unknown') updates.forget();
      const before = document.getText();
      const asked = vi.fn(pick);
      editor.pick = asked;
      await pull(document);
      expect(asked).toHaveBeenCalledOnce();
      expect(document.getText()).toBe(before);
      expect(updates.updates).toEqual([]);
    }
  });

  test.each<[how: string, name: string, pick: typeof editor.pick]>([
    ['closed', 'Support', () => undefined],
    ['accepted without a choice', 'Aid', () => []],
  ])('whose question is %s has the name %s that changed in Cekura alone', async (_, name, pick) => {
    const { document, id } = await updates.inStep(spec);
    edit(document, 'language: en', 'language: de');
    const before = document.getText();
    updates.sandbox.edit(id, { language: 'fr', name: 'Aid' });
    editor.pick = pick;
    await pull(document);
    expect(document.getText()).toBe(before.replace('name: Support', `name: ${name}`));
  });

  test('of a spec with broken YAML changes nothing', async () => {
    const { document } = await updates.inStep(spec);
    edit(document, 'name: Support', 'name: "Support');
    const before = document.getText();
    await pull(document);
    expect(said()).toEqual(['Fix the YAML errors, then pull again.']);
    expect(document.getText()).toBe(before);
  });

  test('is worked out anew when the spec is edited while it is asked about', async () => {
    const { document, id } = await updates.inStep(spec);
    edit(document, 'language: en', 'language: de');
    updates.sandbox.edit(id, { language: 'fr', name: 'Aid' });
    editor.pick = () => {
      if (document.getText().includes('project: 42')) edit(document, 'project: 42', 'project: 43');
      return [];
    };
    await pull(document);
    expect(document.getText()).toMatch(/name: Aid\n.*language: de\nproject: 43/s);
  });

  test('is worked out anew when the spec is edited just before it is written', async () => {
    const { document, id } = await updates.inStep(spec);
    updates.sandbox.edit(id, { name: 'Aid' });
    const { ask } = updates.services;
    updates.services.ask = async (method, params) => {
      const answer = await ask(method, params);
      const isPull = method === 'cekuraAgent/pull' && JSON.stringify(params).includes('["name"]');
      if (isPull && document.version < 3) edit(document, '# Answers', '# New line.\n# Answers');
      return answer;
    };
    await pull(document);
    expect(document.getText()).toMatch(
      /^id: \d+\n# New line\.\n# Answers the phone\.\nname: Aid\n/,
    );
  });
});

describe('a comparison', () => {
  test('of a spec with broken YAML is not made', async () => {
    const { document } = await updates.inStep(spec);
    edit(document, 'name: Support', 'name: "Support');
    await compare(document);
    expect(said()).toEqual(['Fix the YAML errors, then compare again.']);
  });

  test('says when nothing differs', async () => {
    const { document, id } = await updates.inStep(spec);
    await compare(document);
    expect(said()).toEqual([`Spec and agent ${id} are in sync.`]);
    expect(editor.ran).toEqual([]);
  });

  test('shows the spec as a pull would make it, and follows edits', async () => {
    const { document, id } = await updates.inStep(spec);
    updates.sandbox.edit(id, { name: 'Aid' });
    await compare(document);
    const [command, left, right, title] = editor.ran[0] ?? [];
    expect([command, right]).toEqual(['vscode.diff', document.uri]);
    expect(title).toMatch(`Agent ${id} ↔ `);
    const shown = () => updates.texts.provideTextDocumentContent(Object(left));
    expect(await shown()).toBe(document.getText().replace('name: Support', 'name: Aid'));
    edit(document, '# Answers the phone.', '# Answers.');
    expect(await shown()).toBe(document.getText().replace('name: Support', 'name: Aid'));
  });
});

test.each<[state: string | undefined, change: (document: Document, id: number) => void]>([
  ['inStep', () => undefined],
  ['here', (document) => edit(document, 'language: en', 'language: de')],
  ['there', (_, id) => updates.sandbox.edit(id, 'rename')],
  [
    'both',
    (document, id) => {
      edit(document, 'language: en', 'language: de');
      updates.sandbox.edit(id, 'rename');
    },
  ],
  ['gone', (_, id) => updates.sandbox.edit(id, 'delete')],
  [undefined, (document) => edit(document, 'name: Support', 'name: "Support')],
])('a spec that is opened is known to be %s, and nothing is said', async (state, change) => {
  const { document, id } = await updates.inStep(spec);
  change(document, id);
  updates.services.connectQuietly = updates.services.connect;
  await updates.commands.check(Object(document));
  expect(updates.known.get(Object(document.uri))?.state).toBe(state);
  expect(said()).toEqual([]);
});

describe('a prompt in a file', () => {
  const prompt = () => join(updates.folder, 'prompt.md');
  const open = async () => {
    writeFileSync(prompt(), 'You answer.\n');
    const text = spec.replace(/description: \|\n.*\n.*\n/, 'description: ${file:prompt.md}\n');
    return updates.inStep(text, join(updates.folder, 'a.cekura-agent.yaml'), 'You answer.');
  };
  const inEditor = () => editor.documents.find(({ fileName }) => fileName === prompt())?.getText();

  test('is pulled into that file, unsaved, and counts as it is in the editor then', async () => {
    const { document, id } = await open();
    updates.sandbox.edit(id, { description: 'You listen.' });
    const before = document.getText();
    await pull(document);
    expect([document.getText(), inEditor()]).toEqual([before, 'You listen.\n']);
    expect(readFileSync(prompt(), 'utf8')).toBe('You answer.\n');
    await pull(document);
    expect(said()).toEqual([`Pulled 1 field from agent ${id}.`, 'Nothing to pull.']);
  });

  test('is compared as a file', async () => {
    const { document, id } = await open();
    updates.sandbox.edit(id, { description: 'You listen.' });
    await compare(document);
    const [[command, left, right] = [], ...others] = editor.ran;
    expect([command, `${right}`, others]).toEqual(['vscode.diff', `file://${prompt()}`, []]);
    expect(await updates.texts.provideTextDocumentContent(Object(left))).toBe('You listen.');
  });

  test('with the markers of a merge is not sent', async () => {
    const { document } = await open();
    writeFileSync(prompt(), '<<<<<<< ours\nA\n=======\nB\n>>>>>>> theirs\n');
    await update(document);
    expect(said()).toEqual([
      'Resolve the merge conflict in the spec, or in the file that it names.',
    ]);
  });
});

describe('an import', () => {
  const imported = `project: 42
provider:
  type: retell
  agent_id: agent_NAME
  configure_from_provider: true
  credentials:
    api_key: \${secret:retell}
`;

  // It stands still, so that nothing changes the agent but the tests.
  beforeEach(() => {
    updates.sandbox.hold('import');
    return () => updates.sandbox.release('import');
  });

  test('fills the spec with what it brought', async () => {
    const { document, id } = await updates.inStep(imported.replace('NAME', '1'));
    updates.sandbox.edit(id, { name: 'Imported', description: 'Answers.' });
    await updates.commands.pullImported(document.uri, id);
    expect(document.getText()).toMatch(/name: Imported\n/);
    expect(document.getText()).toMatch(/description: Answers\.\n/);
    expect(document.getText()).toContain('    api_key: ${secret:retell}\n');
    await compare(document);
    expect(said().at(-1)).toBe(`Spec and agent ${id} are in sync.`);
  });

  test('is done again after a question, keeps the agent as it was and is followed', async () => {
    const { document, id } = await updates.inStep(imported.replace('NAME', '2'));
    await updates.commands.reimport(document.uri);
    expect(updates.followed).toEqual([]);
    pressing('Re-import');
    await updates.commands.reimport(document.uri);
    expect(said()).toEqual([
      `Import agent ${id} from its provider again?`,
      `Import agent ${id} from its provider again?`,
      expect.stringMatching(`^Importing agent ${id} `),
    ]);
    expect(updates.earlier).toMatchObject([{ id }]);
    expect(updates.followed).toMatchObject([{ id, spec: `${document.uri}` }]);
  });

  test('keeps no secret that the agent had', async () => {
    const { document, id } = await updates.inStep(imported.replace('NAME', '4'));
    const headers = { Authorization: 'Bearer t0ken', Accept: 'text/plain' };
    const chat_agent_details = { type: 'self_hosted', config: { headers } };
    const { provider } = updates.sandbox.stored(id);
    updates.sandbox.edit(id, { provider: { ...Object(provider), chat_agent_details } });
    pressing('Re-import');
    await updates.commands.reimport(document.uri);
    expect(updates.earlier).toMatchObject([
      { provider: { chat_agent_details: { config: { headers: { Accept: 'text/plain' } } } } },
    ]);
    expect(JSON.stringify(updates.earlier)).not.toContain('t0ken');
  });

  test('that may have begun is not said to be none', async () => {
    const { document } = await updates.inStep(imported.replace('NAME', '3'));
    updates.sandbox.arm('auto-fetch', 'hang-up');
    pressing('Re-import');
    await updates.commands.reimport(document.uri);
    expect(said().at(-1)).toMatch(/ The import may have begun\.$/);
    expect(updates.followed).toEqual([]);
  });

  test('is not done where Cekura cannot', async () => {
    const { document } = await updates.inStep(spec);
    await updates.commands.reimport(document.uri);
    expect(said()).toEqual(["Cekura can't import from this provider."]);
  });
});

describe('an earlier version', () => {
  test('is shown beside the spec', async () => {
    const { document } = await updates.inStep(spec);
    const before = document.getText();
    edit(document, 'language: en', 'language: de');
    pressing('Update');
    await update(document);
    editor.pick = ([row]) => [row?.label ?? ''];
    await updates.commands.restoreEarlier(document.uri);
    const [command, left] = editor.ran.at(-1) ?? [];
    expect(command).toBe('vscode.diff');
    expect(await updates.texts.provideTextDocumentContent(Object(left))).toBe(before);
  });

  test('leaves the secrets of the spec where they are', async () => {
    const text = spec.replace(
      '  type: custom\n',
      `  type: custom
  chat_agent_details:
    type: self_hosted
    config:
      url: wss://chat.example.com/agent
      headers:
        Authorization: Bearer \${secret:token}
        Accept: text/plain
`,
    );
    const { document } = await updates.inStep(text);
    const before = document.getText();
    edit(document, 'language: en', 'language: de');
    edit(document, 'text/plain', 'text/html');
    pressing('Update');
    await update(document);
    editor.pick = ([row]) => [row?.label ?? ''];
    await updates.commands.restoreEarlier(document.uri);
    const [, left] = editor.ran.at(-1) ?? [];
    expect(await updates.texts.provideTextDocumentContent(Object(left))).toBe(before);
  });

  test('that says the same as the spec is not opened', async () => {
    const { document } = await updates.inStep(spec);
    edit(document, 'language: en', 'language: de');
    pressing('Update');
    await update(document);
    edit(document, 'language: de', 'language: en');
    editor.pick = ([row]) => [row?.label ?? ''];
    await updates.commands.restoreEarlier(document.uri);
    expect(said().at(-1)).toMatch(/^The spec matches Agent \d+, /);
    expect(editor.ran).toEqual([]);
  });

  test('is not compared with a spec whose YAML is broken', async () => {
    const { document } = await updates.inStep(spec);
    edit(document, 'language: en', 'language: de');
    pressing('Update');
    await update(document);
    edit(document, 'name: Support', 'name: "Support');
    await updates.commands.restoreEarlier(document.uri);
    expect(said().at(-1)).toBe('Fix the YAML errors, then compare again.');
  });

  test('that was never kept is not offered', async () => {
    const { document } = await updates.inStep(spec);
    await updates.commands.restoreEarlier(document.uri);
    expect(said()).toEqual([expect.stringMatching(/^No earlier version is stored/)]);
  });
});

describe('a new spec from an agent', () => {
  test('says what the agent has, and is in step', async () => {
    const { id } = await updates.inStep(spec.replace('name: Support', 'name: Adopted'));
    editor.pick = (rows) => {
      const wanted = rows.find(
        ({ label, description }) =>
          /^Support line$/.test(label) || description?.startsWith(`${id} `),
      );
      return [wanted?.label ?? '$(ellipsis) More'];
    };
    updates.forget();
    await updates.commands.newSpecFromAgent();
    const adopted = editor.documents.at(-1);
    expect(adopted?.getText()).toMatch(`id: ${id}\nname: Adopted\n`);
    if (adopted) await compare(adopted);
    expect(said()).toEqual([`Spec and agent ${id} are in sync.`]);
  });

  /** Opens an empty folder and chooses all agents of the sandbox's first project. */
  function chooseAllOfProject() {
    const folder = mkdtempSync(join(tmpdir(), 'cekura-project-'));
    editor.folder = folder;
    editor.pick = (rows) =>
      rows.flatMap(({ label }) =>
        /^(?:Support line|\$\(folder\) All Agents of the Project…)$/.test(label) ? label : [],
      );
    const agents = updates.sandbox.agents.filter(({ project }) => project === 42);
    return { folder, agents };
  }

  test('is written for each agent of a project, but for those that have one in the folder', async () => {
    const { folder, agents } = chooseAllOfProject();
    writeFileSync(join(folder, 'kept.cekura-agent.yaml'), `id: ${agents[0]?.id}\nname: Kept\n`);
    await updates.commands.newSpecFromAgent();
    const count = agents.length - 1;
    expect(said()).toEqual([`Wrote ${count} specs. 1 had one already.`]);
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(texts.map((text) => Number(/^id: (\d+)$/m.exec(text)?.[1])).sort()).toEqual(
      agents.map(({ id }) => id).sort(),
    );
    updates.forget();
    await updates.commands.newSpecFromAgent();
    expect(said().at(-1)).toBe(`Wrote 0 specs. ${agents.length} had one already.`);
    rmSync(folder, { recursive: true });
  });

  test('is written for the others of a project where Cekura does not give one', async () => {
    const { folder, agents } = chooseAllOfProject();
    updates.sandbox.arm('agent', 'not-found', { times: 1 });
    await updates.commands.newSpecFromAgent();
    expect(readdirSync(folder)).toHaveLength(agents.length - 1);
    expect(said()).toEqual([
      expect.stringMatching(
        new RegExp(`^Agent \\d+: .+ Wrote ${agents.length - 1} of ${agents.length} specs\\. Run`),
      ),
    ]);
    rmSync(folder, { recursive: true });
  });
});

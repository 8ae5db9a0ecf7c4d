import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { CommandLineAccount } from './commandLineAccount';

const file = (name: string) => `${name}.cekura-agent.yaml`;
const plain = (name: string) => `name: ${name}\ndescription: You answer.\nproject: 42\n`;
const own = '{"": "", "Odd ☃": [1, {"a": null}], "__proto__": 1.5, blanks: " a\\r\\n "}';
const specs = {
  [file('same')]: plain('same'),
  [file('synced')]:
    `${plain('synced')}provider: {type: vapi, agent_id: a1, auto_sync_prompt: true, credentials: {api_key: "\${secret:key}"}}\n`,
  [file('kept')]: `${plain('kept')}email_id: a@b.example\n`,
  [file('before')]: plain('before'),
  [file('own')]:
    `${plain('own')}mock_tools:\n  - name: get\n    description: Finds\n    mock_data: [{input: ${own}, output: ${own}}]\n`,
  [file('long')]: `# The top\n${plain('long')}`,
};

let account: CommandLineAccount;
afterEach(() => account.stop());

test('nothing is lost of specs and their agents', async () => {
  account = await CommandLineAccount.start(specs);
  const env = { CEKURA_SECRET_KEY: 'sk-0123456789' };
  expect((await account.run(['apply', '--create'], env)).code).toBe(0);
  await account.commit();
  const idOf = async (name: string) =>
    Number(/^id: (\d+)$/m.exec(await account.read(file(name)))?.[1]);
  const { sandbox } = account;
  const prompt = `${'You answer, and you are kind.\n'.repeat(2_000)}The tail.`;
  const toolBefore = structuredClone(sandbox.stored(await idOf('own')).mock_tools);

  sandbox.edit(await idOf('same'), { description: 'You listen.' });
  await account.change(file('same'), 'You answer.', 'You listen.');
  sandbox.edit(await idOf('synced'), 'sync-prompt');
  await account.change(file('kept'), 'email_id: a@b.example\n', '');
  await rename(join(account.folder, file('before')), join(account.folder, file('after')));
  await account.change(file('own'), 'Finds', 'Looks up');
  sandbox.edit(await idOf('long'), { description: prompt });
  await account.change(file('long'), '# The top', '# The very top');

  const { stdout } = await account.run(['plan']);
  expect(stdout).toContain('  Cekura keeps email_id, which the spec no longer has.\n');
  expect(stdout).toMatch(/\nPlan: 1 to update, 4 in sync, 1 conflict\.\n$/);
  expect((await account.run(['pull'])).code).toBe(0);
  const lines = (await account.read(file('long'))).split('\n');
  expect([lines[0], lines.at(-3)]).toEqual(['# The very top', '  The tail.']);
  expect((await account.run(['apply'])).stdout).toMatch(/Apply: 1 updated, 5 in sync\.\n$/);
  expect(sandbox.stored(await idOf('own')).mock_tools).toEqual([
    { ...Object([toolBefore].flat()[0]), description: 'Looks up', served_via: { type: 'direct' } },
  ]);
});

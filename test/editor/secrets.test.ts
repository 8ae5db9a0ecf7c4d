import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { said } from './person';
import { openNew, useSandbox } from './specs';

describe('Set Secret', () => {
  useSandbox();
  const setSecret = () => commands.executeCommand('cekuraAgent.setSecret');
  const rows = async () => (await said(/^Cekura Secrets/)).buttons;

  it('lists the names that specs use, and keeps and forgets their values', async () => {
    await openNew('webhook_secret: ${secret:of_this_test}\nname: $${secret:no_secret}\n');
    const setting = setSecret();
    const list = await said(/^Cekura Secrets/);
    assert.ok(list.buttons.includes('of_this_test: No value'), list.buttons.join());
    assert.ok(!list.buttons.join().includes('no_secret'));
    list.answer('of_this_test');
    (await said(/^Secret of_this_test/)).answer('abc');
    await setting;
    await said(/^Saved the value of of_this_test\.$/);

    const forgetting = setSecret();
    const again = await said(/^Cekura Secrets/);
    assert.ok(again.buttons.includes('of_this_test: Has a value'));
    again.answer('of_this_test');
    (await said(/^of_this_test/)).answer('Remove Value');
    await forgetting;
    await said(/^Removed the value of of_this_test\.$/);

    const looking = setSecret();
    assert.ok((await rows()).includes('of_this_test: No value'));
    void looking;
  });
});

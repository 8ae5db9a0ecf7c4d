import { describe, expect, test } from 'vitest';
import type { SecretStorage } from 'vscode';
import { KeptSecrets } from '../../../../client/src/secrets/keptSecrets';
import { SecretStore } from '../../../../client/src/secrets/secretStore';

/** A storage in memory, or one without a keyring: every call to it is rejected. */
function storage(state: { works: boolean }) {
  const values = new Map<string, string>();
  const answer = async <Value>(give: () => Value) => {
    if (!state.works) throw new Error('No keyring.');
    return give();
  };
  const stored: SecretStorage = {
    get: (name) => answer(() => values.get(name)),
    store: (name, value) => answer(() => void values.set(name, value)),
    delete: (name) => answer(() => void values.delete(name)),
    onDidChange: () => ({ dispose: () => undefined }),
  };
  return { stored, values };
}

function kept(works: boolean) {
  const state = { works };
  const { stored, values } = storage(state);
  const said: string[] = [];
  return { secrets: new KeptSecrets(stored, () => said.push('told')), values, said, state };
}

describe('a storage that works', () => {
  test('keeps values, and nothing is told', async () => {
    const { secrets, values, said } = kept(true);
    await secrets.store('a', 'one');
    expect([await secrets.get('a'), values.get('a')]).toEqual(['one', 'one']);
    await secrets.delete('a');
    expect([await secrets.get('a'), values.size, said]).toEqual([undefined, 0, []]);
  });
});

describe('a storage that fails', () => {
  test('has no values, and says so without an error', async () => {
    expect(await kept(false).secrets.get('a')).toBeUndefined();
  });

  test('leaves a value to this window until it is forgotten, and that is told once', async () => {
    const { secrets, said } = kept(false);
    await secrets.store('a', 'one');
    await secrets.store('b', 'two');
    expect([await secrets.get('a'), await secrets.get('b'), said]).toEqual([
      'one',
      'two',
      ['told'],
    ]);
    await secrets.delete('a');
    expect(await secrets.get('a')).toBeUndefined();
  });

  test('tells who listens, too', async () => {
    const { secrets } = kept(false);
    const heard: string[] = [];
    const listener = secrets.onDidChange((name) => heard.push(name));
    await secrets.store('a', 'one');
    await secrets.delete('a');
    listener.dispose();
    await secrets.store('b', 'two');
    expect(heard).toEqual(['a', 'a']);
  });

  test('and works later has what counts, also what another window stores then', async () => {
    const { secrets, values, state } = kept(false);
    await secrets.store('a', 'one');
    state.works = true;
    await secrets.store('a', 'two');
    values.set('a', 'three');
    expect(await secrets.get('a')).toBe('three');
  });

  test('does not claim to have forgotten what it may still have', async () => {
    await expect(kept(false).secrets.delete('a')).rejects.toThrow('No keyring.');
  });
});

test.each([true, false])(
  'the values of ${secret:…} are kept by it, whether it works or not: %s',
  async (works) => {
    const { secrets, values, said } = kept(works);
    const store = new SecretStore(secrets);
    await store.keep('livekit', 'one');
    expect([await store.get('livekit'), await store.get('vapi')]).toEqual(['one', undefined]);
    expect([[...values.keys()], said]).toEqual(works ? [['secret:livekit'], []] : [[], ['told']]);
    await store.forget('livekit');
    expect(await store.get('livekit')).toBeUndefined();
  },
);

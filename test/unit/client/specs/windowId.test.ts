import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SharedFolder } from '../../../../client/src/specs/sharedFolder';
import { WindowId } from '../../../../client/src/specs/windowId';

let path: string;
beforeAll(() => {
  path = mkdtempSync(join(tmpdir(), 'cekura-windows-'));
});
afterAll(() => rmSync(path, { recursive: true }));

/** The state of a workspace, which a copy begins with. */
function stateOf(values: Record<string, unknown> = {}) {
  const state = new Map(Object.entries(values));
  return {
    values: () => Object.fromEntries(state),
    get: <Value>(key: string) => state.get(key) as Value | undefined,
    update: async (key: string, value: unknown) => void state.set(key, value),
  };
}

describe('a window', () => {
  test('has the same id when it is reloaded', () => {
    const state = stateOf();
    const before = new WindowId(state, new SharedFolder(path));
    const id = before.value;
    before.dispose();
    expect(new WindowId(state, new SharedFolder(path)).value).toBe(id);
  });

  test('whose state was copied has its own, and knows what the other knew then', () => {
    const folder = new SharedFolder(path);
    const state = stateOf();
    const first = new WindowId(state, folder).value;
    folder.set(`${first} untitled:Untitled-1`, { agentId: 7 });
    folder.set(`${first} untitled:Untitled-2`, 9);
    const copy = stateOf(state.values());
    const second = new WindowId(copy, new SharedFolder(path)).value;
    expect(second).not.toBe(first);
    expect(copy.values()).toEqual({ window: second });
    folder.set(`${first} untitled:Untitled-1`, { agentId: 8 });
    expect(folder.get(`${second} untitled:Untitled-1`)).toEqual({ agentId: 7 });
    expect(folder.get(`${second} untitled:Untitled-2`)).toBe(9);
  });
});

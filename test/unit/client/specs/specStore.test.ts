import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { URI } from 'vscode-uri';
import type { UnresolvedCreate } from '../../../../client/src/api/unresolvedCreate';
import { SharedFolder } from '../../../../client/src/specs/sharedFolder';
import { SpecStore } from '../../../../client/src/specs/specStore';
import { WindowId } from '../../../../client/src/specs/windowId';

let top: string;
/** The stores of two windows. */
let one: SpecStore;
let other: SpecStore;
let folder: SharedFolder;
const at = (...path: string[]) => URI.file(join(top, ...path)).toString();

beforeEach(() => {
  top = realpathSync.native(mkdtempSync(join(tmpdir(), 'cekura-store-')));
  mkdirSync(join(top, 'specs', 'deep'), { recursive: true });
  folder = new SharedFolder(join(top, 'storage'));
  one = new SpecStore(folder, windowId());
  other = new SpecStore(new SharedFolder(join(top, 'storage')), windowId());
});
afterEach(() => rmSync(top, { recursive: true }));

function windowId(): WindowId {
  const state = { get: () => undefined, update: async () => undefined };
  return new WindowId(state, new SharedFolder(join(top, 'storage')));
}

const unresolvedCreate: UnresolvedCreate = {
  name: 'Desk',
  project: 42,
  baseUrl: 'https://api.cekura.ai',
  sentAt: 1,
  heardAt: undefined,
  agentBefore: undefined,
  newestBefore: undefined,
};
const record = {
  agentId: 7,
  agentAt: 'https://api.cekura.ai',
  writtenId: 7,
  unresolvedCreate,
  agreed: ['env:A as name'],
};
const nothing = {
  agentId: undefined,
  agentAt: undefined,
  writtenId: undefined,
  unresolvedCreate: undefined,
  agreed: undefined,
};

describe('what one window knows of a spec', () => {
  test('the other knows, until it is forgotten', () => {
    expect(other.get(at('specs', 'a.yaml'))).toEqual(nothing);
    one.set(at('specs', 'a.yaml'), record);
    expect(other.get(at('specs', 'a.yaml'))).toEqual(record);
    other.set(at('specs', 'a.yaml'), { unresolvedCreate: undefined });
    expect(one.get(at('specs', 'a.yaml'))).toEqual({ ...record, unresolvedCreate: undefined });
  });

  test('is not lost when the other notes something at the same moment', () => {
    const spec = at('specs', 'a.yaml');
    const set = folder.set.bind(folder);
    const spy = vi.spyOn(folder, 'set').mockImplementation((...args) => {
      spy.mockRestore();
      other.set(spec, { unresolvedCreate });
      set(...args);
    });
    one.set(spec, { writtenId: 7 });
    expect(one.get(spec)).toEqual({ ...nothing, writtenId: 7, unresolvedCreate });
  });

  test('is known by every path to it', () => {
    symlinkSync(join(top, 'specs'), join(top, 'link'));
    one.set(at('link', 'a.yaml'), record);
    expect(other.get(at('specs', 'a.yaml'))).toEqual(record);
  });

  test('is its own while the spec was never saved', () => {
    one.set('untitled:Untitled-1', record);
    expect(other.get('untitled:Untitled-1')).toEqual(nothing);
    expect(one.get('untitled:Untitled-1')).toEqual(record);
  });
});

describe('what is known goes along', () => {
  test('with a folder that is renamed, and with it alone', () => {
    one.set(at('specs', 'deep', 'a.yaml'), record);
    one.set(at('specs', 'deeper.yaml'), { agentId: 8 });
    renameSync(join(top, 'specs', 'deep'), join(top, 'specs', 'moved'));
    one.move({ from: at('specs', 'deep'), to: at('specs', 'moved') });
    expect(other.get(at('specs', 'moved', 'a.yaml'))).toEqual(record);
    expect(other.get(at('specs', 'deep', 'a.yaml'))).toEqual(nothing);
    expect(other.get(at('specs', 'deeper.yaml')).agentId).toBe(8);
  });

  test('with a new file that is saved', () => {
    one.set('untitled:Untitled-1', record);
    one.move({ from: 'untitled:Untitled-1', to: at('specs', 'a.yaml') });
    expect(other.get(at('specs', 'a.yaml'))).toEqual(record);
    expect(one.get('untitled:Untitled-1')).toEqual(nothing);
  });

  test('to nowhere when the file is deleted', () => {
    one.set(at('specs', 'a.yaml'), record);
    one.move({ from: at('specs', 'a.yaml'), to: undefined });
    expect(folder.keys).toEqual([]);
  });
});

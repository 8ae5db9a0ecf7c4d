import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { URI } from 'vscode-uri';
import { canonicalUri, uriOfGone } from '../../../../client/src/specs/canonicalUri';

let top: string;
const at = (...path: string[]) => URI.file(join(top, ...path)).toString();

beforeAll(() => {
  top = realpathSync.native(mkdtempSync(join(tmpdir(), 'cekura-links-')));
  mkdirSync(join(top, 'real'));
  writeFileSync(join(top, 'real', 'ä b.yaml'), '');
  symlinkSync(join(top, 'real'), join(top, 'folder'));
  symlinkSync(join(top, 'real', 'ä b.yaml'), join(top, 'link.yaml'));
});
afterAll(() => rmSync(top, { recursive: true }));

describe.skipIf(process.platform === 'win32')('a file has one address', () => {
  test.each([
    ['its own', ['real', 'ä b.yaml'], ['real', 'ä b.yaml']],
    ['by a link to its folder', ['folder', 'ä b.yaml'], ['real', 'ä b.yaml']],
    ['by a link to itself', ['link.yaml'], ['real', 'ä b.yaml']],
    ['before it is there', ['folder', 'new.yaml'], ['real', 'new.yaml']],
  ])('%s', (_, path, real) => {
    expect(canonicalUri(at(...path))).toBe(at(...real));
  });

  test('when the disk does not tell letters apart', () => {
    const onDisk = join(top, 'real', 'ä b.yaml');
    const native = vi.spyOn(realpathSync, 'native').mockImplementation(() => onDisk);
    expect(canonicalUri(at('REAL', 'Ä B.YAML'))).toBe(at('real', 'ä b.yaml'));
    native.mockRestore();
  });

  test('which is known when it is gone', () => {
    writeFileSync(join(top, 'real', 'old.yaml'), '');
    const before = canonicalUri(at('folder', 'old.yaml'));
    renameSync(join(top, 'real', 'old.yaml'), join(top, 'real', 'renamed.yaml'));
    expect(uriOfGone(at('folder', 'old.yaml'))).toBe(before);
  });

  test('but not elsewhere than on this disk', () => {
    expect(canonicalUri('untitled:Untitled-1')).toBe('untitled:Untitled-1');
    expect(canonicalUri('vscode-vfs://github/a/b.yaml')).toBe('vscode-vfs://github/a/b.yaml');
  });
});

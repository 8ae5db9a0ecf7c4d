import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { TextDocument } from 'vscode';
import { URI } from 'vscode-uri';
import { describeValues } from '../../../../client/src/placeholders/describeValues';
import { filesOf } from '../../../../client/src/placeholders/placeholderSources';
import { agreementsOn, placeholdersOf } from '../../../../client/src/placeholders/sentValues';
import type { Template } from '../../../../shared/src/messages';
import { workspace } from '../fakeVscode';

/** The paths that the disk was asked about. */
const touched = vi.hoisted((): string[] => []);
vi.mock('node:fs/promises', async (original) => {
  const actual = await original<typeof import('node:fs/promises')>();
  const noting = Object.entries(actual).map(([name, call]) => [
    name,
    typeof call === 'function'
      ? (path: unknown, ...rest: unknown[]) => {
          touched.push(String(path));
          return Reflect.apply(call, actual, [path, ...rest]);
        }
      : call,
  ]);
  return Object.fromEntries(noting);
});

let top: string;
const names = [
  ...['prompt.md', './prompt.md', '../secret.md', '../../secret.md', 'link.md', 'none.md', '.'],
  ...['/etc/hostname', '\\\\host\\share\\a.md', '//host/share/a.md', 'a\nb.md', ''],
];

beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'cekura-untrusted-'));
  mkdirSync(join(top, 'work'));
  writeFileSync(join(top, 'secret.md'), 'secret');
  writeFileSync(join(top, 'work', 'prompt.md'), 'prompt');
  symlinkSync(join(top, 'secret.md'), join(top, 'work', 'link.md'));
});
afterAll(() => rmSync(top, { recursive: true }));
afterEach(() => {
  workspace.isTrusted = true;
  touched.length = 0;
});

/** What a spec in the folder may send. */
function files() {
  const uri = URI.file(join(top, 'work', 'desk.cekura-agent.yaml'));
  const document: Pick<TextDocument, 'uri' | 'isUntitled'> = { uri, isUntitled: false };
  return filesOf(document);
}

const template = (name: string): Template => ({
  path: ['description'],
  parts: [{ kind: 'file', name }],
  as: 'string',
  isSecret: false,
});

describe('in a folder that is not trusted the disk is asked about no file', () => {
  test.each(names)('%j', async (name) => {
    workspace.isTrusted = false;
    const { text, base64, find } = files();
    const problem = "Files aren't read until you trust this folder.";
    for (const look of [text, base64, find]) expect(await look(name)).toEqual({ problem });
    await agreementsOn([template(name)], files());
    await describeValues(placeholdersOf([template(name)]), files());
    expect(touched).toEqual([]);
  });
});

describe('in a trusted one a name that leads out is refused by its text', () => {
  test.each(names.filter((name) => /^\.\.|^\/|\n/.test(name)))('%j', async (name) => {
    const { text, find } = files();
    expect(await text(name)).toEqual({ problem: expect.any(String) });
    expect(await find(name)).toEqual({ problem: expect.any(String) });
    expect(touched).toEqual([join(top, 'work'), join(top, 'work')]);
  });
});

import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FileChangeType, type PublishDiagnosticsParams } from 'vscode-languageserver';
import type {
  DocumentDiagnosticReport,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver/node';
import { trustedNotification } from '../../shared/src/messages';
import { marked } from '../marked';
import { spec } from './diagnosticCases';
import { openAt } from './ranges';
import { Server } from './server';

/** `specs` is open in the editor; there is something beside it. */
let top: string;
const at = (...path: string[]) => pathToFileURL(join(top, ...path)).toString();
const specName = 'desk.cekura-agent.yaml';

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'files-'));
  await mkdir(join(top, 'specs', 'prompts'), { recursive: true });
  await mkdir(join(top, 'specs', 'team'));
  for (const name of ['secret.txt', 'specs/hours.md', 'specs/prompts/desk.md', 'specs/e'])
    await writeFile(join(top, name), 'x');
  await symlink(join(top, 'away'), join(top, 'specs', 'link'));
});
afterAll(() => rm(top, { recursive: true }));

/** What a server publishes of the files of specs, as marks; a listener waits for the next. */
class Published {
  #of = new Map<string, PublishDiagnosticsParams['diagnostics'][]>();
  #waiting = new Set<() => void>();

  constructor(server: Server) {
    server.onNotification('textDocument/publishDiagnostics', (params) => {
      const { uri, diagnostics } = params as PublishDiagnosticsParams;
      const ofFiles = diagnostics.filter(({ code }) => code === 'missing-file');
      this.#of.set(uri, [...(this.#of.get(uri) ?? []), ofFiles]);
      for (const wake of this.#waiting) wake();
    });
  }

  /** How much was said of the files of a spec, each time. */
  counts(uri: string): number[] {
    return (this.#of.get(uri) ?? []).map(({ length }) => length);
  }

  /** What is said of the files of a spec, once it is so much. */
  async until(uri: string, count: number): Promise<PublishDiagnosticsParams['diagnostics']> {
    for (;;) {
      const found = this.#of.get(uri)?.at(-1);
      if (found?.length === count) return found;
      await new Promise<void>((wake) => this.#waiting.add(wake));
    }
  }
}

/** Its warning tells that the disk was looked at. */
const last = 'email_id: ${file:«gone.txt»}\n';

describe('a file that is not there is marked by its name', () => {
  let server: Server;
  let published: Published;
  beforeAll(async () => {
    server = await Server.start({}, {}, [join(top, 'specs')]);
    published = new Published(server);
  });
  afterAll(() => server.stop());

  test.each<[name: string, text: string, message?: string]>([
    ['a prompt', 'description: ${file:«promts/desk.md»}\n', "doesn't exist: the path is relative"],
    ['with spaces around it', 'description: "${file: «a b.md» }"\n', "doesn't exist"],
    ['below |', 'description: |\n  ${file:«a.md»}\n', "doesn't exist"],
    ['a letter of `file`', 'description: ${file:«f»}\n', "doesn't exist"],
    ['with escapes', 'description: «"${file:\\x61.md}"»\n', "doesn't exist"],
    ['in a tool', 'mock_tools:\n  - description: ${file:«a.md»}\n', "doesn't exist"],
    [
      'in a tool, with an escaped sign',
      'mock_tools:\n  - description: "\\x24{file:«a.md»}"\n',
      "doesn't exist",
    ],
    ['below what is a file', 'description: ${file:«hours.md/a.md»}\n', "doesn't exist"],
    ['knowledge', 'knowledge_base_files:\n  - path: «ours.md»\n', "doesn't exist"],
    ['in braces', 'knowledge_base_files: [{path: "«ours.md»"}]\n', "doesn't exist"],
    ['a pattern', 'knowledge_base_files:\n  - path: «prompts/*.md»\n', 'not a pattern'],
    ['a folder', 'description: ${file:«prompts»}\n', 'is a folder: name a file in it'],
    ['the folder of the spec', 'description: ${file:«.»}\n', 'is a folder'],
    ['outside', 'description: ${file:«../secret.txt»}\n', 'is outside the workspace folder'],
    ['outside by its whole path', 'description: ${file:«/etc/hosts»}\n', 'is outside'],
    ['not one that is there', 'description: ${file:prompts/desk.md}\n'],
    ['not one whose name is a letter of `file`', 'description: ${file:e}\n'],
    ['not one with a way around', 'description: ${file:./team/../hours.md}\n'],
    ['not knowledge that is there', 'knowledge_base_files:\n  - path: hours.md\n'],
    ['not behind a link, which may lead anywhere', 'description: ${file:link/a.md}\n'],
    ['not a link that leads nowhere', 'description: ${file:link}\n'],
    ['not what is sent as it stands', 'description: "${file:a.md} and $${file:b.md}"\n'],
    ['not what is wrong by its type', 'knowledge_base_files:\n  - path: a.exe\n'],
    ['not a path with a placeholder', 'knowledge_base_files:\n  - path: a/${env:B}.md\n'],
    ['not what sends the content itself', 'knowledge_base_files:\n  - file_name: a.md\n'],
  ])('%s', async (name, lines, message) => {
    const { text, ranges } = marked(lines + last);
    const uri = at('specs', `${name}.cekura-agent.yaml`);
    const { document } = await openAt(server, uri, text);
    const found = await published.until(uri, ranges.length);
    expect(found.map(({ range }) => document.getText(range))).toEqual(
      ranges.map((range) => range.text),
    );
    expect(found.map(({ range }) => document.offsetAt(range.start))).toEqual(
      ranges.map(({ start }) => start),
    );
    for (const { severity } of found) expect(severity).toBe(2);
    if (message) expect(found[0]?.message).toContain(message);
  });

  test('a spec in a folder below may name what lies above it', async () => {
    const uri = at('specs', 'team', specName);
    await openAt(server, uri, `description: \${file:../hours.md}\n${marked(last).text}`);
    const found = await published.until(uri, 1);
    expect(found[0]?.message).toContain('gone.txt');
  });

  test('in a folder that is opened meanwhile as well', async () => {
    const uri = at('more', 'team', specName);
    await openAt(server, uri, 'description: ${file:../hours.md}\n');
    expect((await published.until(uri, 1))[0]?.message).toContain('outside');
    await server.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: at('more'), name: 'more' }], removed: [] },
    });
    await expect
      .poll(async () => (await published.until(uri, 1))[0]?.message)
      .toContain("doesn't exist");
  });

  test('until it is made, and again when it is gone', async () => {
    const uri = at('specs', 'until.cekura-agent.yaml');
    const file = join(top, 'specs', 'new.md');
    const tell = (type: FileChangeType) =>
      server.notify('workspace/didChangeWatchedFiles', {
        changes: [{ uri: at('specs', 'new.md'), type }],
      });
    await openAt(server, uri, 'description: ${file:new.md}\n');
    await published.until(uri, 1);
    await writeFile(file, 'x');
    await tell(FileChangeType.Created);
    await published.until(uri, 0);
    await rm(file);
    await tell(FileChangeType.Deleted);
    await published.until(uri, 1);
  });

  test('an editor that tells nothing of the disk learns it when it saves the spec', async () => {
    const uri = at('specs', 'save.cekura-agent.yaml');
    await openAt(server, uri, 'description: ${file:saved.md}\n');
    await published.until(uri, 1);
    await writeFile(join(top, 'specs', 'saved.md'), 'x');
    await server.notify('textDocument/didSave', { textDocument: { uri } });
    await published.until(uri, 0);
  });

  test('another name is looked at when it is written', async () => {
    const uri = at('specs', 'type.cekura-agent.yaml');
    await openAt(server, uri, 'description: ${file:hours.md}\n');
    await server.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: 'description: ${file:ours.md}\n' }],
    });
    expect((await published.until(uri, 1))[0]?.message).toContain('ours.md');
  });
});

test('in a folder that is not trusted nothing is looked at until it is', async () => {
  const server = await Server.start({}, { isTrusted: false }, [join(top, 'specs')]);
  const published = new Published(server);
  const uri = at('specs', specName);
  const open = await openAt(server, uri, `description: \${file:late.md}\n${marked(last).text}`);
  await published.until(uri, 0);
  await server.notify('textDocument/didSave', { textDocument: { uri } });
  await open.hover({ line: 0, character: 0 });
  // Had it been looked for before, it would have been missing.
  await writeFile(join(top, 'specs', 'late.md'), 'x');
  await server.notify(trustedNotification, undefined);
  await published.until(uri, 1);
  expect(published.counts(uri)).toEqual([0, 1]);
  await server.stop();
});

describe('an editor that asks for diagnostics', () => {
  const asks = { textDocument: { diagnostic: {} } };

  test('is told to ask again once the disk was looked at', async () => {
    const server = await Server.start(asks, {}, [join(top, 'specs')]);
    const told = new Promise<void>((resolve) =>
      server.onRequest('workspace/diagnostic/refresh', () => resolve()),
    );
    const uri = at('specs', specName);
    const open = await openAt(server, uri, spec('email_id: ${file:gone.md}\n'));
    const first = await open.ask<DocumentDiagnosticReport>('textDocument/diagnostic', {});
    expect(first).toMatchObject({ kind: 'full', items: [] });
    await told;
    const again = await open.ask<DocumentDiagnosticReport>('textDocument/diagnostic', {
      previousResultId: first.resultId,
    });
    expect(again).toMatchObject({ kind: 'full', items: [{ code: 'missing-file' }] });
    await server.stop();
  });

  test('learns it of specs that are not open, and when that changes', async () => {
    const own = join(top, 'closed');
    await mkdir(join(own, 'prompts'), { recursive: true });
    await writeFile(join(own, specName), spec('email_id: ${file:prompts/key.txt}\n'));
    const server = await Server.start(asks, {}, [own]);
    const uri = at('closed', specName);
    const ask = (value: string | undefined) =>
      server.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
        previousResultIds: value === undefined ? [] : [{ uri, value }],
      });
    const missing = [{ uri, kind: 'full', items: [{ code: 'missing-file' }] }];

    const first = await ask(undefined);
    expect(first.items).toMatchObject(missing);
    const made = ask(first.items[0]?.resultId);
    await writeFile(join(own, 'prompts', 'key.txt'), 'x');
    await server.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: at('closed', 'prompts', 'key.txt'), type: FileChangeType.Created }],
    });
    const second = await made;
    expect(second.items).toMatchObject([{ uri, kind: 'full', items: [] }]);

    const gone = ask(second.items[0]?.resultId);
    await rm(join(own, 'prompts'), { recursive: true });
    // The editor tells of the folder alone.
    await server.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: at('closed', 'prompts'), type: FileChangeType.Deleted }],
    });
    expect((await gone).items).toMatchObject(missing);
    await server.stop();
  });
});

test('before a spec is on disk nothing is said of its files', async () => {
  const server = await Server.start();
  const { diagnostics } = await server.open(spec('email_id: ${file:gone.md}\n'));
  expect(diagnostics).toEqual([]);
  await server.stop();
});

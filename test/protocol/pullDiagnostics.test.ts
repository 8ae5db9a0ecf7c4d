import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type DocumentDiagnosticReport,
  FileChangeType,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver/node';
import { Server } from './server';

const wrong = 'nmae: a\ndescription: b\nproject: 1\n';
let folder: string;
let server: Server;
const uriOf = (name: string) => pathToFileURL(join(folder, name)).toString();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'specs-'));
  await writeFile(join(folder, 'closed.cekura-agent.yaml'), wrong);
  await writeFile(join(folder, 'other.yaml'), wrong);
  server = await Server.start({ textDocument: { diagnostic: {} } }, {}, [folder]);
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

test('an editor that asks gets the diagnostics of an open spec, and is told when nothing changed', async () => {
  const spec = await server.openQuietly(wrong);
  const report = await spec.ask<DocumentDiagnosticReport>('textDocument/diagnostic', {});
  expect(report).toMatchObject({ kind: 'full', items: [{ code: 'unknown-key' }] });
  const again = await spec.ask<DocumentDiagnosticReport>('textDocument/diagnostic', {
    previousResultId: report.resultId,
  });
  expect(again).toMatchObject({ kind: 'unchanged' });
});

test('a new spec that has the address of one before is checked, whatever the editor remembers', async () => {
  const first = await server.openQuietly(wrong);
  const { uri } = first.document;
  const { resultId } = await first.ask<DocumentDiagnosticReport>('textDocument/diagnostic', {});
  await server.notify('textDocument/didClose', { textDocument: { uri } });
  const next = await server.openQuietly('name: a\n', uri);
  const report = await next.ask<DocumentDiagnosticReport>('textDocument/diagnostic', {
    previousResultId: resultId,
  });
  expect(report.kind).toBe('full');
});

test('the specs of the folder are checked, again when one changes, and forgotten when it is gone', async () => {
  const ask = (previousResultIds: { uri: string; value: string }[]) =>
    server.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds });
  const uri = uriOf('closed.cekura-agent.yaml');

  const { items } = await ask([]);
  expect(items).toMatchObject([{ uri, kind: 'full', items: [{ code: 'unknown-key' }] }]);

  const value = items[0]?.resultId ?? '';
  const next = ask([{ uri, value }]);
  await writeFile(join(folder, 'new.cekura-agent.yaml'), 'name: 1\n');
  await server.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: uriOf('new.cekura-agent.yaml'), type: FileChangeType.Created }],
  });
  expect((await next).items).toMatchObject([
    { uri, kind: 'unchanged' },
    { uri: uriOf('new.cekura-agent.yaml'), kind: 'full' },
  ]);

  // A change between two questions is not lost.
  await rm(join(folder, 'closed.cekura-agent.yaml'));
  await server.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri, type: FileChangeType.Deleted }],
  });
  expect((await ask([{ uri, value }])).items).toContainEqual({
    uri,
    kind: 'full',
    version: null,
    items: [],
  });
});

test('a folder that comes, is renamed or deleted takes the problems of its specs along', async () => {
  const top = await mkdtemp(join(tmpdir(), 'moves-'));
  const at = (...path: string[]) => pathToFileURL(join(top, ...path)).toString();
  const [then, now] = [at('old', 'a.cekura-agent.yaml'), at('new', 'a.cekura-agent.yaml')];
  await mkdir(join(top, 'old'));
  await writeFile(join(top, 'old', 'a.cekura-agent.yaml'), wrong);
  const own = await Server.start({ textDocument: { diagnostic: {} } }, {}, [top]);
  const ask = (previousResultIds: { uri: string; value: string }[]) =>
    own.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds });
  const value = (await ask([])).items[0]?.resultId ?? '';

  const renamed = ask([{ uri: then, value }]);
  await rename(join(top, 'old'), join(top, 'new'));
  // The editor tells of the folders alone.
  await own.notify('workspace/didChangeWatchedFiles', {
    changes: [
      { uri: at('old'), type: FileChangeType.Deleted },
      { uri: at('new'), type: FileChangeType.Created },
    ],
  });
  expect((await renamed).items).toMatchObject([
    { uri: now, items: [{ code: 'unknown-key' }] },
    { uri: then, items: [] },
  ]);

  const deleted = ask([{ uri: now, value }]);
  await rm(join(top, 'new'), { recursive: true });
  await own.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: at('new'), type: FileChangeType.Deleted }],
  });
  expect((await deleted).items).toMatchObject([{ uri: now, items: [] }]);

  const come = ask([]);
  await mkdir(join(top, 'later'));
  await writeFile(join(top, 'later', 'a.cekura-agent.yaml'), wrong);
  await own.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: at('later'), type: FileChangeType.Created }],
  });
  const later = at('later', 'a.cekura-agent.yaml');
  expect((await come).items).toMatchObject([{ uri: later, items: [{ code: 'unknown-key' }] }]);
  await own.stop();
  await rm(top, { recursive: true });
});

test.each([['saved'], ['deleted']])(
  'what a closed spec had is replaced once the editor listens: %s',
  async (then) => {
    const top = await mkdtemp(join(tmpdir(), 'closed-'));
    const path = join(top, 'a.cekura-agent.yaml');
    const uri = pathToFileURL(path).toString();
    await writeFile(path, 'name: a\ndescription: b\nproject: 1\nprovider:\n  type: custom\n');
    const own = await Server.start({ textDocument: { diagnostic: {} } }, {}, [top]);
    const ask = async () => {
      const question = { previousResultIds: known };
      const { items } = await own.request<WorkspaceDiagnosticReport>(
        'workspace/diagnostic',
        question,
      );
      known = items.flatMap(({ resultId }) => (resultId ? [{ uri, value: resultId }] : []));
      return items;
    };
    let known: { uri: string; value: string }[] = [];
    await ask();
    const spec = await own.openQuietly(wrong, uri);
    if (then === 'deleted') await rm(path);
    await own.notify('textDocument/didClose', { textDocument: { uri } });
    // VS Code ignores this report, as it still has the closed spec's own.
    await ask();
    await spec.ask('textDocument/diagnostic', {});
    const [report] = await ask();
    expect(report).toMatchObject({ uri, kind: 'full' });
    expect(JSON.stringify(report)).not.toContain('unknown-key');
    await own.stop();
    await rm(top, { recursive: true });
  },
);

test('an editor is asked to tell of specs, and of folders that come and go', async () => {
  const own = await Server.start({
    workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
    textDocument: { diagnostic: {} },
  });
  const registered = new Promise((resolve) => own.onRequest('client/registerCapability', resolve));
  expect(await registered).toMatchObject({
    registrations: [
      {
        method: 'workspace/didChangeWatchedFiles',
        registerOptions: {
          watchers: [
            { globPattern: '**/*.cekura-agent.{yaml,yml}' },
            { globPattern: '**', kind: 1 + 4 },
          ],
        },
      },
    ],
  });
  await own.stop();
});

test('a spec that is deleted while it is open is forgotten when it is closed, though the editor names it no more', async () => {
  const uri = uriOf('deleted.cekura-agent.yaml');
  await writeFile(join(folder, 'deleted.cekura-agent.yaml'), wrong);
  await server.openQuietly(wrong, uri);
  await rm(join(folder, 'deleted.cekura-agent.yaml'));
  await server.notify('textDocument/didClose', { textDocument: { uri } });
  const { items } = await server.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
    previousResultIds: [],
  });
  expect(items).toContainEqual({ uri, kind: 'full', version: null, items: [] });
});

import { describe, expect, test } from 'vitest';
import type { InlayHint } from 'vscode-languageserver-types';
import { openMarked } from './ranges';
import { Server } from './server';

const wholeText = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

/** The hints for a text in an editor whose user has set `cekuraAgent.inlayHints`. */
async function hintsFor(source: string, setting: unknown, range = wholeText) {
  const server = await Server.start();
  server.onRequest('workspace/configuration', () => [setting]);
  const { spec, position } = await openMarked(server, source);
  const hints = await spec.ask<InlayHint[]>('textDocument/inlayHint', { range });
  await server.stop();
  return { position, hints };
}

describe('the English name stands after the code of a language', () => {
  test.each<[text: string, name: string]>([
    ['name: a\nlanguage: de│ # comment\n', 'German'],
    ['language: "no"│\n', 'Norwegian'],
    ['{name: a, language: zh│}', 'Chinese'],
    ['language: multi│\n', 'Several languages in one conversation'],
    ['name: &a fr\nlanguage: *a│\n', 'French'],
    ['name: "never closed\nlanguage: de│\n', 'German'],
  ])('%s', async (text, name) => {
    const { position, hints } = await hintsFor(text, true);
    expect(hints).toEqual([{ position, label: name, paddingLeft: true }]);
  });
});

describe('there is no hint', () => {
  const german = 'language: de\n';
  test.each<[name: string, text: string, setting: unknown]>([
    ['before it is asked for', german, null],
    ['when it is switched off', german, false],
    ['after an unknown code', 'language: xx\n', true],
    ['after a key without a value', 'language:\n', true],
    ['in an empty file', '', true],
  ])('%s', async (_, text, setting) => {
    expect((await hintsFor(text, setting)).hints).toEqual([]);
  });

  test('outside the lines that are shown', async () => {
    const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
    expect((await hintsFor('language: de\nname: a\n', true, range)).hints).toEqual([]);
  });

  test('in an editor that has no settings', async () => {
    const server = await Server.start({});
    const spec = await server.open(german);
    expect(await spec.ask('textDocument/inlayHint', { range: wholeText })).toEqual([]);
    await server.stop();
  });
});

test('a change of the setting shows at once', async () => {
  const server = await Server.start();
  server.onRequest('workspace/configuration', () => [true]);
  const registered = new Promise((resolve) =>
    server.onRequest('client/registerCapability', resolve),
  );
  const refreshed = new Promise((resolve) =>
    server.onRequest('workspace/inlayHint/refresh', () => resolve('refreshed')),
  );
  const spec = await server.open('language: de\n');
  await spec.ask('textDocument/inlayHint', { range: wholeText });
  expect(await registered).toMatchObject({
    registrations: [
      {
        method: 'workspace/didChangeConfiguration',
        registerOptions: { section: 'cekuraAgent.inlayHints' },
      },
    ],
  });
  await server.notify('workspace/didChangeConfiguration', { settings: null });
  expect(await refreshed).toBe('refreshed');
  await server.stop();
});

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver/node';
import { type OpenSpec, Server } from '../protocol/server';

let server: Server;
beforeAll(async () => {
  server = await Server.start({ textDocument: { diagnostic: {} } });
});
afterAll(() => server.stop());

test('200 requests that are cancelled at once cost no more than to say so', async () => {
  const tools = '  - name: a\n    mock_data: []\n'.repeat(10_000);
  const { document } = await server.openQuietly(`name: a\nproject: 1\nmock_tools:\n${tools}`);
  const textDocument = { uri: document.uri };
  // The server reads the text for this one, and finds the others with their ends afterwards.
  const position = { line: 0, character: 0 };
  const first = server.request('textDocument/hover', { textDocument, position });
  const cancellation = new CancellationTokenSource();
  const ask = () =>
    server
      .request('textDocument/foldingRange', { textDocument }, cancellation.token)
      .catch((error) => error.code);
  const burst = Array.from({ length: 200 }, ask);
  cancellation.cancel();
  const answers = await Promise.all(burst);
  expect(await first).not.toBeNull();
  const begun = answers.filter((answer) => answer !== LSPErrorCodes.RequestCancelled);
  expect(begun.length).toBeLessThan(20);
});

test('60 changes at once are checked a few times, the last of them in any case', async () => {
  const pushing = await Server.start({});
  const { document, diagnostics } = await pushing.open('name: a\nproject: 1\n');
  expect(diagnostics).toHaveLength(1);
  const published: number[] = [];
  const last = new Promise<void>((resolve) => {
    pushing.onNotification('textDocument/publishDiagnostics', (params) => {
      const { version } = params as { version: number };
      published.push(version);
      if (version === 61) resolve();
    });
  });
  const changes = Array.from({ length: 60 }, (_, index) => `key_${index}: 1\n`.repeat(index + 1));
  pushing.notifyTogether(
    'textDocument/didChange',
    changes.map((text, index) => ({
      textDocument: { uri: document.uri, version: index + 2 },
      contentChanges: [{ text }],
    })),
  );
  await last;
  expect(published.length).toBeLessThan(20);
  await pushing.stop();
});

/** MB in RAM. */
const mostMemory = 500;

test('a thousand open specs: each is checked, all is answered, and the memory is given back', async () => {
  const published = await Server.start();
  const example = readFileSync('examples/wrong-on-purpose.cekura-agent.yaml', 'utf8');
  const before = await published.heap();
  const specs: OpenSpec[] = [];
  for (let index = 0; index < 1_000; index += 1) {
    specs.push(await published.open(`${example}\n# ${index}\n`));
  }
  const said = specs.map(({ diagnostics }) => diagnostics.length);
  expect(new Set(said)).toEqual(new Set([said[0]]));
  expect(said[0]).toBeGreaterThan(0);
  const last = specs.at(-1);
  expect(await last?.hover({ line: 3, character: 1 })).not.toBeNull();
  const open = await published.heap();
  for (const { document } of specs) {
    await published.notify('textDocument/didClose', { textDocument: { uri: document.uri } });
  }
  // Its answer says that all of them are closed.
  expect(await last?.hover({ line: 3, character: 1 })).toBeNull();
  const after = await published.heap();
  expect(after - before).toBeLessThan((open - before) / 4);
  expect(await published.peakMemory()).toBeLessThan(mostMemory);
  await published.stop();
});

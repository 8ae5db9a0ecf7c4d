import { expect, test } from 'vitest';
import { Server } from './server';

test('requests are answered once the server is initialized', async () => {
  const server = Server.startUninitialized();
  const textDocument = { uri: 'untitled:spec' };
  const position = { line: 0, character: 0 };
  for (const method of ['textDocument/hover', 'cekuraAgent/agentId', 'made/up']) {
    const asked = server.request(method, { textDocument, position });
    await expect(asked).rejects.toMatchObject({ code: -32002 });
  }
  await server.request('initialize', { processId: null, rootUri: null, capabilities: {} });
  expect(await server.request('textDocument/hover', { textDocument, position })).toBeNull();
  await expect(server.request('made/up', {})).rejects.toMatchObject({ code: -32601 });
  await server.stop();
});

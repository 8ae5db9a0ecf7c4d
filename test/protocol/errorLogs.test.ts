import { afterAll, beforeAll, expect, test } from 'vitest';
import { Server } from './server';

const secret = 'sk_live_made_up_for_this_test';
const text = `name: Support\nproject: 1\nwebhook_url: https://a.example/${secret}/\${env:B}\n`;

/** Has a part of JavaScript fail for texts that hold the secret, with a message that quotes them. */
const code = `
  const { matchAll } = String.prototype;
  String.prototype.matchAll = function (pattern) {
    if (this.includes('${secret}')) throw new RangeError('Cannot read ' + this);
    return matchAll.call(this, pattern);
  };
`;
const failing = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;

const log: unknown[] = [];
let server: Server;
beforeAll(async () => {
  server = await Server.start({}, {}, [], { node: ['--import', failing] });
  server.onNotification('window/logMessage', (message) => log.push(message));
});
afterAll(() => server.stop());

test('an error that quotes a spec is told of by its kind and place alone', async () => {
  const { document } = await server.openQuietly(text);
  const textDocument = { uri: document.uri };
  for (const method of ['textDocument/foldingRange', 'cekuraAgent/preview']) {
    const error: unknown = await server.request(method, { textDocument }).catch((reason) => reason);
    expect(error).toHaveProperty('message', expect.stringMatching(/^RangeError\n {4}at /));
    expect(JSON.stringify(error)).not.toContain(secret);
  }
  expect(log).toEqual([
    { type: 1, message: expect.stringMatching(/^A spec could not be checked: RangeError\n/) },
  ]);
  expect(JSON.stringify(log)).not.toContain(secret);
});

test('what is meant for people is told as it is', async () => {
  const asked = server.request('cekuraAgent/preview', { textDocument: { uri: 'untitled:never' } });
  await expect(asked).rejects.toThrow('untitled:never is not open.');
});

test.each([
  ...['codeAction', 'completion', 'definition', 'documentHighlight', 'documentLink'],
  ...['documentSymbol', 'foldingRange', 'formatting', 'hover', 'onTypeFormatting', 'prepareRename'],
  ...['references', 'rename', 'selectionRange', 'semanticTokens/full'],
])('every request that fails tells the kind and place alone: %s', async (method) => {
  const asked = server.request(`textDocument/${method}`, {});
  await expect(asked).rejects.toThrow(/^TypeError\n {4}at /);
});

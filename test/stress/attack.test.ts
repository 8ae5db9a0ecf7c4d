import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { features } from '../protocol/features';
import { Server } from '../protocol/server';
import { attacks } from './attacks';

/** One server bears all of them. */
let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

/** MB in RAM. */
const mostMemory = 500;

describe.each(Object.entries(attacks))('%s', (_, group) => {
  test.each(group)('$name', async ({ text, first, count = 1 }) => {
    const attacked = await server.open(text());
    const [diagnostic] = attacked.diagnostics;
    expect(attacked.diagnostics).toHaveLength(count);
    expect(diagnostic && [diagnostic.code, diagnostic.range.start.line]).toEqual(first);

    const middle = Math.floor(attacked.document.getText().length / 2);
    for (const ask of Object.values(features)) await ask(attacked, middle);

    const { diagnostics } = await attacked.change('name: a\nproject: 1\n');
    expect(diagnostics.map(({ message }) => message)).toEqual([
      expect.stringContaining('`description` is missing'),
    ]);
    await server.notify('textDocument/didClose', { textDocument: { uri: attacked.document.uri } });
    expect(await server.peakMemory()).toBeLessThan(mostMemory);
  });
});

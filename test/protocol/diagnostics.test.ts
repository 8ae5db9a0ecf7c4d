import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { marked } from '../marked';
import { cases } from './diagnosticCases';
import { Server } from './server';

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

describe.each(Object.entries(cases))('%s', (_, group) => {
  test.each(group)('$name', async ({ text, says = [] }) => {
    const { text: plain, ranges } = marked(text);
    const opened = await server.open(plain);
    const found = opened.diagnostics.map((diagnostic) => ({
      severity: diagnostic.severity,
      code: diagnostic.code,
      marks: opened.markedBy(diagnostic),
      at: opened.document.offsetAt(diagnostic.range.start),
      message: diagnostic.message,
    }));
    const expected = says.map(([severity, code, message], index) => ({
      severity,
      code,
      marks: ranges[index]?.text,
      at: ranges[index]?.start,
      message: expect.stringContaining(message),
    }));
    expect(found).toEqual(expected);
    for (const { message } of found) expect(message).not.toContain('\n');
  });
});

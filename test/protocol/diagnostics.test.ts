import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DiagnosticTag } from 'vscode-languageserver-types';
import { marked } from '../marked';
import { cases, spec } from './diagnosticCases';
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
      related: diagnostic.relatedInformation?.map(({ location }) => location.range.start.line + 1),
    }));
    const expected = says.map(([severity, code, message, related], index) => ({
      severity,
      code,
      marks: ranges[index]?.text,
      at: ranges[index]?.start,
      message: expect.stringContaining(message),
      related: related === undefined ? undefined : [related],
    }));
    expect(found).toEqual(expected);
    for (const { message } of found) expect(message).not.toContain('\n');
  });
});

describe('what an editor is told of a diagnostic beside its message', () => {
  const text = spec(
    'telephony:\n  inbound: true\n  inbound: false\nphone_number: "+14155550123"\nwebhook_secret: "${secret:s}"\n',
  );

  test('tags, related places and the page of the code', async () => {
    const { diagnostics, document } = await server.open(text);
    const told = new Map(diagnostics.map((one) => [one.code, one]));
    expect(told.get('older-key')?.tags).toEqual([DiagnosticTag.Deprecated]);
    expect(told.get('unneeded-key')?.tags).toEqual([DiagnosticTag.Unnecessary]);
    const [related] = told.get('duplicate-key')?.relatedInformation ?? [];
    expect(related?.location.uri).toBe(document.uri);
    expect(related && document.getText(related.location.range)).toBe('inbound');
    for (const { code, codeDescription } of diagnostics)
      expect(codeDescription?.href).toMatch(new RegExp(`/docs/diagnostics\\.md#${code}$`));
  });

  test('an editor that takes none of it gets none', async () => {
    const plain = await Server.start({});
    const { diagnostics } = await plain.open(text);
    expect(diagnostics.map(({ code }) => code)).toContain('duplicate-key');
    for (const one of diagnostics)
      expect(Object.keys(one)).toEqual(['range', 'severity', 'source', 'code', 'message']);
    await plain.stop();
  });
});

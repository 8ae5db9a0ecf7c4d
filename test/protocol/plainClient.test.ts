import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TextEdit } from 'vscode-languageserver-types';
import { marked } from '../marked';
import { cases } from './diagnosticCases';
import { Server } from './server';

/** An editor that knows neither pull diagnostics nor snippets, tab stops or lazy documentation. */
let server: Server;
beforeAll(async () => {
  server = await Server.start({});
});
afterAll(() => server.stop());

describe('a client that knows little gets as much', () => {
  test.each(Object.values(cases).flat())('diagnostics: $name', async ({ text, says = [] }) => {
    const { diagnostics } = await server.open(marked(text).text);
    expect(diagnostics.map(({ code }) => code)).toEqual(says.map(([, code]) => code));
  });

  test.each<[name: string, text: string, label: string, result: string]>([
    ['a key', '│', 'name', 'name: '],
    ['a map', '│', 'provider', 'provider:\n  '],
    ['a list', '│', 'mock_tools', 'mock_tools:\n  - '],
    ['a value', 'agent_speaks_first: │', 'true', 'agent_speaks_first: true'],
    [
      'a placeholder',
      'webhook_secret: ${│',
      'env:WEBHOOK_SECRET',
      'webhook_secret: ${env:WEBHOOK_SECRET}',
    ],
  ])('completion: %s', async (_, source, label, result) => {
    const { text, cursor } = marked(source);
    const spec = await server.open(text);
    const items = await spec.complete(spec.document.positionAt(cursor));
    const item = items.find((one) => one.label === label);
    expect(
      items.every(({ textEdit }) => TextEdit.is(textEdit) && !/\$\d|\$\{\d/.test(textEdit.newText)),
    ).toBe(true);
    expect(item?.documentation).toBeTruthy();
    if (!TextEdit.is(item?.textEdit)) return;
    const start = spec.document.offsetAt(item.textEdit.range.start);
    expect(text.slice(0, start) + item.textEdit.newText).toBe(result);
  });

  test('quick fixes: plain edits', async () => {
    const spec = await server.open('name: a\nproject: 1\n');
    const [mistake] = spec.diagnostics;
    const [action] = mistake ? await spec.quickFixes(mistake) : [];
    expect(action?.edit?.changes?.[spec.document.uri]?.[0]?.newText).toBe(
      '\ndescription: <description>',
    );
  });
});

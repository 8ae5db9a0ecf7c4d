import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DocumentSymbol, type Range, SymbolKind } from 'vscode-languageserver-types';
import { offsetsOf, openMarked } from './ranges';
import { Server } from './server';

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

async function symbolsOf(text: string) {
  const spec = await server.open(text);
  return { spec, symbols: await spec.ask<DocumentSymbol[]>('textDocument/documentSymbol', {}) };
}

const kindName = (wanted: SymbolKind) =>
  Object.entries(SymbolKind).find(([, kind]) => kind === wanted)?.[0];

/** The outline as lines: indented name, detail, kind. */
function outline(symbols: DocumentSymbol[], indent = ''): string[] {
  return symbols.flatMap(({ name, detail, kind, children = [] }) => [
    `${indent}${name}${detail === undefined ? '' : ` = ${detail}`} (${kindName(kind)})`,
    ...outline(children, `${indent}  `),
  ]);
}

const all = (symbols: DocumentSymbol[]): DocumentSymbol[] =>
  symbols.flatMap((one) => [one, ...all(one.children ?? [])]);

describe('the outline has every key, and items by their names', () => {
  test.each<[name: string, text: string, lines: string[]]>([
    ['an empty file', '', []],
    [
      'short values as details',
      'name: Support line\nproject: 42\nagent_speaks_first: true\nwebhook_secret:\n',
      [
        'name = Support line (String)',
        'project = 42 (Number)',
        'agent_speaks_first = true (Boolean)',
        'webhook_secret (Null)',
      ],
    ],
    [
      'no long text as a detail',
      `description: |\n  One\n  Two\nname: ${'long '.repeat(20)}\n`,
      ['description (String)', 'name (String)'],
    ],
    [
      'mock tools',
      'mock_tools:\n  - name: get_order\n    mock_data:\n      - input: {id: 1}\n        output: ok\n',
      [
        'mock_tools (Array)',
        '  get_order (Function)',
        '    name = get_order (String)',
        '    mock_data (Array)',
        '      #1 (Object)',
        '        input (Object)',
        '          id (Number)',
        '        output = ok (String)',
      ],
    ],
    [
      'dynamic variables, in flow style too',
      'dynamic_variables: [{description: Where, name: city}]\n',
      [
        'dynamic_variables (Array)',
        '  city (Variable)',
        '    description = Where (String)',
        '    name = city (String)',
      ],
    ],
    [
      'knowledge base files',
      'knowledge_base_files:\n  - path: a/b.md\n  - file_name: c.txt\n  - id: 3\n',
      [
        'knowledge_base_files (Array)',
        '  a/b.md (File)',
        '    path = a/b.md (String)',
        '  c.txt (File)',
        '    file_name = c.txt (String)',
        '  #3 (File)',
        '    id = 3 (Number)',
      ],
    ],
    [
      'a tool nobody has named yet',
      'mock_tools:\n  - name:\n    description: d\n  -\n',
      ['mock_tools (Array)', '  #1 (Function)', '    name (Null)', '    description = d (String)'],
    ],
    [
      'texts of a list',
      'telephony:\n  outbound_numbers: ["+14155550123"]\n',
      ['telephony (Object)', '  outbound_numbers (Array)', '    +14155550123 (String)'],
    ],
    [
      'a tool named by an anchor, without what is written elsewhere',
      'name: &n Desk\nmock_tools:\n  - name: *n\n  - &t\n    name: b\n  - *t\n',
      [
        'name = Desk (String)',
        'mock_tools (Array)',
        '  Desk (Function)',
        '    name = Desk (String)',
        '  b (Function)',
        '    name = b (String)',
        '  b (Function)',
      ],
    ],
    [
      'what a broken file still says',
      'name: "never closed\nmock_tools:\n  - name: a\n    mock_data: [\n  - name: b\n',
      ['name', 'mock_tools', '  a', '    name', '    mock_data', '  b', '    name'],
    ],
  ])('%s', async (_, text, lines) => {
    const { symbols } = await symbolsOf(text);
    const found = outline(symbols);
    const isNamesAlone = lines.every((line) => !line.endsWith(')'));
    expect(isNamesAlone ? found.map((line) => line.replace(/ [=(].*/, '')) : found).toEqual(lines);
  });
});

describe('a secret is not in the outline', () => {
  test.each<[name: string, text: string]>([
    ['the webhook secret', 'webhook_secret: hunter2\n'],
    ['an API key', 'provider: {type: vapi, credentials: {api_key: hunter2}}\n'],
    [
      'a secret of the provider',
      'provider:\n  type: livekit\n  credentials:\n    config:\n      api_secret: hunter2\n',
    ],
    [
      'a header',
      'provider:\n  type: self_hosted\n  credentials:\n    config:\n      headers:\n        X-Session: hunter2\n',
    ],
    ['a header in a list', 'provider: {credentials: {config: {headers: [hunter2]}}}\n'],
    [
      'a key of another provider',
      'provider:\n  type: vapi\n  credentials:\n    config:\n      api_secret: hunter2\n',
    ],
    ['a key of no schema', 'toString: hunter2\nprovider: {constructor: hunter2}\n'],
    ['a password', 'telephony:\n  sip_auth:\n    password: hunter2\n'],
    ['an anchored secret', 'webhook_secret: &s hunter2\nprovider: {credentials: {api_key: *s}}\n'],
  ])('%s', async (_, text) => {
    const { symbols } = await symbolsOf(text);
    expect(symbols.length).toBeGreaterThan(0);
    expect(JSON.stringify(symbols)).not.toContain('hunter2');
  });
});

describe('a symbol covers its whole text, and selects its name', () => {
  test.each<[name: string, text: string, symbol: string]>([
    ['a value', '«project»: 42«»\nname: a\n', 'project'],
    ['a block', '«provider»:\n  type: vapi«»\n\n\nname: a\n', 'provider'],
    ['a list', '«mock_tools»:\n- name: a\n  mock_data: []«»\nname: a\n', 'mock_tools'],
    ['a block of text', '«description»: |\n  One\n\n  Two«»\n\nname: a\n', 'description'],
    ['a key without a value', '«name»«»:\nproject: 1\n', 'name'],
  ])('%s', async (_, source, name) => {
    const { spec, ranges } = await openMarked(server, source);
    const symbols = await spec.ask<DocumentSymbol[]>('textDocument/documentSymbol', {});
    const [selected, [, end] = []] = ranges;
    const symbol = symbols.find((one) => one.name === name);
    const places: Range[] = symbol === undefined ? [] : [symbol.range, symbol.selectionRange];
    expect(offsetsOf(spec, places)).toEqual([selected, [selected?.[0], end]]);
  });

  test('a tool selects its name', async () => {
    const { spec, ranges } = await openMarked(
      server,
      'mock_tools:\n  - description: d\n    name: «get_order»\n',
    );
    const symbols = await spec.ask<DocumentSymbol[]>('textDocument/documentSymbol', {});
    const tool = all(symbols).find(({ name }) => name === 'get_order');
    expect(offsetsOf(spec, tool === undefined ? [] : [tool.selectionRange])).toEqual(ranges);
  });
});

describe('names are selected within their symbols, and symbols stand within their parents', async () => {
  const files = (await readdir('examples')).filter((file) => file.endsWith('.yaml'));
  test.each(files)('%s', async (file) => {
    const text = await readFile(join('examples', file), 'utf8');
    for (const part of [text, text.slice(0, text.length * 0.7), text.replace(':', ': "')]) {
      const { spec, symbols } = await symbolsOf(part);
      const isWithin = (inner: Range, outer: Range) => {
        const [[start = 0, end = 0] = []] = offsetsOf(spec, [inner]);
        const [[outerStart = 0, outerEnd = 0] = []] = offsetsOf(spec, [outer]);
        return outerStart <= start && end <= outerEnd;
      };
      for (const { name, range, selectionRange, children = [] } of all(symbols)) {
        expect(name).not.toBe('');
        expect(isWithin(selectionRange, range), name).toBe(true);
        for (const child of children) expect(isWithin(child.range, range), child.name).toBe(true);
      }
    }
  });
});

test('of more than 5,000 keys and items, the upper levels are outlined', async () => {
  const entry = '      - input: {a: 1}\n        output: {b: 1}\n';
  const { symbols } = await symbolsOf(
    `mock_tools:\n  - name: lookup\n    mock_data:\n${entry.repeat(2000)}name: Last\n`,
  );
  const [tools, name] = symbols;
  const [tool] = tools?.children ?? [];
  const calls = tool?.children?.find((one) => one.name === 'mock_data')?.children ?? [];
  expect(all(symbols)).toHaveLength(5000);
  expect(name?.name).toBe('name');
  expect(calls).toHaveLength(2000);
  expect(calls[0]?.children?.map((one) => one.name)).toEqual(['input', 'output']);
  expect(calls.at(-1)?.children).toEqual([]);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type OpenSpec, Server } from '../protocol/server';

const text = 'name: Support\nproject: 42\nmock_tools:\n  - name: a\n';
let server: Server;
let spec: OpenSpec;
beforeAll(async () => {
  server = await Server.start();
  spec = await server.open(text);
});
afterAll(() => server.stop());

const methods = [
  ...[
    'completion hover definition references documentHighlight prepareRename rename codeAction',
    'documentSymbol documentLink semanticTokens/full foldingRange selectionRange inlayHint',
    'formatting onTypeFormatting',
  ]
    .flatMap((names) => names.split(' '))
    .map((name) => `textDocument/${name}`),
  ...['request', 'preview', 'locate', 'agentId', 'writeId', 'agentSpec', 'withoutSecrets'].map(
    (name) => `cekuraAgent/${name}`,
  ),
  'completionItem/resolve',
];

const nonsense: [name: string, value: unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['text', 'x'],
  ['a number', -1.5],
  ['a list', [[], {}]],
  ['an empty map', {}],
];

const positions: [name: string, position: unknown][] = [
  ...nonsense,
  ['a negative place', { line: -1, character: -1 }],
  ['a place beyond the end', { line: 1e9, character: 1e9 }],
  ['a place beyond all numbers', { line: 1e308, character: 1e308 }],
  ['half a place', { line: 0.5, character: 1.5 }],
  ['NaN, which JSON makes null', { line: Number.NaN, character: Number.NaN }],
  ['texts as numbers', { line: '0', character: '1' }],
];

const documents: [name: string, textDocument: unknown][] = [
  ...nonsense,
  ['a document without an address', { uri: null }],
  ['a number as address', { uri: 7 }],
  ['an address that is none', { uri: '%%:\\?#' }],
  ['a document that was never open', { uri: 'file:///never.cekura-agent.yaml' }],
];

/** Everything that some request takes, at a place. */
const paramsAt = (position: unknown) => ({
  position,
  positions: [position],
  range: { start: position, end: position },
  context: { diagnostics: [], includeDeclaration: true },
  options: { tabSize: 2, insertSpaces: true },
  ch: '\n',
  newName: 'b',
  id: 7,
  text,
  answer: { name: ['No.'] },
  agent: { name: 'a' },
});

/** Asks everything; each has to be answered, with whatever it is. */
async function askAll(params: unknown): Promise<void> {
  const answers = methods.map((method) => server.request(method, params));
  await Promise.allSettled(answers);
  await expectHealth();
}

/** What is asked rightly is answered rightly. */
async function expectHealth(): Promise<void> {
  const hover = await spec.hover({ line: 1, character: 2 });
  expect(hover).toMatchObject({
    range: { start: { line: 1, character: 0 } },
  });
}

describe('requests that mean no good are answered, and the server goes on', () => {
  test.each(nonsense)('params: %s', (_, params) => askAll(params));
  test.each(positions)('place: %s', async (_, position) => {
    await askAll({ textDocument: { uri: spec.document.uri }, ...paramsAt(position) });
  });
  test.each(documents)('document: %s', async (_, textDocument) => {
    await askAll({ textDocument, ...paramsAt({ line: 0, character: 0 }) });
  });
});

/** Params of notifications about documents, by what is wrong with them. */
const notifications: [name: string, method: string, params: (uri: string) => unknown][] = [
  ...['didOpen', 'didChange', 'didClose'].flatMap((method) =>
    nonsense.flatMap(([name, value]): typeof notifications => [
      [`${method}: ${name} as params`, method, () => value],
      [`${method}: ${name} as the document`, method, () => ({ textDocument: value })],
      [`${method}: ${name} as the address`, method, () => opening({ uri: value })],
    ]),
  ),
  ...nonsense.flatMap(([name, value]): typeof notifications => [
    [`didOpen: ${name} as the text`, 'didOpen', () => opening({ text: value })],
    [`didOpen: ${name} as the version`, 'didOpen', () => opening({ version: value })],
    [`didChange: ${name} as the version`, 'didChange', (uri) => changing({ uri, version: value })],
    [`didChange: ${name} as the changes`, 'didChange', (uri) => changing({ uri }, value)],
    [`didChange: ${name} as a change`, 'didChange', (uri) => changing({ uri }, [value])],
    [`didChange: ${name} as its text`, 'didChange', (uri) => changing({ uri }, [{ text: value }])],
  ]),
  ...positions.map(([name, at]): (typeof notifications)[number] => {
    const change = { range: { start: at, end: at }, text: 'name: b\n' };
    return [`didChange: ${name}`, 'didChange', (uri) => changing({ uri }, [change])];
  }),
  ['didChange: never open', 'didChange', () => changing({ uri: 'untitled:never' })],
  ['didChange: an older version', 'didChange', (uri) => changing({ uri, version: -7 })],
  ['didClose: never open', 'didClose', () => ({ textDocument: { uri: 'untitled:never' } })],
];

const opening = (document: object) => ({
  textDocument: { uri: 'untitled:bad', languageId: 'cekura-agent', version: 1, text, ...document },
});
const changing = (document: object, contentChanges: unknown = [{ text: 'name: b\n' }]) => ({
  textDocument: { version: 2, ...document },
  contentChanges,
});

describe.each([
  ['publishes diagnostics', {}],
  ['is asked for them', { textDocument: { diagnostic: {} } }],
])('notifications that mean no good, to a server that %s', (_, capabilities) => {
  let notified: Server;
  beforeAll(async () => {
    notified = await Server.start(capabilities);
  });
  afterAll(() => notified.stop());

  test.each(notifications)('%s', async (_name, method, params) => {
    const attacked = await notified.openQuietly(text);
    const { uri } = attacked.document;
    await notified.notify(`textDocument/${method}`, params(uri));
    for (const of of [uri, 'untitled:bad', 'untitled:never']) {
      const asked = { textDocument: { uri: of }, ...paramsAt({ line: 0, character: 0 }) };
      const all = [...methods, 'textDocument/diagnostic'];
      await Promise.allSettled(all.map((one) => notified.request(one, asked)));
    }
    // The next whole text puts everything right.
    await notified.notify('textDocument/didChange', changing({ uri, version: 9 }, [{ text }]));
    expect(await attacked.hover({ line: 1, character: 2 })).toMatchObject({
      range: { start: { line: 1, character: 0 } },
    });
  });
});

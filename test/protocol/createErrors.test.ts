import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CodeAction, Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CreateErrors, JsonObject, JsonValue, ShownError } from '../../shared/src/messages';
import { Server } from './server';

const needed = 'name: a\ndescription: b\nproject: 1\n';
const text = `${needed}provider:
  type: livekit
  credentials:
    config:
      api_secret: x
mock_tools:
  - name: a
    mock_data: []
  - name: b
    mock_data: []
knowledge_base_files:
  - path: a.md
`;

const name = { name: ['Taken.'] };
const url = { provider: { credentials: { config: { url: ['Required.'] } } } };

/** What is marked, and what is said there. */
type Mark = [marked: string, message: string];

/** A spec that is open in a server, and what an editor shows of its last create. */
class Spec {
  private constructor(
    private readonly server: Server,
    private readonly shown: (uri: string) => Promise<Diagnostic[]> | Diagnostic[],
    private document: TextDocument,
  ) {}

  static async open(server: Server, shown: Spec['shown'], content: string): Promise<Spec> {
    return new Spec(server, shown, (await server.openQuietly(content)).document);
  }

  /** Shows errors of a create that sent the text as it stands, or another. */
  async show(errors: JsonValue | undefined, sent = this.document.getText()): Promise<ShownError[]> {
    return this.ask(errors === undefined ? null : { text: sent, answer: errors });
  }

  ask(errors: CreateErrors | null): Promise<ShownError[]> {
    const textDocument = { uri: this.document.uri };
    return this.server.request<ShownError[]>('cekuraAgent/createErrors', { textDocument, errors });
  }

  /** Makes another text of it, in one edit for each. */
  async change(...texts: string[]): Promise<void> {
    for (const content of texts) {
      const { uri, version, languageId } = this.document;
      this.document = TextDocument.create(uri, languageId, version + 1, content);
      await this.server.notify('textDocument/didChange', {
        textDocument: { uri, version: version + 1 },
        contentChanges: [{ text: content }],
      });
    }
  }

  /** The quick fixes that are offered at what Cekura has refused: their titles, and the text with each. */
  async fixes(): Promise<[title: string, text: string][]> {
    const { uri } = this.document;
    const refused = (await this.shown(uri)).filter(({ code }) => code === undefined);
    const places = new Map(refused.map(({ range }) => [JSON.stringify(range), range]));
    const actions = [...places.values()].map((range) =>
      this.server.request<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics: refused, only: ['quickfix'] },
      }),
    );
    return (await Promise.all(actions))
      .flat()
      .filter(({ diagnostics }) => diagnostics?.some(({ source }) => source === 'Cekura API'))
      .map(({ title, edit, isPreferred, diagnostics }) => {
        expect([isPreferred, refused]).toEqual([true, expect.arrayContaining(diagnostics ?? [])]);
        return [title, TextDocument.applyEdits(this.document, edit?.changes?.[uri] ?? [])];
      });
  }

  async reopen(): Promise<void> {
    const { uri } = this.document;
    await this.server.notify('textDocument/didClose', { textDocument: { uri } });
    await this.server.openQuietly(this.document.getText(), uri);
  }

  /** The messages of creates that are shown, without the findings of the server. */
  async marks(): Promise<Mark[]> {
    const shown = await this.shown(this.document.uri);
    return shown
      .filter(({ code }) => code === undefined)
      .map(({ range, message }) => [
        this.document.getText(range),
        typeof message === 'string' ? message : message.value,
      ]);
  }

  async severities(): Promise<(number | undefined)[]> {
    const shown = await this.shown(this.document.uri);
    return shown.filter(({ code }) => code === undefined).map(({ severity }) => severity);
  }

  /** Where they stand. */
  async lines(): Promise<number[]> {
    const shown = await this.shown(this.document.uri);
    return shown.filter(({ code }) => code === undefined).map(({ range }) => range.start.line);
  }

  /** Waits until nothing but these is shown, the last at a line (from 0) if one is given. */
  async expectMarks(marks: Mark[], line?: number): Promise<void> {
    await expect.poll(() => this.marks()).toEqual(marks);
    if (line !== undefined) await expect.poll(() => this.lines()).toContain(line);
  }
}

let asking: Server;
let told: Server;
const published = new Map<string, Diagnostic[]>();
let refreshes = 0;

beforeAll(async () => {
  asking = await Server.start({ textDocument: { diagnostic: {} } });
  asking.onRequest('workspace/diagnostic/refresh', () => {
    refreshes += 1;
    return null;
  });
  told = await Server.start();
  told.onNotification('textDocument/publishDiagnostics', (params) => {
    const { uri, diagnostics } = params as { uri: string; diagnostics: Diagnostic[] };
    published.set(uri, diagnostics);
  });
});
afterAll(() => Promise.all([asking.stop(), told.stop()]));

const askedFor = async (uri: string) => {
  const report = await asking.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  return report.kind === 'full' ? report.items : [];
};

const editors: [name: string, open: (content: string) => Promise<Spec>][] = [
  ['asks for diagnostics', (content) => Spec.open(asking, askedFor, content)],
  ['is told diagnostics', (content) => Spec.open(told, (uri) => published.get(uri) ?? [], content)],
];

describe('where the fields of an answer with status 400 are marked', () => {
  test.each<[name: string, answer: JsonObject | string[], marks: Mark[]]>([
    ['a field', { name: ['Too short.'] }, [['name', 'Too short.']]],
    [
      'two messages of a field',
      { name: ['One.', 'Two.'] },
      [
        ['name', 'One.'],
        ['name', 'Two.'],
      ],
    ],
    [
      'a nested field',
      { provider: { credentials: { config: { api_secret: ['Wrong.'] } } } },
      [['api_secret', 'Wrong.']],
    ],
    [
      'a nested field that is missing',
      { provider: { credentials: { config: { url: ['Required.'] } } } },
      [['config', 'provider.credentials.config.url: Required.']],
    ],
    ['an item of a list', { mock_tools: [{}, { name: ['Taken.'] }] }, [['name', 'Taken.']]],
    ['a list as a whole', { mock_tools: ['Too many.'] }, [['mock_tools', 'Too many.']]],
    ['items by their number', { mock_tools: { '1': { name: ['Taken.'] } } }, [['name', 'Taken.']]],
    [
      'what is said of the whole beside a field',
      { non_field_errors: ['No.'], project: ['No.'] },
      [
        ['name', 'No.'],
        ['project', 'No.'],
      ],
    ],
    [
      'what is said of the whole, with a code, beside a field',
      { detail: 'No.', code: 'invalid', project: ['No.'] },
      [
        ['name', 'No.'],
        ['project', 'No.'],
      ],
    ],
    ['what is said of a map', { provider: { non_field_errors: ['No.'] } }, [['provider', 'No.']]],
    ['a map of a list', { mock_tools: [{ non_field_errors: ['No.'] }] }, [['name', 'No.']]],
    ['a field named without what holds it', { api_secret: ['Wrong.'] }, [['api_secret', 'Wrong.']]],
    ['a field that is not written', { language: ['No.'] }, [['name', 'language: No.']]],
    [
      'the content of a local file',
      { knowledge_base_files: [{ content_base64: ['Empty.'] }] },
      [['path', 'knowledge_base_files.0.content_base64: Empty.']],
    ],
  ])('%s', async (_, answer, marks) => {
    const spec = await Spec.open(asking, askedFor, text);
    await spec.show(answer);
    expect(await spec.marks()).toEqual(marks);
  });

  const older = `name: a
telephony:
  phone_number: "+49301234567"
provider:
  type: vapi
  agent_id: asst_1
  credentials:
    config:
      public_key: x
mock_tools:
  - name: a
    mock_data: []
`;
  test.each<[name: string, at: string, message: string]>([
    ['agent_name', 'name', 'agent_name: No.'],
    ['assistant_id', 'agent_id', 'assistant_id: No.'],
    ['contact_number', 'phone_number', 'contact_number: No.'],
    ['phone_number', 'phone_number', 'No.'],
    ['sip_endpoint', 'telephony', 'sip_endpoint: No.'],
    ['inbound', 'telephony', 'inbound: No.'],
    ['assistant_provider', 'type', 'assistant_provider: No.'],
    ['vapi_data', 'config', 'vapi_data: No.'],
    ['vapi_api_key', 'credentials', 'vapi_api_key: No.'],
    ['outbound_auto_call', 'provider', 'outbound_auto_call: No.'],
    ['chirp_data', 'telephony', 'chirp_data: No.'],
  ])('a field by the name that an answer gives it: %s', async (name, at, message) => {
    const spec = await Spec.open(asking, askedFor, older);
    await spec.show({ [name]: ['No.'] });
    expect(await spec.marks()).toEqual([[at, message]]);
  });

  test.each<JsonValue>([
    { detail: 'No.' },
    { detail: 'No.', code: 'no' },
    { non_field_errors: ['No.'] },
    { error: 'Insufficient balance.' },
    { constructor: ['No.'] },
    ['No.'],
    [{ name: ['No.'] }],
    'No.',
    7,
    null,
    {},
  ])('nothing is marked when no field of a spec is named: %j', async (answer) => {
    const spec = await Spec.open(asking, askedFor, text);
    await spec.show(name);
    expect(await spec.show(answer)).toEqual([]);
    expect(await spec.marks()).toEqual([]);
  });

  test('the fields are told by the names of the answer', async () => {
    const spec = await Spec.open(asking, askedFor, text);
    const answer = { ...name, inbound: ['Required.'], mock_tools: [{}, { name: ['A.', 'B.'] }] };
    const shown = await spec.show({ ...answer, non_field_errors: ['No.'] });
    const tool = 'mock_tools.1.name';
    expect(shown.map(({ field }) => field)).toEqual(['name', 'inbound', tool, tool, '']);
  });

  test('what stands below the name of the older API', async () => {
    const answer = { vapi_data: { public_key: ['No.'] }, mock_tools: [{ information: ['No.'] }] };
    const spec = await Spec.open(asking, askedFor, older);
    await spec.show(answer);
    expect(await spec.marks()).toEqual([
      ['public_key', 'No.'],
      ['mock_data', 'mock_tools.0.information: No.'],
    ]);
  });

  test('the second tool is meant, not the first', async () => {
    const spec = await Spec.open(asking, askedFor, text);
    const [second] = await spec.show({ mock_tools: [{}, { name: ['Taken.'] }] });
    expect(second?.range.start.line).toBe(11);
  });

  test('missing values are marked themselves, by their paths in the body', async () => {
    const spec = await Spec.open(asking, askedFor, text);
    const [name, file] = [['name'], ['knowledge_base_files', 0, 'content_base64']];
    const missing = [name, file].map((path) => ({ path, message: 'There is none.' }));
    await spec.ask({ text, missing });
    expect(await spec.marks()).toEqual([
      ['a', 'There is none.'],
      ['a.md', 'There is none.'],
    ]);
  });
});

describe.each(editors)(
  'an agent that the account does not have, in an editor that %s',
  (_, open) => {
    test('is a warning at its id, until that changes', async () => {
      const sent = `id: 303\n${text}`;
      const spec = await open(sent);
      expect(await spec.ask({ text: sent, unknownAgent: 303 })).toMatchObject([{ field: 'id' }]);
      await spec.expectMarks([['303', 'This account has no agent 303.']]);
      expect(await spec.severities()).toEqual([2]);
      await spec.change(`id: 304\n${text}`);
      await spec.expectMarks([]);
    });

    test('is not marked where its id is not in the spec', async () => {
      const spec = await open(text);
      expect(await spec.ask({ text, unknownAgent: 303 })).toEqual([]);
    });
  },
);

describe('a refused field that the spec does not have is added by a quick fix', () => {
  const config = '    config:\n      api_secret: x\n';
  test.each<[name: string, answer: JsonObject, title: string, before: string, after: string]>([
    ['into a map', url, 'Add `url`', config, `${config}      url: <url>\n`],
    [
      'at the root, where the schema has it',
      { language: ['No.', 'Not at all.'] },
      'Add `language`',
      'project: 1\n',
      'project: 1\nlanguage: en\n',
    ],
    [
      'with the map that holds it',
      { inbound: ['This field is required.'] },
      'Add `inbound`',
      '  - path: a.md\n',
      '  - path: a.md\ntelephony:\n  inbound: false\n',
    ],
    [
      'by the name of today',
      { sip_endpoint: ['No.'] },
      'Add `sip_uri`',
      '  - path: a.md\n',
      '  - path: a.md\ntelephony:\n  sip_uri: <sip uri>\n',
    ],
    [
      'into an item of a list',
      { mock_tools: [{ description: ['Required.'] }] },
      'Add `description`',
      '- name: a\n',
      '- name: a\n    description: <description>\n',
    ],
  ])('%s', async (_, answer, title, before, after) => {
    const spec = await Spec.open(asking, askedFor, text);
    await spec.show(answer);
    expect(await spec.fixes()).toEqual([[title, text.replace(before, after)]]);
    await spec.change(text.replace(before, after));
    expect(await spec.marks()).toEqual([]);
  });

  test.each<[name: string, answer: JsonObject]>([
    ['is written', name],
    ['is written by another name', { agent_name: ['No.'] }],
    ['no spec has', { provider: { constructor: ['No.'] } }],
    ['is an item of a list', { mock_tools: { 7: ['No.'] } }],
    ['is the content of a file', { knowledge_base_files: [{ content_base64: ['No.'] }] }],
  ])('but none that %s', async (_, answer) => {
    const spec = await Spec.open(asking, askedFor, text);
    expect(await spec.show(answer)).toHaveLength(1);
    expect(await spec.fixes()).toEqual([]);
  });
});

test('no field is added in the place of an alias that has lost its anchor', async () => {
  const spec = await Spec.open(asking, askedFor, `${needed}telephony: *lost\n`);
  expect(await spec.show({ inbound: ['No.'] })).toHaveLength(1);
  expect(await spec.fixes()).toEqual([]);
});

/** The texts after `before` follow in edits of their own. */
interface Edits {
  answer: JsonObject;
  before: string;
  after: string[];
  marks: Mark[];
  line?: number;
}

const tools = (...names: string[]) =>
  `${needed}mock_tools:\n${names.map((name) => `  - name: ${name}\n    mock_data: []\n`).join('')}`;
const second = { mock_tools: [{}, { mock_data: ['Empty.'] }] };

const edits: Record<string, Edits> = {
  'moves with lines above': {
    answer: { project: ['No.'] },
    before: needed,
    after: [`# Front desk\n\n${needed}`],
    marks: [['project', 'No.']],
    line: 4,
  },
  'stays while something else is edited': {
    answer: name,
    before: text,
    after: [text.replace('livekit', 'vapi'), `${text}language: en\n`],
    marks: [['name', 'Taken.']],
  },
  'stays while the line has a comment or another style': {
    answer: name,
    before: needed,
    after: [needed.replace('name: a', '"name":   "a" # for now')],
    marks: [['"name"', 'Taken.']],
  },
  'stays while another line is half typed': {
    answer: { provider: { type: ['No.'] } },
    before: text,
    after: [`${text}langu`, text.replace('  type: livekit', '  type: livekit\n  agent_i')],
    marks: [['type', 'No.']],
  },
  'goes when the value is edited': {
    answer: name,
    before: needed,
    after: [needed.replace('a', 'ab')],
    marks: [],
  },
  'does not come back with the value': {
    answer: name,
    before: needed,
    after: [needed.replace('a', 'ab'), needed],
    marks: [],
  },
  'goes with the key': {
    answer: name,
    before: needed,
    after: [needed.replace('name: a\n', '')],
    marks: [],
  },
  'of a map goes when something in it is edited': {
    answer: { provider: ['No.'] },
    before: text,
    after: [text.replace('api_secret: x', 'api_secret: y')],
    marks: [],
  },
  'of a missing key stays while its neighbours are edited': {
    answer: url,
    before: text,
    after: [text.replace('api_secret: x', 'api_secret: y')],
    marks: [['config', 'provider.credentials.config.url: Required.']],
  },
  'of a missing key goes when it is written': {
    answer: url,
    before: text,
    after: [text.replace('api_secret: x', 'api_secret: x\n      url: wss://a.example')],
    marks: [],
  },
  'of a missing key goes when what should hold it has gone': {
    answer: url,
    before: text,
    after: [text.replace('    config:\n      api_secret: x\n', '')],
    marks: [],
  },
  'follows an item behind one that came in': {
    answer: second,
    before: tools('a', 'b'),
    after: [tools('new', 'a', 'b')],
    marks: [['mock_data', 'Empty.']],
    line: 9,
  },
  'follows an item that takes another place': {
    answer: second,
    before: tools('a', 'b'),
    after: [tools('b', 'a')],
    marks: [['mock_data', 'Empty.']],
    line: 5,
  },
  'follows an item that is edited elsewhere, also behind one that came in': {
    answer: second,
    before: tools('a', 'b'),
    after: [tools('a', 'bc'), tools('new', 'a', 'bc')],
    marks: [['mock_data', 'Empty.']],
    line: 9,
  },
  'goes with its item and not to another that is alike': {
    answer: second,
    before: tools('a', 'b'),
    after: [tools('a')],
    marks: [],
  },
  'goes while the others stay': {
    answer: { name: ['Taken.'], project: ['No.'] },
    before: needed,
    after: [needed.replace('a', 'ab')],
    marks: [['project', 'No.']],
  },
};

describe.each(editors)('in an editor that %s a message', (_, open) => {
  test.each(Object.entries(edits))('%s', async (_, { answer, before, after, marks, line }) => {
    const spec = await open(before);
    const shown = await spec.show(answer);
    expect(shown).not.toEqual([]);
    await expect.poll(async () => (await spec.marks()).length).toBe(shown.length);
    await spec.change(...after);
    await spec.expectMarks(marks, line);
  });

  const single = Object.entries(edits).filter(([, { after }]) => after.length === 1);
  test.each(single)(
    'about a text that was edited since it was sent: %s',
    async (_, { answer, before, after, marks, line }) => {
      const spec = await open(after.at(-1) ?? '');
      expect(await spec.show(answer, before)).toHaveLength(marks.length);
      await spec.expectMarks(marks, line);
    },
  );

  test('is replaced by those of the next create, and cleared', async () => {
    const spec = await open(needed);
    await spec.show(name);
    await spec.expectMarks([['name', 'Taken.']]);
    await spec.show({ project: ['No.'] });
    await spec.expectMarks([['project', 'No.']]);
    await spec.show(undefined);
    await spec.expectMarks([]);
  });

  test('is gone when the spec is opened again', async () => {
    const spec = await open(needed);
    await spec.show(name);
    await spec.expectMarks([['name', 'Taken.']]);
    await spec.reopen();
    await spec.expectMarks([]);
  });

  test('stands beside the findings of the server', async () => {
    const spec = await open(`${needed}colour: red\n`);
    await spec.show(name);
    await spec.expectMarks([['name', 'Taken.']]);
  });
});

test.each<[name: string, answer: JsonValue]>([
  ['of one field', { name: Array(200_000).fill('No.') }],
  ['of many fields', { mock_tools: Array(200_000).fill({ name: ['No.'] }) }],
  [
    'of fields that nobody knows',
    { provider: Object.fromEntries(Array.from({ length: 200_000 }, (_, at) => [`k${at}`, 'No.'])) },
  ],
])('of very many messages %s the first are shown', async (_, answer) => {
  const spec = await Spec.open(asking, askedFor, text);
  expect(await spec.show(answer)).toHaveLength(1_000);
});

test('a message keeps no spec from being created', async () => {
  const spec = await told.openQuietly(needed);
  const errors = { text: needed, answer: name };
  expect(await spec.message('cekuraAgent/createErrors', { errors })).toHaveLength(1);
  expect((await spec.message('cekuraAgent/request', {})).errors).toEqual([]);
});

test('who says it is told by the source, and what is said is plain text', async () => {
  const spec = await asking.openQuietly(needed);
  const { uri } = spec.document;
  const shown = async (errors: CreateErrors) => {
    await spec.message('cekuraAgent/createErrors', { errors });
    return askedFor(uri);
  };
  const answer = { name: ['Is\n‮taken $(zap).'] };
  expect(await shown({ text: needed, answer })).toMatchObject([
    { source: 'Cekura API', severity: 1, message: 'Is taken $ (zap).' },
  ]);
  const missing = [{ path: ['name'], message: 'It has no value.' }];
  expect(await shown({ text: needed, missing })).toMatchObject([{ source: 'Cekura' }]);
});

test('an editor that asks is told to ask again when something else is shown, and only then', async () => {
  const spec = await Spec.open(asking, askedFor, needed);
  const before = refreshes;
  await spec.show(undefined);
  await spec.marks();
  expect(refreshes).toBe(before);
  await spec.show(name);
  await expect.poll(() => refreshes).toBe(before + 1);
  await spec.show(undefined);
  await expect.poll(() => refreshes).toBe(before + 2);
});

test('a spec that is not open is said to be so', async () => {
  const textDocument = { uri: 'untitled:nowhere' };
  const asked = asking.request('cekuraAgent/createErrors', { textDocument, errors: null });
  await expect(asked).rejects.toThrow('not open');
});

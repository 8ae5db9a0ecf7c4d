import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { commands, languages, Position, Range, type TextDocument, window, workspace } from 'vscode';
import { type Sandbox, startSandbox } from '../sandbox/index';

const key = 'key-of-the-tests';
const spec = `name: Support
description: Answers callers.
project: 42
provider:
  type: custom
`;

describe('Create Agent', () => {
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await startSandbox({ stageMs: 20 });
    Object.assign(process.env, {
      CEKURA_API_URL: sandbox.url,
      CEKURA_API_KEY: key,
    });
  });

  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await sandbox.close();
  });

  beforeEach(() => {
    sandbox.disarm();
    sandbox.requests.length = 0;
  });

  it('sends the text in the editor, which was never saved', async () => {
    await create(await open(spec));
    assert.deepEqual(creates(), [
      {
        name: 'Support',
        description: 'Answers callers.',
        project: 42,
        provider: { type: 'custom' },
      },
    ]);
    assert.equal(sandbox.requests[0]?.headers['x-cekura-api-key'], key);
  });

  it('sends nothing while the spec has errors', async () => {
    await create(await open(spec.replace('42', 'many')));
    assert.deepEqual(sandbox.requests, []);
  });

  for (const name of ['NOT_SET_ANYWHERE', 'constructor']) {
    it(`sends nothing while a value is missing, and says so at its place: ${name}`, async () => {
      const document = await open(spec.replace('42', `\${env:${name}}`));
      await create(document);
      assert.deepEqual(sandbox.requests, []);
      await says(document, 'Cekura', [
        [
          `\${env:${name}}`,
          `The environment variable ${name} is not set where VS Code was started: set it and start VS Code again.`,
        ],
      ]);
    });
  }

  it('creates one agent when it is asked twice at once', async () => {
    const document = await open(spec);
    await Promise.all([create(document), create(document)]);
    assert.equal(creates().length, 1);
  });

  it('follows an import to its end', async () => {
    await create(
      await open(
        'project: 42\nprovider:\n  type: vapi\n  agent_id: a1\n  credentials:\n    api_key: k1\n  configure_from_provider: true\n',
      ),
    );
    await eventually(() => sandbox.requests.at(-1)?.call === 'progress');
  });

  describe('when Cekura refuses the spec', () => {
    let document: TextDocument;
    const both: Said[] = [
      ['name', 'Is taken.'],
      ['type', 'Is not for you.'],
    ];

    beforeEach(async () => {
      sandbox.arm('create', 'bad-request', {
        body: { name: ['Is taken.'], provider: { type: ['Is not for you.'] } },
      });
      document = await open(spec);
      await create(document);
    });

    it('marks each field that it speaks of', async () => {
      await says(document, 'Cekura API', both);
    });

    it('marks the others still where they are after lines came in', async () => {
      await says(document, 'Cekura API', both);
      await edit(document, new Position(3, 0), 'language: en\n');
      await eventually(() => places(document).join() === '0,5');
      await says(document, 'Cekura API', both);
    });

    it('marks a field no longer once its value is edited', async () => {
      await says(document, 'Cekura API', both);
      await edit(document, new Position(0, 6), 'Better ');
      await says(document, 'Cekura API', both.slice(1));
    });

    it('marks a field no longer once something in the block below it is edited', async () => {
      sandbox.arm('create', 'bad-request', { body: { provider: ['Is not for you.'] } });
      await create(document);
      await says(document, 'Cekura API', [['provider', 'Is not for you.']]);
      await edit(document, new Position(4, 8), 'my_');
      await says(document, 'Cekura API', []);
    });

    it('marks the field that was sent where it stands after edits made meanwhile', async () => {
      const before = sandbox.requests.length;
      sandbox.arm('create', 'rate-limited', { retryAfter: 1 });
      sandbox.arm('create', 'bad-request', { body: { mock_tools: [{}, { name: ['Is taken.'] }] } });
      const tool = (name: string) => `  - name: ${name}\n    mock_data: []\n`;
      document = await open(`${spec}mock_tools:\n${tool('a')}${tool('b')}`);
      const created = create(document);
      await eventually(() => sandbox.requests.length > before);
      await edit(document, new Position(6, 0), tool('new'));
      await created;
      await says(document, 'Cekura API', [['name', 'Is taken.']]);
      assert.deepEqual(places(document), [10]);
    });

    it('marks nothing any longer once the next create is sent', async () => {
      await says(document, 'Cekura API', both);
      await create(document);
      await says(document, 'Cekura API', []);
      assert.equal(creates().length, 2);
    });
  });

  function creates(): Record<string, unknown>[] {
    return sandbox.requests
      .filter(({ call }) => call === 'create')
      .map(({ body }) => Object.fromEntries(Object.entries(body ?? {})));
  }
});

async function open(content: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument({ language: 'cekura-agent', content });
  await window.showTextDocument(document);
  return document;
}

const create = ({ uri }: TextDocument) => commands.executeCommand('cekuraAgent.create', uri);

type Said = [marked: string, message: string];

/** Waits until the editor shows nothing else by a source. */
async function says(document: TextDocument, source: string, expected: Said[]): Promise<void> {
  await eventually(() => isDeepStrictEqual(said(document, source), expected));
}

/** What is marked and what is said there, by the source that says it. */
function said(document: TextDocument, source: string): Said[] {
  return languages
    .getDiagnostics(document.uri)
    .filter((diagnostic) => diagnostic.source === source && diagnostic.code === undefined)
    .map(({ range, message }) => [document.getText(range), message]);
}

/** The lines that the API's messages stand at. */
const places = ({ uri }: TextDocument) =>
  languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'Cekura API')
    .map(({ range }) => range.start.line);

async function edit(document: TextDocument, place: Position, text: string): Promise<void> {
  const editor = await window.showTextDocument(document);
  await editor.edit((builder) => builder.replace(new Range(place, place), text));
}

async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

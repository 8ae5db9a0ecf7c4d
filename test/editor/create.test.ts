import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import {
  type CodeAction,
  commands,
  languages,
  Position,
  Range,
  type TextDocument,
  workspace,
} from 'vscode';
import { importedSpec } from '../importedSpec';
import { eventually, said } from './person';
import { create, insert, key, openNew, useSandbox } from './specs';

const spec = `name: Support
description: Answers callers.
project: 42
provider:
  type: custom
`;

describe('Create Agent', () => {
  const window = useSandbox();
  const { creates } = window;

  it('sends the text in the editor, which was never saved', async () => {
    await create(await openNew(spec));
    assert.deepEqual(creates(), [
      {
        name: 'Support',
        description: 'Answers callers.',
        project: 42,
        provider: { type: 'custom' },
      },
    ]);
    assert.equal(window.sandbox.requests[0]?.headers['x-cekura-api-key'], key);
  });

  it('sends nothing while the spec has errors', async () => {
    await create(await openNew(spec.replace('42', 'many')));
    assert.deepEqual(window.sandbox.requests, []);
  });

  for (const name of ['NOT_SET_ANYWHERE', 'constructor']) {
    it(`sends nothing while a value is missing, and says so at its place: ${name}`, async () => {
      const document = await openNew(spec.replace('42', `\${env:${name}}`));
      await create(document);
      assert.deepEqual(window.sandbox.requests, []);
      await marks(document, 'Cekura', [
        [
          `\${env:${name}}`,
          `The environment variable ${name} isn't set. Set it, then restart VS Code.`,
        ],
      ]);
    });
  }

  it('creates one agent when it is asked twice at once', async () => {
    const document = await openNew(spec);
    await Promise.all([create(document), create(document)]);
    assert.equal(creates().length, 1);
  });

  it('follows an import to its end', async () => {
    await create(await openNew(importedSpec('agent_to_the_end')));
    await said(/^Imported agent "Imported from retell"/);
  });

  describe('when Cekura refuses the spec', () => {
    let document: TextDocument;
    const both: Mark[] = [
      ['name', 'Is taken.'],
      ['type', 'Is not for you.'],
    ];

    beforeEach(async () => {
      window.sandbox.arm('create', 'bad-request', {
        body: { name: ['Is taken.'], provider: { type: ['Is not for you.'] } },
      });
      document = await openNew(spec);
      await create(document);
      await marks(document, 'Cekura API', both);
    });

    it('marks each field that it speaks of', () => {
      assert.deepEqual(marked(document, 'Cekura API'), both);
    });

    it('marks the others still where they are after lines came in', async () => {
      await insert(document, new Position(3, 0), 'language: en\n');
      await eventually(() => places(document).join() === '0,5' || undefined);
      assert.deepEqual(marked(document, 'Cekura API'), both);
    });

    it('marks a field no longer once its value is edited', async () => {
      await insert(document, new Position(0, 6), 'Better ');
      await marks(document, 'Cekura API', both.slice(1));
    });

    it('marks a field no longer once something in the block below it is edited', async () => {
      window.sandbox.arm('create', 'bad-request', { body: { provider: ['Is not for you.'] } });
      await create(document);
      await marks(document, 'Cekura API', [['provider', 'Is not for you.']]);
      await insert(document, new Position(4, 8), 'my_');
      await marks(document, 'Cekura API', []);
    });

    it('marks the field that was sent where it stands after edits made meanwhile', async () => {
      const before = creates().length;
      window.sandbox.hold('create');
      window.sandbox.arm('create', 'bad-request', {
        body: { mock_tools: [{}, { name: ['Is taken.'] }] },
      });
      const tool = (name: string) => `  - name: ${name}\n    mock_data: []\n`;
      document = await openNew(`${spec}mock_tools:\n${tool('a')}${tool('b')}`);
      const created = create(document);
      await eventually(() => creates()[before]);
      await insert(document, new Position(6, 0), tool('new'));
      window.sandbox.release('create');
      await created;
      await marks(document, 'Cekura API', [['name', 'Is taken.']]);
      assert.deepEqual(places(document), [10]);
    });

    it('names the fields that the spec does not have, and adds one when it is asked to', async () => {
      window.sandbox.arm('create', 'v1-names');
      await create(document);
      await said(/Correct the fields `inbound`, `assistant_id`, `vapi_data\.public_key`\.$/);
      const others: Mark[] = [
        ['provider', 'assistant_id: This assistant does not exist.'],
        ['provider', 'vapi_data.public_key: This key is not valid.'],
      ];
      await marks(document, 'Cekura API', [
        ['name', 'inbound: This field is required.'],
        ...others,
      ]);
      const actions = await commands.executeCommand<CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new Range(0, 0, 0, 0),
      );
      const edit = actions.find(({ title }) => title === 'Add `inbound`')?.edit;
      await workspace.applyEdit(edit ?? assert.fail('It is not offered.'));
      await eventually(() => /^telephony:\n {2}inbound: /m.test(document.getText()) || undefined);
      await marks(document, 'Cekura API', others);
    });

    it('marks nothing any longer once the next create is sent', async () => {
      await create(document);
      await marks(document, 'Cekura API', []);
      assert.equal(creates().length, 2);
    });
  });
});

type Mark = [marked: string, message: string];

/** Waits until the editor marks nothing else by a source. */
async function marks(document: TextDocument, source: string, expected: Mark[]): Promise<void> {
  await eventually(
    () => isDeepStrictEqual(marked(document, source), expected) || undefined,
    () => `There is marked: ${JSON.stringify(marked(document, source))}`,
  );
}

/** What is marked and what is said there, by the source that says it. */
function marked(document: TextDocument, source: string): Mark[] {
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

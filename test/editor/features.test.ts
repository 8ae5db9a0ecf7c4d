import assert from 'node:assert/strict';
import {
  type CodeAction,
  type CompletionList,
  commands,
  type Diagnostic,
  type DocumentHighlight,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type Location,
  languages,
  type MarkdownString,
  type Position,
  Range,
  type SelectionRange,
  type TextDocument,
  type TextEdit,
  Uri,
  type WorkspaceEdit,
  workspace,
} from 'vscode';
import { marked } from '../marked';
import { eventually } from './person';
import { closeEditors, openFile } from './specs';

/** What the other layers hold the server to, seen once more through a real VS Code. */

let opened = 0;

/** Each in a file of its own: what is asked of a new spec may be answered for one that had its name just before. */
async function open(source: string) {
  const { text, cursor } = marked(source);
  opened += 1;
  const document = await openFile(`feature-${opened}`, text);
  return { document, position: document.positionAt(cursor) };
}

/** Waits for a diagnostic of a document. */
const diagnosticOf = ({ uri }: TextDocument, isIt: (diagnostic: Diagnostic) => boolean) =>
  eventually(() => languages.getDiagnostics(uri).find(isIt));

/** The code by itself: VS Code keeps it with its page in the documents. */
const codeOf = ({ code }: Diagnostic) => (typeof code === 'object' ? code.value : code);

const spec = (lines: string) => `name: a\ndescription: Hi {{ who }}\nproject: 1\n${lines}`;
const variables = 'dynamic_variables:\n  - name: who\n    description: x\n';

describe('in a real VS Code', () => {
  afterEach(closeEditors);

  describe('diagnostics', () => {
    const cases: [text: string, code: string, marks: string][] = [
      ['nmae: a\ndescription: b\nproject: 1\n', 'unknown-key', 'nmae'],
      [spec(`${variables}language: dk\n`), 'unknown-value', 'dk'],
      [spec(`${variables}telephony: {inbound: yes}\n`), 'yaml11-boolean', 'yes'],
      [spec(`${variables}provider:\n  type: livekit\n`), 'missing-key', 'provider'],
      ['name: "a\ndescription: b\nproject: 1\n', 'unclosed', '"a'],
      [
        'name: 🚀\ndescription: 🚀\nproject: 1\nmock_tools: [{name: x, description: 🚀, colour: red}]\n',
        'unknown-key',
        'colour',
      ],
      ['name: a\ndescription: Hi {{ who }}\nproject: 1\n', 'undeclared-variable', 'who'],
    ];
    for (const [text, code, marks] of cases) {
      it(`${code}: ${marks}`, async () => {
        const { document } = await open(text);
        await diagnosticOf(
          document,
          (one) => codeOf(one) === code && document.getText(one.range) === marks,
        );
        assert.equal(languages.getDiagnostics(document.uri).map(codeOf)[0], code);
      });
    }
  });

  describe('completion', () => {
    const cases: [name: string, text: string, first: string[]][] = [
      [
        'keys of the provider',
        'provider:\n  type: livekit\n  credentials:\n    config:\n      │',
        ['api_secret', 'url'],
      ],
      [
        'keys of the chat',
        'provider:\n  type: retell\n  chat_agent_details:\n    type: retell\n    config:\n      │',
        ['agent_id'],
      ],
      ['values', 'agent_speaks_first: │', ['true', 'false', 'null']],
      ['variables', `${variables}description: Hi {{ │`, ['who']],
    ];
    for (const [name, text, first] of cases) {
      it(name, async () => {
        const { document, position } = await open(text);
        const labels = await eventually(async () => {
          const list = await commands.executeCommand<CompletionList>(
            'vscode.executeCompletionItemProvider',
            document.uri,
            position,
          );
          const own = list.items.filter(({ sortText }) => sortText !== undefined);
          const sorted = own.sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
          return sorted.length > 0
            ? sorted.map(({ label }) => (typeof label === 'string' ? label : label.label))
            : undefined;
        });
        assert.deepEqual(labels.slice(0, first.length), first);
      });
    }
  });

  it('hover', async () => {
    const { document, position } = await open(spec('language│: en\n'));
    const [hover] = await ask<Hover[]>('vscode.executeHoverProvider', document, position);
    const [content] = hover?.contents ?? [];
    assert.match((content as MarkdownString | undefined)?.value ?? '', /Default: `en`/);
  });

  describe('quick fixes', () => {
    const cases: [name: string, text: string, result: RegExp][] = [
      ['rename a key', 'nmae: a\ndescription: b\nproject: 1\n', /^name: a$/m],
      ['quote a number', 'name: 5\ndescription: b\nproject: 1\n', /^name: "5"$/m],
      [
        'move a key',
        `${spec(variables)}assistant_provider: custom\n`,
        /^provider:\n {2}type: custom$/m,
      ],
      ['close a quote', 'name: "a\ndescription: b\nproject: 1\n', /^name: "a"$/m],
      [
        'add keys',
        `${spec('provider:\n  type: bland\n')}${variables}`,
        /^ {2}credentials:\n {4}api_key: \$\{secret:bland_api_key\}$/m,
      ],
      [
        'declare a variable',
        'name: a\ndescription: Hi {{ who }}\nproject: 1\n',
        /^dynamic_variables:\n {2}- name: who$/m,
      ],
    ];
    for (const [name, text, result] of cases) {
      it(name, async () => {
        const { document } = await open(text);
        const edit = await eventually(async () => {
          const [first] = languages.getDiagnostics(document.uri);
          const actions = await commands.executeCommand<CodeAction[]>(
            'vscode.executeCodeActionProvider',
            document.uri,
            first?.range ?? new Range(0, 0, 0, 0),
          );
          return actions.find(({ isPreferred }) => isPreferred)?.edit;
        });
        await workspace.applyEdit(edit);
        await eventually(() => (result.test(document.getText()) ? true : undefined));
      });
    }
  });

  it('symbols by name', async () => {
    const { document } = await open('mock_tools:\n  - name: get_order\n    mock_data: []\n');
    await eventually(async () => {
      const [tools] = await ask<DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document);
      return tools?.children.find(({ name }) => name === 'get_order');
    });
  });

  it('folding', async () => {
    const { document } = await open(spec('provider:\n  type: custom\n  agent_id: x\n'));
    await eventually(async () => {
      const folds = await ask<FoldingRange[]>('vscode.executeFoldingRangeProvider', document);
      return folds.find(({ start, end }) => start === 3 && end === 5);
    });
  });

  it('growing selections', async () => {
    const { document, position } = await open(spec('provider:\n  type: cust│om\n'));
    const [selection] = await commands.executeCommand<SelectionRange[]>(
      'vscode.executeSelectionRangeProvider',
      document.uri,
      [position],
    );
    assert.equal(selection && document.getText(selection.range), 'custom');
  });

  it('links', async () => {
    const { document } = await open(spec('webhook_url: https://hooks.example.com/x\n'));
    const links = await ask<DocumentLink[]>('vscode.executeLinkProvider', document);
    assert.ok(
      links.some(({ target }) => target?.toString().startsWith('https://hooks.example.com')),
    );
  });

  it('definition, references and highlights of a variable', async () => {
    const { document, position } = await open(
      `name: a\ndescription: Hi {{ wh│o }}\nproject: 1\n${variables}`,
    );
    const [definition] = await ask<Location[]>(
      'vscode.executeDefinitionProvider',
      document,
      position,
    );
    assert.equal(definition?.range.start.line, 4);
    const references = await ask<Location[]>('vscode.executeReferenceProvider', document, position);
    assert.equal(references.length, 2);
    const highlights = await ask<DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      document,
      position,
    );
    assert.equal(highlights.length, 2);
  });

  it('rename', async () => {
    const { document, position } = await open(
      `name: a\ndescription: Hi {{ wh│o }}\nproject: 1\n${variables}`,
    );
    const edit = await commands.executeCommand<WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      position,
      'guest',
    );
    await workspace.applyEdit(edit);
    assert.match(document.getText(), /\{\{ guest \}\}[\s\S]*- name: guest/);
  });

  it('formatting', async () => {
    const { document } = await open('name:    a\ndescription: b   # why\nproject: 1\n');
    const edits = await commands.executeCommand<TextEdit[]>(
      'vscode.executeFormatDocumentProvider',
      document.uri,
      { tabSize: 2, insertSpaces: true },
    );
    assert.ok(edits.length > 0);
    assert.ok(edits.every(({ newText }) => !newText.includes('project')));
  });

  it('specs of the folder that are not open', async () => {
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = Uri.joinPath(folder.uri, 'closed.cekura-agent.yaml');
    await workspace.fs.writeFile(
      uri,
      new TextEncoder().encode('nmae: a\ndescription: b\nproject: 1\n'),
    );
    const [first] = await eventually(() => {
      const found = languages.getDiagnostics(uri);
      return found.length > 0 ? found : undefined;
    });
    assert.deepEqual(first?.range, new Range(0, 0, 0, 4));
    await workspace.fs.delete(uri);
  });
});

/** Asks the providers of a document until they have something to say. */
function ask<T extends unknown[]>(command: string, { uri }: TextDocument, position?: Position) {
  return eventually(async () => {
    const answer = await commands.executeCommand<T | undefined>(command, uri, position);
    return answer !== undefined && answer.length > 0 ? answer : undefined;
  });
}

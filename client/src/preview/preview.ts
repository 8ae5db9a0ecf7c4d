import {
  type Disposable,
  EventEmitter,
  type TextDocument,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import type { AskServer, CekuraMessages } from '../../../shared/src/messages';
import { agentsPath } from '../api/paths';
import { apiBaseUrl } from '../configuration/settings';
import { describeValues } from '../placeholders/describeValues';
import { filesOf } from '../placeholders/placeholderSources';
import { placeholdersOf } from '../placeholders/sentValues';
import { nameOf, noSpec, openSpec, specFor } from '../specs/specDocuments';
import { notify } from '../ui/notifications';
import { errorsInLines, previewText } from './previewText';

const scheme = 'cekura-request';

/** Shows requests before they are sent: read-only documents that follow the edits of their specs. */
export class Previews implements TextDocumentContentProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #listeners = [
    workspace.registerTextDocumentContentProvider(scheme, this),
    workspace.onDidChangeTextDocument(({ document }) => this.#update(document.uri)),
    workspace.onDidGrantWorkspaceTrust(() => this.#update()),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('cekuraAgent.apiBaseUrl')) this.#update();
    }),
  ];

  constructor(private readonly ask: AskServer) {}

  /** @param target the spec's Uri, else the active editor's spec is meant */
  async show(target: unknown): Promise<void> {
    const spec = await specFor(target);
    if (!spec) {
      notify(window.showErrorMessage, noSpec);
      return;
    }
    const path = `/${nameOf(spec.uri)}.request.jsonc`;
    const uri = Uri.from({ scheme, path, query: spec.uri.toString() });
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true });
  }

  async provideTextDocumentContent({ query }: Uri): Promise<string> {
    const spec = await openSpec(query);
    if (!spec) return '// The spec was deleted or closed.\n';
    try {
      return await textOf(spec, await requestOf(spec, this.ask));
    } catch {
      return "// The language server isn't responding. Reload the window.\n";
    }
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#changed.dispose();
  }

  #update(spec?: Uri): void {
    for (const { uri } of workspace.textDocuments) {
      if (uri.scheme !== scheme) continue;
      if (!spec || uri.query === spec.toString()) this.#changed.fire(uri);
    }
  }
}

/** The spec that a preview shows; the address itself when it is of something else. */
export function previewedSpec(uri: Uri): Uri {
  return uri.scheme === scheme ? Uri.parse(uri.query) : uri;
}

type PreviewRequest = CekuraMessages['cekuraAgent/preview']['result'];

/** What would be sent, fit to be shown; rejects when the server does not answer. */
export function requestOf({ uri }: TextDocument, ask: AskServer): Promise<PreviewRequest> {
  return ask('cekuraAgent/preview', { textDocument: { uri: uri.toString() } });
}

async function textOf(spec: TextDocument, request: PreviewRequest): Promise<string> {
  const base = apiBaseUrl();
  const values = await describeValues(placeholdersOf(request.templates), filesOf(spec));
  return previewText({
    url: 'url' in base ? base.url + agentsPath : undefined,
    problems: [
      ...errorsInLines(request.errors.map(({ start }) => start.line + 1)),
      ...(request.body === null ? ['The spec is empty.'] : []),
      ...(workspace.isTrusted ? [] : ['Nothing is sent until you trust this folder.']),
      ...('problem' in base ? [base.problem] : []),
      ...values.problems,
    ],
    sent: values.lines,
    body: request.body,
  });
}

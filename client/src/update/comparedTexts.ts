import { basename } from 'node:path/posix';
import {
  commands,
  type Disposable,
  EventEmitter,
  type TextDocument,
  type TextDocumentContentProvider,
  Uri,
  workspace,
} from 'vscode';
import type { AskServer, JsonObject } from '../../../shared/src/messages';
import type { Difference, Pulled } from '../../../shared/src/sync';
import type { Sources } from '../placeholders/fillPlaceholders';
import { filesOf } from '../placeholders/placeholderSources';
import { openSpec } from '../specs/specDocuments';
import { fillWithoutSecrets } from '../sync/comparedSpec';
import { openSources } from './openSources';

/** The scheme of specs as they would be after a pull: documents that nobody can edit, and that are not checked. */
const comparedScheme = 'cekura-compared';

/** An agent that a spec is compared with. */
export interface OtherSide {
  /** What it is called, such as `Agent 303`. */
  name: string;
  agent: JsonObject;
  base: JsonObject | null;
}

/** A spec as a pull of all that differs would make it. */
interface PulledSpec extends Pulled {
  text: string;
  /** What Cekura never gives back, and was changed in the spec. */
  unread: Difference[];
}

/** Shows specs beside what Cekura has, as differences of two texts that follow the edits of the spec. */
export class ComparedTexts implements TextDocumentContentProvider, Disposable {
  readonly #sides = new Map<string, OtherSide>();
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #listeners = [
    workspace.registerTextDocumentContentProvider(comparedScheme, this),
    workspace.onDidChangeTextDocument(({ document }) => this.#update(document.uri)),
    workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
  ];

  constructor(
    private readonly ask: AskServer,
    private readonly sources: (document: TextDocument) => Sources,
  ) {}

  /**
   * Opens VS Code's comparison: left the spec as a pull would make it, right the spec. Of what stands in files that the spec
   * names, the files are compared.
   *
   * @returns what cannot be seen there, and whether anything can
   */
  async show(
    document: TextDocument,
    side: OtherSide,
  ): Promise<Pick<PulledSpec, 'unread' | 'byHand'> & { isOpened: boolean }> {
    const pulled = await this.#pulled(document, side);
    for (const { name, text } of pulled.files) {
      const file = Uri.file(filesOf(document).path(name));
      const left = this.#open(file, side, text);
      await openComparison(left, file, side);
    }
    const differs = pulled.text !== document.getText();
    if (differs) {
      const left = this.#open(document.uri, side, pulled.text);
      this.#sides.set(left.toString(), side);
      await openComparison(left, document.uri, side);
    }
    return { ...pulled, isOpened: differs || pulled.files.length > 0 };
  }

  /** What was compared in this window. */
  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const side = this.#sides.get(uri.toString());
    const document = side && (await openSpec(uri.query));
    const pulled = document && (await this.#pulled(document, side).catch(() => undefined));
    if (pulled && !pulled.isBroken) this.#texts.set(uri.toString(), pulled.text);
    return this.#texts.get(uri.toString()) ?? '# Close this and compare again.\n';
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#changed.dispose();
  }

  #open(right: Uri, { name }: OtherSide, text: string): Uri {
    const path = `/${name}/${basename(right.path)}`;
    const uri = Uri.from({ scheme: comparedScheme, path, query: right.toString() });
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    return uri;
  }

  async #pulled(
    document: TextDocument,
    { agent, base }: OtherSide,
  ): Promise<PulledSpec & { isBroken: boolean }> {
    const { ask } = this;
    const textDocument = { uri: document.uri.toString() };
    const request = await ask('cekuraAgent/request', { textDocument });
    const sources = openSources(document, this.sources(document));
    const filled = await fillWithoutSecrets(request, sources);
    const body = 'body' in filled ? filled.body : (request.body ?? {});
    const given = { filled: body, agent, base };
    const { differences } = await ask('cekuraAgent/compare', { textDocument, ...given });
    const isUnread = ({ unread }: Difference) => unread !== undefined;
    const fields = differences.filter((one) => !isUnread(one)).map(({ field }) => field);
    const pulled = await ask('cekuraAgent/pull', { textDocument, agent, filled: body, fields });
    return { ...pulled, unread: differences.filter(isUnread) };
  }

  #update(spec: Uri): void {
    for (const key of this.#sides.keys()) {
      const uri = Uri.parse(key);
      if (uri.query === spec.toString()) this.#changed.fire(uri);
    }
  }

  #forget(uri: Uri): void {
    this.#sides.delete(uri.toString());
    this.#texts.delete(uri.toString());
  }
}

const openComparison = (left: Uri, right: Uri, { name }: OtherSide) =>
  commands.executeCommand('vscode.diff', left, right, `${name} ↔ ${basename(right.path)}`, {
    preview: false,
  });

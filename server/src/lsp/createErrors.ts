import { EventEmitter } from 'node:events';
import { type Diagnostic, DiagnosticSeverity, type Range } from 'vscode-languageserver';
import type { CreateErrors as Errors } from '../../../shared/src/messages';
import { plainText } from '../../../shared/src/plainText';
import { keySpan } from '../ast/keySpan';
import { nodeAt, type Path, type Span, type SpecNode } from '../ast/nodes';
import { pathAfterEdit } from '../ast/pathAfterEdit';
import type { SpecDocument } from '../document/specDocument';
import { type ErrorAtPath, errorsByPath } from '../request/apiErrors';
import type { OpenDocuments } from './openDocuments';

/** What is shown of a create, by path in a version of the spec. */
interface Shown {
  source: 'Cekura API' | 'Cekura';
  root: SpecNode | null;
  errors: ErrorAtPath[];
}

/** What is marked: the field that Cekura speaks of, or the value that holds a placeholder. */
const marked: Record<Shown['source'], (root: SpecNode | null, path: Path) => Span> = {
  'Cekura API': keySpan,
  Cekura: (root, path) => nodeAt(root, path) ?? keySpan(root, path),
};

/** What stood in the way of the last create of each open spec: shown by path until the value there changes or the spec closes. */
export class CreateErrors {
  readonly #shown = new Map<string, Shown>();
  readonly #changed = new EventEmitter();
  /** How often something else was shown: part of the id of a diagnostic report. */
  #revision = 0;

  constructor(documents: OpenDocuments) {
    // After each change, as a value that comes back was changed all the same.
    documents.onDidChangeContent(({ document: { uri } }) => {
      const document = documents.get(uri);
      if (document !== undefined) this.#follow(document);
    });
    documents.onDidClose(({ document: { uri } }) => this.#shown.delete(uri));
  }

  get revision(): number {
    return this.#revision;
  }

  /** Calls a listener with the spec of which something else is shown now, though its text is the same. */
  onDidChange(listener: (uri: string) => void): void {
    this.#changed.on('change', listener);
  }

  /** Shows errors in place of those before; gives where they are shown. */
  show(document: SpecDocument, errors: Errors | null): Range[] {
    const { uri } = document;
    if (!this.#shown.delete(uri) && errors === null) return [];
    if (errors !== null) {
      const { root } = document.withText(errors.text);
      const source = 'answer' in errors ? 'Cekura API' : 'Cekura';
      this.#shown.set(uri, { source, root, errors: errorsByPath(root, errors) });
      this.#follow(document);
    }
    this.#revision += 1;
    this.#changed.emit('change', uri);
    return this.diagnostics(document).map(({ range }) => range);
  }

  /** The errors that are shown in a document, as an editor shows them. */
  diagnostics(document: SpecDocument): Diagnostic[] {
    const shown = this.#shown.get(document.uri);
    if (shown === undefined) return [];
    return shown.errors.map(({ path, message }) => ({
      range: document.rangeOf(marked[shown.source](document.root, path)),
      severity: DiagnosticSeverity.Error,
      source: shown.source,
      message: plainText(message, 500),
    }));
  }

  #follow(document: SpecDocument): void {
    const { uri } = document;
    const shown = this.#shown.get(uri);
    if (shown === undefined) return;
    const { root } = document;
    const errors = shown.errors.flatMap(({ path, message }) => {
      const now = pathAfterEdit(shown.root, root, path);
      return now === undefined ? [] : [{ path: now, message }];
    });
    if (errors.length > 0) this.#shown.set(uri, { ...shown, root, errors });
    else this.#shown.delete(uri);
  }
}

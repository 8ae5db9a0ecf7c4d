import { EventEmitter } from 'node:events';
import { type Diagnostic, DiagnosticSeverity, type Range } from 'vscode-languageserver';
import type { CreateErrors as Errors, ShownError } from '../../../shared/src/messages';
import { plainText } from '../../../shared/src/plainText';
import { keySpan } from '../ast/keySpan';
import { nodeAt, type Path, type Span, type SpecNode } from '../ast/nodes';
import { pathAfterEdit } from '../ast/pathAfterEdit';
import type { SpecDocument } from '../document/specDocument';
import type { Fixable } from '../features/codeActions';
import { addKeyAt } from '../fixes/addKey';
import { type ErrorAtPath, errorsByPath } from '../request/apiErrors';
import type { OpenDocuments } from './openDocuments';

/** What is shown of a create, by path in a version of the spec. */
interface Shown {
  source: 'Cekura API' | 'Cekura';
  severity: DiagnosticSeverity;
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

  /** Shows errors in place of those before; gives those that are shown. */
  show(document: SpecDocument, errors: Errors | null): ShownError[] {
    const { uri } = document;
    if (!this.#shown.delete(uri) && errors === null) return [];
    if (errors !== null) {
      const { root } = document.withText(errors.text);
      const source = 'answer' in errors ? 'Cekura API' : 'Cekura';
      const severity =
        'unknownAgent' in errors ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error;
      this.#shown.set(uri, { source, severity, root, errors: errorsByPath(root, errors) });
      this.#follow(document);
    }
    this.#revision += 1;
    this.#changed.emit('change', uri);
    return this.#diagnosed(document).map(({ diagnostic: { range }, field }) => ({ range, field }));
  }

  /** The errors that are shown in a document, as an editor shows them. */
  diagnostics(document: SpecDocument): Diagnostic[] {
    return this.#diagnosed(document).map(({ diagnostic }) => diagnostic);
  }

  /** The errors that touch a range, with what puts them right: a field that is not written is added, once. */
  fixable(document: SpecDocument, range: Range): Fixable[] {
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const added = new Set<string>();
    return this.#diagnosed(document)
      .filter(({ span }) => span.start <= end && span.end >= start)
      .map(({ diagnostic, span, path }) => {
        const place = path.join('\n');
        const fixes = added.has(place) ? [] : addKeyAt(path)(document, { ...span, path });
        added.add(place);
        return { diagnostic, fixes, isGone: () => true };
      });
  }

  #diagnosed(document: SpecDocument) {
    const shown = this.#shown.get(document.uri);
    if (shown === undefined) return [];
    const { source, severity, errors } = shown;
    return errors.map(({ path, message, field }) => {
      const span = marked[source](document.root, path);
      const diagnostic: Diagnostic = {
        range: document.rangeOf(span),
        severity,
        source,
        message: plainText(message, 500),
      };
      return { diagnostic, span, path, field };
    });
  }

  #follow(document: SpecDocument): void {
    const { uri } = document;
    const shown = this.#shown.get(uri);
    if (shown === undefined) return;
    const { root } = document;
    const errors = shown.errors.flatMap((error) => {
      const path = pathAfterEdit(shown.root, root, error.path);
      return path === undefined ? [] : [{ ...error, path }];
    });
    if (errors.length > 0) this.#shown.set(uri, { ...shown, root, errors });
    else this.#shown.delete(uri);
  }
}

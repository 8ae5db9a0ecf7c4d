import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import { type Choice, choiceOf } from '../ast/choice';
import type { Span, SpecNode } from '../ast/nodes';
import { type ParsedText, parse } from '../parser/parse';

/** One version of a spec's text with what was understood of it, worked out when first asked for. */
export class SpecDocument {
  #parsed: ParsedText | undefined;
  #choice: Choice | undefined;
  #before: ParsedText | undefined;

  /** @param before an earlier version: what has not changed since is not read again */
  constructor(
    readonly textDocument: TextDocument,
    before?: SpecDocument,
  ) {
    this.#before = before?.known;
  }

  /** The same version with something else understood of it: what one rule should see. */
  withRoot(root: SpecNode | null): SpecDocument {
    const document = new SpecDocument(this.textDocument);
    document.#parsed = { text: this.text, root, problems: [], parts: [], isInParts: false };
    document.#choice = this.choice;
    return document;
  }

  /** Another text that is this one but for a few places. */
  withText(text: string): SpecDocument {
    const { uri, languageId, version } = this.textDocument;
    return new SpecDocument(TextDocument.create(uri, languageId, version, text), this);
  }

  get text(): string {
    return this.textDocument.getText();
  }

  get root(): ParsedText['root'] {
    return this.parsed.root;
  }

  get parsed(): ParsedText {
    this.#parsed ??= parse(this.text, this.#before);
    this.#before = undefined;
    return this.#parsed;
  }

  /** What was understood by now, of this version or of an earlier one. */
  get known(): ParsedText | undefined {
    return this.#parsed ?? this.#before;
  }

  /** The provider and chat types that decide what may stand in the rest. */
  get choice(): Choice {
    this.#choice ??= choiceOf(this.root);
    return this.#choice;
  }

  /** A text to be written into this document, with the line breaks that it has. */
  withOwnLineBreaks(text: string): string {
    return this.text.includes('\r\n') ? text.replaceAll(/\r?\n/g, '\r\n') : text;
  }

  rangeOf({ start, end }: Span): Range {
    return { start: this.textDocument.positionAt(start), end: this.textDocument.positionAt(end) };
  }
}

import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import { type Choice, choiceOf } from '../schema/lookup';
import { type ParsedText, parse } from './parse';
import type { Span } from './tree';

/** One version of a spec's text with what was understood of it, worked out when first asked for. */
export class SpecDocument {
  #parsed: ParsedText | undefined;
  #choice: Choice | undefined;

  constructor(readonly textDocument: TextDocument) {}

  get text(): string {
    return this.textDocument.getText();
  }

  get root(): ParsedText['root'] {
    return this.parsed.root;
  }

  get parsed(): ParsedText {
    this.#parsed ??= parse(this.text);
    return this.#parsed;
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

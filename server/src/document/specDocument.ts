import type { Position, Range } from 'vscode-languageserver-types';
import { type Choice, choiceOf } from '../ast/choice';
import type { Span, SpecNode } from '../ast/nodes';
import type { Edit } from '../base/edit';
import { type ParsedText, parse } from '../parser/parse';
import { editedLineOffsets, type LineOffsets, lineOf, lineOffsetsOf } from './lineOffsets';

/** A change as `textDocument/didChange` tells it: of a range, or of the whole text. */
export interface ContentChange {
  range?: Range;
  text: string;
}

/**
 * One version of a spec's text, which never changes, with what was understood of it, worked out when
 * first asked for.
 */
export class SpecDocument {
  #parsed: ParsedText | undefined;
  #choice: Choice | undefined;
  #before: ParsedText | undefined;
  #lineOffsets: LineOffsets | undefined;

  private constructor(
    readonly uri: string,
    readonly version: number,
    readonly text: string,
  ) {}

  /** @param version as the editor counts; 0 for a text that no editor has open */
  static create(uri: string, version: number, text: string): SpecDocument {
    return new SpecDocument(uri, version, text);
  }

  /** The next version: what has not changed is not read again. */
  update(changes: readonly ContentChange[], version: number): SpecDocument {
    let lines: SpecDocument = this;
    for (const { range, text } of changes) {
      lines = range ? lines.#edited(lines.#editOf(range, text)) : lines.#next(text);
    }
    const document = new SpecDocument(this.uri, version, lines.text);
    document.#before = this.known;
    document.#lineOffsets = lines.#lineOffsets;
    return document;
  }

  /** Another text that is this one but for a few places. */
  withText(text: string): SpecDocument {
    if (text === this.text) return this;
    const document = this.#next(text);
    document.#before = this.known;
    return document;
  }

  /** The same version with something else understood of it: what one rule should see. */
  withRoot(root: SpecNode | null): SpecDocument {
    const document = this.#next(this.text);
    const nothing = { problems: [], parts: [], isInParts: false, isBeyondLimit: false };
    document.#parsed = { text: this.text, root, ...nothing };
    document.#choice = this.choice;
    document.#lineOffsets = this.#lineOffsets;
    return document;
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

  /** An offset outside the text, or between `\r` and `\n`, is the nearest position before it. */
  positionAt(offset: number): Position {
    const inText = Math.max(0, Math.min(offset, this.text.length));
    const line = lineOf(this.#lines, inText);
    const start = this.#lines[line] ?? 0;
    return { line, character: this.#beforeLineBreak(inText, start) - start };
  }

  /** A position behind the end of its line is that end; a line behind the last is the end of the text. */
  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    const start = this.#lines[line];
    if (start === undefined) return this.text.length;
    const next = this.#lines[line + 1] ?? this.text.length;
    return this.#beforeLineBreak(Math.min(start + Math.max(0, character), next), start);
  }

  rangeOf({ start, end }: Span): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  get #lines(): LineOffsets {
    this.#lineOffsets ??= lineOffsetsOf(this.text);
    return this.#lineOffsets;
  }

  #next(text: string): SpecDocument {
    return new SpecDocument(this.uri, this.version, text);
  }

  #edited(edit: Edit): SpecDocument {
    const { start, end, newText } = edit;
    const document = this.#next(this.text.slice(0, start) + newText + this.text.slice(end));
    document.#lineOffsets = editedLineOffsets(this.#lines, edit, document.text);
    return document;
  }

  #editOf({ start, end }: Range, newText: string): Edit {
    const offsets = [this.offsetAt(start), this.offsetAt(end)];
    return { start: Math.min(...offsets), end: Math.max(...offsets), newText };
  }

  #beforeLineBreak(offset: number, lineStart: number): number {
    let before = offset;
    while (before > lineStart && isLineBreak(this.text.charCodeAt(before - 1))) before -= 1;
    return before;
  }
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

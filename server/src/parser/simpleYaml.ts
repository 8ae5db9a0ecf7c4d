import { isScalar, type ScalarTag, Schema } from 'yaml';
import type { Entry, MapNode, ScalarNode, SequenceNode, SpecNode } from '../ast/nodes';
import { type Chunk, firstContent } from './chunks';

/**
 * Reads the YAML that specs mostly consist of: block maps and lists of values that stand on one line each, and `|`
 * texts. It gives what the YAML library gives, several times as fast.
 *
 * @returns undefined for everything else, also for mistakes: the library reads those
 */
export function readSimpleYaml({ source, offset }: Chunk): SpecNode | undefined {
  const { content } = firstContent(source);
  if (source.length - content > longest || unusualSpace.test(source)) return undefined;
  try {
    return new SimpleReader(source, offset).readAll();
  } catch (error) {
    if (error !== notSimple) throw error;
    return undefined;
  }
}

/** UTF-16 units from the first content on: a piece that may have more tokens than are read is left to the library, which counts them. */
const longest = 100_000;

/** Levels of maps and lists. */
const deepest = 40;

/** UTF-16 units; the library takes keys of up to 1,024. */
const longestKey = 1_000;

/** What the library treats differently from place to place. */
const unusualSpace = /[\t\uFEFF]|\r(?!\n)/;

/** Thrown at the first sign of what is not read here. */
const notSimple = new Error('This is for the YAML library.');

const newline = 10;
const carriageReturn = 13;
const space = 32;
const doubleQuote = 34;
const hash = 35;
const singleQuote = 39;
const comma = 44;
const dash = 45;
const zero = 48;
const nine = 57;
const colon = 58;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const bar = 124;
const closeBrace = 125;
const tilde = 126;

const flowIndicators = codesOf(',[]{}');
/** A plain value begins with none of these; of the dash, only numbers are told from items here. */
const indicators = codesOf('-?:,[]{}#&*!|>\'"%@`');
/** All plain values but texts begin with one of these. */
const special = codesOf('+-.~0123456789nNtTfF');
/** The longest that begins with a letter is `false`. */
const longestWord = 5;

function codesOf(characters: string): Set<number> {
  return new Set([...characters].map((one) => one.charCodeAt(0)));
}

const scalarTags = new Schema({ schema: 'core' }).tags.filter(
  (tag): tag is ScalarTag => tag.collection === undefined && tag.default === true,
);

/** What a plain value stands for, by the rules of the library. */
function plainValue(text: string): ScalarNode['value'] {
  const first = text.charCodeAt(0);
  if (!special.has(first) || (first > colon && text.length > longestWord && first !== tilde))
    return text;
  const tag = scalarTags.find(({ test }) => test?.test(text));
  if (tag === undefined) return text;
  const resolved = tag.resolve(text, () => undefined, {});
  const value = isScalar(resolved) ? resolved.value : resolved;
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  throw notSimple;
}

/** Reads from the beginning to the end; its functions throw `notSimple`. */
class SimpleReader {
  /** Where it reads in the source. */
  #at = 0;
  /** The column of the line's content at which it stands; -1 at the end. */
  #column = -1;
  /** Where the last line that was read ends. */
  #lineEnd = 0;
  /** Where what stands in the lines that were read ends: with a line, or where the value of a key or dash would begin. */
  #end = 0;
  #depth = 0;

  /** @param offset added to all places in the tree */
  constructor(
    private readonly source: string,
    private readonly offset: number,
  ) {}

  readAll(): SpecNode {
    this.#findContent();
    if (this.#column < 0) throw notSimple;
    const node = this.#block(this.#column);
    if (this.#column >= 0) throw notSimple;
    return node;
  }

  /** @param column of the first key or dash, at which it stands */
  #block(column: number): SpecNode {
    this.#depth += 1;
    if (this.#depth > deepest) throw notSimple;
    const node = this.#isItem() ? this.#sequence(column) : this.#map(column);
    this.#depth -= 1;
    return node;
  }

  #map(column: number): MapNode {
    const start = this.offset + this.#at;
    const entries: Entry[] = [];
    do {
      const key = this.#key();
      entries.push({ key, value: this.#valueOf(column), broken: false });
      if (this.#column > column) throw notSimple;
    } while (this.#column === column && !this.#isItem());
    // An item cannot follow an entry.
    if (this.#column === column) throw notSimple;
    const end = this.offset + this.#end;
    return { kind: 'map', start, end, flow: false, entries, incomplete: false };
  }

  #sequence(column: number): SequenceNode {
    const start = this.offset + this.#at;
    const items: (SpecNode | null)[] = [];
    do {
      items.push(this.#item(column));
      if (this.#column > column) throw notSimple;
    } while (this.#column === column && this.#isItem());
    return { kind: 'sequence', start, end: this.offset + this.#end, flow: false, items };
  }

  /** @param column of its dash */
  #item(column: number): SpecNode | null {
    const from = this.#at;
    this.#at += 1;
    this.#skipSpaces();
    if (this.#isLineEnd(this.#at)) return this.#below(column);
    return this.#isItem() || this.#colonOfKey() >= 0
      ? this.#block(column + this.#at - from)
      : this.#inline(column);
  }

  /** What stands behind the colon of a key or below it. */
  #valueOf(column: number): SpecNode | null {
    this.#skipSpaces();
    if (!this.#isLineEnd(this.#at)) return this.#inline(column);
    return this.#below(column, () => this.#column === column && this.#isItem());
  }

  /** What stands in the lines below, deeper than a column; null when nothing does. */
  #below(column: number, mayStandBeside = () => false): SpecNode | null {
    const end = this.#at;
    this.#nextLine();
    if (this.#column > column || mayStandBeside()) return this.#block(this.#column);
    this.#end = end;
    return null;
  }

  /** A value that begins on the line of its key or dash, whose column is given. */
  #inline(column: number): SpecNode {
    if (this.source.charCodeAt(this.#at) === bar) return this.#literal(column);
    const node = this.#value(false);
    this.#skipSpaces();
    if (!this.#isLineEnd(this.#at)) throw notSimple;
    this.#nextLine();
    return node;
  }

  #value(inFlow: boolean): SpecNode {
    switch (this.source.charCodeAt(this.#at)) {
      case openBrace:
        return this.#flow(closeBrace);
      case openBracket:
        return this.#flow(closeBracket);
      default:
        return this.#scalar(inFlow);
    }
  }

  #scalar(inFlow: boolean): ScalarNode {
    const first = this.source.charCodeAt(this.#at);
    if (first === doubleQuote || first === singleQuote) return this.#quoted();
    const start = this.#at;
    this.#at = this.#endOfPlain(start, inFlow);
    const text = this.source.slice(start, this.#at);
    return this.#scalarNode(start, plainValue(text), 'plain');
  }

  #scalarNode(start: number, value: ScalarNode['value'], style: ScalarNode['style']): ScalarNode {
    const { offset } = this;
    return { kind: 'scalar', start: start + offset, end: this.#at + offset, value, style };
  }

  /** In quotes, on one line, without escapes. */
  #quoted(): ScalarNode {
    const start = this.#at;
    const end = this.#endOfQuoted(start);
    const text = this.source.slice(start + 1, end - 1);
    this.#at = end;
    const isDouble = this.source.charCodeAt(start) === doubleQuote;
    return this.#scalarNode(start, text, isDouble ? 'double' : 'single');
  }

  #endOfQuoted(start: number): number {
    const quote = this.source.charCodeAt(start);
    for (let at = start + 1; at < this.source.length; at += 1) {
      const code = this.source.charCodeAt(at);
      if (code === quote) {
        if (quote === singleQuote && this.source.charCodeAt(at + 1) === quote) break;
        return at + 1;
      }
      if (code === newline || (code === backslash && quote === doubleQuote)) break;
    }
    throw notSimple;
  }

  /** Where a plain text ends that begins at `start`, without the white space behind it. */
  #endOfPlain(start: number, inFlow: boolean): number {
    const first = this.source.charCodeAt(start);
    if (indicators.has(first) && !this.#isNegative(start)) throw notSimple;
    let end = start;
    for (let at = start; !this.#isLineEnd(at); at += 1) {
      const code = this.source.charCodeAt(at);
      if (code === colon && this.#endsKey(at, inFlow)) break;
      if (inFlow && flowIndicators.has(code)) break;
      if (code === space) continue;
      // A comment.
      if (code === hash && end < at) throw notSimple;
      end = at + 1;
    }
    return end;
  }

  #isNegative(at: number): boolean {
    const next = this.source.charCodeAt(at + 1);
    return this.source.charCodeAt(at) === dash && next >= zero && next <= nine;
  }

  /** Whether a colon ends a key. */
  #endsKey(at: number, inFlow: boolean): boolean {
    if (this.#isSpace(at + 1)) return true;
    return inFlow && flowIndicators.has(this.source.charCodeAt(at + 1));
  }

  /** Where the colon stands, when a key of a block map stands here; -1 otherwise. */
  #colonOfKey(): number {
    const first = this.source.charCodeAt(this.#at);
    if (first === openBrace || first === openBracket || first === bar) return -1;
    const isQuoted = first === doubleQuote || first === singleQuote;
    let at = isQuoted ? this.#endOfQuoted(this.#at) : this.#endOfPlain(this.#at, false);
    while (this.source.charCodeAt(at) === space) at += 1;
    return this.source.charCodeAt(at) === colon && this.#isSpace(at + 1) ? at : -1;
  }

  /** Reads a key with its colon. */
  #key(): ScalarNode {
    const end = this.#colonOfKey();
    if (end < 0 || end - this.#at > longestKey) throw notSimple;
    const key = this.#keyNode(false);
    this.#at = end + 1;
    return key;
  }

  /** A key is a name whatever it looks like. */
  #keyNode(inFlow: boolean): ScalarNode {
    const first = this.source.charCodeAt(this.#at);
    if (first === doubleQuote || first === singleQuote) return this.#quoted();
    const start = this.#at;
    this.#at = this.#endOfPlain(start, inFlow);
    return this.#scalarNode(start, this.source.slice(start, this.#at), 'plain');
  }

  /** A list or map in brackets, on one line. */
  #flow(close: number): SpecNode {
    this.#depth += 1;
    if (this.#depth > deepest) throw notSimple;
    const start = this.offset + this.#at;
    const entries: Entry[] = [];
    const items: SpecNode[] = [];
    this.#at += 1;
    this.#skipSpaces();
    while (this.source.charCodeAt(this.#at) !== close) {
      if (close === closeBrace) entries.push(this.#flowEntry());
      else items.push(this.#value(true));
      this.#skipSpaces();
      if (this.source.charCodeAt(this.#at) === comma) this.#skipComma();
      else if (this.source.charCodeAt(this.#at) !== close) throw notSimple;
    }
    this.#at += 1;
    this.#depth -= 1;
    const end = this.offset + this.#at;
    return close === closeBrace
      ? { kind: 'map', start, end, flow: true, entries, incomplete: false }
      : { kind: 'sequence', start, end, flow: true, items };
  }

  #flowEntry(): Entry {
    const key = this.#keyNode(true);
    const isJson = key.style !== 'plain' && this.source.charCodeAt(this.#at) === colon;
    this.#skipSpaces();
    if (this.source.charCodeAt(this.#at) !== colon) throw notSimple;
    if (!isJson && !this.#isSpace(this.#at + 1)) throw notSimple;
    this.#at += 1;
    this.#skipSpaces();
    return { key, value: this.#value(true), broken: false };
  }

  /** Something has to follow it. */
  #skipComma(): void {
    this.#at += 1;
    this.#skipSpaces();
    const next = this.source.charCodeAt(this.#at);
    if (next === comma || next === closeBrace || next === closeBracket) throw notSimple;
  }

  /**
   * A text behind `|` or `|-`.
   * @param column of its key or dash
   */
  #literal(column: number): ScalarNode {
    const start = this.#at;
    const isStripped = this.source.charCodeAt(start + 1) === dash;
    this.#at += isStripped ? 2 : 1;
    if (this.source.charCodeAt(this.#at) !== newline || this.source.includes('\r')) throw notSimple;
    const first = this.#at + 1;
    const indent = this.#indentOf(first);
    if (indent <= column || this.#isLineEnd(first + indent)) throw notSimple;
    const end = this.#endOfLiteral(first, indent);
    const hasLineBreak = this.source.charCodeAt(end - 1) === newline;
    const lines = this.source.slice(first, hasLineBreak ? end - 1 : end).split('\n');
    const text = lines.map((line) => line.slice(indent)).join('\n');
    this.#at = end;
    const node = this.#scalarNode(start, isStripped ? text : `${text}\n`, 'block');
    this.#goOnBehind(end);
    return node;
  }

  /** Where the last line ends that belongs to a text, without the empty lines below it. */
  #endOfLiteral(first: number, indent: number): number {
    let end = first;
    for (let line = first; line < this.source.length; ) {
      const width = this.#indentOf(line);
      const isBlank = this.#isLineEnd(line + width);
      if (!isBlank && width < indent) break;
      // What spaces in the lines below a text mean, the library knows.
      if (isBlank && width > 0) throw notSimple;
      line = this.#lineAfter(line + width);
      if (!isBlank) end = line;
    }
    return end;
  }

  /** Where the line behind the one of an offset begins. */
  #lineAfter(at: number): number {
    const end = this.source.indexOf('\n', at);
    return end < 0 ? this.source.length : end + 1;
  }

  /** Goes to the next content, from the end of the content of a line. */
  #nextLine(): void {
    this.#goOnBehind(this.#lineAfter(this.#at));
  }

  /** Goes to the next content behind the end of a line. */
  #goOnBehind(lineEnd: number): void {
    this.#lineEnd = lineEnd;
    this.#end = lineEnd;
    this.#findContent();
  }

  #findContent(): void {
    for (let line = this.#lineEnd; line < this.source.length; ) {
      const width = this.#indentOf(line);
      this.#at = line + width;
      if (!this.#isLineEnd(this.#at)) {
        const isEndOfDocument = width === 0 && this.source.startsWith('...', line);
        if (isEndOfDocument || this.source.charCodeAt(this.#at) === hash) throw notSimple;
        this.#column = width;
        return;
      }
      line = this.#lineAfter(this.#at);
    }
    this.#column = -1;
  }

  #indentOf(line: number): number {
    let at = line;
    while (this.source.charCodeAt(at) === space) at += 1;
    return at - line;
  }

  #skipSpaces(): void {
    while (this.source.charCodeAt(this.#at) === space) this.#at += 1;
  }

  #isItem(): boolean {
    return this.source.charCodeAt(this.#at) === dash && this.#isSpace(this.#at + 1);
  }

  #isSpace(at: number): boolean {
    return this.source.charCodeAt(at) === space || this.#isLineEnd(at);
  }

  /** A carriage return stands only before a line feed. */
  #isLineEnd(at: number): boolean {
    const code = this.source.charCodeAt(at);
    return at >= this.source.length || code === newline || code === carriageReturn;
  }
}

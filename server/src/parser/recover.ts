import type { YAMLError } from 'yaml';
import {
  type Anchor,
  type Entry,
  isFlow,
  type MapNode,
  type ScalarNode,
  type SequenceNode,
  type Span,
  type SpecNode,
} from '../ast/nodes';
import { columnOf, lineAt } from '../base/lines';
import { type Chunk, firstContent, headAndBody, isItem, splitChunks } from './chunks';
import { type Anchors, composeToLimit } from './composeYaml';
import { joinOutdented } from './joinOutdented';
import {
  holderIn,
  joinOpen,
  lostLines,
  lostText,
  mayBeLost,
  saidOfText,
  withoutHeld,
  withoutHeldValue,
} from './margin';
import { looksMistaken, repair } from './repairs';
import { markdownKey } from './repairs/markdownKeys';
import { readSimpleYaml } from './simpleYaml';
import { badIndentation, colonMissing, explain, type Problem } from './syntaxErrors';

/** `key:` with its value on the lines below; white space may stand behind the key. */
const header =
  /^\s*((?:"[^"\n]*"|'[^'\n]*')\s*|[^\s#&*!|>'"%@`{}[\]:-][^:#\n]*):(?:\s+&(\S+))?(?:\s+#.*)?$/;
/** `key` with its value on the lines below: the colon is missing. */
const headerWithoutColon = /^\s*([A-Za-z_][\w-]*)$/;

/** What was understood of a chunk. */
export interface Reading {
  node: SpecNode | null;
  /** A syntax error stands in it that no smaller chunk could be found for. */
  broken: boolean;
  problems: Problem[];
}

/**
 * Reads a chunk; one with a syntax error is read piece by piece, so that the error costs no more than the entry it stands in.
 * @param anchors what stands above it; anchors of the chunk are added
 */
export function readChunk(chunk: Chunk, anchors: Anchors): Reading {
  const { node, error, problems: cured } = compose(chunk, anchors);
  if (error === undefined) return { node, broken: false, problems: cured };
  const reading = openItem(chunk, anchors) ?? openEntry(chunk, anchors);
  if (reading !== undefined && reading.problems.length > 0) return reading;
  const problems = [problemOf(error, chunk, node)];
  return reading === undefined ? { node, broken: true, problems } : { ...reading, problems };
}

/** A chunk as the YAML library reads it, its usual mistakes cured; `error` is what the library still stumbles over. */
export function compose(
  chunk: Chunk,
  anchors: Anchors,
): { node: SpecNode | null; error: YAMLError | undefined; problems: Problem[] } {
  const simple = readSimpleYaml(chunk);
  if (simple !== undefined && !looksMistaken(chunk.source, simple))
    return { node: simple, error: undefined, problems: [] };
  const { limit, ...read } = composeToLimit(chunk, anchors);
  const [error] = read.errors;
  const isRight = error === undefined && !looksMistaken(chunk.source, read.node);
  const repaired = isRight ? undefined : repair(chunk, read);
  if (repaired !== undefined) return { ...repaired, error: undefined };
  if (limit !== undefined) throw limit;
  return { node: read.node, error, problems: [] };
}

/** Reads text that holds syntax errors by its chunks; see `readChunk`. */
export function recover(piece: Chunk, anchors: Anchors): Reading {
  const chunks = splitChunks(piece.source).chunks.map(({ source, offset }) => {
    const chunk = { source, offset: offset + piece.offset };
    return { ...chunk, ...readChunk(chunk, anchors) };
  });
  return assemble(piece, chunks);
}

/** A chunk with what was understood of it. */
export interface ReadChunk extends Chunk, Reading {}

/** The map or list that chunks are the entries or items of; what stands between them without being one is a problem. */
export function assemble(piece: Chunk, parts: Iterable<ReadChunk>): Reading {
  const read = (chunk: Chunk) => compose(chunk, new Map());
  const chunks = joinOutdented(joinOpen([...parts], read), read);
  const assembly = new Assembly();
  for (let index = 0; index < chunks.length; ) {
    const chunk = chunks[index];
    const lost = assembly.takeLost(piece, chunks, index);
    if (lost === 0 && chunk !== undefined) assembly.add(chunk);
    index += Math.max(lost, 1);
  }
  const node = assembly.nodeOf(piece);
  return { node, broken: false, problems: assembly.problems };
}

/** Brackets that are never closed, for each of which the lines below are read. */
const mostMissed = 10;

class Assembly {
  readonly problems: Problem[] = [];
  readonly #entries: Entry[] = [];
  readonly #items: (SpecNode | null)[] = [];
  #listStart: number | undefined;
  #incomplete = false;
  #afterText = false;
  /** Where the key begins whose lines were lost last. */
  #loser: number | undefined;
  /** Brackets below keys without values that are never closed. */
  #missed = 0;

  /** Lines of text that stand beside the key which they belong to; gives how many chunks they are. */
  takeLost(piece: Chunk, chunks: readonly ReadChunk[], index: number): number {
    const chunk = chunks[index];
    if (!mayBeLost(chunk) || this.#isInMarkdown(chunk) || this.#isNextItem(piece, chunk)) return 0;
    const entry = this.#entries.at(-1);
    const item = this.#items.at(-1);
    const holder = entry === undefined ? holderIn(item) : (holderIn(entry.value) ?? entry);
    if (holder === undefined) return 0;
    const said = saidOfText(holder, this.problems.at(-1));
    if (said === undefined && this.#isDoneWith(holder)) return 0;
    const lost = lostLines(holder, chunks, index, said !== undefined);
    if (lost.length === 0 && holder.value === null) this.#missed += 1;
    if (lost.length === 0) return 0;
    this.#loser = holder.key.start;
    if (entry !== undefined) this.#entries[this.#entries.length - 1] = withoutHeldValue(entry);
    else if (item) this.#items[this.#items.length - 1] = withoutHeld(item);
    if (said !== undefined) this.problems.pop();
    this.problems.push(lostText(piece, holder, lost, said));
    return lost.length;
  }

  /** Whether a chunk begins with a dash in the column of those above. */
  #isNextItem({ source, offset }: Chunk, chunk: ReadChunk | undefined): boolean {
    if (this.#listStart === undefined || chunk === undefined || !isItem(chunk.source)) return false;
    const { width } = firstContent(chunk.source);
    return columnOf(source, this.#listStart - offset) === width;
  }

  /** Whether a key is written in Markdown, as those above. */
  #isInMarkdown(chunk: ReadChunk | undefined): boolean {
    return [this.problems[0], chunk?.problems[0]].every((one) => one?.code === markdownKey);
  }

  /** Each look costs a reading of the lines below. */
  #isDoneWith({ key, value }: Entry): boolean {
    return this.#loser === key.start || (value === null && this.#missed > mostMissed);
  }

  add(chunk: ReadChunk): void {
    const { node, broken } = chunk;
    const isText = node?.kind === 'scalar';
    for (const problem of chunk.problems) this.problems.push(problem);
    if (node?.kind === 'map') this.#addEntries(node, broken);
    else if (node?.kind === 'sequence') this.#addItems(node);
    // Text that lost its indentation is one mistake, however many lines it has.
    else if (isText && !broken && !this.#afterText) this.problems.push(missingColon(chunk, node));
    this.#incomplete ||= broken || isText || (node?.kind === 'map' && node.incomplete);
    this.#afterText = isText;
  }

  #addEntries({ entries }: MapNode, broken: boolean): void {
    for (const entry of entries) this.#entries.push(broken ? { ...entry, broken } : entry);
  }

  #addItems({ items, start }: SequenceNode): void {
    for (const item of items) this.#items.push(item);
    this.#listStart ??= start;
  }

  /** Whether the keys follow items, which begin at an offset; in the first column, the dashes are what is wrong. */
  #isBesideItems({ source, offset }: Chunk, list: number): boolean {
    const key = this.#entries[0]?.key.start ?? list;
    return list < key && [list, key].some((at) => columnOf(source, at - offset) > 0);
  }

  /** @param piece what all chunks stand in */
  nodeOf(piece: Chunk): SpecNode | null {
    const { source, offset } = piece;
    const entries = this.#entries;
    const items = this.#items;
    const end = offset + source.length;
    const list = this.#listStart;
    if (list !== undefined && entries.length === 0)
      return { kind: 'sequence', start: list, end, flow: false, items };
    if (list !== undefined && this.#isBesideItems(piece, list))
      return withoutHeld({ kind: 'sequence', start: list, end, flow: false, items });
    const incomplete = this.#incomplete;
    if (entries.length === 0 && !incomplete) return null;
    const start = entries[0]?.key.start ?? offset;
    return { kind: 'map', start, end, flow: false, entries, incomplete };
  }
}

/** `- …`: what stands in the item, read as if the dash were white space. */
function openItem(chunk: Chunk, anchors: Anchors): Reading | undefined {
  if (!isItem(chunk.source)) return undefined;
  return closeItem(chunk, recover(itemBody(chunk), anchors));
}

/** An item without its dash. */
export function itemBody({ source, offset }: Chunk): Chunk {
  const { content } = firstContent(source);
  return { source: `${source.slice(0, content)} ${source.slice(content + 1)}`, offset };
}

/** The list of one item that was read. */
export function closeItem(chunk: Chunk, { node, problems }: Reading): Reading {
  const start = chunk.offset + firstContent(chunk.source).content;
  const end = chunk.offset + chunk.source.length;
  // An item of which nothing was understood is left out: nothing is said of it but the error.
  const isLost = node?.kind === 'map' && node.incomplete && node.entries.length === 0;
  const items = isLost ? [] : [node];
  return { node: { kind: 'sequence', start, end, flow: false, items }, broken: false, problems };
}

/** `key:` (or `key`) and lines below it: the key with what can be read of them. */
function openEntry(chunk: Chunk, anchors: Anchors): Reading | undefined {
  const { head, body } = headAndBody(chunk);
  if (body.source.trim() === '') return undefined;
  const written = keyOf(head);
  if (written === undefined) return undefined;
  const { node, ...reading } = written.hasColon ? recover(body, anchors) : readWhole(body, anchors);
  const { anchor } = written;
  if (anchor === undefined) return closeEntry(chunk, head, written, { node, ...reading });
  const anchored = node && { ...node, anchor };
  anchors.set(anchor.name, anchored);
  return closeEntry(chunk, head, written, { node: anchored, ...reading });
}

/** The map of one entry that was read. */
export function closeEntry(
  chunk: Chunk,
  head: Chunk,
  { key, hasColon }: WrittenKey,
  { node, problems: below }: Reading,
): Reading {
  const end = chunk.offset + chunk.source.length;
  const problems = hasColon ? below : [missingColon(head, key), ...below];
  const entries: Entry[] = [{ key, value: node, broken: false }];
  return {
    node: { kind: 'map', start: key.start, end, flow: false, entries, incomplete: false },
    broken: false,
    problems,
  };
}

interface WrittenKey {
  key: ScalarNode;
  hasColon: boolean;
  /** Of the value below. */
  anchor: Anchor | undefined;
}

/** The key of a line that holds nothing else; undefined when it looks otherwise. */
export function keyOf(head: Chunk): WrittenKey | undefined {
  const { content } = firstContent(head.source);
  const line = head.source.slice(content).trimEnd();
  const hasColon = header.test(line);
  const [, written, anchor] = (hasColon ? header : headerWithoutColon).exec(line) ?? [];
  if (content < 0 || written === undefined) return undefined;
  const word = written.trimEnd();
  const start = head.offset + content;
  const [, quote, inside] = /^(["'])(.*)\1$/.exec(word) ?? [];
  const style = quote === undefined ? 'plain' : quote === '"' ? 'double' : 'single';
  const end = start + word.length;
  return {
    hasColon,
    key: { kind: 'scalar', start, end, value: inside ?? word, style },
    anchor: anchor === undefined ? undefined : anchorIn(line, start, anchor),
  };
}

/** @param start of the line */
function anchorIn(line: string, start: number, name: string): Anchor {
  const at = start + line.lastIndexOf(`&${name}`) + 1;
  return { name, start: at, end: at + name.length };
}

function readWhole(chunk: Chunk, anchors: Anchors): Reading {
  const { node, error, problems } = compose(chunk, anchors);
  return error === undefined && node?.kind !== 'scalar'
    ? { node, broken: false, problems }
    : recover(chunk, anchors);
}

/** What the library stumbled over, from its place to the end of the line. */
function problemOf(error: YAMLError, chunk: Chunk, node: SpecNode | null): Problem {
  const { source, offset } = chunk;
  const opened = unclosed(error, chunk, node) ?? unclosedQuote(chunk);
  const deeper = opened === undefined ? deeperLine(error, source) : undefined;
  if (deeper !== undefined) {
    const { start, end } = deeper;
    return { start: offset + start, end: offset + end, ...badIndentation };
  }
  const found = opened === undefined ? error.pos[0] : opened.start - offset;
  const isBlank = lineAt(source, found).text.trim() === '';
  const from = isBlank ? found + Math.max(source.slice(found).search(/\S/), 0) : found;
  const last = source.trimEnd().length - 1;
  const line = lineAt(source, Math.max(0, Math.min(from, last)));
  const content = line.start + line.text.search(/\S/);
  const indentation = error.code === 'TAB_AS_INDENT' ? line.start : content;
  const start = Math.min(Math.max(from, indentation), Math.max(last, 0));
  const lineEnd = line.start + line.text.trimEnd().length;
  const end = error.code === 'BAD_DQ_ESCAPE' ? start + 2 : Math.max(start + 1, lineEnd);
  return { start: offset + start, end: offset + end, ...explain(error, opened) };
}

/** A key indented below a value of one line: the library blames the value, the line below is wrong. */
function deeperLine({ code, pos }: YAMLError, source: string): Span | undefined {
  const isImplicit = code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'MULTILINE_IMPLICIT_KEY';
  const blamed = lineAt(source, pos[0]);
  const colons = `${blamed.text} `.match(/:\s/g) ?? [];
  if (!isImplicit || colons.length > 1) return undefined;
  const rest = blamed.start + blamed.text.length;
  const below = /\S.*/.exec(source.slice(rest));
  if (below === null) return undefined;
  const start = rest + below.index;
  return { start, end: start + below[0].trimEnd().length };
}

/** The quoted text or flow collection that runs on because it is never closed. */
function unclosed(
  error: YAMLError,
  { source, offset }: Chunk,
  node: SpecNode | null,
): SpecNode | undefined {
  const open = error.code === 'MISSING_CHAR' || /^Flow/.test(error.message);
  const last = open ? lastValue(node) : null;
  const isOpen = isFlow(last) && !/[\]}]/.test(source.charAt(last.end - offset - 1));
  const isQuoted = last?.kind === 'scalar' && (last.style === 'double' || last.style === 'single');
  return last !== null && (isOpen || isQuoted) ? last : undefined;
}

/** The quote before the lines of a text in which others stand. */
function unclosedQuote({ source, offset }: Chunk): SpecNode | undefined {
  const { content } = firstContent(source);
  const [lead, quote] = /^[\w-]+:[ \t]+(["'])/.exec(source.slice(content, content + 200)) ?? [];
  if (lead === undefined) return undefined;
  const open = content + lead.length - 1;
  const isOver = !source.slice(open).trimEnd().includes('\n');
  const quotes = source.slice(open).match(quote === '"' ? /"/g : /\B'|'\B/g) ?? [];
  if (isOver || quotes.length % 2 === 0) return undefined;
  const style = quote === '"' ? 'double' : 'single';
  return { kind: 'scalar', start: offset + open, end: offset + source.length, value: '', style };
}

function lastValue(node: SpecNode | null): SpecNode | null {
  if (node === null || node.kind === 'alias' || node.kind === 'scalar' || node.flow) return node;
  return lastValue((node.kind === 'map' ? node.entries.at(-1)?.value : node.items.at(-1)) ?? null);
}

function missingColon({ source }: Chunk, { start, end }: SpecNode): Problem {
  const line = source.split('\n').find((text) => text.trim() !== '') ?? '';
  const [, key] = /^\s*([a-z_][\w-]*)(?:(?:\s+|:(?!\/\/))\S{1,40}\s*$|\s*=\s)/.exec(line) ?? [];
  if (key !== undefined) return { start, end, ...colonMissing(key) };
  const message =
    'A colon is missing: write `key: value`, or indent text under the key it belongs to.';
  return { start, end, code: 'missing-colon', message };
}

import type { YAMLError } from 'yaml';
import { type Chunk, headAndBody, isItem, splitChunks } from './chunks';
import { type Anchors, composePiece } from './compose';
import { lineAt } from './lines';
import { badIndentation, explain, type Problem } from './syntax';
import type { Entry, MapNode, ScalarNode, SequenceNode, Span, SpecNode } from './tree';

/** `key:` with its value on the lines below. */
const header =
  /^\s*("[^"\n]*"|'[^'\n]*'|[^\s#&*!|>'"%@`{}[\]:-][^:#\n]*?)\s*:(?:\s+&\S+)?\s*(?:\s#.*)?$/;
/** `key` with its value on the lines below: the colon is missing. */
const headerWithoutColon = /^\s*([A-Za-z_][\w-]*)\s*$/;

/**
 * Reads text that holds syntax errors piece by piece, so that an error costs no more than the entry
 * it stands in. Adds one problem for each such entry.
 */
export function recover(piece: Chunk, problems: Problem[], anchors: Anchors): SpecNode | null {
  const entries: Entry[] = [];
  const items: (SpecNode | null)[] = [];
  let incomplete = false;
  let afterText = false;
  let isList = false;
  for (const chunk of splitChunks(piece)) {
    const { node, broken } = readChunk(chunk, problems, anchors);
    const isText = node?.kind === 'scalar';
    if (node?.kind === 'map') {
      entries.push(...node.entries.map((entry) => (broken ? { ...entry, broken } : entry)));
    } else if (node?.kind === 'sequence') {
      items.push(...node.items);
      isList = true;
    } else if (isText && !broken && !afterText) {
      // Text that lost its indentation is one mistake, however many lines it has.
      const holder = entries.at(-1);
      if (holder !== undefined && isEmptyBlock(holder)) holder.broken = true;
      problems.push(
        holder?.broken === true ? lostIndentation(node, holder) : missingColon(chunk, node),
      );
    }
    incomplete ||= broken || isText || (node?.kind === 'map' && node.incomplete);
    afterText = isText;
  }
  const span = { start: piece.offset, end: piece.offset + piece.source.length };
  if (isList && entries.length === 0) {
    return { kind: 'sequence', ...span, flow: false, items } satisfies SequenceNode;
  }
  if (entries.length === 0 && !incomplete) return null;
  return { kind: 'map', ...span, flow: false, entries, incomplete } satisfies MapNode;
}

interface Reading {
  node: SpecNode | null;
  broken: boolean;
}

function readChunk(chunk: Chunk, problems: Problem[], anchors: Anchors): Reading {
  const { node, errors } = composePiece(chunk.source, chunk.offset, anchors);
  const [error] = errors;
  if (error === undefined) return { node, broken: false };
  const reported = problems.length;
  const reading = readItem(chunk, problems, anchors) ?? readHeader(chunk, problems, anchors);
  if (problems.length === reported) problems.push(problemOf(error, chunk, node));
  return reading ?? { node, broken: true };
}

/** `- …`: what stands in the item, read as if the dash were white space. */
function readItem(chunk: Chunk, problems: Problem[], anchors: Anchors): Reading | undefined {
  if (!isItem(chunk.source)) return undefined;
  const inner = { ...chunk, source: chunk.source.replace('-', ' ') };
  const node = readWhole(inner, problems, anchors);
  const span = { start: chunk.offset, end: chunk.offset + chunk.source.length };
  // An item of which nothing was understood is left out: nothing is said of it but the error.
  const isLost = node?.kind === 'map' && node.incomplete && node.entries.length === 0;
  const items = isLost ? [] : [node];
  return { node: { kind: 'sequence', ...span, flow: false, items }, broken: false };
}

/** `key:` (or `key`) and lines below it: the key with what can be read of them. */
function readHeader(chunk: Chunk, problems: Problem[], anchors: Anchors): Reading | undefined {
  const { head, body } = headAndBody(chunk);
  if (body.source.trim() === '') return undefined;
  const line = head.source.slice(head.source.search(/[^\n]*\s*$/)).trimEnd();
  const written = header.exec(line) ?? headerWithoutColon.exec(line);
  if (written === null) return undefined;
  const word = written[1] ?? '';
  const start = head.offset + head.source.indexOf(word);
  const key: ScalarNode = {
    kind: 'scalar',
    start,
    end: start + word.length,
    value: word.replace(/^(["'])(.*)\1$/, '$2'),
    style: 'plain',
  };
  if (!header.test(line)) problems.push(missingColon(head, key));
  const value = readWhole(body, problems, anchors);
  const end = chunk.offset + chunk.source.length;
  const entry: Entry = { key, value, broken: false };
  const node: MapNode = {
    kind: 'map',
    start,
    end,
    flow: false,
    entries: [entry],
    incomplete: false,
  };
  return { node, broken: false };
}

function readWhole(chunk: Chunk, problems: Problem[], anchors: Anchors): SpecNode | null {
  const { node, errors } = composePiece(chunk.source, chunk.offset, anchors);
  return errors.length === 0 && node?.kind !== 'scalar' ? node : recover(chunk, problems, anchors);
}

/** What the library stumbled over, from its place to the end of the line. */
function problemOf(error: YAMLError, chunk: Chunk, node: SpecNode | null): Problem {
  const { source, offset } = chunk;
  const opened = unclosed(error, node);
  const deeper = opened === undefined ? deeperLine(error, source) : undefined;
  if (deeper !== undefined) {
    const { start, end } = deeper;
    return { start: offset + start, end: offset + end, ...badIndentation };
  }
  const from = opened === undefined ? error.pos[0] : opened.start - offset;
  const last = source.trimEnd().length - 1;
  const line = lineAt(source, Math.max(0, Math.min(from, last)));
  const content = line.start + line.text.search(/\S/);
  const indentation = error.code === 'TAB_AS_INDENT' ? line.start : content;
  const start = Math.min(Math.max(from, indentation), Math.max(last, 0));
  const end = Math.max(start + 1, line.start + line.text.trimEnd().length);
  return { start: offset + start, end: offset + end, ...explain(error, opened) };
}

/** A key indented below a value of one line: the library blames the value, the line below is wrong. */
function deeperLine({ code, pos }: YAMLError, source: string): Span | undefined {
  const isImplicit = code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'MULTILINE_IMPLICIT_KEY';
  const blamed = lineAt(source, pos[0]);
  if (!isImplicit || /:\s.*:\s/.test(`${blamed.text} `)) return undefined;
  const rest = blamed.start + blamed.text.length;
  const below = /\S.*/.exec(source.slice(rest));
  if (below === null) return undefined;
  const start = rest + below.index;
  return { start, end: start + below[0].trimEnd().length };
}

/** The quoted text or flow collection that runs on because it is never closed. */
function unclosed(error: YAMLError, node: SpecNode | null): SpecNode | undefined {
  const open = error.code === 'MISSING_CHAR' || /^Flow/.test(error.message);
  const last = open ? lastValue(node) : null;
  const isFlow = last !== null && 'flow' in last && last.flow;
  const isQuoted = last?.kind === 'scalar' && (last.style === 'double' || last.style === 'single');
  return last !== null && (isFlow || isQuoted) ? last : undefined;
}

function lastValue(node: SpecNode | null): SpecNode | null {
  if (node === null || node.kind === 'alias' || node.kind === 'scalar' || node.flow) return node;
  return lastValue((node.kind === 'map' ? node.entries.at(-1)?.value : node.items.at(-1)) ?? null);
}

/** `key: |` without a line of text below it. */
function isEmptyBlock({ value }: Entry): boolean {
  return value?.kind === 'scalar' && value.style === 'block' && String(value.value).trim() === '';
}

function lostIndentation({ start, end }: SpecNode, { key }: Entry): Problem {
  const message = `This text lost its indentation: indent it under \`${key.value}\`.`;
  return { start, end, code: 'bad-indentation', message };
}

function missingColon({ source }: Chunk, { start, end }: SpecNode): Problem {
  const line = source.split('\n').find((text) => text.trim() !== '') ?? '';
  const [, key, value] = /^\s*([a-z_][\w-]*)(?:\s+|:)(\S{1,40})\s*$/.exec(line) ?? [];
  const message =
    key === undefined
      ? 'A colon is missing: write `key: value`, or indent text under the key it belongs to.'
      : `A key ends with a colon and a space: write \`${key}: ${value}\`.`;
  return { start, end, code: 'missing-colon', message };
}

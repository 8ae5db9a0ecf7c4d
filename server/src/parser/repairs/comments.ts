import type { Span } from '../../ast/nodes';
import type { Edit } from '../../base/edit';
import { endOfQuote } from './brackets';
import { type Line, linesOf } from './lines';
import type { Repair } from './repair';
import { linesBelowTextKeys } from './signs';

/** Comments as in JavaScript, where one may stand: on a line of its own, between brackets, and behind what is in quotes or brackets. */
export const slashComments: Repair = function* ({ source }) {
  if (!/\/[/*]/.test(source)) return;
  const comments = commentsIn(source);
  const [first] = comments;
  if (first === undefined) return;
  const sign = source.slice(first.start, first.start + 2);
  yield {
    start: first.start,
    end: first.start + 2,
    code: 'slash-comment',
    message: isBeforeMore(first)
      ? 'YAML comments start with `#` and end with the line: write `#` at its end instead of `/*`.'
      : `YAML comments start with \`#\`: write \`#\` instead of \`${sign}\`.`,
    title: 'Change to `#`',
    edits: [...comments.flatMap(plainComment), ...commentsAtEnds(comments)].sort(
      (one, other) => one.start - other.start,
    ),
  };
};

const htmlComment = /^<!--(.*)-->\s*$/;

/** `<!-- … -->` on a line of its own, as in Markdown and HTML. */
export const htmlComments: Repair = function* ({ source }) {
  if (!source.includes('<!--')) return;
  const lines = linesOf(source);
  const inText = linesBelowTextKeys(lines);
  for (const line of lines) {
    const [, inside] =
      line.isText || inText.has(line) ? [] : (htmlComment.exec(line.text.slice(line.indent)) ?? []);
    if (inside === undefined) continue;
    const start = line.start + line.indent;
    const end = line.start + line.text.length;
    yield {
      start,
      end: start + 4,
      code: 'slash-comment',
      message: 'YAML comments start with `#` and end with the line: write `#` instead of `<!--`.',
      title: 'Change to `#`',
      edits: [{ start, end, newText: `# ${inside.trim()}` }],
    };
  }
};

/** A comment, in offsets of the chunk. */
interface Comment extends Span {
  text: string;
  /** Those that it stands in. */
  lines: readonly Line[];
}

/** Where the search for comments has come to. */
interface Scan {
  at: number;
  /** Brackets that are open. */
  depth: number;
  /** The last character but white space: of the line, or since the first open bracket. */
  before: string;
}

function commentsIn(source: string): Comment[] {
  const lines = linesOf(source);
  const comments: Comment[] = [];
  const scan: Scan = { at: 0, depth: 0, before: '' };
  for (const [index, line] of lines.entries()) {
    if (line.isText) continue;
    const end = line.start + line.text.length;
    scan.at = Math.max(scan.at, line.start + line.indent);
    if (scan.depth === 0) scan.before = '';
    while (scan.at < end) {
      const comment = commentAt(source, lines, index, scan);
      if (comment !== undefined) comments.push(comment);
      const next = comment?.end ?? pass(source, scan, end);
      // A quote or a comment that is never closed.
      if (next === undefined) return comments;
      scan.at = next;
    }
  }
  return comments;
}

/** Goes past a character, or past what is in quotes; gives where the next begins, and undefined where quotes are never closed. */
function pass(source: string, scan: Scan, end: number): number | undefined {
  const { at } = scan;
  const character = source.charAt(at);
  if (/\s/.test(character)) return at + 1;
  if (character === '#' && /^\s?$/.test(source.charAt(at - 1))) return end;
  const beginsValue = /^[{[,:-]?$/.test(scan.before);
  scan.before = character;
  if (beginsValue && /["']/.test(character)) return endOfQuote(source, at);
  if (/[{[]/.test(character) && (beginsValue || scan.depth > 0)) scan.depth += 1;
  if (/[}\]]/.test(character)) scan.depth = Math.max(0, scan.depth - 1);
  if (source.startsWith('/*', at)) return source.includes('*/', at + 2) ? at + 2 : undefined;
  return at + 1;
}

/** The comment that begins at a place of a line; undefined where none does. */
function commentAt(
  source: string,
  lines: readonly Line[],
  index: number,
  { at, depth, before }: Scan,
): Comment | undefined {
  const line = lines[index];
  const sign = source.slice(at, at + 2);
  if (line === undefined || (sign !== '//' && sign !== '/*')) return undefined;
  const isFirst = at === line.start + line.indent;
  if (!isFirst && !/[\s,[{}\]"']/.test(source.charAt(at - 1))) return undefined;
  const comment = sign === '//' ? lineComment(line, at) : blockComment(source, lines, index, at);
  const isBeside = depth > 0 || /["'}\]]/.test(before);
  const rest = comment === undefined ? '' : restOf(comment).trimStart();
  if (isFirst || (isBeside && !(isWord(before) && isWord(rest.charAt(0))))) return comment;
  return /[:-]/.test(before) && /^["'{[]/.test(rest) ? comment : undefined;
}

/** Whether a character is a part of a text without quotes, or begins one. */
function isWord(character: string): boolean {
  return /[^\s,:[{}\]"'/]/.test(character);
}

function lineComment(line: Line, at: number): Comment {
  const end = line.start + line.text.length;
  return { start: at, end, text: line.text.slice(at + 2 - line.start), lines: [line] };
}

/** One that begins in a line; undefined where it is never closed. */
function blockComment(
  source: string,
  lines: readonly Line[],
  index: number,
  at: number,
): Comment | undefined {
  const close = source.indexOf('*/', at + 2);
  if (close < 0) return undefined;
  const end = close + 2;
  let last = index;
  while ((lines[last + 1]?.start ?? end) < end) last += 1;
  return {
    start: at,
    end,
    text: source.slice(at + 2, close),
    lines: lines.slice(index, last + 1),
  };
}

/** What stands behind a comment in its last line. */
function restOf({ end, lines }: Comment): string {
  const last = lines.at(-1);
  return last === undefined ? '' : last.text.slice(end - last.start);
}

/** Whether what stands behind a comment would be a part of it. */
function isBeforeMore(comment: Comment): boolean {
  return restOf(comment).trim() !== '';
}

/** Makes a comment one of YAML's where it stands, or takes it out where it goes to the end of its line. */
function plainComment(comment: Comment): Edit[] {
  const { start, end, lines } = comment;
  const [first, ...below] = lines;
  if (first === undefined) return [];
  const isMoved = isBeforeMore(comment);
  if (isMoved && below.length === 0) return [withoutComment(first, comment)];
  const isLineComment = first.text.startsWith('//', start - first.start);
  const [sign = ''] = /^(?:\/\/|\/\*+(?!\/))/.exec(first.text.slice(start - first.start)) ?? [];
  const isFirst = start === first.start + first.indent;
  const opening = { start, end: start + sign.length, newText: isFirst ? '#' : ' #' };
  if (isLineComment) return [opening];
  const last = below.at(-1) ?? first;
  const white = ' '.repeat(isFirst ? first.indent : first.indent + 2);
  const text = last.text.slice(0, end - 2 - last.start).trimEnd();
  const rest = restOf(comment);
  const gap = rest.length - rest.trimStart().length;
  return [
    opening,
    ...below.flatMap((line) => beginComment(line, line === last ? text : line.text)),
    {
      start: last.start + text.length,
      end: isMoved ? end + gap : end,
      newText: isMoved ? `\n${white}` : '',
    },
  ];
}

/** Takes a comment out of its line, with the white space on one side of it. */
function withoutComment({ start: lineStart, text }: Line, { start, end }: Span): Edit {
  const before = text.slice(0, start - lineStart);
  const after = text.slice(end - lineStart);
  const isOneSideEnough = before.trim() !== '' && /\s$/.test(before) && /^[\s,:}\]]/.test(after);
  return isOneSideEnough
    ? { start: lineStart + before.trimEnd().length, end, newText: '' }
    : { start, end: end + after.length - after.trimStart().length, newText: '' };
}

/** Writes the comments that were taken out of lines at their ends. */
function commentsAtEnds(comments: readonly Comment[]): Edit[] {
  const ends = new Map<number, string>();
  for (const comment of comments) {
    const [line, ...below] = comment.lines;
    const text = comment.text.replace(/^\*+/, '').trim();
    if (line === undefined || below.length > 0 || !isBeforeMore(comment) || text === '') continue;
    const end = line.start + line.text.trimEnd().length;
    ends.set(end, `${ends.get(end) ?? ''} # ${text}`);
  }
  return [...ends].map(([end, newText]) => ({ start: end, end, newText }));
}

/** Many write a star before each line. */
function beginComment({ start, indent }: Line, text: string): Edit[] {
  const at = start + indent;
  if (text.trim() === '') return [];
  return text.startsWith('*', indent)
    ? [{ start: at, end: at + 1, newText: '#' }]
    : [{ start: at, end: at, newText: '# ' }];
}

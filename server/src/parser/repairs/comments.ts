import type { Edit } from '../../base/edit';
import { isBlank, type Line, linesOf } from './lines';
import type { Repair } from './repair';
import { withoutQuoted } from './signs';

/** Comments as in JavaScript, where one may stand: on a line of its own, and behind a value in JSON. */
export const slashComments: Repair = function* ({ source }) {
  if (!/\/[/*]/.test(source)) return;
  const isJson = /^\s*[{[]/.test(source);
  const lines = linesOf(source);
  const edits: Edit[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    const at = line === undefined ? -1 : commentOn(line, isJson);
    if (line === undefined || at < 0) continue;
    const isBlock = line.text.startsWith('/*', at);
    const comment = isBlock ? blockComment(lines.slice(index), at) : lineComment(line, at);
    // What stands behind it in its line would be a part of the comment.
    if (comment === undefined) return;
    edits.push(...comment.edits);
    index += comment.lines - 1;
  }
  const [first] = edits;
  if (first === undefined) return;
  const sign = source.slice(first.start, first.start + 2);
  yield {
    start: first.start,
    end: first.start + 2,
    code: 'slash-comment',
    message: `YAML comments start with \`#\`: write \`#\` instead of \`${sign}\`.`,
    title: 'Change to `#`',
    edits,
  };
};

/** Where a comment begins in a line; -1 when none does. */
function commentOn(line: Line, isJson: boolean): number {
  const { text, indent, isText } = line;
  if (isText || isBlank(line)) return -1;
  if (/^\/[/*]/.test(text.slice(indent, indent + 2))) return indent;
  return isJson ? withoutQuoted(text).search(/(?<=[\s,])\/[/*]/) : -1;
}

interface Comment {
  edits: Edit[];
  /** How many it has. */
  lines: number;
}

function lineComment({ start, text, indent }: Line, at: number): Comment {
  const newText = at === indent ? '#' : ' #';
  const [sign = ''] = /^(?:\/\/|\/\*+(?!\/))/.exec(text.slice(at)) ?? [];
  return { edits: [{ start: start + at, end: start + at + sign.length, newText }], lines: 1 };
}

/** A comment that begins in the first line; undefined where it is never closed, or something stands behind it in its last line. */
function blockComment(lines: readonly Line[], from: number): Comment | undefined {
  const [first] = lines;
  const last = lines.findIndex(({ text }, index) => text.includes('*/', index > 0 ? 0 : from + 2));
  const end = lines[last];
  if (first === undefined || end === undefined) return undefined;
  const close = end.text.indexOf('*/', last > 0 ? 0 : from + 2);
  if (end.text.slice(close + 2).trim() !== '') return undefined;
  const text = end.text.slice(0, close).trimEnd();
  return {
    lines: last + 1,
    edits: [
      ...lineComment(first, from).edits,
      ...lines
        .slice(1, last + 1)
        .flatMap((line) => beginComment(line, end === line ? text : line.text)),
      { start: end.start + text.length, end: end.start + close + 2, newText: '' },
    ],
  };
}

/** Many write a star before each line. */
function beginComment({ start, indent }: Line, text: string): Edit[] {
  const at = start + indent;
  if (text.trim() === '') return [];
  return text.startsWith('*', indent)
    ? [{ start: at, end: at + 1, newText: '#' }]
    : [{ start: at, end: at, newText: '# ' }];
}

import { isBlank, linesOf } from './lines';
import type { Repair } from './repair';

const fullWidthColon = /^(\s*(?:- +)*[A-Za-z_][\w-]*)\uff1a\s*/;

/** `name：Support`, as input methods for Chinese and Japanese write it. */
export const fullWidthColons: Repair = function* ({ source }) {
  if (!source.includes('\uff1a')) return;
  for (const { start, text, isText } of linesOf(source)) {
    const [written = '', key = ''] = (isText ? null : fullWidthColon.exec(text)) ?? [];
    if (written === '') continue;
    const at = start + key.length;
    const isAlone = written.length === text.length;
    yield {
      start: at,
      end: at + 1,
      code: 'missing-colon',
      message: '`\uff1a` is no colon to YAML: write `:` and a space.',
      title: 'Change to `:`',
      edits: [{ start: at, end: start + written.length, newText: isAlone ? ':' : ': ' }],
    };
  }
};

/** `// …` where a comment may stand: on a line of its own, and behind a value in JSON. */
export const slashComments: Repair = function* ({ source }) {
  if (!source.includes('//')) return;
  const isJson = /^\s*[{[]/.test(source);
  const edits = linesOf(source).flatMap((line) => {
    if (line.isText || isBlank(line)) return [];
    const own = line.text.startsWith('//', line.indent) ? line.indent : -1;
    const at = own < 0 && isJson ? outsideQuotes(line.text, '//') : own;
    const start = line.start + at;
    return at < 0 ? [] : [{ start, end: start + 2, newText: at === own ? '#' : ' #' }];
  });
  const [first] = edits;
  if (first === undefined) return;
  yield {
    start: first.start,
    end: first.end,
    code: 'slash-comment',
    message: 'Comments begin with `#` in YAML: write `#` instead of `//`.',
    title: 'Change to `#`',
    edits,
  };
};

/** Where something stands behind white space or a comma in a line, and not in double quotes; -1 when it does not. */
function outsideQuotes(text: string, wanted: string): number {
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\' && isQuoted) at += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && text.startsWith(wanted, at) && /[\s,]/.test(text.charAt(at - 1)))
      return at;
  }
  return -1;
}

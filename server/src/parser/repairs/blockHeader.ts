import { isBlank, keyOn, linesBelow, linesOf } from './lines';
import type { Cure, Repair } from './repair';

/** What stands where `|` or `>` alone should, and what was meant; nothing where it is one of several. */
const meant: [written: RegExp, header?: string][] = [
  [/^([|>])\1+([+-]?)$/, '$1$2'],
  [/^([|>])[ \t]*([+-])\2*$/, '$1$2'],
  [/^([+-])([|>])$/, '$2$1'],
  [/^:[ \t]*([|>][+-]?)$/, '$1'],
  [/^["']([|>][+-]?)["']$/, '$1'],
  [/^([|>])0$/, '$1'],
  [/^([|>][+-]?)[:;.,_=~`'"#\\/]+$/, '$1'],
  [/^[\u00a6\u2502\uff5c]([+-]?)$/, '|$1'],
  [/^\uff1e([+-]?)$/, '>$1'],
  [/^[|>][|>+\d-]*$/],
];

/** What YAML takes for the header of a text, which needs no cure. */
const right = /^[|>](?:[+-]?[1-9]?|[1-9][+-])$/;

/** `key: ||` above the lines of a text. */
export const blockHeaders: Repair = function* ({ source }) {
  if (!/[|>\u00a6\u2502\uff5c\uff1e][^\n]{0,8}(?:\r?\n|$)/.test(source)) return;
  const lines = linesOf(source);
  for (const [index, line] of lines.entries()) {
    const found = line.isText ? undefined : keyOn(line);
    const written = found === undefined ? '' : line.text.slice(found.value).trimEnd();
    const header = meantBy(written);
    if (found === undefined || header === undefined) continue;
    if (linesBelow(lines, index, found.column).every(isBlank)) continue;
    const start = line.start + found.value;
    yield {
      ...headerCure(written, header),
      start,
      end: start + written.length,
      edits: [{ start, end: start + written.length, newText: header === '' ? '|' : header }],
    };
  }
};

/** The header that was meant, empty where it is one of several; undefined where nothing is wrong. */
function meantBy(written: string): string | undefined {
  if (written === '' || written.length > 9 || right.test(written)) return undefined;
  const [pattern, header] = meant.find(([one]) => one.test(written)) ?? [];
  return pattern && (header === undefined ? '' : written.replace(pattern, header));
}

function headerCure(
  written: string,
  header: string,
): Pick<Cure, 'code' | 'message' | 'title' | 'isGuess'> {
  const advice =
    header === ''
      ? '`|` (keeps line breaks) or `>` (joins lines), with at most one `-` or `+` and one digit'
      : `\`${header}\``;
  return {
    code: 'block-header',
    message: `\`${written}\` doesn't start a text of several lines: write ${advice}.`,
    title: `Change to \`${header}\``,
    isGuess: header === '',
  };
}

const withDigit = /^([|>][+-]?)([1-9])([+-]?)[ \t]*(?:#.*)?$/;

/** `key: |4` above a text that is indented by fewer columns. */
export const blockDigit: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  const lines = linesOf(source);
  for (const [index, line] of lines.entries()) {
    const found = line.isText ? undefined : keyOn(line);
    const [, sign = '', digit] = withDigit.exec(line.text.slice(found?.value)) ?? [];
    if (found === undefined || digit === undefined) continue;
    const wanted = found.column + Number(digit);
    const body = linesBelow(lines, index, found.column);
    if (!body.some((one) => !isBlank(one) && one.indent < wanted)) continue;
    const start = line.start + found.value + sign.length;
    const header = line.text.slice(found.value, found.value + 3).trimEnd();
    yield {
      start,
      end: start + 1,
      code: 'block-header',
      message: `The text is indented less than \`${header}\` says: remove the \`${digit}\`.`,
      title: `Remove \`${digit}\``,
      edits: [{ start, end: start + 1, newText: '' }],
    };
  }
};

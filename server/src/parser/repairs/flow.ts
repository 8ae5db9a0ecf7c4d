import type { YAMLError } from 'yaml';
import type { SpecNode } from '../../ast/nodes';
import { applyEdits, type Edit } from '../../base/edit';
import { lineAt } from '../../base/lines';
import { colonMissing } from '../syntaxErrors';
import { endOfOpened, type WrongBracket, wrongBracketIn } from './brackets';
import { isBlank, keyColumn, keyOn, type Line, linesOf } from './lines';
import { unquotedText } from './prose';
import { allAtOnce, type Cure, isAround, type Repair } from './repair';

/** Places that are tried in one go. */
const most = 20;

/** Between two values, or before a key, where only white space stands. */
const gap = /(?<=[\w"'}\]])[ \t\r\n]+(?=["'{[\w+-])/g;
const keyAhead = /^(?:[\w-]+|"[^"\n]*"|'[^'\n]*')\s*:/;

/** `{a: 1 b: 2}` and `["a" "b"]`. */
export const missingComma: Repair = function* ({ source, error, node }) {
  if (error === undefined) return;
  const [from, to] = error.pos;
  const window = source.slice(0, Math.max(to, from) + 1);
  // Outside of brackets no comma is missing, and each place costs a reading.
  if (!/[{[]/.test(window)) return;
  const places = [...window.matchAll(gap)]
    .map(({ index, 0: white }) => ({ at: index, next: index + white.length }))
    .filter(({ at, next }) => next >= from - 1 && isInFlow(node, at))
    .slice(0, most);
  for (const { at, next } of places) {
    const isKey = keyAhead.test(source.slice(next, next + 200));
    if (!isKey) yield* missingColon(source, node, at, next);
    const areTexts =
      /["'}\]\d]/.test(source.charAt(at - 1)) && /["'{[\d+-]/.test(source.charAt(next));
    if (!isKey && !areTexts) continue;
    const [word = ''] = /^(?:"[^"\n]*"|'[^'\n]*'|[^\s,:{}[\]]+)/.exec(source.slice(next)) ?? [];
    yield {
      start: next,
      end: next + Math.max(word.length, 1),
      code: 'missing-comma',
      message: 'A comma is missing before this: write `,` between the entries.',
      title: 'Add `,`',
      edits: [{ start: at, end: at, newText: ',' }],
    };
  }
};

/** `{"a" 1, "b": 2}` */
function* missingColon(
  source: string,
  node: SpecNode | null,
  at: number,
  next: number,
): Iterable<Cure> {
  const [, key] = /[{,]\s*("[^"\n]*")$/.exec(source.slice(Math.max(0, at - 200), at)) ?? [];
  if (key === undefined || flowAround(node, at)?.kind !== 'map') return;
  yield {
    start: at - key.length,
    end: at,
    ...colonMissing(key),
    title: 'Add the colon',
    edits: [{ start: at, end: next, newText: ': ' }],
  };
}

/** Whether the library has read brackets around a place. */
function isInFlow(node: SpecNode | null, at: number): boolean {
  return flowAround(node, at) !== undefined;
}

/** The innermost brackets that the library has read around a place. */
function flowAround(node: SpecNode | null, at: number): SpecNode | undefined {
  if (node === null || !('flow' in node) || at <= node.start || at > node.end) return undefined;
  const below = node.kind === 'map' ? node.entries.map(({ value }) => value) : node.items;
  for (const child of below) {
    const found = flowAround(child, at);
    if (found !== undefined) return found;
  }
  return node.flow ? node : undefined;
}

/** `{a: 1,, b: 2}`, a comma before the first entry, and one at the end of a line that stands between no brackets. */
export const extraComma: Repair = function* ({ source, error }) {
  const at = error?.code === 'UNEXPECTED_TOKEN' ? error.pos[0] : source.length;
  if (source.charAt(at) !== ',') return;
  const before = source.slice(0, at).trimEnd();
  const isDoubled = before.endsWith(',');
  yield {
    start: at,
    end: at + 1,
    code: 'extra-comma',
    message: isDoubled
      ? 'Two commas in a row: use one between two entries.'
      : /[[{:]$/.test(before)
        ? 'There is nothing before this comma: remove it.'
        : "YAML lines don't end with a comma: remove it.",
    title: 'Remove `,`',
    edits: [{ start: isDoubled ? before.length : at, end: at + 1, newText: '' }],
  };
};

/** `{a: 1}}` and a `}` without any: a bracket at the end of a line that closes nothing. */
export const extraBracket: Repair = function* ({ source, error }) {
  if (error?.code !== 'UNEXPECTED_TOKEN') return;
  const [start] = error.pos;
  const [bracket] = /^[}\])](?=[ \t]*(?:\r?\n|$))/.exec(source.slice(start, start + 80)) ?? [];
  if (bracket === undefined || (bracket === ')' && !/[}\]]\s*$/.test(source.slice(0, start))))
    return;
  yield withoutBracket(source, start);
};

function withoutBracket(source: string, start: number): Cure {
  const bracket = source.charAt(start);
  const end = start + 1;
  return {
    start,
    end,
    code: 'extra-bracket',
    message: `This \`${bracket}\` closes nothing: remove it.`,
    title: `Remove \`${bracket}\``,
    edits: [{ start, end, newText: '' }],
  };
}

/** `{a: 1]` and `{a: [1, 2}`: closed by the sign of the other kind, or not closed. */
export const wrongBracket: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  const opens = linesOf(source)
    .filter(({ isText }) => !isText)
    .flatMap(({ start, text }) => {
      const [, bracket] = opener.exec(text) ?? [];
      return bracket === undefined ? [] : [start + text.indexOf(bracket)];
    });
  let [end, looks] = [0, 0];
  for (const open of opens) {
    // What stands between brackets was gone through with them.
    if (open < end || looks === most) continue;
    looks += 1;
    const wrong = wrongBracketIn(source, open);
    if (wrong === undefined) end = endOfOpened(source, open) ?? 0;
    else yield* curesOf(source, open, wrong);
  }
};

/** Those come first that close the collection where its line ends. */
function curesOf(source: string, open: number, wrong: WrongBracket): Cure[] {
  const cures = [
    ...(wrong.closesOuter ? [notClosed(source, wrong)] : []),
    otherKind(source, wrong),
    withoutBracket(source, wrong.at),
  ];
  const isRight = ({ edits }: Cure) => closesAtEndOfLine(applyEdits(source, edits), open);
  return [...cures.filter(isRight), ...cures.filter((cure) => !isRight(cure))];
}

function closesAtEndOfLine(source: string, open: number): boolean {
  const end = wrongBracketIn(source, open) === undefined ? endOfOpened(source, open) : undefined;
  return end !== undefined && /^[ \t\r]*(?:#|\n|$)/.test(source.slice(end));
}

function otherKind(source: string, { at, wanted, open }: WrongBracket): Cure {
  const written = source.charAt(at);
  return {
    start: at,
    end: at + 1,
    code: 'wrong-bracket',
    message: `The \`${source.charAt(open)}\` that opens this needs \`${wanted}\`, not \`${written}\`: change it.`,
    title: `Change to \`${wanted}\``,
    edits: [{ start: at, end: at + 1, newText: wanted }],
  };
}

function notClosed(source: string, { at, wanted, open }: WrongBracket): Cure {
  const end = source.slice(0, at).trimEnd().length;
  return {
    start: open,
    end: lineAt(source, open).start + lineAt(source, open).text.trimEnd().length,
    code: 'unclosed',
    message: `The \`${source.charAt(open)}\` opened here is never closed: close it at the end of the value.`,
    title: `Add \`${wanted}\``,
    edits: [{ start: end, end, newText: wanted }],
  };
}

/** To YAML, a map in a map. */
const template = /\{\{[^{}\n]*\}\}/g;

/** Whether a part of a line is all of a value: behind a key or dash, or between brackets. */
function isValue(text: string, start: number, end: number): boolean {
  let before = start - 1;
  while (/[ \t]/.test(text.charAt(before))) before -= 1;
  let after = end;
  while (/[ \t]/.test(text.charAt(after))) after += 1;
  const isBehind = before < start - 1 ? /[:,[{-]/ : /[,[]/;
  return (
    isBehind.test(text.charAt(before)) &&
    (after === text.length || /[,\]}]/.test(text.charAt(after)) || text.startsWith(' #', after - 1))
  );
}

/** `{id: {{ order }}}` */
export const unquotedTemplates: Repair = function* ({ source, node }) {
  if (!source.includes('{{') || !holdsKeyOfMap(node)) return;
  const edits = linesOf(source).flatMap(({ start, text, isText }): Edit[] =>
    isText
      ? []
      : [...text.matchAll(template)]
          .filter(({ 0: written, index }) => isValue(text, index, index + written.length))
          .map(({ 0: written, index }) => ({
            start: start + index,
            end: start + index + written.length,
            newText: JSON.stringify(written),
          })),
  );
  yield* allAtOnce(edits, unquotedText);
};

/** Whether a map or list stands in place of a key. */
export function holdsKeyOfMap(node: SpecNode | null): boolean {
  if (node?.kind === 'sequence') return node.items.some(holdsKeyOfMap);
  return (
    node?.kind === 'map' &&
    node.entries.some(({ key, value }) => key.value === null || holdsKeyOfMap(value))
  );
}

/** A value between brackets that begins with a sign of YAML's. */
const signedText = /([{,]\s*[\w-]+:\s+)([*&!@`%|>][^,{}[\]\n"']*)/g;

/** `{description: **Finds** an order}` */
export const textInFlow: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  for (const { index, 1: lead = '', 2: written = '' } of source.matchAll(signedText)) {
    const text = written.trimEnd();
    const start = index + lead.length;
    const end = start + text.length;
    if (!/\s/.test(text) || !isAround(error, start, end)) continue;
    yield { start, end, ...unquotedText, edits: [{ start, end, newText: JSON.stringify(text) }] };
  }
};

/** JSON that was pasted below a key, or closed in the margin: it has to stand deeper than the key. */
export const flowIndentation: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  const lines = linesOf(source);
  for (const [index, line] of lines.entries()) {
    if (line.isText) continue;
    const cure = indentFlow(source, lines, index, error);
    if (cure !== undefined) yield cure;
  }
};

const opener = /(?:^|[:\s-])([{[])/;

function indentFlow(
  source: string,
  lines: readonly Line[],
  index: number,
  error: YAMLError,
): Cure | undefined {
  const head = lines[index];
  const [, bracket] = (head && opener.exec(head.text)) ?? [];
  if (head === undefined || bracket === undefined) return undefined;
  const open = head.start + head.text.indexOf(bracket);
  const end = endOfOpened(source, open);
  if (end === undefined || !isAround(error, open, end)) return undefined;
  const column = keyColumn(head);
  const inside = lines.slice(index + 1).filter(({ start }) => start < end);
  const shallow = inside.filter((line) => !isBlank(line) && line.indent <= column);
  const [first] = shallow;
  if (first === undefined) return undefined;
  const areClosers = shallow.every(({ text }) => /^[\s}\],]*$/.test(text));
  const least = Math.min(...shallow.map(({ indent }) => indent));
  const added = ' '.repeat(column + 2 - least);
  const moved = areClosers ? shallow : inside.filter((line) => !isBlank(line));
  const key = keyOn(head)?.key;
  const where = key === undefined ? 'deeper than the line that opens it' : `under \`${key}\``;
  return {
    start: first.start + first.indent,
    end: first.start + first.text.trimEnd().length,
    code: 'bad-indentation',
    message: `The lines between the brackets aren't indented enough: indent them ${where}.`,
    title: 'Indent the lines between the brackets',
    edits: moved.map((line) => {
      const white = line.text.slice(0, line.indent).replaceAll('\t', '  ');
      return { start: line.start, end: line.start + line.indent, newText: added + white };
    }),
  };
}

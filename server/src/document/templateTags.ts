import type { Span } from '../ast/nodes';
import { memoizeLast } from '../base/memoize';

/** A name that a template reads; the span is that of the name. */
export interface TemplateName extends Span {
  name: string;
  /** All that stands between the braces, when it may be one name that is used exactly as it appears. */
  whole?: TemplateName;
}

const ident = /[\p{L}_][\p{L}\p{M}\p{N}_-]*/u.source;

/** Texts between `{{ }}` (the innermost) and `{% %}`; three braces are another template language's. */
const tag = /(?<!\{)(\{{2,})([^{}]*)\}\}|\{%([^{}%]*)%\}/g;

/** Strings, what is read of a variable, names of filters and of arguments, and single characters. */
const token = new RegExp(
  `"[^"]*"|'[^']*'|\\|\\s*${ident}|\\.\\s*${ident}|${ident}\\s*:|(?<read>${ident})(?:\\s*\\.\\s*${ident}|\\[)*|\\S`,
  'gu',
);

/** Words of Liquid and Jinja that stand where a variable may. */
const words = new Set(
  'and or not in is contains true false nil null none None True False blank empty if else forloop loop with reversed'.split(
    ' ',
  ),
);

/** The words of tags that read variables, with what ends the names that they give themselves. */
const tags = new Map([
  ...['if', 'elsif', 'elif', 'elseif', 'unless', 'case', 'when', 'echo'].map(none),
  ...['for', 'tablerow'].map((word): [string, RegExp] => [word, /\sin\s/]),
  ...['assign', 'set'].map((word): [string, RegExp] => [word, /=/]),
  ['capture', /$/],
]);

function none(word: string): [string, RegExp] {
  return [word, /^/];
}

/** A variable with its filters, and nothing else: `-` beside the braces takes white space away. */
const output = new RegExp(`^-?\\s*${ident}\\s*(?:[.[][^|]*)?(?:\\|.*)?$`, 'su');

/**
 * The variables that a text reads in Liquid and what is like it: `{{ x | filter }}`, `{{ x.y }}`, `{% if x %}`,
 * `{{a_{{x}}}}`. What `assign`, `capture` and `for` name is the text's own, and so is what a comment holds.
 */
export function templateNames(text: string): readonly TemplateName[] {
  return text.length > long ? namesInLong(text) : namesInText(text);
}

/** UTF-16 units: a longer text is a prompt. */
const long = 4_000;

const namesInLong = memoizeLast(namesInText);

function namesInText(text: string): readonly TemplateName[] {
  const found: TemplateName[] = [];
  const own = new Set<string>();
  let ending: string | undefined;
  for (const match of text.matchAll(tag)) {
    const [source, braces = '', printed, command = ''] = match;
    const inner = printed ?? command;
    const start = match.index + source.length - 2 - inner.length;
    const [word = ''] = /[a-z]+/.exec(command) ?? [];
    if (ending !== undefined) {
      if (word === ending) ending = undefined;
    } else if (/^(?:comment|raw)$/.test(word)) {
      ending = `end${word}`;
    } else if (printed === undefined) {
      found.push(...commandNames(command, word, start, own));
    } else if (braces.length % 2 === 0 || text.charAt(start + inner.length + 2) !== '}') {
      found.push(...printedNames(inner, start));
    }
  }
  return found.filter(({ name }) => !own.has(name));
}

/** @param own takes the names that the tag gives itself */
function commandNames(
  command: string,
  word: string,
  start: number,
  own: Set<string>,
): TemplateName[] {
  const from = command.indexOf(word) + word.length;
  const rest = command.slice(from);
  const end = tags.get(word)?.exec(rest)?.index;
  if (end === undefined) return [];
  for (const { name } of namesIn(rest.slice(0, end), 0)) own.add(name);
  return namesIn(rest.slice(end), start + from + end);
}

function printedNames(inner: string, start: number): TemplateName[] {
  const trimmed = inner.replace(/^-/, '').replace(/-$/, '').trim();
  const names = output.test(inner.trim().replace(/-$/, '')) ? namesIn(inner, start) : [];
  const mayBeName = trimmed !== '' && !/["'|\n]/.test(trimmed);
  const from = start + inner.indexOf(trimmed);
  const all = { name: trimmed, start: from, end: from + trimmed.length };
  const [first, ...rest] = names;
  if (!mayBeName || first?.name === trimmed) return names;
  return first === undefined
    ? [{ name: '', start: from, end: from, whole: all }]
    : [{ ...first, whole: all }, ...rest];
}

function namesIn(expression: string, start: number): TemplateName[] {
  return [...expression.matchAll(token)].flatMap(({ index, groups }) => {
    // A dash at the end belongs to the braces.
    const name = groups?.read?.replace(/-$/, '');
    if (name === undefined || words.has(name)) return [];
    return { name, start: start + index, end: start + index + name.length };
  });
}

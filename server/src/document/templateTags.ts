import type { Span } from '../ast/nodes';
import { memoizeLast } from '../base/memoize';

/** A name that a template reads; the span is that of the name. */
export interface TemplateName extends Span {
  name: string;
  /** All that stands between the braces, when it may be one name that is used exactly as it appears. */
  whole?: TemplateName;
  /** It stands in what may be no template, or one of another language: it is a name only where a variable is called so. */
  isLoose?: boolean;
  /** What stands around a loose name between the braces, when it may be a name by itself. */
  within?: string;
}

const ident = /[\p{L}_][\p{L}\p{M}\p{N}_-]*/u.source;

/** Texts between `{{ }}` (the innermost) and `{% %}`, and where a comment of Jinja begins and ends. */
const tag = /(?<!\{)(\{{2,})([^{}]*)\}\}|\{%([^{}%]*)%\}|(\{#-?\s|#\})/g;

/** Strings, what is read of a variable, names of filters and of arguments, and single characters. */
const token = new RegExp(
  `"[^"]*"|'[^']*'|is\\s+(?:not\\s+)?${ident}|\\|\\s*${ident}|\\.\\s*${ident}|${ident}\\s*:|(?<read>${ident})(?:\\s*\\.\\s*${ident}|\\[)*|\\S`,
  'gu',
);

/** Words of Liquid and Jinja that stand where a variable may. */
const words = new Set(
  'and or not in is contains true false nil null none None True False blank empty if else forloop loop with reversed this'.split(
    ' ',
  ),
);

/** The words of tags that read variables, with what ends the names that they give themselves. */
const tags = new Map([
  ...['if', 'elsif', 'elif', 'elseif', 'unless', 'case', 'when', 'echo', 'render'].map(none),
  ...['for', 'tablerow'].map((word): [string, RegExp] => [word, /\sin\s/]),
  ...['assign', 'set', 'with'].map((word): [string, RegExp] => [word, /=/]),
  ['capture', /$/],
  ['macro', /$/],
]);

/** Words of Handlebars that open a block. */
const blocks = /^(?:[#^]\s*(?:if|unless|each|with)|else\s+if)\s/;

function none(word: string): [string, RegExp] {
  return [word, /^/];
}

/** A variable with its filters, and nothing else: `-` beside the braces takes white space away. */
const output = new RegExp(`^-?\\s*${ident}\\s*(?:[.[][^|]*)?(?:\\|.*)?$`, 'su');

/**
 * The variables that a text reads in Liquid, Jinja, Handlebars and what is like them: `{{ x | filter }}`, `{{ x.y }}`,
 * `{% if x %}`, `{{#if x}}`, `{{a_{{x}}}}`. What `assign`, `capture` and `for` name is the text's own, and so is what a comment holds.
 */
export function templateNames(text: string): readonly TemplateName[] {
  return text.length > long ? namesInLong(text) : namesInText(text);
}

/** UTF-16 units: a longer text is a prompt. */
const long = 4_000;

const namesInLong = memoizeLast(namesInText);

function namesInText(text: string): readonly TemplateName[] {
  const own = new Set<string>();
  const found = [...tagsIn(text)].flatMap((match) => {
    const [source, braces = '', printed, command = ''] = match;
    const inner = printed ?? command;
    const start = match.index + source.length - 2 - inner.length;
    if (printed === undefined) return commandNames(command, wordOf(command), start, own);
    const isOdd = braces.length % 2 === 1 && text.charAt(start + inner.length + 2) === '}';
    return isOdd ? loose(namesIn(inner, start)) : printedNames(inner, start);
  });
  return found.filter(({ name }) => !own.has(name));
}

/** The tags that are no comments and stand in none. */
function* tagsIn(text: string): Iterable<RegExpExecArray> {
  const lastEnd = text.lastIndexOf('#}');
  let ending: string | undefined;
  for (const match of text.matchAll(tag)) {
    const [, , , command = '', comment] = match;
    const sign = comment ?? wordOf(command);
    if (ending === undefined) {
      ending = endingOf(sign, match.index < lastEnd);
      if (ending === undefined && comment === undefined) yield match;
    } else if (sign === ending) {
      ending = undefined;
    }
  }
}

/** What ends a comment that begins with a sign or word; undefined where none does. */
function endingOf(sign: string, isEnded: boolean): string | undefined {
  if (/^(?:comment|raw)$/.test(sign)) return `end${sign}`;
  return sign.startsWith('{#') && isEnded ? '#}' : undefined;
}

function wordOf(command: string): string {
  return /[a-z]+/.exec(command)?.[0] ?? '';
}

function loose(names: TemplateName[], within?: string): TemplateName[] {
  return names.map((name) => ({ ...name, isLoose: true, ...(within !== undefined && { within }) }));
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
  if (word === 'liquid') return linesOfLiquid(rest, start + from, own);
  const end = tags.get(word)?.exec(rest)?.index;
  if (end === undefined) return [];
  for (const { name } of namesIn(rest.slice(0, end), 0)) own.add(name);
  return namesIn(rest.slice(end), start + from + end);
}

/** `{% liquid %}` holds a tag on each line. */
function linesOfLiquid(text: string, start: number, own: Set<string>): TemplateName[] {
  return [...text.matchAll(/[^\n]+/g)].flatMap(({ 0: line, index }) => {
    const word = wordOf(line);
    return word === 'liquid' ? [] : commandNames(line, word, start + index, own);
  });
}

function printedNames(inner: string, start: number): TemplateName[] {
  const sign = inner.trimStart().charAt(0);
  // Comments and partials of Handlebars.
  if (sign === '!' || sign === '>') return [];
  if (/[#^&/]/.test(sign) || blocks.test(inner.trim())) return namesOfHandlebars(inner, start);
  const trimmed = inner.replace(/^-/, '').replace(/-$/, '').trim();
  const names = output.test(inner.trim().replace(/-$/, '')) ? namesIn(inner, start) : [];
  const mayBeName = trimmed !== '' && !/["'|\n]/.test(trimmed);
  const from = start + inner.indexOf(trimmed);
  const all = { name: trimmed, start: from, end: from + trimmed.length };
  const [first, ...rest] = names;
  if (first === undefined) {
    const others = loose(namesIn(inner, start), trimmed);
    return mayBeName ? [{ name: '', start: from, end: from, whole: all }, ...others] : others;
  }
  return mayBeName && first.name !== trimmed ? [{ ...first, whole: all }, ...rest] : names;
}

/** `{{#if x}}`, `{{#each x}}`, `{{#x}}`, `{{^x}}`, `{{&x}}` and `{{/x}}`. */
function namesOfHandlebars(inner: string, start: number): TemplateName[] {
  const trimmed = inner.trim();
  if (/^\/\s*(?:if|unless|each|with)$/.test(trimmed)) return [];
  const [opening = trimmed.charAt(0)] = blocks.exec(trimmed) ?? [];
  const from = inner.indexOf(trimmed) + opening.length;
  return loose(namesIn(inner.slice(from), start + from));
}

function namesIn(expression: string, start: number): TemplateName[] {
  return [...expression.matchAll(token)].flatMap(({ index, groups }) => {
    // A dash at the end belongs to the braces.
    const name = groups?.read?.replace(/-$/, '');
    if (name === undefined || words.has(name)) return [];
    return { name, start: start + index, end: start + index + name.length };
  });
}

import type { JsonValue } from './messages';

/** Controls, lone surrogates, and characters that turn the direction of the text around them. */
const unsafe = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/**
 * Text from outside (answers of the API, names, labels) as one line that is safe to show anywhere
 * in the editor: no control or direction characters, no `$(icon)`, no `[link](command:…)`.
 *
 * @param limit the most UTF-16 units to give back; what is longer ends in `…`
 */
export function plainText(text: string, limit = 200): string {
  const line = text
    .replace(unsafe, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replaceAll('$(', '$ (')
    .replaceAll('](', '] (');
  return line.length > limit
    ? `${line
        .slice(0, limit - 1)
        .replace(/\p{Cs}$/u, '')
        .trimEnd()}…`
    : line;
}

/**
 * Text of a spec as it may be quoted where an editor or a terminal shows text as it is: `�` stands for what could not be
 * seen or would turn the text around it, a space for a line break or tab.
 */
export function visibleText(text: string): string {
  return text.replace(unsafe, (character) => (breaks.test(character) ? ' ' : '\ufffd'));
}

const breaks = /[\t\n\v\f\r\u0085\u2028\u2029]/;

/** Text of a spec as a label, where the editor makes icons of `$(…)`. */
export function labelText(text: string): string {
  return visibleText(text).replaceAll('$(', '$ (');
}

/** What `JSON.stringify` leaves as it is: the unsafe characters behind the first controls, which it writes as escapes. */
const unescaped = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** JSON in lines, in which every character can be seen. */
export function visibleJson(value: JsonValue): string {
  return JSON.stringify(value, null, 2).replace(
    unescaped,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

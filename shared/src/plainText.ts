import type { JsonValue } from './messages';

/**
 * Controls, lone surrogates, characters that turn the direction of the text around them, and those that nobody sees. The
 * joiners of emoji and Persian belong to what is seen.
 */
const unsafe = /(?!\u200c|\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/gu;

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
  if (printable.test(text)) return text;
  return text.replace(unsafe, (character) => (breaks.test(character) ? ' ' : '\ufffd'));
}

/** Most texts hold nothing else, which is found out sooner. */
const printable = /^[ -~]*$/;

const breaks = /[\t\n\v\f\r\u0085\u2028\u2029]/;

/** Whether a text holds what plain text leaves out: a line break, an escape sequence, what nobody sees. */
export function hidesCharacters(text: string): boolean {
  return escapeHidden(text) !== text || /[\n\t]/.test(text);
}

/** Text of a spec as a label, where the editor makes icons of `$(…)`. */
export function labelText(text: string): string {
  return visibleText(text).replaceAll('$(', '$ (');
}

/** JSON in lines, in which what cannot be seen is written as escapes. */
export function visibleJson(value: JsonValue): string {
  return escapeHidden(JSON.stringify(value, null, 2));
}

/** Text with escapes, as JSON and YAML in double quotes have them, for what cannot be seen but line feeds and tabs. */
export function escapeHidden(text: string): string {
  return text.replace(unsafe, (character) =>
    /[\n\t]/.test(character) ? character : escaped(character),
  );
}

/** A character as JSON may write it: an escape for each of its UTF-16 units. */
function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

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

/** Controls, lone surrogates, and characters that turn the direction of the text around them. */
const unsafe = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

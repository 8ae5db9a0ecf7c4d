import { keysBesideText, listKeys, mapKeys } from './keyKinds';
import { isBlank, keyOn, type Line, type LineKey } from './lines';
import type { Cure } from './repair';

/**
 * A key, with what stands below it, that is indented less than the lines of the text above and deeper than its key.
 *
 * @param line where the text has its key
 * @param body the lines below it
 */
export function keyInText(line: Line, body: readonly Line[]): Cure | undefined {
  const holder = keyOn(line);
  const content = body.filter((one) => !isBlank(one));
  const indentation = content[0]?.indent ?? 0;
  const at = content.findIndex(({ indent }) => indent < indentation);
  const first = content[at];
  const found = first && keyOn(first);
  if (!holder || !first || !found || first.indent <= holder.column) return undefined;
  const lines = content.slice(at);
  if (!lines.every((one) => one.indent > first.indent || isKey(one, first))) return undefined;
  const less = first.indent - holder.column;
  return {
    start: first.start + first.indent,
    end: first.start + first.text.trimEnd().length,
    code: 'bad-indentation',
    ...(holdsMore(first, found)
      ? { message: `This key is indented more than \`${holder.key}\`: indent both the same.` }
      : {
          message: `This line matches neither the text above nor \`${holder.key}\` in its indentation: indent it like one of them.`,
          isGuess: true,
        }),
    title: `Indent it like \`${holder.key}\``,
    edits: lines.map(({ start }) => ({ start, end: start + less, newText: '' })),
  };
}

/** Whether a line begins with a key in the column of another. */
function isKey(line: Line, { indent }: Line): boolean {
  return line.indent === indent && keysBesideText.has(keyOn(line)?.key ?? '');
}

/** What begins so is no line of a text. */
function holdsMore({ text }: Line, { key, value }: LineKey): boolean {
  return /^(?:$|[[{])/.test(text.slice(value).trimEnd()) && (mapKeys.has(key) || listKeys.has(key));
}

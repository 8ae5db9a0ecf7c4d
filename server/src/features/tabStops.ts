import type { Edit } from '../base/edit';

/**
 * Makes values at the end of a line tab stops that hold them, in VS Code's snippet syntax.
 *
 * @param which all of them, or those like `<name>` alone
 */
export function withTabStops(text: string, which: 'values' | 'unfilled' = 'values'): string {
  let stop = 0;
  return text.replaceAll(/(: )(\S.*)$/gm, (_, colon: string, value: string) => {
    const plain = value.replaceAll(/[$}\\]/g, '\\$&');
    if (which === 'unfilled' && !/^<.*>$/.test(value)) return colon + plain;
    stop += 1;
    return `${colon}\${${stop}:${plain}}`;
  });
}

/**
 * An insertion as whole lines at the left margin, where an editor adds no indentation of its own to
 * the lines of a snippet; undefined when it cannot be one.
 */
export function asWholeLines(text: string, { start, end, newText }: Edit): Edit | undefined {
  if (start !== end) return undefined;
  const lineBreak = /^\r?\n/.exec(text.slice(end))?.[0];
  if (newText.startsWith('\n') && lineBreak !== undefined) {
    const place = end + lineBreak.length;
    return { start: place, end: place, newText: `${newText.slice(1)}\n` };
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indentation = text.slice(lineStart, start);
  if (indentation.trim() !== '' || !newText.endsWith(`\n${indentation}`)) return undefined;
  const lines = newText.slice(0, newText.length - indentation.length);
  return { start: lineStart, end: lineStart, newText: indentation + lines };
}

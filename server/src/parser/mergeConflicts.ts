import type { Problem } from './syntaxErrors';

/** A conflict of git, from the line that opens it to the one that closes it; the names behind the markers are free. */
const conflict =
  /^<{7}(?: [^\n]*)?\n([\s\S]*?)(?:^\|{7}(?: [^\n]*)?\n[\s\S]*?)?^={7}\r?\n[\s\S]*?^>{7}(?: [^\n]*)?$/gm;

/**
 * Finds merge conflicts, and blanks the markers and the incoming version, so that the rest is read
 * as if the current version had been kept. Offsets stay as they are.
 */
export function withoutConflicts(text: string): { text: string; problems: Problem[] } {
  const problems: Problem[] = [];
  if (!text.includes('<<<<<<<')) return { text, problems };
  const blanked = text.replace(conflict, (whole: string, current: string, start: number) => {
    const firstLine = whole.slice(0, whole.indexOf('\n')).trimEnd();
    problems.push({
      start,
      end: start + firstLine.length,
      code: 'merge-conflict',
      message: 'This is a merge conflict: keep one of the two versions, and remove the markers.',
    });
    const from = whole.indexOf('\n') + 1;
    return blank(whole.slice(0, from)) + current + blank(whole.slice(from + current.length));
  });
  return { text: blanked, problems };
}

function blank(text: string): string {
  return text.replaceAll(/[^\r\n]/g, ' ');
}

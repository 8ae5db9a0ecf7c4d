import { isBlank, linesOf } from './lines';
import { isAround, type Repair } from './repair';

const comment = /^(\s*)(#\s*)[A-Za-z_][\w-]*:\s*$/;

/** `# credentials:` above lines that stand below that key: to YAML, they stand below the one before it. */
export const commentedKey: Repair = function* ({ source, error }) {
  if (error === undefined || !source.includes('#')) return;
  const lines = linesOf(source).filter((line) => !isBlank(line));
  for (const [index, line] of lines.entries()) {
    const [, lead = '', sign] = (line.isText ? null : comment.exec(line.text)) ?? [];
    const next = lines[index + 1];
    if (sign === undefined || next === undefined || next.indent <= line.indent) continue;
    if (!isAround(error, line.start, next.start + next.text.length)) continue;
    const start = line.start + lead.length;
    yield {
      start: next.start + next.indent,
      end: next.start + next.text.trimEnd().length,
      code: 'commented-key',
      message:
        'The key above this line is a comment: comment this line out too, or remove the `#`.',
      title: 'Remove the `#`',
      edits: [{ start, end: start + sign.length, newText: '' }],
      isGuess: true,
    };
  }
};

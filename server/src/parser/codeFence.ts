import type { Span } from '../ast/nodes';
import type { Edit } from '../base/edit';
import { type Around, blank, keyAnywhere, mostAround } from './around';
import type { Problem } from './syntaxErrors';

/** A line that opens a fence of Markdown. */
const opens = /^\uFEFF?(`{3,}|~{3,})[^`~\n]*$/;

/**
 * Blanks the fences around a spec that was pasted from Markdown, and the text around them, so that the rest is read as it stands.
 * Offsets stay as they are.
 */
export function withoutFence(text: string): Around {
  const opened = openingOf(text);
  if (opened === undefined) return { text, problems: [] };
  const { open, fence } = opened;
  const close = closingOf(text, open.end, fence);
  const tail = { start: close?.end ?? text.length, end: text.length };
  const head = { start: 0, end: open.start };
  const lines = [open, ...(close === undefined ? [] : [close])];
  return {
    text: blank(text, [head, ...lines, tail]),
    problems: [
      problemOf(
        text,
        lines,
        [head, tail].flatMap((span) => linesIn(text, span)),
      ),
    ],
  };
}

function openingOf(text: string): { open: Span; fence: string } | undefined {
  const head = text.slice(0, mostAround);
  let start = 0;
  for (const line of head.split('\n')) {
    const [written, fence] = opens.exec(line.trimEnd()) ?? [];
    const end = start + line.length + 1;
    if (written !== undefined && fence !== undefined) {
      const from = start + written.indexOf(fence);
      return end > head.length ? undefined : { open: { start: from, end }, fence };
    }
    if (keyAnywhere.test(line)) return undefined;
    start = end;
  }
  return undefined;
}

/** The last line that closes the fence, where none of the lines below it is one of a spec. */
function closingOf(text: string, from: number, fence: string): Span | undefined {
  const start = text.lastIndexOf(`\n${fence}`) + 1;
  if (start <= from) return undefined;
  const end = start + fence.length;
  const [rest = '', ...below] = text.slice(end).split('\n');
  return rest.trim() === '' && !below.some((line) => keyAnywhere.test(line))
    ? { start, end }
    : undefined;
}

/** The lines with content in a part of a text. */
function linesIn(text: string, { start, end }: Span): Span[] {
  return [...text.slice(start, end).matchAll(/[^\s\uFEFF].*/g)].map(({ 0: line, index }) => ({
    start: start + index,
    end: start + index + line.length,
  }));
}

function problemOf(text: string, lines: readonly Span[], around: readonly Span[]): Problem {
  const [first = { start: 0, end: 0 }] = lines;
  const edits = [
    ...lines.map((line): Edit => ({ ...line, newText: '' })),
    ...around.map(({ start }): Edit => ({ start, end: start, newText: '# ' })),
  ].sort((a, b) => a.start - b.start);
  const isAlone = around.length === 0;
  return {
    start: first.start,
    end: first.start + text.slice(first.start, first.end).trimEnd().length,
    code: 'code-fence',
    message: `A Markdown code fence isn't YAML: remove it${isAlone ? '' : ' and the text around it'}.`,
    cure: {
      title: `Remove the fence${isAlone ? '' : ', and make the text around it a comment'}`,
      edits,
    },
  };
}

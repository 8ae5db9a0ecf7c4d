import type { Problem } from './syntaxErrors';

/** A fence of Markdown on the first line that holds anything. */
const opens = /^\uFEFF?(?:[ \t]*\r?\n)*(`{3,}|~{3,})[^`~\n]*\n/;

/**
 * Blanks the fences around a spec that was pasted from Markdown, so that the rest is read as it stands. Offsets stay as they are.
 */
export function withoutFence(text: string): { text: string; problems: Problem[] } {
  const [head, fence = ''] = opens.exec(text) ?? [];
  if (head === undefined) return { text, problems: [] };
  const start = head.indexOf(fence);
  const end = head.trimEnd().length;
  const close = text.trimEnd().length - fence.length;
  const isClosed = close > head.length && text.slice(close - 1).trimEnd() === `\n${fence}`;
  const lines = [
    { start, end: head.length },
    ...(isClosed ? [{ start: close, end: close + fence.length }] : []),
  ];
  return {
    text: lines.reduce(blank, text),
    problems: [
      {
        start,
        end,
        code: 'code-fence',
        message: "A Markdown code fence isn't YAML: remove it.",
        cure: { title: 'Remove the fence', edits: lines.map((line) => ({ ...line, newText: '' })) },
      },
    ],
  };
}

function blank(text: string, { start, end }: { start: number; end: number }): string {
  return (
    text.slice(0, start) + text.slice(start, end).replaceAll(/[^\r\n]/g, ' ') + text.slice(end)
  );
}

import { firstContent } from './chunks';
import type { ReadChunk, Reading } from './recover';
import { isBlank, linesOf } from './repairs/lines';

/** Lines further left than those around them, for each of which the lines above are read again. */
const mostJoined = 10;

/**
 * Chunks that begin with a line which stands further left than those around it, joined with the chunk above that it belongs to.
 * @param read reads what was joined; gives problems only where all of them are cured
 */
export function joinOutdented(
  chunks: readonly ReadChunk[],
  read: (chunk: ReadChunk) => Pick<Reading, 'node' | 'problems'>,
): readonly ReadChunk[] {
  const joined: ReadChunk[] = [];
  let left = mostJoined;
  for (const chunk of chunks) {
    const above = joined.at(-1);
    if (above === undefined || left === 0 || !isOutdented(above, chunk)) {
      joined.push(chunk);
      continue;
    }
    left -= 1;
    const whole = { ...above, source: above.source + chunk.source };
    const { node, problems } = read(whole);
    if (problems.length > 0) joined.splice(-1, 1, { ...whole, node, broken: false, problems });
    else joined.push(chunk);
  }
  return joined;
}

/** Whether what the library stumbles over is indented as the end of the chunk above. */
function isOutdented(above: ReadChunk, { source, offset, problems }: ReadChunk): boolean {
  const [problem] = problems;
  if (problem?.code !== 'bad-indentation' || problem.cure !== undefined) return false;
  const at = problem.start - offset;
  const indentation = source.slice(source.lastIndexOf('\n', at) + 1, at);
  const last = linesOf(above.source.slice(-1_000)).findLast((line) => !isBlank(line));
  const isBelow =
    last !== undefined &&
    (last.indent > firstContent(source).width || last.text.trimEnd().endsWith(':'));
  return indentation.trim() === '' && isBelow;
}

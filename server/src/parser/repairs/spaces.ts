import type { Edit } from '../../base/edit';
import { oddSpace } from '../oddSpaces';
import { linesOf } from './lines';
import type { Repair } from './repair';

/** Where YAML looks for white space: before the content, behind dashes, behind the colon of a key. */
const gaps = /^(\s*)(?:(-)(\s+))?(?:([\w-]+|"[^"]*"|'[^']*'):(\s+))?/;

/** No-break and other spaces that were pasted where YAML wants plain ones. */
export const oddSpaces: Repair = function* ({ source }) {
  if (!oddSpace.test(source)) return;
  const edits: Edit[] = [];
  for (const { start, text, isText } of linesOf(source)) {
    if (isText) continue;
    const [, lead = '', dash = '', gap = '', key = '', behind = ''] = gaps.exec(text) ?? [];
    let at = start;
    for (const part of [lead, dash, gap, key === '' ? '' : `${key}:`, behind]) {
      const isSpace = part !== dash && part !== `${key}:`;
      if (isSpace && oddSpace.test(part))
        edits.push({ start: at, end: at + part.length, newText: ' '.repeat(part.length) });
      at += part.length;
    }
  }
  const [first] = edits;
  if (first === undefined) return;
  yield {
    start: first.start,
    end: first.end,
    code: 'odd-space',
    message: 'YAML does not take these characters as spaces: write plain spaces.',
    title: 'Write plain spaces',
    edits,
  };
};

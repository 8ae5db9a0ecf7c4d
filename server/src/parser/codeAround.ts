import { type Around, blank, keyAnywhere, mostAround } from './around';
import { endOfOpened } from './repairs/brackets';

/** What a spec in JSON has among its first keys. */
const keyOfSpec = /["']?\b(?:name|description|project|provider)["']?\s*:/;

/** What a program assigns. */
const assignment = /^(?:export default|(?:(?:export )?(?:const|let|var) )?[\w.]+ ?=)$/;

/**
 * Blanks what stands around a request body in JSON: a command, the head of a request or a line of a program. Offsets stay as they are.
 */
export function withoutCode(text: string): Around {
  const start = text.slice(0, mostAround).search(/\{(?!\{)\s*["'\w]/);
  const before = text.slice(0, Math.max(start, 0));
  if (!/[^\s\uFEFF]/.test(before) || holdsKey(before)) return { text, problems: [] };
  if (!keyOfSpec.test(text.slice(start, start + mostAround))) return { text, problems: [] };
  const end = endOfOpened(text, start);
  const behind = end === undefined ? '' : text.slice(end);
  if (end === undefined || behind.length > mostAround || holdsKey(behind))
    return { text, problems: [] };
  const first = before.search(/[^\s\uFEFF]/);
  const outside = [
    { start: first, end: start },
    { start: end, end: end + behind.trimEnd().length },
  ];
  const isStatement =
    assignment.test(before.slice(first).trim()) && ['', ';'].includes(behind.trim());
  const place = {
    start: first,
    end: first + (before.slice(first).split('\n')[0] ?? '').trimEnd().length,
    code: 'code-around',
    message: 'Only the JSON between `{` and `}` is a spec: remove everything around it.',
  };
  const cure = {
    title: 'Remove everything around the JSON',
    edits: outside.filter((one) => one.end > one.start).map((one) => ({ ...one, newText: '' })),
  };
  const blanked = blank(text, outside);
  return {
    // In the first column, where it stands without what is before it.
    text: `${blanked.slice(0, start - 1)}\n${blanked.slice(start)}`,
    problems: [isStatement ? { ...place, cure } : place],
  };
}

/** Whether lines hold what YAML may mean something by. */
function holdsKey(lines: string): boolean {
  return lines.trimEnd().endsWith(':') || lines.split('\n').some((line) => isYaml(line));
}

function isYaml(line: string): boolean {
  return /^\s*(?:[#{[%&!?*]|-{1,3}(?:\s|$))/.test(line) || keyAnywhere.test(line);
}

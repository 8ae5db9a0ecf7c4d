import type { Edit } from '../../base/edit';
import type { Problem } from '../syntaxErrors';
import { type Line, linesOf } from './lines';
import type { Repair } from './repair';
import { linesBelowTextKeys } from './signs';

/** What stands before a key, the key, and what stands behind it. */
const patterns = [
  /^(\s*(?:- +)?)(\*\*|__|`)([a-z_]\w*)(:?)\2(:?)(?=\s|$)/,
  /^(\s*)(> +)([a-z_]\w*)(:)()(?=\s|$)/,
];

/** The code of the problem. */
export const markdownKey = 'markdown-key';

/** `**name:** Support` */
export const markdownKeys: Repair = function* ({ source, error }) {
  if (error === undefined || !/\*\*|__|`|> /.test(source)) return;
  const lines = linesOf(source);
  const inText = linesBelowTextKeys(lines);
  const isList = /^\s*- /.test(source);
  const found = lines
    .filter((line) => !inText.has(line) && (isList || !isItem(line)))
    .flatMap((line) => keyIn(line) ?? []);
  const [first] = found;
  if (first === undefined) return;
  yield {
    start: first.start,
    end: first.end,
    code: markdownKey,
    message: `Markdown isn't YAML: write \`${first.key}:\`.`,
    title: 'Remove the Markdown',
    edits: found.flatMap(({ edits }) => edits),
  };
};

/** In the margin, the item of a list is one of the keys. */
const isItem = ({ text }: Line) => text.startsWith('- ');

function keyIn({ start, text, isText }: Line) {
  if (isText) return undefined;
  const [match, lead = '', sign = '', key = '', inside = '', behind = ''] =
    patterns.map((one) => one.exec(text)).find((one) => one !== null) ?? [];
  if (match === undefined || inside === behind) return undefined;
  const from = start + (lead.startsWith('- ') ? 0 : lead.length);
  const name = start + lead.length + sign.length;
  const end = start + match.length;
  const edits: Edit[] = [
    { start: from, end: name, newText: '' },
    { start: name + key.length, end, newText: ':' },
  ];
  return { key, start: from, end, edits };
}

/** One problem for all keys that are written in Markdown, at the first. */
export function joinMarkdown(problems: readonly Problem[]): Problem[] {
  const keys = problems.filter((one) => one.code === markdownKey);
  const [first] = keys;
  if (first?.cure === undefined || keys.length === 1) return [...problems];
  const edits = keys
    .flatMap(({ cure }) => cure?.edits ?? [])
    .sort((one, other) => one.start - other.start);
  const joined = { ...first, cure: { ...first.cure, edits } };
  return problems.flatMap((one) => (one === first ? joined : one.code === markdownKey ? [] : one));
}

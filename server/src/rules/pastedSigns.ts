import { replaceWith } from '../fixes/replace';
import { takesPlaceholder } from '../placeholders/placeholders';
import { typesOf } from '../schema/lookup';
import type { Finding, Rule } from './finding';
import { fitsFormat } from './formats';
import { subjectName } from './messageText';
import { type Visited, visit } from './visit';

/** The quotes that word processors write, around a whole value. */
const quoted =
  /^(?:[\u201c\u201e\u201d]([^\u201c-\u201f"]*)[\u201c\u201d]|[\u2018\u201a]([^\u2018-\u201b]*)[\u2018\u2019])$/;

/** Signs that were pasted with a value and are text to YAML: curly quotes, and what ends a line of JSON or of a program. */
export const pastedSignRule: Rule = function* (document) {
  for (const visited of visit(document)) {
    const { node, path, schema } = visited;
    if (node?.kind !== 'scalar' || node.style !== 'plain' || typeof node.value !== 'string')
      continue;
    const found = quotesAround(visited, node.value) ?? signBehind(visited, node.value);
    if (found === undefined || schema.enum !== undefined) continue;
    if (fitsFormat(schema.format, node.value))
      yield { start: node.start, end: node.end, path, severity: 'warning', ...found };
  }
};

type Found = Pick<Finding, 'code' | 'message' | 'fixes'> | undefined;

function quotesAround({ path }: Visited, value: string): Found {
  const [, double, single] = quoted.exec(value) ?? [];
  const text = double ?? single;
  return text === undefined
    ? undefined
    : {
        code: 'curly-quotes',
        message: `${subjectName(path)} is sent with these quotes, because YAML takes them as text: write \`"\`.`,
        fixes: replaceWith(JSON.stringify(text), { isGuess: true, title: 'Write `"`' }),
      };
}

/** No id, key or address ends with one; a password may end with a semicolon. */
function signBehind({ path, schema }: Visited, value: string): Found {
  const isLine = typesOf(schema).includes('string') && takesPlaceholder(path, 'env');
  const [, sign] = /^[^\s,;]+([,;])$/.exec(value) ?? [];
  if (!isLine || sign === undefined || schema['x-prose'] === true) return undefined;
  if (sign === ';' && schema['x-secret'] === true) return undefined;
  return {
    code: 'extra-comma',
    message: `${subjectName(path)} is sent with the ${sign === ',' ? 'comma' : 'semicolon'}: remove it.`,
    fixes: replaceWith(value.slice(0, -1), { isGuess: true, title: `Remove \`${sign}\`` }),
  };
}

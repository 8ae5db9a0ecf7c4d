import { keySpan } from '../ast/keySpan';
import type { Path, SpecNode } from '../ast/nodes';
import { lineAt } from '../base/lines';
import type { SpecDocument } from '../document/specDocument';
import { addKey } from '../fixes/addKey';
import { asItem } from '../fixes/asItem';
import { cureYaml } from '../fixes/cureYaml';
import type { FixesFor } from '../fixes/fix';
import { outOfList } from '../fixes/outOfList';
import { replaceWith } from '../fixes/replace';
import { writeBlock } from '../fixes/writeBlock';
import { beginsWithBullet, dashesOf } from '../parser/repairs/bullets';
import { textKeys } from '../parser/repairs/prose';
import { holdsPlaceholder } from '../placeholders/foreignPlaceholders';
import { takesPlaceholder } from '../placeholders/placeholders';
import { mayBeSecret } from '../placeholders/secretPlaces';
import { quote } from '../request/quote';
import { requiredKeys } from '../schema/lookup';
import { typesTaken } from '../schema/typeWords';
import { ofCollections } from './collectionErrorMessages';
import { formatOfNumber } from './formats';
import { neededBy, nodeInWords, subjectName } from './messageText';
import type { Explained, Subject, WrongScalar, WrongType } from './schemaErrorSubject';
import { explainSlashComment } from './slashComment';

/** What is meant by single values, the likeliest first. */
const ofScalars: ((wrong: WrongScalar) => Explained | undefined)[] = [
  otherNull,
  variable,
  valueWithComma,
  valueWithComment,
  quotedBoolean,
  yaml11Boolean,
  textWithoutQuotes,
  quotedInteger,
  quotedJson,
  ...ofCollections,
];

/** What a value of a wrong type means: the first explanation that fits. */
export function explainType(subject: Subject): Explained | undefined {
  const { path, node, error } = subject;
  const allowed = [error.params.type].flat().map(String);
  const isText = allowed.some((type) => type !== 'object' && type !== 'array' && type !== 'null');
  if (isText && holdsPlaceholder(node, path) && path.join() !== 'id') return undefined;
  const needed = isNothing(node) ? neededBy(path, subject.schema) : undefined;
  if (needed !== undefined) return { code: 'empty-value', message: needed };
  const types = allowed.filter((type) => type !== 'null');
  const wrong = { ...subject, types, name: subjectName(path) };
  const listed = types.includes('array') ? otherBullets(wrong) : undefined;
  if (listed !== undefined) return listed;
  if (node?.kind === 'scalar') {
    for (const explain of ofScalars) {
      const explained = explain({ ...wrong, value: node.value });
      if (explained !== undefined) return explained;
    }
  }
  return otherType(wrong);
}

/** Items that begin with other signs than dashes. */
function otherBullets({ document, path, node }: WrongType): Explained | undefined {
  const start = node?.start ?? 0;
  if (!beginsWithBullet(document.text.slice(start, start + 2))) return undefined;
  const key = keySpan(document.root, path);
  const cure = dashesOf(document.text, key.start);
  if (cure === undefined) return undefined;
  const { code, message, end } = cure;
  return { code, message, start: cure.start, end, fixes: cureYaml(cure) };
}

/** `None`, as Python and others write `null`. */
function otherNull({ error, value }: WrongScalar): Explained | undefined {
  const takesNull = [error.params.type].flat().includes('null');
  if (!takesNull || !/^(?:None|none|nil|undefined)$/.test(String(value))) return undefined;
  return {
    code: 'wrong-type',
    message: `YAML reads \`${value}\` as text: write \`null\`.`,
    fixes: replaceWith('null', { title: 'Change to `null`' }),
  };
}

/** `project: {{ project_id }}`, as in prompts. */
function variable({ name, path, types, value }: WrongScalar): Explained | undefined {
  const [, inside] = /^\{\{([^{}]*)\}\}$/.exec(String(value).trim()) ?? [];
  const isSingle = types.every((type) => type === 'boolean' || type === 'integer');
  if (inside === undefined || !isSingle || !takesPlaceholder(path, 'env') || path[0] === 'id')
    return undefined;
  const variable = /^[a-z_]\w*$/i.test(inside.trim()) ? inside.trim().toUpperCase() : 'NAME';
  return {
    code: 'wrong-type',
    message: `${name} takes ${typesTaken(types)}, not a dynamic variable: write \`\${env:${variable}}\` to read it from the environment.`,
  };
}

/** `inbound: true,` and `inbound: true;`, as lines of JSON, programs and sentences. */
function valueWithComma({ name, types, value }: WrongScalar): Explained | undefined {
  const [, boolean, integer] = /^(?:(true|false)|(\d+))[,;:.]$/.exec(String(value)) ?? [];
  const meant = types.includes('boolean') ? boolean : integer;
  if (meant === undefined || !(types.includes('boolean') || types.includes('integer')))
    return undefined;
  return {
    code: 'wrong-type',
    message: `${name} takes ${typesTaken(types)}: remove the \`${String(value).slice(-1)}\` after \`${meant}\`.`,
    fixes: replaceWith(meant),
  };
}

/** `inbound: true // yes` */
function valueWithComment({ document, node, types }: WrongScalar): Explained | undefined {
  return explainSlashComment(
    document,
    node,
    (value) =>
      (types.includes('boolean') && /^(?:true|false)$/.test(value)) ||
      (types.includes('integer') && /^\d+$/.test(value)),
  );
}

function quotedBoolean({ name, types, value }: WrongScalar): Explained | undefined {
  const meant = String(value).toLowerCase();
  if (!types.includes('boolean') || !/^(true|false)$/.test(meant)) return undefined;
  return {
    code: 'wrong-type',
    message: `${name} takes \`true\` or \`false\`: write \`${meant}\` without quotes.`,
    fixes: replaceWith(meant),
  };
}

const yaml11Booleans: Record<string, string> = {
  ...{ yes: 'true', on: 'true', y: 'true' },
  ...{ no: 'false', off: 'false', n: 'false' },
};

function yaml11Boolean({ types, value }: WrongScalar): Explained | undefined {
  const written = String(value).toLowerCase();
  const meant = Object.hasOwn(yaml11Booleans, written) ? yaml11Booleans[written] : undefined;
  if (!types.includes('boolean') || meant === undefined) return undefined;
  return {
    code: 'yaml11-boolean',
    message: `YAML 1.2 reads \`${value}\` as text: write \`${meant}\`.`,
    fixes: replaceWith(meant),
  };
}

function textWithoutQuotes(wrong: WrongScalar): Explained | undefined {
  const { document, path, name, node, types, value, schema } = wrong;
  if (!types.includes('string') || value === null || node === null) return undefined;
  const written = document.text.slice(node.start, node.end);
  const format = typeof value === 'number' ? formatOfNumber(schema.format, written) : undefined;
  if (format !== undefined)
    return {
      code: 'wrong-type',
      message: `${name} takes ${format.wanted}, in quotes.`,
      fixes: format.meant === undefined ? undefined : replaceWith(format.meant),
    };
  const quoted = `"${written}"`;
  return {
    code: 'wrong-type',
    message: `${name} takes text: write it in quotes, ${quote(document, path, quoted)}.`,
    fixes: replaceWith(
      quoted,
      mayBeSecret(path, document.choice) ? { title: 'Put it in quotes' } : {},
    ),
  };
}

function quotedInteger({ name, types, value }: WrongScalar): Explained | undefined {
  if (!types.includes('integer') || !/^\d+$/.test(String(value))) return undefined;
  return {
    code: 'wrong-type',
    message: `${name} takes ${typesTaken(types)}: write \`${value}\` without quotes.`,
    fixes: replaceWith(String(value)),
  };
}

/** `input: "{}"`, where the map itself belongs. */
function quotedJson({ name, types, value }: WrongScalar): Explained | undefined {
  const kind = typeof value === 'string' ? kindOfJson(value) : undefined;
  if (typeof value !== 'string' || kind === undefined || !types.includes(kind)) return undefined;
  return {
    code: 'wrong-type',
    message: `${name} takes ${typesTaken(types)}: write the JSON without quotes.`,
    fixes: replaceWith(inOneLine(value), { title: 'Remove the quotes' }),
  };
}

function inOneLine(text: string): string {
  const lines = text.trim().split('\n');
  return lines.map((line) => line.trim()).join(' ');
}

function kindOfJson(text: string): 'array' | 'object' | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return Array.isArray(JSON.parse(text)) ? 'array' : 'object';
  } catch {
    return undefined;
  }
}

/** What may stand in place of a value without being one, by its first character. */
const signsBehind: Record<string, string> = {
  '#': '`#` starts a comment',
  '&': '`&` starts a YAML anchor',
};

/** `name: #1 Support`: all that stands there is a comment. */
function signBehind(
  { root, text }: SpecDocument,
  path: Path,
  types: readonly string[],
): Explained | undefined {
  const key = keySpan(root, path);
  const line = lineAt(text, key.end);
  const [, before = '', behind = ''] =
    /^(\s*:[ \t]+)(\S.*)/.exec(line.text.slice(key.end - line.start)) ?? [];
  const mark = behind.charAt(0);
  const sign = signsBehind[mark];
  if (sign === undefined) return undefined;
  const number = types.includes('integer') ? /^#\s?(\d+)\s*$/.exec(behind)?.[1] : undefined;
  if (number === undefined && !types.includes('string')) return undefined;
  const start = key.end + before.length;
  const written = (mark === '#' ? behind : (behind.split(/[ \t]#/)[0] ?? '')).trimEnd();
  if (number !== undefined)
    return {
      code: 'wrong-type',
      message: `${subjectName(path)} has no value yet, because ${sign}: write \`${number}\`.`,
      start,
      end: start + written.length,
      fixes: replaceWith(number, { isGuess: true }),
    };
  return {
    code: 'wrong-type',
    message: `${subjectName(path)} has no value yet, because ${sign}: put the text in quotes if it is the value.`,
    start,
    end: start + written.length,
    fixes: replaceWith(JSON.stringify(written), {
      isGuess: true,
      isPreferred: false,
      title: 'Put the text in quotes',
    }),
  };
}

function isNothing(node: SpecNode | null): boolean {
  return node === null || (node.kind === 'scalar' && node.value === null);
}

function otherType({ document, name, node, path, schema, types }: WrongType): Explained {
  const [needed] = types.includes('object') ? requiredKeys(schema, node) : [];
  const fixes = isNothing(node) && needed !== undefined ? addKey(needed) : undefined;
  const takes = `takes ${typesTaken(types)}`;
  if (node === null) {
    return (
      signBehind(document, path, types) ?? {
        code: 'wrong-type',
        message: `${name} has no value yet: it ${takes}.`,
        fixes,
      }
    );
  }
  const instead = schema.default === undefined ? '' : ` (default \`${schema.default}\`)`;
  const message = `${name} ${takes}, not ${nodeInWords(node)}${instead}.`;
  return { code: 'wrong-type', message, fixes: ofShape(node, path, types) ?? fixes };
}

/** What gives a value the shape that belongs there. */
function ofShape(node: SpecNode, path: Path, types: readonly string[]): FixesFor | undefined {
  if (types.join() === 'string' && textKeys.has(path.at(-1))) return writeBlock;
  if (node.kind === 'map') return types.includes('array') ? asItem : undefined;
  return node.kind === 'sequence' ? outOfList : undefined;
}

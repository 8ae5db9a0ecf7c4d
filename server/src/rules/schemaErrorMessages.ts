import type { ErrorObject } from 'ajv';
import { mapSpan } from '../ast/keySpan';
import { entriesOf, entry, type Path, type Span, type SpecNode } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import { addKey } from '../fixes/addKey';
import type { FixesFor } from '../fixes/fix';
import { replaceWith } from '../fixes/replace';
import { hasPlaceholder } from '../placeholders/placeholders';
import { chatOf, providerOf } from '../schema/catalog';
import type { Schema } from '../schema/descriptions';
import { keysOf, requiredKeys, schemaAt, typesOf } from '../schema/lookup';
import { firstSentence, nearest, nodeInWords, quoteList, typesInWords } from './messageText';
import { quote } from './quote';
import { explainUnknownKey } from './unknownKey';

/** A place of the text an error of the schemas speaks of. */
export interface Subject {
  document: SpecDocument;
  path: Path;
  /** What is written there; null when nothing is. */
  node: SpecNode | null;
  /** The value, or its key when there is no value. */
  span: Span;
  schema: Schema;
  error: ErrorObject;
}

/** What an error of the schemas means for the text. */
export interface Explained extends Partial<Span> {
  code: string;
  message: string;
  fixes?: FixesFor | undefined;
  /** The path that is missing. */
  missing?: Path;
  /** The path that was probably meant. */
  instead?: Path | undefined;
}

/** ajv's keyword → what it means for the text; undefined where it is no cause of its own. */
export const explanations: Record<string, (subject: Subject) => Explained | undefined> = {
  required: explainMissing,
  additionalProperties: ({ document, path, node, error }) => {
    const written =
      node === null ? undefined : entry(node, String(error.params.additionalProperty));
    return written && explainUnknownKey(document, path, written);
  },
  type: explainType,
  enum: explainEnum,
  const: explainEnum,
  maxLength: ({ path, error }) => ({
    code: 'too-long',
    message: `${subjectName(path)} takes at most ${error.params.limit} characters.`,
  }),
  minLength: explainEmpty,
  minimum: ({ path, error }) => ({
    code: 'too-small',
    fixes: replaceWith(String(error.params.limit)),
    message: `${subjectName(path)} takes a number from ${error.params.limit} on.`,
  }),
  pattern: (subject) =>
    subject.schema.pattern === nonBlank ? explainEmpty(subject) : explainPattern(subject),
};

/** The pattern of texts that need more than white space. */
const nonBlank = '\\S';

function explainEmpty({ path, schema }: Subject): Explained {
  const meaning = lowerFirst(firstSentence(schema.description));
  return {
    code: 'empty-value',
    message: neededBy(path, schema) ?? `${subjectName(path)} must not be empty: ${meaning}.`,
  };
}

/** That another key asks for the one at a path. */
function neededBy(path: Path, schema: Schema | undefined): string | undefined {
  const needing = schema?.['x-neededBy'];
  const meaning = lowerFirst(firstSentence(schema?.description));
  return needing && `\`${needing}\` needs ${subjectName(path)}: ${meaning}.`;
}

function explainMissing({ document, path, node, error }: Subject): Explained | undefined {
  if (node?.kind !== 'map' || node.incomplete) return undefined;
  const key = String(error.params.missingProperty);
  // A key whose own line has a syntax error stands there.
  if (entriesOf(node).has(key)) return undefined;
  const schema = schemaAt([...path, key], document.choice);
  return {
    ...mapSpan(document.root, path, node),
    code: 'missing-key',
    missing: [...path, key],
    fixes: addKey(key),
    message:
      neededBy([...path, key], schema) ??
      `\`${key}\` is missing${where(path)}: ${lowerFirst(firstSentence(schema?.description))}.`,
  };
}

function explainType({ document, path, node, schema, error }: Subject): Explained | undefined {
  const allowed = [error.params.type].flat().map(String);
  const isText = allowed.some((type) => type !== 'object' && type !== 'array' && type !== 'null');
  if (isText && hasPlaceholder(node, path) && path.join() !== 'id') return undefined;
  const isEmpty = node === null || (node.kind === 'scalar' && node.value === null);
  const needed = isEmpty ? neededBy(path, schema) : undefined;
  if (needed !== undefined) return { code: 'empty-value', message: needed };
  // `null` asks for nothing, so nobody who wrote a wrong value meant it.
  const types = allowed.filter((type) => type !== 'null');
  const quoted = /^(true|false)$/i.exec(node?.kind === 'scalar' ? String(node.value) : '')?.[0];
  if (types.includes('boolean') && quoted !== undefined && node !== null) {
    const value = quoted.toLowerCase();
    return {
      code: 'wrong-type',
      message: `${subjectName(path)} takes \`true\` or \`false\`: write \`${value}\` without quotes.`,
      fixes: replaceWith(value),
    };
  }
  if (types.includes('boolean') && node?.kind === 'scalar') {
    const meant = /^(yes|on|y)$/i.test(String(node.value))
      ? 'true'
      : /^(no|off|n)$/i.test(String(node.value)) && 'false';
    if (meant) {
      return {
        code: 'yaml11-boolean',
        message: `YAML 1.2 reads \`${node.value}\` as text: write \`${meant}\`.`,
        fixes: replaceWith(meant),
      };
    }
  }
  const name = subjectName(path);
  if (types.includes('string') && node?.kind === 'scalar' && node.value !== null) {
    const written = document.text.slice(node.start, node.end);
    return {
      code: 'wrong-type',
      message: `${name} takes text: write it in quotes, ${quote(document, path, `"${written}"`)}.`,
      fixes: replaceWith(`"${written}"`),
    };
  }
  const takes = `${name} takes ${typesInWords(types)}`;
  const digits = node?.kind === 'scalar' && /^\d+$/.test(String(node.value));
  if (types.includes('integer') && digits) {
    return {
      code: 'wrong-type',
      message: `${takes}: write \`${node.value}\` without quotes.`,
      fixes: replaceWith(String(node.value)),
    };
  }
  const pair = node?.kind === 'scalar' ? pairWithoutColon(String(node.value), schema) : undefined;
  if (types.includes('object') && pair) {
    return {
      code: 'missing-colon',
      message: `A key ends with a colon and a space: write \`${pair.replace(/: .*/, ': …')}\`.`,
      fixes: replaceWith(pair, { isGuess: true }),
    };
  }
  const word = node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
  const begun = /^[A-Za-z_-]+$/.test(word);
  if (types.includes('object') && begun && keysOf(schema).length > 0) {
    const key = nearest(word, keysOf(schema)) ?? keysOf(schema)[0];
    return {
      code: 'missing-colon',
      message: `${name} takes keys with values: write \`${key}: …\` on a line of its own.`,
    };
  }
  const isListed = types.includes('array') && typesOf(schema.items ?? {}).includes('string');
  if (isListed && node?.kind === 'scalar' && typeof node.value === 'string') {
    const list = `[${JSON.stringify(node.value)}]`;
    return {
      code: 'wrong-type',
      message: `${takes}: write \`${list}\`.`,
      fixes: replaceWith(list),
    };
  }
  const [lacking] = requiredKeys(schema, node);
  const fixes = isEmpty && types.includes('object') && lacking ? addKey(lacking) : undefined;
  if (node === null) {
    return {
      code: 'wrong-type',
      message: `${name} has no value yet: it takes ${typesInWords(types)}.`,
      fixes,
    };
  }
  const instead = schema.default === undefined ? '' : ` (default \`${schema.default}\`)`;
  return { code: 'wrong-type', message: `${takes}, not ${nodeInWords(node)}${instead}.`, fixes };
}

/** `key value` and `key:value`, where a map with such a key belongs, as they were meant. */
function pairWithoutColon(text: string, schema: Schema): string | undefined {
  const [, key = '', value = ''] = /^(\w+)(?::|\s+)(\S+)$/.exec(text) ?? [];
  return keysOf(schema).includes(key) ? `${key}: ${value}` : undefined;
}

function explainPattern({ path, node, schema }: Subject): Explained | undefined {
  if (hasPlaceholder(node, path) || node?.kind !== 'scalar') return undefined;
  const pattern = new RegExp(schema.pattern ?? '', 'u');
  const plain = String(node.value)
    .trim()
    .replaceAll(/[^A-Za-z0-9_-]+/g, '_');
  const name = [plain, plain.replaceAll('-', '_'), `_${plain}`].find((one) => pattern.test(one));
  return {
    code: 'wrong-format',
    message: `${subjectName(path)} takes ${schema['x-patternDescription'] ?? `text like /${schema.pattern}/`}.`,
    fixes: name === undefined ? undefined : replaceWith(name),
  };
}

function explainEnum({ document, path, node, schema }: Subject): Explained | undefined {
  if (hasPlaceholder(node, path) || !typeFits(node, schema)) return undefined;
  const elsewhere = typeOfOther(path, node);
  if (elsewhere !== undefined) return { code: 'unknown-value', message: elsewhere };
  const values = (schema.enum ?? []).map(String).filter((value) => value !== '');
  const written = node?.kind === 'scalar' ? String(node.value) : '';
  const near = meantByName(written, schema) ?? nearest(written, values);
  const advice =
    near === undefined ? `use one of ${quoteList(values)}` : `did you mean \`${near}\`?`;
  const stop = near === undefined ? '.' : '';
  return {
    code: 'unknown-value',
    message: `${quote(document, path, written)} is not a value of ${subjectName(path)}: ${advice}${stop}`,
    fixes: near === undefined ? undefined : replaceWith(near, { isGuess: true }),
  };
}

/** A type of chat that stands for the provider's, or the reverse. */
function typeOfOther(path: Path, node: SpecNode | null): string | undefined {
  const written = node?.kind === 'scalar' ? String(node.value) : '';
  const [chat, provider] = [chatOf(written), providerOf(written)];
  const place = path.join('.');
  if (place === 'provider.type' && chat !== undefined)
    return `\`${written}\` is a type of chat: write it as \`provider.chat_agent_details.type\`.`;
  if (place === 'provider.chat_agent_details.type' && provider !== undefined)
    return `\`${written}\` is a type of provider, which has no chat: write it as \`provider.type\`.`;
  return undefined;
}

/** `English` and `en-US` for `en`: the value whose meaning, or whose first part, is written. */
function meantByName(written: string, { enum: values = [], enumDescriptions = [] }: Schema) {
  const plain = written.toLowerCase();
  const named = enumDescriptions.findIndex((meaning) => meaning.toLowerCase() === plain);
  const [part] = plain.split(/[-_]/);
  const value = named >= 0 ? values[named] : values.find((one) => one === part);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A value of a wrong type is one mistake, which the type's own message explains. */
function typeFits(node: SpecNode | null, schema: Schema): boolean {
  const types = typesOf(schema);
  return types.length === 0 || (node?.kind === 'scalar' && types.includes(typeof node.value));
}

/** The key a path ends with, in backticks; items of a list go by the list's key. */
function subjectName(path: Path): string {
  const key = path.findLast((step) => typeof step === 'string');
  if (key === undefined) return 'A spec';
  return typeof path.at(-1) === 'number' ? `Each item of \`${key}\`` : `\`${key}\``;
}

function where(path: Path): string {
  const key = path.findLast((step) => typeof step === 'string');
  if (key === undefined) return '';
  return typeof path.at(-1) === 'number' ? ` in this item of \`${key}\`` : ` in \`${key}\``;
}

/** Names stay as they are; sentences begin small behind a colon. */
function lowerFirst(sentence: string): string {
  return /^(A|An|The|What|Where|Which|Whether|How|Who|Each|One|Your|Its?|From|User|Settings) /.test(
    sentence,
  )
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence;
}

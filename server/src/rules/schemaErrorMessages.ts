import { mapSpan } from '../ast/keySpan';
import { entriesOf, entry, type Path, type SpecNode } from '../ast/nodes';
import { excerpt } from '../base/excerpt';
import { addKey } from '../fixes/addKey';
import { replaceWith } from '../fixes/replace';
import { hasPlaceholder } from '../placeholders/placeholders';
import type { Schema } from '../schema/descriptions';
import { schemaAt, typesOf } from '../schema/lookup';
import { firstSentence, nearest, quoteList, subjectName } from './messageText';
import type { Explained, Subject } from './schemaErrorSubject';
import { explainType } from './typeErrorMessages';
import { explainUnknownKey } from './unknownKey';

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
  minLength: ({ path, schema }) => ({
    code: 'empty-value',
    message: `${subjectName(path)} must not be empty: ${lowerFirst(firstSentence(schema.description))}.`,
  }),
  minimum: ({ path, error }) => ({
    code: 'too-small',
    fixes: replaceWith(String(error.params.limit)),
    message: `${subjectName(path)} takes a number from ${error.params.limit} on.`,
  }),
  pattern: explainPattern,
};

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
    message: `\`${key}\` is missing${where(path)}: ${lowerFirst(firstSentence(schema?.description))}.`,
  };
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

function explainEnum({ path, node, schema }: Subject): Explained | undefined {
  if (hasPlaceholder(node, path) || !typeFits(node, schema)) return undefined;
  const values = (schema.enum ?? []).map(String).filter((value) => value !== '');
  const written = node?.kind === 'scalar' ? String(node.value) : '';
  const near = meantByName(written, schema) ?? nearest(written, values);
  const advice =
    near === undefined ? `use one of ${quoteList(values)}` : `did you mean \`${near}\`?`;
  const stop = near === undefined ? '.' : '';
  return {
    code: 'unknown-value',
    message: `\`${excerpt(written)}\` is not a value of ${subjectName(path)}: ${advice}${stop}`,
    fixes: near === undefined ? undefined : replaceWith(near, { isGuess: true }),
  };
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

import { mapSpan } from '../ast/keySpan';
import { entriesOf, entry, nodeAt, type Path, type SpecNode, textAt } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import { addKey } from '../fixes/addKey';
import { replaceText, replaceWith } from '../fixes/replace';
import { holdsPlaceholder } from '../placeholders/foreignPlaceholders';
import { sentText } from '../placeholders/oneLine';
import { hasPlaceholder } from '../placeholders/placeholders';
import { quote } from '../request/quote';
import { chatOf, providerOf } from '../schema/catalog';
import type { Schema } from '../schema/descriptions';
import { choicesOf, ownValue, schemaAt, typesOf } from '../schema/lookup';
import { isCutOff } from './cutValues';
import { isTypeOfHeld } from './keyAround';
import {
  firstSentence,
  lowerFirst,
  nearest,
  neededBy,
  quoteList,
  subjectName,
} from './messageText';
import type { Explained, Subject } from './schemaErrorSubject';
import { explainSlashComment } from './slashComment';
import { explainType } from './typeErrorMessages';
import { explainUnknownKey, isMoreProse } from './unknownKey';

/** ajv's keyword → what it means for the text; undefined where it is no cause of its own. */
export const explanations: Record<string, (subject: Subject) => Explained | undefined> = {
  required: explainMissing,
  additionalProperties: ({ document, path, node, error }) => {
    const written =
      node === null ? undefined : entry(node, String(error.params.additionalProperty));
    if (written === undefined || isMoreProse(document, path, written)) return undefined;
    if (isTypeOfHeld(document, path, written)) return undefined;
    if (isCutOff(document, node, written)) return undefined;
    return explainUnknownKey(document, path, written);
  },
  type: explainType,
  enum: (subject) => explainCommented(subject) ?? explainNoChoice(subject) ?? explainEnum(subject),
  const: explainEnum,
  maxLength: ({ path, error }) => ({
    code: 'too-long',
    message: `${subjectName(path)} takes at most ${error.params.limit} characters.`,
  }),
  minLength: explainEmpty,
  minimum: ({ path, error }) => ({
    code: 'too-small',
    fixes: replaceWith(String(error.params.limit)),
    message: `${subjectName(path)} takes a number of ${error.params.limit} or more.`,
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

function explainPattern({ document, path, node, schema }: Subject): Explained | undefined {
  if (hasPlaceholder(node, path) || node?.kind !== 'scalar') return undefined;
  const pattern = new RegExp(schema.pattern ?? '', 'u');
  const plain = String(node.value)
    .trim()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9_-]+/g, '_');
  const name = [plain, plain.replaceAll('-', '_'), `_${plain}`].find(
    (one) => /[A-Za-z0-9]/.test(one) && pattern.test(one),
  );
  return {
    code: 'wrong-format',
    message: `${subjectName(path)} takes ${schema['x-patternDescription'] ?? `text like /${schema.pattern}/`}.`,
    fixes: name === undefined || isTaken(document, path, name) ? undefined : renameTo(name),
  };
}

/** Others know it by its name: only the writer can tell whether it may be another. */
const renameTo = (name: string) => replaceText(name, { isGuess: true, isPreferred: false });

/** Whether another item of the list has that name. */
function isTaken({ root }: SpecDocument, path: Path, name: string): boolean {
  const [key = ''] = path.slice(-1);
  const list = nodeAt(root, path.slice(0, -2));
  return list?.kind === 'sequence' && list.items.some((item) => textAt(item, [key]) === name);
}

/** `language: en // English` */
function explainCommented({ document, node, schema }: Subject): Explained | undefined {
  const values = choicesOf(schema);
  return explainSlashComment(document, node, (value) => values.includes(value));
}

/** `language: ""` */
function explainNoChoice({ path, node, schema }: Subject): Explained | undefined {
  // What only looks empty, such as a byte order mark, is shown.
  const isEmpty = node?.kind === 'scalar' && /^[ \t\r\n]*$/.test(String(node.value ?? '-'));
  if (!isEmpty) return undefined;
  const values = choicesOf(schema).map(String);
  return {
    code: 'empty-value',
    message: `${subjectName(path)} has no value yet: use one of ${quoteList(values, 5)}.`,
  };
}

function explainEnum({ document, path, node, schema }: Subject): Explained | undefined {
  if (holdsPlaceholder(node, path) || !typeFits(node, schema)) return undefined;
  const elsewhere = typeOfOther(path, node);
  if (elsewhere !== undefined) return { code: 'unknown-value', message: elsewhere };
  const values = choicesOf(schema).map(String);
  const value = node?.kind === 'scalar' ? String(node.value) : '';
  const written = sentText(value, path, document.choice);
  if (values.includes(written)) return undefined;
  const signs = explainSigns(path, written, values);
  if (signs !== undefined) return signs;
  const others = schema['x-otherValues'];
  const [part = ''] = written.toLowerCase().split(/[-_]/);
  const near =
    ownValue(others ?? {}, written.toLowerCase()) ??
    meantByName(written, schema) ??
    ownValue(others ?? {}, part) ??
    (others === undefined ? nearest(written, values) : undefined);
  const advice =
    near === undefined ? `use one of ${quoteList(values)}` : `did you mean \`${near}\`?`;
  const stop = near === undefined ? '.' : '';
  return {
    code: 'unknown-value',
    message: `${quote(document, path, written)} is not a value of ${subjectName(path)}: ${advice}${stop}`,
    fixes: near === undefined ? undefined : replaceText(near, { isGuess: true }),
  };
}

/** `language: en;`, and other signs around one of the values. */
function explainSigns(
  path: Path,
  written: string,
  values: readonly string[],
): Explained | undefined {
  const bare = withoutSigns(written);
  if (bare === written || !values.includes(bare)) return undefined;
  const sign = written.startsWith(bare) ? written.slice(bare.length) : '';
  const told = /^[,;:.]$/.test(sign)
    ? `takes a value alone: remove the \`${sign}\` after \`${bare}\``
    : `is \`${bare}\` with other characters around it: remove them`;
  return {
    code: 'unknown-value',
    message: `${subjectName(path)} ${told}.`,
    fixes: replaceText(bare),
  };
}

/** A value without white space, what nobody sees, and the signs that stand behind one in JSON and elsewhere. */
function withoutSigns(value: string): string {
  return value
    .replaceAll(/[\p{Cf}\s]/gu, '')
    .replace(/[,;:.]$/, '')
    .replace(/^["'\u201c]|["'\u201d]$/g, '');
}

/** A type of chat that stands for the provider's, or the reverse. */
function typeOfOther(path: Path, node: SpecNode | null): string | undefined {
  const written = node?.kind === 'scalar' ? String(node.value) : '';
  const [chat, provider] = [chatOf(written), providerOf(written)];
  const place = path.join('.');
  if (place === 'provider.type' && chat !== undefined)
    return `\`${written}\` is a type of chat: write it as \`provider.chat_agent_details.type\`.`;
  if (place === 'provider.chat_agent_details.type' && provider !== undefined)
    return `\`${written}\` is a type of provider that has no chat: write it as \`provider.type\`.`;
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

function where(path: Path): string {
  const key = path.findLast((step) => typeof step === 'string');
  if (key === undefined) return '';
  return typeof path.at(-1) === 'number' ? ` in this item of \`${key}\`` : ` in \`${key}\``;
}

import type { Path, ScalarNode, Span } from '../ast/nodes';
import { nodeAt } from '../ast/nodes';
import { spanOf } from '../ast/spans';
import type { SpecDocument } from '../document/specDocument';
import { keepSecret } from '../fixes/keepSecret';
import { hasForeignPlaceholder } from '../placeholders/foreignPlaceholders';
import { hasPlaceholder, takesPlaceholder } from '../placeholders/placeholders';
import { isPlainHeader, isSecretPlace, mayBeSecret } from '../placeholders/secretPlaces';
import { plainSecretsOf } from '../request/plainSecrets';
import { quote } from '../request/quote';
import type { Schema } from '../schema/descriptions';
import { requiredKeys, schemaAt } from '../schema/lookup';
import { secretName } from '../schema/secretName';
import { cutByAnchor } from './anchors';
import { cutBySign, cutFinding } from './cutText';
import { wholeValueEnd } from './cutValues';
import type { Finding, Rule } from './finding';
import { fitsFormat } from './formats';
import { notFilledInCode } from './unfilled';
import { type Visited, visit } from './visit';
import { writtenScalars } from './written';

/** Values nobody has filled in, and secrets in plain text. */
export const secretRule: Rule = function* (document) {
  for (const visited of visit(document)) {
    const { node, path } = visited;
    if (node?.kind !== 'scalar' || typeof node.value !== 'string') continue;
    if (path[2] === 'mock_data') continue;
    yield* findingsAt({ ...visited, document, node, value: node.value });
  }
  for (const { node, path, inFlow } of writtenScalars(document)) {
    if (typeof node.value !== 'string' || !isFree(document, path)) continue;
    yield* findingsAt({ document, node, path, inFlow, schema: {}, value: node.value });
  }
};

/** Whether a value stands where the schemas take any key. */
function isFree({ choice }: SpecDocument, path: Path): boolean {
  if (!isSecretPlace(path, choice) || schemaAt(path, choice) !== undefined) return false;
  const depth = path.findIndex((_, at) => schemaAt(path.slice(0, at + 1), choice) === undefined);
  const { additionalProperties, type } = schemaAt(path.slice(0, depth), choice) ?? {};
  return additionalProperties !== false && [type].flat().includes('object');
}

function* findingsAt(text: Omit<Text, 'key'>): Iterable<Finding> {
  const { node, path } = text;
  const key = String(path.findLast((step) => typeof step === 'string'));
  const found = ruleFor({ ...text, key });
  if (found === undefined) return;
  yield { ...spanOf(node), path, ...found };
  const { start = node.start, end } = found;
  if (end !== undefined && end > node.end && !text.inFlow)
    yield cutFinding(text.document, { start, end }, path);
}

type Found = (Pick<Finding, 'severity' | 'code' | 'message' | 'fixes'> & Partial<Span>) | undefined;

/** A text at a place that may be one for secrets. */
interface Text extends Pick<Visited, 'path' | 'schema' | 'inFlow'> {
  document: SpecDocument;
  node: ScalarNode;
  value: string;
  key: string;
}

function ruleFor(text: Text): Found {
  return notFilledIn(text) ?? inPlainText(text);
}

function notFilledIn({ document, path, schema, value, key }: Text): Found {
  const isBlank = value.trim() === '' && isRequired(document, path, schema);
  const isSecret = mayBeSecret(path, document.choice);
  if (!isBlank && !isUnfilled(value, path) && !(isSecret && gapOfSecret.test(value.trim())))
    return undefined;
  const message = isBlank
    ? `Enter a value for \`${key}\`.`
    : `Replace ${isSecret ? 'this' : quote(document, path, value)} with the real value.`;
  return { severity: 'warning', code: notFilledInCode, message };
}

function inPlainText({ document, path, node, schema, value, key, inFlow }: Text): Found {
  if (!isSecretPlace(path, document.choice)) {
    const isWrong = !fitsFormat(schema.format, value) || mayBeSecret(path, document.choice);
    const secrets = isWrong ? [] : plainSecretsOf(value, path, document.choice);
    return secrets.length > 0 ? secretInUrl(key) : undefined;
  }
  if (value.trim() === '' || isPlainHeader(path) || hasPlaceholder(node, path)) return undefined;
  if (hasForeignPlaceholder(value) || node.tag?.startsWith('!')) return undefined;
  const name = secretName(path, document.choice);
  const whole = wholeText({ document, node, path, schema, inFlow });
  const isCut = whole.start < node.start || whole.end > node.end;
  const meant = isCut ? document.text.slice(whole.start, whole.end) : value;
  const keep = /^(Bearer|Basic|Token)\s+/i.exec(meant)?.[0] ?? '';
  return {
    ...whole,
    severity: 'information',
    code: 'plain-secret',
    message: `\`${key}\` is a secret in plain text: write \`\${secret:${name}}\`, or \`\${env:NAME}\`.`,
    fixes: keepSecret(name, meant.slice(keep.length), (placeholder) =>
      quoted(node, inFlow, keep + placeholder),
    ),
  };
}

/** Where a secret stands, with what YAML takes for an anchor before it, or for a comment or a key behind it. */
function wholeText({ document, node, path, schema, inFlow }: Omit<Text, 'key' | 'value'>): Span {
  const end = inFlow
    ? wholeValueEnd(document, path, node)
    : cutBySign(document, node, { inFlow, isSecret: true });
  return { start: cutByAnchor(document, node, schema) ?? node.start, end: end ?? node.end };
}

function secretInUrl(key: string): Found {
  return {
    severity: 'information',
    code: 'plain-secret',
    message: `\`${key}\` holds a secret in plain text: write \`\${secret:name}\` or \`\${env:NAME}\` in its place.`,
  };
}

/** What people and templates write where a value is still to come; never what the contract's examples hold. */
const gap =
  /^(?:<(?!(?:sips?|https?|wss?|tel|mailto):)[^<>\n]+>|your[_-]\S+|change[ _-]?me|todo|tbd|fixme|replace[ _-]?me)$/i;
/** The same for a secret alone, in whose place templates write signs: `xxx`, `sk-...`, `***`. */
const gapOfSecret =
  /^(?:x{3,}|(?:sk|pk|key)?[_-]?(?:x{3,}|\.{3,}|…|\*{3,})|[•*.·_-]{3,}|…|\[?redacted\]?|\[?hidden\]?|placeholder|change[ _-]?it|n\/?a)$/i;
/** The same in ids and addresses, which are no sentences. */
const gapInId = /^your .+|replace[_-]me/i;

function isUnfilled(value: string, path: Path): boolean {
  const isProse = !takesPlaceholder(path, 'secret');
  if (!isProse && hasForeignPlaceholder(value)) return false;
  return gap.test(value.trim()) || (!isProse && gapInId.test(value.trim()));
}

/** Blank text where the schema does not already make it an error. */
function isRequired({ root, choice }: SpecDocument, path: Path, { pattern }: Schema): boolean {
  const holder = path.slice(0, -1);
  const schema = schemaAt(holder, choice);
  if (schema === undefined || pattern !== undefined) return false;
  return requiredKeys(schema, nodeAt(root, holder)).includes(String(path.at(-1)));
}

function quoted({ style }: ScalarNode, inFlow: boolean, text: string): string {
  return style === 'plain' && !inFlow ? text : JSON.stringify(text);
}

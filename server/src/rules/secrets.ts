import type { Path, ScalarNode } from '../ast/nodes';
import { nodeAt } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import { keepSecret } from '../fixes/keepSecret';
import { hasForeignPlaceholder } from '../placeholders/foreignPlaceholders';
import { hasPlaceholder, takesPlaceholder } from '../placeholders/placeholders';
import { isPlainHeader, isSecretPlace } from '../placeholders/secretPlaces';
import { plainSecretsOf } from '../request/plainSecrets';
import type { Schema } from '../schema/descriptions';
import { requiredKeys, schemaAt } from '../schema/lookup';
import { secretName } from '../schema/secretName';
import type { Finding, Rule } from './finding';
import { fitsFormat } from './formats';
import { quote } from './quote';
import { notFilledInCode } from './unfilled';
import { type Visited, visit } from './visit';

/** Values nobody has filled in, and secrets in plain text. */
export const secretRule: Rule = function* (document) {
  for (const visited of visit(document)) {
    const { node, path } = visited;
    if (node?.kind !== 'scalar' || typeof node.value !== 'string') continue;
    if (path[2] === 'mock_data') continue;
    const key = String(path.findLast((step) => typeof step === 'string'));
    const found = ruleFor({ ...visited, document, node, value: node.value, key });
    if (found !== undefined) yield { start: node.start, end: node.end, path, ...found };
  }
};

type Found = Pick<Finding, 'severity' | 'code' | 'message' | 'fixes'> | undefined;

/** A text at a place that the schemas know. */
interface Text extends Visited {
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
  if (!isBlank && !isUnfilled(value, path)) return undefined;
  const isSecret = isSecretPlace(path, document.choice);
  const message = isBlank
    ? `Enter a value for \`${key}\`.`
    : `Replace ${isSecret ? 'this' : quote(document, path, value)} with the real value.`;
  return { severity: 'warning', code: notFilledInCode, message };
}

function inPlainText({ document, path, node, schema, value, key, inFlow }: Text): Found {
  if (!isSecretPlace(path, document.choice)) {
    const isWrong = !fitsFormat(schema.format, value);
    const secrets = isWrong ? [] : plainSecretsOf(value, path, document.choice);
    return secrets.length > 0 ? secretInUrl(key) : undefined;
  }
  if (isPlainHeader(path) || hasPlaceholder(node, path)) return undefined;
  if (hasForeignPlaceholder(value) || node.tag?.startsWith('!')) return undefined;
  const name = secretName(path, document.choice);
  const keep = /^(Bearer|Basic|Token)\s+/i.exec(value)?.[0] ?? '';
  return {
    severity: 'information',
    code: 'plain-secret',
    message: `\`${key}\` is a secret in plain text: write \`\${secret:${name}}\`, or \`\${env:NAME}\`.`,
    fixes: keepSecret(name, value.slice(keep.length), (placeholder) =>
      quoted(node, inFlow, keep + placeholder),
    ),
  };
}

function secretInUrl(key: string): Found {
  return {
    severity: 'information',
    code: 'plain-secret',
    message: `\`${key}\` holds a secret in plain text: write \`\${secret:name}\` or \`\${env:NAME}\` in its place.`,
  };
}

/** What people and templates write where a value is still to come; never what the contract's examples hold. */
const gap = /^(?:<(?!sips?:)[^<>\n]+>|your[_-]\S+|change[ _-]?me|todo|tbd|fixme|replace[ _-]?me)$/i;
/** The same in ids and addresses, which are no sentences. */
const gapInId = /^your .+|replace[_-]me/i;

function isUnfilled(value: string, path: Path): boolean {
  const isProse = !takesPlaceholder(path, 'secret');
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

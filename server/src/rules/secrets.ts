import type { Path, ScalarNode } from '../ast/nodes';
import { nodeAt } from '../ast/nodes';
import { excerpt } from '../base/excerpt';
import type { SpecDocument } from '../document/specDocument';
import { keepSecret } from '../fixes/keepSecret';
import { replaceWith } from '../fixes/replace';
import { hasPlaceholder, takesPlaceholder } from '../placeholders/placeholders';
import { isPlainHeader, isSecretPlace } from '../placeholders/secretPlaces';
import { requiredKeys, schemaAt } from '../schema/lookup';
import { secretName } from '../schema/secretName';
import type { Finding, Rule } from './finding';
import { type Visited, visit } from './visit';

/** Values nobody has filled in, secrets in plain text, and placeholders that name no source. */
export const secretRule: Rule = function* (document) {
  for (const visited of visit(document)) {
    const { node, path } = visited;
    if (node?.kind !== 'scalar' || typeof node.value !== 'string') continue;
    if (path[2] === 'mock_data') continue;
    const found = ruleFor(document, visited, node, node.value);
    if (found !== undefined) yield { start: node.start, end: node.end, path, ...found };
  }
};

type Found = Pick<Finding, 'severity' | 'code' | 'message' | 'fixes'> | undefined;

function ruleFor(
  document: SpecDocument,
  { path, schema, inFlow }: Visited,
  node: ScalarNode,
  value: string,
): Found {
  const key = String(path.findLast((step) => typeof step === 'string'));
  if (isUnfilled(value) || (value.trim() === '' && isRequired(document, path, schema.minLength))) {
    return {
      severity: 'warning',
      code: 'not-filled-in',
      message: `\`${key}\` is not filled in yet: write the real value in place of \`${excerpt(value) || '""'}\`.`,
    };
  }
  const bare = takesPlaceholder(path, 'env') ? bareName(value) : undefined;
  if (bare !== undefined) {
    const written = document.text.slice(node.start, node.end);
    const text = written.replace(bare.written, `\${env:${bare.name}}`);
    return {
      severity: 'warning',
      code: 'placeholder-without-source',
      message: `\`${bare.written}\` is sent as it stands: write \`\${env:${bare.name}}\` for the environment variable.`,
      fixes: replaceWith(inFlow && node.style === 'plain' ? JSON.stringify(text) : text),
    };
  }
  const isSecret = isSecretPlace(path, document.choice) && !isPlainHeader(path);
  if (!isSecret || hasPlaceholder(node, path)) return undefined;
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

/** What people and templates write where a value is still to come; never what the contract's examples hold. */
function isUnfilled(value: string): boolean {
  return /^(?:<[^<>\n]+>|your[ _-].+|change[ _-]?me|todo|tbd|fixme|replace[ _-]?me)$/i.test(
    value.trim(),
  );
}

/** Blank text where `minLength` does not already make it an error. */
function isRequired({ root, choice }: SpecDocument, path: Path, minLength = 0): boolean {
  const holder = path.slice(0, -1);
  const schema = schemaAt(holder, choice);
  if (schema === undefined || minLength > 0) return false;
  return requiredKeys(schema, nodeAt(root, holder)).includes(String(path.at(-1)));
}

/** The name in `${NAME}` and `$NAME` where a source was forgotten; `$${NAME}` is meant as it stands. */
function bareName(value: string): { written: string; name: string } | undefined {
  const found = /(?<!\$)\$\{([A-Za-z_]\w*)\}/.exec(value) ?? /^\$([A-Z_][A-Z0-9_]*)$/.exec(value);
  const [written, name] = found ?? [];
  return written === undefined || name === undefined ? undefined : { written, name };
}

function quoted({ style }: ScalarNode, inFlow: boolean, text: string): string {
  return style === 'plain' && !inFlow ? text : JSON.stringify(text);
}

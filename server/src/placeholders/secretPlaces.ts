import type { Choice } from '../ast/choice';
import type { Path } from '../ast/nodes';
import type { Schema } from '../schema/descriptions';
import { dereference, schemaAt, typesOf } from '../schema/lookup';
import { isSecretName } from '../schema/secretName';
import { takesPlaceholder } from './placeholders';

/**
 * Whether what stands there is secret: by the schema, or by the name of a key that the schema does not
 * know. Prompts, mock tools and variables are no place for secrets.
 */
export function isSecretPlace(path: Path, choice: Choice): boolean {
  if (!takesPlaceholder(path, 'secret')) return false;
  return path.some((step, depth) => {
    const schema = schemaAt(path.slice(0, depth + 1), choice);
    if (schema?.['x-secret'] === true) return true;
    const isFree = schema === undefined || path[depth - 1] === 'headers';
    return isFree && isSecretName(String(step));
  });
}

/**
 * Whether a text that stands there may be a secret, whatever it is called: the schema wants one, or a map with secrets in it, in
 * place of which some write a text or a list (`sip_auth: user:password`).
 */
export function mayBeSecret(path: Path, choice: Choice): boolean {
  if (isSecretPlace(path, choice)) return true;
  if (!takesPlaceholder(path, 'secret')) return false;
  const item = path.findIndex(
    (step, depth) =>
      typeof step === 'number' && schemaAt(path.slice(0, depth + 1), choice) === undefined,
  );
  const holder = schemaAt(item < 0 ? path : path.slice(0, item), choice);
  return holder !== undefined && holdsSecrets(holder);
}

/** Whether a map belongs there that has a key for a secret, or takes any key. */
function holdsSecrets(schema: Schema): boolean {
  if (!typesOf(schema).includes('object') || typesOf(schema).includes('string')) return false;
  const { properties, additionalProperties } = schema;
  if (properties === undefined) return additionalProperties !== false;
  return Object.values(properties).some((property) => {
    const inner = dereference(property);
    return inner['x-secret'] === true || (inner.properties !== undefined && holdsSecrets(inner));
  });
}

/** Whether what stands there is secret, and not but a header that may be seen. */
export function holdsSecret(path: Path, choice: Choice): boolean {
  return isSecretPlace(path, choice) && !isPlainHeader(path);
}

/**
 * Whether a header's name says nothing of a secret, like `Content-Type`: it is masked, as any header may
 * carry one, but nobody has to be told.
 */
export function isPlainHeader(path: Path): boolean {
  return path.at(-2) === 'headers' && !isSecretName(String(path.at(-1)));
}

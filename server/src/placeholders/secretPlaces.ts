import type { Choice } from '../ast/choice';
import type { Path } from '../ast/nodes';
import { schemaAt } from '../schema/lookup';
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

import { withoutLineBreak } from '../../../shared/src/oneLine';
import type { Choice } from '../ast/choice';
import type { Path } from '../ast/nodes';
import { schemaAt, typesOf } from '../schema/lookup';
import { isSecretPlace } from './secretPlaces';

/** Whether a place takes a text of one line, such as a name, a key or an address. */
export function isOneLine(path: Path, choice: Choice): boolean {
  const schema = schemaAt(path, choice);
  const isLine = schema !== undefined && typesOf(schema).includes('string') && !schema['x-prose'];
  return isLine || isSecretPlace(path, choice);
}

/** A text of the spec as it is sent from a place. */
export function sentText(text: string, path: Path, choice: Choice): string {
  return text.endsWith('\n') && isOneLine(path, choice) ? withoutLineBreak(text) : text;
}

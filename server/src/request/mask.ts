import type { JsonObject, JsonValue } from '../../../shared/src/messages';
import type { Choice } from '../ast/choice';
import type { Path } from '../ast/nodes';
import { maskText } from './plainSecrets';

/** A body fit to be shown: secrets written in plain text are masked, placeholders stay as they are. */
export function maskSecrets(body: JsonObject, choice: Choice): JsonObject {
  return maskObject(body, choice, []);
}

function maskObject(object: JsonObject, choice: Choice, path: Path): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, maskValue(value, choice, [...path, key])]),
  );
}

function maskValue(value: JsonValue, choice: Choice, path: Path): JsonValue {
  if (value === null) return null;
  if (Array.isArray(value)) {
    return value.map((item, index) => maskValue(item, choice, [...path, index]));
  }
  if (typeof value === 'object') return maskObject(value, choice, path);
  const text = String(value);
  const shown = maskText(text, path, choice);
  return shown === text ? value : shown;
}

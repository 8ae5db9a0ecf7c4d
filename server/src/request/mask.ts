import type { Path } from '../document/tree';
import type { JsonValue } from '../messages';
import { type Choice, schemaAt } from '../schema/lookup';
import { partsOf } from './placeholders';

const mask = '•••';
const secretHeader = /auth|token|key|secret|password|cookie/i;

/** A body fit to be shown: secrets written in plain text are masked, placeholders stay as they are. */
export function maskSecrets(value: JsonValue, choice: Choice, path: Path = []): JsonValue {
  if (Array.isArray(value)) {
    return value.map((item, index) => maskSecrets(item, choice, [...path, index]));
  }
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, inner]): [string, JsonValue] => [
      key,
      maskSecrets(inner, choice, [...path, key]),
    ]);
    return Object.fromEntries(pairs);
  }
  return typeof value === 'string' && isSecret(path, choice) ? maskText(value, path) : value;
}

/** Literal parts are masked, but for a scheme such as `Bearer `; placeholders hold no value. */
function maskText(text: string, path: Path): string {
  return partsOf(text, path)
    .map((part) => {
      if (typeof part !== 'string') return `\${${part.kind}:${part.name}}`;
      return /^(?:Bearer|Basic|Token)\s+$/i.test(part) || part === '' ? part : mask;
    })
    .join('');
}

function isSecret(path: Path, choice: Choice): boolean {
  if (schemaAt(path, choice)?.['x-secret'] === true) return true;
  return path.at(-2) === 'headers' && secretHeader.test(String(path.at(-1)));
}

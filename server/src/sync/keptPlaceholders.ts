import type { JsonValue } from '../../../shared/src/messages';
import type { Choice } from '../ast/choice';
import type { Path } from '../ast/nodes';
import { canonicalJson, isObject, member } from '../base/json';
import { templatePartsOf } from '../placeholders/placeholders';
import { holdsSecret } from '../placeholders/secretPlaces';
import { secretsWithin } from '../request/plainSecrets';
import { writtenValue } from './writtenValue';

/** A value on both sides. */
interface Both {
  /** As the spec writes it. */
  written: JsonValue;
  /** The same with the values of its placeholders. */
  filled: JsonValue | undefined;
  /** What Cekura has; undefined where it has nothing. */
  there: JsonValue | undefined;
}

/**
 * What Cekura has as a spec writes it, with what the spec has of secrets, and with the placeholders that stand for what Cekura
 * has. Undefined where another placeholder would have to go, or a secret come into the text.
 */
export function withPlaceholders(both: Both, path: Path, choice: Choice): JsonValue | undefined {
  const { written, filled, there } = both;
  if (!holdsPlaceholder(written, path, choice)) {
    const hasSecret = typeof there === 'string' && secretsWithin(there, path).length > 0;
    return there === undefined || hasSecret ? undefined : writtenValue(there, path, choice);
  }
  if (isSecret(written, path, choice)) return written;
  if (Array.isArray(written)) return listWith({ ...both, written }, path, choice);
  if (isObject(written)) return mapWith({ ...both, written }, path, choice);
  return isSame(filled, there) ? written : undefined;
}

function mapWith(
  { written, filled, there }: Both & { written: Record<string, JsonValue> },
  path: Path,
  choice: Choice,
): JsonValue | undefined {
  if (!isObject(there)) return undefined;
  const keys = new Set([...Object.keys(there), ...Object.keys(written)]);
  const entries: [string, JsonValue][] = [];
  for (const key of keys) {
    const [place, own, theirs] = [[...path, key], member(written, key), member(there, key)];
    const isGone =
      theirs === undefined && own !== undefined && !holdsPlaceholder(own, place, choice);
    if (isGone) continue;
    const value =
      own === undefined
        ? writtenValue(theirs ?? null, place, choice)
        : withPlaceholders(
            { written: own, filled: member(filled, key), there: theirs },
            place,
            choice,
          );
    if (value === undefined) return undefined;
    entries.push([key, value]);
  }
  return Object.fromEntries(entries);
}

/** Which item is which is only known where there are as many. */
function listWith(
  { written, filled, there }: Both & { written: JsonValue[] },
  path: Path,
  choice: Choice,
): JsonValue | undefined {
  if (!Array.isArray(there) || there.length !== written.length) return undefined;
  const items = written.map((item, index) => {
    const both = {
      written: item,
      filled: Array.isArray(filled) ? filled[index] : undefined,
      there: there[index],
    };
    return withPlaceholders(both, [...path, index], choice);
  });
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? known : undefined;
}

/** Whether a value holds a placeholder, or a secret as it is. */
export function holdsPlaceholder(value: JsonValue, path: Path, choice: Choice): boolean {
  if (isSecret(value, path, choice)) return true;
  if (Array.isArray(value)) {
    return value.some((item, index) => holdsPlaceholder(item, [...path, index], choice));
  }
  if (isObject(value)) {
    return Object.entries(value).some(([key, inner]) =>
      holdsPlaceholder(inner, [...path, key], choice),
    );
  }
  return placeholdersIn(value, path).length > 0;
}

function isSecret(value: JsonValue, path: Path, choice: Choice): boolean {
  if (value === null) return false;
  return (
    holdsSecret(path, choice) || placeholdersIn(value, path).some(({ kind }) => kind === 'secret')
  );
}

function placeholdersIn(value: JsonValue, path: Path) {
  const parts = typeof value === 'string' ? templatePartsOf(value, path) : [];
  return parts.filter((part) => typeof part !== 'string');
}

const isSame = (one: JsonValue | undefined, other: JsonValue | undefined) =>
  canonicalJson(one) === canonicalJson(other);

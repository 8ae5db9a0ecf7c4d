import { withoutCode } from '../../../shared/src/apiMessages';
import type { JsonValue, LocatedMessage } from '../../../shared/src/messages';
import { wholeObjectKeys } from '../../../shared/src/wholeObjectKeys';
import { lastWritten } from '../ast/keySpan';
import type { Path } from '../ast/nodes';
import { trimmed } from '../ast/spans';
import { memoize } from '../base/memoize';
import { SpecDocument } from '../document/specDocument';
import { isWritten, specPaths } from './specPath';

/**
 * Where the messages of an answer with status 400 belong: nested objects, lists with `{}` for good
 * items, flat fields, `non_field_errors` and bare lists (the shapes are inferred, see CONTRIBUTING).
 */
export function locateAnswer(text: string, answer: JsonValue): LocatedMessage[] {
  const document = SpecDocument.create('', 0, text);
  const { root } = document;
  const specPath = specPaths(root);
  const placeOf = memoize((path: Path) => {
    const written = specPath(path);
    const { key, whole } = lastWritten(root, written);
    const isNamed = isWritten(root, written) && written.at(-1) === path.at(-1);
    return {
      range: document.rangeOf(key),
      field: document.rangeOf(trimmed(text, whole)),
      name: isNamed ? '' : `${path.join('.')}: `,
    };
  });
  return [...messagesIn(answer, [])].map(({ path, message }) => {
    const { range, field, name } = placeOf(path);
    return { range, field, message: name + message };
  });
}

/** Levels of an answer: what stands deeper speaks of no spec. */
const deepest = 100;

/** The messages of an answer; those of one list have one path. */
function* messagesIn(
  answer: JsonValue,
  path: Path,
  level = 0,
): Iterable<{ path: Path; message: string }> {
  if (answer === null || level > deepest) return;
  if (typeof answer !== 'object') {
    yield { path, message: String(answer) };
    return;
  }
  const fields = Array.isArray(answer) ? answer : withoutCode(answer);
  for (const [key, inner] of Object.entries(fields)) {
    const isOfWhole = Array.isArray(answer) ? typeof inner === 'string' : wholeObjectKeys.has(key);
    yield* messagesIn(inner, isOfWhole ? path : [...path, stepOf(key)], level + 1);
  }
}

function stepOf(key: string): string | number {
  return /^\d+$/.test(key) ? Number(key) : key;
}

import { withoutCode } from '../../../shared/src/apiMessages';
import type { JsonValue, LocatedMessage } from '../../../shared/src/messages';
import { wholeObjectKeys } from '../../../shared/src/wholeObjectKeys';
import { lastWritten } from '../ast/keySpan';
import type { Path } from '../ast/nodes';
import { trimmed } from '../ast/spans';
import { SpecDocument } from '../document/specDocument';
import { isWritten, specPath } from './specPath';

/**
 * Where the messages of an answer with status 400 belong: nested objects, lists with `{}` for good
 * items, flat fields, `non_field_errors` and bare lists (the shapes are inferred, see the API notes
 * in the README). A message keeps the name of a field that the spec does not have, or calls otherwise.
 */
export function locateAnswer(text: string, answer: JsonValue): LocatedMessage[] {
  const document = SpecDocument.create('', 0, text);
  const { root } = document;
  return flatten(answer, []).map(({ path, message }) => {
    const written = specPath(root, path);
    const { key, whole } = lastWritten(root, written);
    const field = document.rangeOf(trimmed(text, whole));
    const isNamed = isWritten(root, written) && written.at(-1) === path.at(-1);
    const named = isNamed ? message : `${path.join('.')}: ${message}`;
    return { range: document.rangeOf(key), field, message: named };
  });
}

function flatten(answer: JsonValue, path: Path): { path: Path; message: string }[] {
  if (answer === null) return [];
  if (Array.isArray(answer)) {
    return answer.flatMap((item, index) =>
      typeof item === 'string' ? [{ path, message: item }] : flatten(item, [...path, index]),
    );
  }
  if (typeof answer === 'object') {
    return Object.entries(withoutCode(answer)).flatMap(([key, inner]) =>
      flatten(
        inner,
        wholeObjectKeys.has(key) ? path : [...path, /^\d+$/.test(key) ? Number(key) : key],
      ),
    );
  }
  return [{ path, message: String(answer) }];
}

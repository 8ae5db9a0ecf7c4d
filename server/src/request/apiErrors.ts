import { withoutCode } from '../../../shared/src/apiMessages';
import type { CreateErrors, JsonValue } from '../../../shared/src/messages';
import { wholeObjectKeys } from '../../../shared/src/wholeObjectKeys';
import type { Path, SpecNode } from '../ast/nodes';
import { memoize } from '../base/memoize';
import { isField, isWritten, specPaths } from './specPath';

/** A message about the value at a path, which need not be written. */
export interface ErrorAtPath {
  path: Path;
  message: string;
  /** What it speaks of, by the name in the answer or the body; '' for the whole. */
  field: string;
}

/**
 * The messages of an answer with status 400 by path in the spec that was sent: nested objects, lists with `{}` for good
 * items, flat fields, `non_field_errors` and bare lists (the shapes are inferred, see CONTRIBUTING); and those about
 * missing values. A field that is not written by the name that the answer gives it is named in its message. None when
 * no message is about a field: then the answer does not speak of the spec.
 */
export function errorsByPath(root: SpecNode | null, errors: CreateErrors): ErrorAtPath[] {
  const found = foundIn(root, errors);
  const specPath = specPaths(root);
  const placeOf = memoize((path: Path) => {
    const written = specPath(path);
    const name = path.join('.');
    const isNamed = isWritten(root, written) && written.at(-1) === path.at(-1);
    return { written, said: isNamed ? '' : `${name}: `, field: isField(root, written) ? name : '' };
  });
  const placed = found.map(({ path, message }) => {
    const { written, said, field } = placeOf(path);
    return { path: written, message: 'answer' in errors ? said + message : message, field };
  });
  return placed.some(({ field }) => field !== '') ? placed : [];
}

function foundIn(root: SpecNode | null, errors: CreateErrors): Message[] {
  if ('answer' in errors) return messagesOf(errors.answer);
  if ('missing' in errors) return errors.missing;
  const message = `This account has no agent ${errors.unknownAgent}.`;
  return isWritten(root, ['id']) ? [{ path: ['id'], message }] : [];
}

interface Message {
  path: Path;
  message: string;
}

/** More messages than these would help nobody, and take the editor long. */
const most = 1_000;

function messagesOf(answer: JsonValue): Message[] {
  const found: Message[] = [];
  for (const message of messagesIn(answer, [])) {
    if (found.push(message) === most) break;
  }
  return found;
}

/** Levels of an answer: what stands deeper speaks of no spec. */
const deepest = 100;

/** The messages of an answer; those of one list have one path. */
function* messagesIn(answer: JsonValue, path: Path, level = 0): Iterable<Message> {
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

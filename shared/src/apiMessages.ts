import type { JsonObject } from './messages';

/** An object of an error answer without the `code` that Django REST framework gives beside a `detail`: it names no field. */
export function withoutCode(answer: JsonObject): JsonObject {
  const { code, ...others } = answer;
  return typeof answer.detail === 'string' && typeof code === 'string' ? others : answer;
}

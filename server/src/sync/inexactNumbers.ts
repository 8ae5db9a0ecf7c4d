import type { JsonObject, JsonValue } from '../../../shared/src/messages';
import type { FieldName } from '../../../shared/src/sync';
import { isObject, member } from '../base/json';

/**
 * Where a body has whole numbers beyond `Number.MAX_SAFE_INTEGER`: JSON and YAML have them exactly, but they were rounded when
 * they were read. What is in an item of a list is named by the name of that item.
 */
export function inexactNumbers(body: JsonObject): FieldName[] {
  return numbersIn(body, []);
}

function numbersIn(value: JsonValue, field: FieldName): FieldName[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      numbersIn(item, [...field, String(member(item, 'name') ?? index)]),
    );
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, [...field, key]));
  }
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? [field] : [];
}

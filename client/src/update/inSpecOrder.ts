import type { JsonObject, JsonValue } from '../../../shared/src/messages';
import { fields } from '../api/parse';

/** What finds an item of a set again, the first that it has. */
const names = ['name', 'file_name', 'id'];

/**
 * An answer to an update in which items of sets have the places that they have in the spec: an update sends them in the
 * order of Cekura. What is said of items that the spec does not write is left out.
 *
 * @param sent the body of the update
 * @param spec the body of the spec
 */
export function inSpecOrder(answer: JsonValue, sent: JsonObject, spec: JsonObject): JsonValue {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([key, said]) => {
      const [before, after] = [sent[key], spec[key]];
      const isSet = Array.isArray(before) && Array.isArray(after) && before.some(nameOf);
      return [key, isSet ? reordered(said, before, after) : said];
    }),
  );
}

function reordered(said: JsonValue, sent: JsonValue[], spec: JsonValue[]): JsonValue {
  if (typeof said !== 'object' || said === null || Object.values(said).some(isText)) return said;
  return Object.fromEntries(
    Object.entries(said).flatMap(([index, inner]) => {
      const name = nameOf(sent[Number(index)]);
      const place = spec.findIndex((item) => name !== undefined && nameOf(item) === name);
      return place < 0 ? [] : [[String(place), inner] as const];
    }),
  );
}

const isText = (value: JsonValue) => typeof value === 'string';

function nameOf(item: JsonValue | undefined): JsonValue | undefined {
  const held = fields(item);
  return names.map((name) => held[name]).find((value) => value !== undefined);
}

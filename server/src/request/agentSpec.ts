import { Document, visit } from 'yaml';
import type { JsonObject, JsonValue } from '../../../shared/src/messages';
import { escapeHidden } from '../../../shared/src/plainText';
import { type Choice, choiceOf } from '../ast/choice';
import type { Path } from '../ast/nodes';
import { parse } from '../parser/parse';
import { keysOf, schemaAt } from '../schema/lookup';

/**
 * An agent of the API as the text of a spec: the keys that a spec may hold in the order of the
 * schema, `id` first. Left out is what only the server sets and what says nothing (null, empty);
 * what cannot be seen is written as escapes.
 *
 * @param agent the answer of `GET /test_framework/v2/aiagents/{id}/` (later docs)
 */
export function agentSpec(agent: JsonObject): string {
  const choice = choiceOf(parse(JSON.stringify(agent)).root);
  const spec = new Document(mapOf(agent, [], choice), { aliasDuplicateObjects: false });
  visit(spec, {
    Scalar(_, scalar) {
      const { value } = scalar;
      const hides = typeof value === 'string' && escapeHidden(value) !== value;
      if (hides) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  const text = spec.toString({
    lineWidth: 0,
    blockQuote: 'literal',
    // In double quotes the library loses blanks at the ends of lines that it breaks.
    doubleQuotedMinMultiLineLength: Number.POSITIVE_INFINITY,
  });
  return escapeHidden(text);
}

/** What is kept of a map: of an open one all, of one whose keys the schema names only those. */
function mapOf(map: JsonObject, path: Path, choice: Choice): JsonObject {
  const schema = schemaAt(path, choice);
  if (schema === undefined || keysOf(schema).length === 0) {
    return schema?.additionalProperties === false ? {} : map;
  }
  const isOptional = (key: string) => schema.required?.includes(key) !== true;
  const pairs = keysOf(schema).flatMap((key): [string, JsonValue][] => {
    const value = map[key];
    const place = [...path, key];
    if (value === undefined || schemaAt(place, choice)?.readOnly === true) return [];
    const kept = keptOf(value, place, choice);
    return isOptional(key) && saysNothing(kept) ? [] : [[key, kept]];
  });
  return Object.fromEntries(pairs);
}

function keptOf(value: JsonValue, path: Path, choice: Choice): JsonValue {
  if (Array.isArray(value)) {
    return value.map((item, index) => keptOf(item, [...path, index], choice));
  }
  return typeof value === 'object' && value !== null ? mapOf(value, path, choice) : value;
}

function saysNothing(value: JsonValue): boolean {
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return value === null || value === '' || isEmpty;
}

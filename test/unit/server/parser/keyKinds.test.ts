import { expect, test } from 'vitest';
import { keysBesideText, listKeys, mapKeys } from '../../../../server/src/parser/repairs/keyKinds';
import type { Schema } from '../../../../server/src/schema/descriptions';
import { composed } from '../../../../server/src/schema/generated/schemas';
import { dereference, typesOf } from '../../../../server/src/schema/lookup';

test('the keys that the parser knows are those of the schemas: lists of maps, maps, and keys beside a description', () => {
  const [lists, maps, beside] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const look = (schema: Schema): void => {
    const properties = Object.entries(schema.properties ?? {});
    if (schema.properties?.description !== undefined)
      for (const [key, { readOnly }] of properties) if (!readOnly) beside.add(key);
    for (const [key, property] of properties) {
      const below = dereference(property);
      const items = below.items && dereference(below.items);
      if (typesOf(below).includes('object')) maps.add(key);
      if (items && typesOf(items).includes('object')) lists.add(key);
      look(items ?? below);
    }
    for (const branch of [schema.then, schema.else]) if (branch !== undefined) look(branch);
  };
  const { agent, provider, chat } = composed;
  for (const schema of [agent, ...Object.values(provider), ...Object.values(chat)]) look(schema);
  expect([...lists].sort()).toEqual([...listKeys]);
  expect([...maps].sort()).toEqual([...mapKeys]);
  expect([...beside].sort()).toEqual([...keysBesideText]);
});

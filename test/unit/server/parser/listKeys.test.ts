import { expect, test } from 'vitest';
import { listKeys } from '../../../../server/src/parser/repairs/keyBesideDash';
import type { Schema } from '../../../../server/src/schema/descriptions';
import { composed } from '../../../../server/src/schema/generated/schemas';
import { dereference, typesOf } from '../../../../server/src/schema/lookup';

test('the keys that the parser takes for lists of maps are those of the schema', () => {
  const found = new Set<string>();
  const look = (schema: Schema): void => {
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      const below = dereference(property);
      const items = below.items && dereference(below.items);
      if (items && typesOf(items).includes('object')) found.add(key);
      look(items ?? below);
    }
  };
  look(composed.agent);
  expect([...found].sort()).toEqual([...listKeys]);
});

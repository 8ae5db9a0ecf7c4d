import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { readDescriptions } from '../../../scripts/generate';
import type { Schema } from '../../../server/src/schema/descriptions';

const ajv = new Ajv({ allErrors: true, strictTypes: false });
ajv.addSchema(await readJson('schemas/provider.schema.json'));
ajv.addSchema(await readJson('schemas/chat.schema.json'));

describe.each([
  { kind: 'provider', folder: 'schemas/providers' },
  { kind: 'chat', folder: 'schemas/chat' },
])('each $kind description', async ({ kind, folder }) => {
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => ({
      name: basename(name, '.json'),
      content: await readJson(`${folder}/${name}`),
    })),
  );

  test.each(files)('$name has the shape that its schema tells', ({ content }) => {
    ajv.validate(`${kind}.schema.json`, content);
    expect(ajv.errors ?? []).toEqual([]);
  });

  test.each(files)('$name is named by its type', ({ name, content }) => {
    expect(content.type === '' ? 'none' : content.type).toBe(name);
  });

  test.each(files)('$name describes each value of an enum', ({ content }) => {
    for (const schema of propertiesOf(content.config)) {
      expect(schema.enumDescriptions?.length).toBe(schema.enum?.length);
    }
  });

  test.each(files)('$name has its required keys first', ({ content }) => {
    const { properties = {}, required = [] } = content.config;
    expect(Object.keys(properties).slice(0, required.length)).toEqual(required);
  });

  test.each(files)('$name needs a config exactly when a key of it is required', ({ content }) => {
    const { use, source, required = [], else: otherwise } = content.config;
    const isAsked = source !== 'later' && (required.length > 0 || otherwise !== undefined);
    expect(use === 'required').toBe(isAsked);
  });
});

test('each key of the body is described, each value of its enums too', async () => {
  const { agent } = await readDescriptions();
  const undescribed = propertiesIn(agent).filter(
    ([, { description, $ref, enum: values, enumDescriptions: lines }]) =>
      (description ?? $ref) === undefined || values?.length !== lines?.length,
  );
  expect(undescribed).toEqual([]);
});

function propertiesIn({ properties = {}, $defs = {}, items }: Schema): [string, Schema][] {
  const inner = [...Object.values(properties), ...Object.values($defs), ...(items ? [items] : [])];
  return [...Object.entries(properties), ...inner.flatMap(propertiesIn)];
}

interface Described {
  type: string;
  config: {
    use: string;
    source?: string;
    properties?: Record<string, { enum?: string[]; enumDescriptions?: string[] }>;
    required?: string[];
    else?: object;
  };
}

function propertiesOf({ properties = {} }: Described['config']) {
  return Object.values(properties);
}

async function readJson(path: string): Promise<Described> {
  return JSON.parse(await readFile(path, 'utf8'));
}

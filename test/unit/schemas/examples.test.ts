import { readdir, readFile } from 'node:fs/promises';
import Ajv from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readDescriptions } from '../../../scripts/generate';
import { SpecDocument } from '../../../server/src/document/specDocument';
import { diagnostics } from '../../../server/src/features/diagnostics';
import { composeSchemas, publish } from '../../../server/src/schema/composeSchemas';
import contract from '../../fixtures/contract.json' with { type: 'json' };

const ending = '.cekura-agent.yaml';
const names = (await readdir('examples'))
  .filter((name) => name.endsWith(ending))
  .map((name) => name.slice(0, -ending.length));

describe('the examples', () => {
  test.each(names.filter((name) => name !== 'wrong-on-purpose'))(
    'nothing is marked in %s',
    async (name) => {
      expect(checked(await textOf(name))).toEqual([]);
    },
  );

  test('wrong-on-purpose shows what its comments say, each below its comment', async () => {
    const text = await textOf('wrong-on-purpose');
    const announced = [...text.matchAll(/^ *# ([a-z0-9-]+): /gm)].map(([, code]) => code);
    expect(checked(text).map(({ code }) => code)).toEqual(announced);
  });
});

describe('the published schema, for other editors', async () => {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const validate = ajv.compile(publish(composeSchemas(await readDescriptions())));

  test.each(names)('judges %s as we do', async (name) => {
    expect(validate(parse(await textOf(name)))).toBe(name !== 'wrong-on-purpose');
  });

  test.each([
    ['a LiveKit agent without credentials', { type: 'livekit' }],
    [
      "another provider's key",
      { type: 'vapi', credentials: { api_key: 'k', config: { url: 'u' } } },
    ],
    ['an unknown provider', { type: 'vappi' }],
    [
      "a chat agent's missing key",
      { type: 'custom', chat_agent_details: { type: 'agentforce', config: { agent_id: 'a' } } },
    ],
  ])('refuses %s', (_, provider) => {
    expect(validate({ name: 'a', description: 'b', project: 1, provider })).toBe(false);
  });
});

describe('the request examples of the contract', () => {
  const restated = {
    'CloudAuto-import(configureFromProvider)': 'import-from-retell',
    'Self-hosted(observation-only,MostCommon)': 'support-line',
    'Self-hostedViaWebSocket(text-modeTesting)': 'chat-over-websocket',
    VAPI: 'vapi-solar-leads',
    Retell: 'retell-clinic-bookings',
    Bland: 'bland-billing',
    LiveKit: 'livekit-front-desk',
    ElevenLabs: 'elevenlabs-concierge',
    'Self-hostedWithMockTools(direct+MCPRouting)': 'support-line-with-mock-tools',
  } satisfies Record<keyof typeof contract.requestExamples, string>;
  const requests = new Map(Object.entries(contract.requestExamples));

  test.each(Object.entries(restated))('%s is restated by %s', async (title, example) => {
    const request = requests.get(title) ?? {};
    expect(shapeOf(parse(await textOf(example)))).toMatchObject(
      Object(shapeOf(byNamesOfToday(request))),
    );
  });
});

/** A request with `telephony` around the keys that the older API has at the root. */
function byNamesOfToday(request: object): object {
  const old = new Set(['inbound', 'phone_number']);
  const [kept, moved] = [false, true].map((isOld) =>
    Object.fromEntries(Object.entries(request).filter(([key]) => old.has(key) === isOld)),
  );
  return { ...kept, ...(Object.keys(moved ?? {}).length > 0 && { telephony: moved }) };
}

/** A value with its strings taken out, but those that choose a type. */
function shapeOf(value: unknown, key?: string): unknown {
  if (Array.isArray(value)) return value.map((item) => shapeOf(item));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, shapeOf(inner, name)]),
    );
  }
  return typeof value === 'string' && key !== 'type' ? 'text' : value;
}

function checked(text: string) {
  return diagnostics(SpecDocument.create('file:///spec', 1, text));
}

function textOf(example: string): Promise<string> {
  return readFile(`examples/${example}${ending}`, 'utf8');
}

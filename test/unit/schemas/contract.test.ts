import { describe, expect, test } from 'vitest';
import { readDescriptions } from '../../../scripts/generate';
import { type ComposedSchemas, composeSchemas } from '../../../server/src/schema/composeSchemas';
import contract from '../../fixtures/contract.json' with { type: 'json' };
import { allowed } from './allowedDifferences';
import { type AnySchema, compare, type Facts, flatten } from './flatten';

/** Which of the contract's config schemas belongs to which type: its `oneOf` does not say. */
const providerConfigs = new Map(
  Object.entries({
    vapi: 'VapiConfig',
    retell: 'RetellConfig',
    elevenlabs: 'ElevenLabsConfig',
    bland: 'BlandConfig',
    livekit: 'LiveKitConfig',
    pipecat: 'PipecatConfig',
    synthflow: 'SynthflowConfig',
    koreai: 'KoreAiConfig',
    genesys: 'GenesysConfig',
    amazon_connect: 'AmazonConnectConfig',
    self_hosted: 'SelfHostedConfig',
    custom: 'SelfHostedConfig',
    '': 'SelfHostedConfig',
  }),
);
const chatConfigs = new Map(
  Object.entries({
    retell: 'RetellChatConfig',
    bland: 'BlandChatConfig',
    agentforce: 'AgentforceChatConfig',
    self_hosted: 'SelfHostedChatConfig',
    amazon_connect: 'AmazonConnectChatConfig',
  }),
);

describe('the composed schema against the contract', async () => {
  const differences = compare(
    contractFacts(),
    composedFacts(composeSchemas(await readDescriptions())),
  );
  const excused = new Set(
    allowed.flatMap(({ where, difference }) =>
      where.flatMap(alternatives).map((path) => `${path}: ${difference}`),
    ),
  );

  test('says the same of every path, but for the allowed differences', () => {
    expect([...differences].filter((difference) => !excused.has(difference))).toEqual([]);
  });

  test('has each allowed difference still', () => {
    expect([...excused].filter((difference) => !differences.has(difference))).toEqual([]);
  });
});

/** The contract's request, with what depends on a type under `provider(<type>)` and `chat(<type>)`. */
function contractFacts(): Facts {
  const schemas: Record<string, AnySchema> = contract.schemas;
  const open = ['AgentCredentials', 'ChatAgentConfig'];
  const follow = (ref: string): AnySchema => {
    const name = ref.replace('#/components/schemas/', '');
    return open.includes(name) ? { type: 'object' } : (schemas[name] ?? {});
  };
  const config = (name: string | undefined): AnySchema => ({
    properties: {
      config: { oneOf: [schemas[name ?? ''] ?? { type: 'object' }, { type: 'null' }] },
    },
  });
  const facts = flatten({ $ref: 'SchemaPostAIAgentV2' }, '', new Map(), follow);
  const providerTypes = contract.schemas.SchemaAgentProviderCreate.properties.type.enum;
  const { agent_id, credentials } = contract.schemas.SchemaAgentProviderCreate.properties;
  const { api_key } = contract.schemas.AgentCredentials.properties;
  for (const type of providerTypes) {
    const path = `provider(${type})`;
    flatten({ properties: { agent_id, credentials } }, path, facts, follow);
    flatten({ properties: { api_key } }, `${path}.credentials`, facts, follow);
    flatten(config(providerConfigs.get(type)), `${path}.credentials`, facts, follow);
  }
  for (const type of contract.schemas.ChatAgentDetails.properties.type.enum) {
    flatten(config(chatConfigs.get(type)), `chat(${type})`, facts, follow);
  }
  return facts;
}

/** Our composed schema, at the same paths. */
function composedFacts({ agent, provider, chat }: ComposedSchemas): Facts {
  const follow = (ref: string): AnySchema => agent.$defs?.[ref.replace('#/$defs/', '')] ?? {};
  const facts = flatten(agent, '', new Map(), follow);
  for (const [type, schema] of Object.entries(provider)) {
    flatten(schema, `provider(${type})`, facts, follow);
  }
  for (const [type, schema] of Object.entries(chat))
    flatten(schema, `chat(${type})`, facts, follow);
  return facts;
}

/** `telephony.{a,b}.c` → `telephony.a.c` and `telephony.b.c`. */
function alternatives(path: string): string[] {
  const [, before = path, choice = '', after = ''] = /^(.*)\{(.*)\}(.*)$/.exec(path) ?? [];
  return choice.split(',').map((one) => `${before}${one}${after}`);
}

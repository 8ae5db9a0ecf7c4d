import contract from '../fixtures/contract.json';
import { importingTypes, later, notBlank, topLevelTelephony } from './later';

const { schemas } = contract;

/** Which of the contract's config schemas a provider type means; the others take any config. */
const providerConfigs = {
  vapi: 'VapiConfig',
  retell: 'RetellConfig',
  elevenlabs: 'ElevenLabsConfig',
  bland: 'BlandConfig',
  livekit: 'LiveKitConfig',
  synthflow: 'SynthflowConfig',
  koreai: 'KoreAiConfig',
  genesys: 'GenesysConfig',
  pipecat: 'PipecatConfig',
  amazon_connect: 'AmazonConnectConfig',
  self_hosted: 'SelfHostedConfig',
  custom: 'SelfHostedConfig',
  '': 'SelfHostedConfig',
};

/** Which of the contract's chat schemas a chat type means; the others take any config. */
const chatConfigs = {
  retell: 'RetellChatConfig',
  bland: 'BlandChatConfig',
  agentforce: 'AgentforceChatConfig',
  self_hosted: 'SelfHostedChatConfig',
  amazon_connect: 'AmazonConnectChatConfig',
};

/** What `schema` says, for values that fit `condition` only. */
const when = (condition: object, schema: object) => ({ if: { not: condition }, else: schema });
const orNull = (schema: object) => when({ not: { type: 'null' } }, schema);
const component = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** One condition for each type; `place` puts the config's schema where the config stands. */
const configByType = (configs: Record<string, string>, place: (config: object) => object) =>
  Object.entries(configs).map(([type, name]) =>
    when(
      { properties: { type: { const: type } }, required: ['type'] },
      { properties: place(orNull(component(name))) },
    ),
  );

/** A body that asks for the agent to be filled in from a provider that can do so. */
const imports = {
  properties: {
    provider: {
      properties: { configure_from_provider: { const: true }, type: { enum: importingTypes } },
      required: ['configure_from_provider'],
    },
  },
  required: ['provider'],
};

/** What such a body needs beside the project, by the contract's prose; newer servers may have a saved key. */
const importNeeds = {
  properties: {
    provider: {
      properties: {
        agent_id: { type: 'string', minLength: 1 },
        credentials: {
          type: 'object',
          properties: { api_key: { minLength: 1 } },
          required: ['api_key'],
        },
      },
      required: ['agent_id', 'credentials'],
    },
  },
};

/** `oneOf [X, null]` refuses null where X takes anything, and its errors name no field. */
function readNullables(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(readNullables);
  if (typeof schema !== 'object' || schema === null) return schema;
  const read = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, readNullables(value)]),
  );
  // Django REST framework passes over what is read-only.
  if (read.readOnly === true) return {};
  const { oneOf, ...rest } = read;
  if (!Array.isArray(oneOf)) return read;
  const [value, none] = oneOf;
  return oneOf.length === 2 && none?.type === 'null' ? { ...rest, ...orNull(value) } : read;
}

const provider = schemas.SchemaAgentProviderCreate;
const chat = schemas.ChatAgentDetails;
const agent = schemas.SchemaPostAIAgentV2;

const extended = {
  ...schemas,
  // A config's schema is chosen by the type beside it: the contract's `oneOf` is ambiguous.
  ProviderCredentialsConfig: {},
  ChatAgentConfig: {},
  SchemaAgentProviderCreate: {
    ...provider,
    properties: {
      ...provider.properties,
      redact_fields: later.redactFields,
      type: { type: 'string', enum: [...provider.properties.type.enum, ...later.providerTypes] },
    },
    allOf: configByType(providerConfigs, (config) => ({
      credentials: { properties: { config } },
    })),
  },
  ChatAgentDetails: {
    ...chat,
    properties: {
      ...chat.properties,
      type: { type: 'string', enum: [...chat.properties.type.enum, ...later.chatTypes] },
    },
    allOf: configByType(chatConfigs, (config) => ({ config })),
  },
  SchemaPostAIAgentV2: {
    ...agent,
    properties: {
      ...agent.properties,
      ...topLevelTelephony,
      name: { ...agent.properties.name, ...notBlank },
      description: { ...agent.properties.description, ...notBlank },
      email_id: later.email,
      mock_tools_enabled: later.mockToolsEnabled,
      language: {
        type: 'string',
        enum: [...agent.properties.language.enum, ...later.languages],
      },
    },
    // The prose requires name and project too; an import brings name and description itself.
    required: ['project'],
    allOf: [
      when(imports, importNeeds),
      when({ not: imports }, { required: ['name', 'description'] }),
    ],
  },
};

/** The contract's schemas as one JSON Schema document, ready to be compiled. */
export const contractSchema = {
  $id: 'contract',
  components: { schemas: readNullables(extended) },
};

/** Reference to the body of `POST /test_framework/v2/aiagents/` within `contractSchema`. */
export const createBody = 'contract#/components/schemas/SchemaPostAIAgentV2';

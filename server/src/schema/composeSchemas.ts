import type {
  ChatDescription,
  ConfigDescription,
  Descriptions,
  ProviderDescription,
  Schema,
} from './descriptions';

/** What a spec may hold, in parts: `agent` for all, and what the chosen types add to it. */
export interface ComposedSchemas {
  /** The body. `provider.credentials` and `provider.chat_agent_details.config` are left open. */
  agent: Schema;
  /** `provider.type` → what it adds to the `provider` map. */
  provider: Record<string, Schema>;
  /** `chat_agent_details.type` → what it adds to the `chat_agent_details` map. */
  chat: Record<string, Schema>;
}

const configuresFromProvider: Schema = {
  properties: { configure_from_provider: { const: true } },
  required: ['configure_from_provider'],
};

/** Composes the description files into the schemas that validation, completion and hover share. */
export function composeSchemas(descriptions: Descriptions): ComposedSchemas {
  return {
    agent: composeAgent(descriptions),
    provider: byType(descriptions.providers, composeProvider),
    chat: byType(descriptions.chats, composeChat),
  };
}

/** The composed parts as one JSON Schema for other editors, each type behind an `if`. */
export function publish({ agent, provider, chat }: ComposedSchemas): Schema {
  const whole = structuredClone(agent);
  const providerSchema = at(whole, 'provider');
  providerSchema.allOf = [...(providerSchema.allOf ?? []), ...branches(provider)];
  const chatSchema = at(providerSchema, 'chat_agent_details');
  chatSchema.allOf = [...(chatSchema.allOf ?? []), ...branches(chat)];
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...whole };
}

function composeAgent({ agent, providers, chats }: Descriptions): Schema {
  const { required = [], ...rest } = structuredClone(agent);
  const whole: Schema = {
    ...rest,
    if: { properties: { provider: configuresFromProvider }, required: ['provider'] },
    then: { required: required.filter((key) => key !== 'name' && key !== 'description') },
    else: { required },
  };
  const provider = at(whole, 'provider');
  Object.assign(at(provider, 'type'), enumOf(providers));
  Object.assign(at(at(provider, 'chat_agent_details'), 'type'), enumOf(chats));
  return whole;
}

function enumOf(files: (ProviderDescription | ChatDescription)[]): Schema {
  const values = files.flatMap((file) =>
    typesOf(file).map((type) => ({ type, line: `${file.title}: ${file.description}` })),
  );
  return { enum: values.map(({ type }) => type), enumDescriptions: values.map(({ line }) => line) };
}

function composeProvider(provider: ProviderDescription): Schema {
  const { title, agent_id: agentId } = provider;
  const credentialKeys = requiredCredentials(provider);
  const requiredAlways = agentId.use === 'required' && provider.source === 'contract';
  const recommended = recommendedKeys(provider);
  return {
    properties: {
      agent_id: {
        type: ['string', 'null'],
        description: agentId.description ?? `${title} has no agent id.`,
        ...(agentId.examples === undefined ? {} : { examples: agentId.examples }),
      },
      credentials: composeCredentials(provider),
    },
    ...(recommended.length > 0 ? { 'x-recommended': recommended } : {}),
    if: configuresFromProvider,
    then: { required: agentId.use === 'none' ? [] : ['agent_id'] },
    else: {
      required: [
        ...(requiredAlways ? ['agent_id'] : []),
        ...(credentialKeys.length > 0 ? ['credentials'] : []),
      ],
      properties:
        credentialKeys.length > 0
          ? { credentials: { type: 'object', required: credentialKeys } }
          : {},
    },
  };
}

function composeCredentials(provider: ProviderDescription): Schema {
  const { title, docs, api_key: apiKey, config } = provider;
  return {
    type: ['object', 'null'],
    description: credentialsDescription(provider),
    properties: {
      api_key: {
        type: 'string',
        description: apiKey.description ?? `${title} takes no key.`,
        'x-secret': true,
      },
      config: configSchema(config, provider),
    },
    additionalProperties: false,
    ...(apiKey.use === 'required' && apiKey.source === 'later'
      ? { 'x-recommended': ['api_key'] }
      : {}),
    ...(docs === undefined ? {} : { 'x-docs': docs }),
  };
}

/** The keys of `credentials` that the contract requires. */
function requiredCredentials({ source, api_key: apiKey, config }: ProviderDescription): string[] {
  return [
    ...(apiKey.use === 'required' && apiKey.source !== 'later' ? ['api_key'] : []),
    ...(config.use === 'required' && source === 'contract' ? ['config'] : []),
  ];
}

/** The keys of `provider` that only newer documentation requires. */
function recommendedKeys(provider: ProviderDescription): string[] {
  const { source, agent_id: agentId, api_key: apiKey, config } = provider;
  const needsCredentials = apiKey.use === 'required' || config.use === 'required';
  const isRequired = requiredCredentials(provider).length > 0;
  return [
    ...(agentId.use === 'required' && source !== 'contract' ? ['agent_id'] : []),
    ...(needsCredentials && !isRequired ? ['credentials'] : []),
  ];
}

function credentialsDescription({ title, api_key: apiKey, config }: ProviderDescription): string {
  if (apiKey.use === 'none' && config.use === 'none') return `${title} needs no credentials.`;
  return `How Cekura signs in to ${title}.`;
}

function composeChat(chat: ChatDescription): Schema {
  return {
    properties: { config: configSchema(chat.config, chat) },
    ...(chat.config.use !== 'required'
      ? {}
      : chat.source === 'contract'
        ? { required: ['config'] }
        : { 'x-recommended': ['config'] }),
  };
}

/** A `config` map; what only later documentation requires is recommended instead. */
function configSchema(
  { use, required = [], ...config }: ConfigDescription,
  { title, source, docs }: ProviderDescription | ChatDescription,
): Schema {
  const page = docs === undefined ? {} : { 'x-docs': docs };
  if (use === 'any') {
    return { type: ['object', 'null'], description: `Whatever ${title} needs.`, ...page };
  }
  const keys = source === 'contract' ? { required } : { 'x-recommended': required };
  return {
    description: use === 'none' ? `${title} has no settings here.` : `Settings of ${title}.`,
    ...page,
    ...config,
    type: use === 'required' && source === 'contract' ? 'object' : ['object', 'null'],
    properties: config.properties ?? {},
    additionalProperties: false,
    ...(required.length > 0 ? keys : {}),
  };
}

function branches(schemas: Record<string, Schema>): Schema[] {
  return Object.entries(schemas).map(([type, schema]) => ({
    // Without a type it is a custom agent; `required` keeps the other types to specs that name them.
    if: {
      properties: { type: { const: type } },
      ...(type === 'custom' ? {} : { required: ['type'] }),
    },
    then: schema,
  }));
}

function byType<T extends ProviderDescription | ChatDescription>(
  files: T[],
  composeOne: (file: T) => Schema,
): Record<string, Schema> {
  return Object.fromEntries(
    files.flatMap((file) => typesOf(file).map((type) => [type, composeOne(file)])),
  );
}

function typesOf(file: ProviderDescription | ChatDescription): string[] {
  return [file.type, ...('aliases' in file ? (file.aliases ?? []) : [])];
}

/** The schema of a property that `schemas/agent.json` has to have. */
function at(schema: Schema, key: string): Schema {
  const property = schema.properties?.[key];
  if (property === undefined) throw new Error(`schemas/agent.json describes no ${key}`);
  return property;
}

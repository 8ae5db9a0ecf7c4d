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
  /** What some provider adds to the `provider` map, for a type that is not known. */
  anyProvider: Schema;
  /** What some chat adds to the `chat_agent_details` map, for a type that is not known. */
  anyChat: Schema;
}

const configuresFromProvider: Schema = {
  properties: { configure_from_provider: { const: true } },
  required: ['configure_from_provider'],
};

/** What an import has to find filled in. */
const neededByImport: Schema = {
  type: 'string',
  pattern: '\\S',
  'x-neededBy': 'configure_from_provider',
};

/** Composes the description files into the schemas that validation, completion and hover share. */
export function composeSchemas(descriptions: Descriptions): ComposedSchemas {
  const { providers, chats } = descriptions;
  // A platform without a published schema takes any configuration, so any may be right.
  const takesAny = providers.some(({ config }) => config.use === 'any');
  const credentials: Schema = {
    type: ['object', 'null'],
    description: 'How Cekura signs in to the provider.',
    properties: {
      api_key: {
        type: 'string',
        description: 'The key that Cekura signs in to the provider with.',
        'x-secret': true,
      },
      config: { ...configOfAny(providers), additionalProperties: takesAny },
    },
    additionalProperties: false,
  };
  return {
    agent: composeAgent(descriptions),
    provider: byType(providers, composeProvider),
    chat: byType(chats, composeChat),
    anyProvider: { properties: { credentials } },
    anyChat: { properties: { config: { ...configOfAny(chats), additionalProperties: false } } },
  };
}

/** The keys of all `config` maps, each with what everybody who takes it agrees on. */
function configOfAny(files: (ProviderDescription | ChatDescription)[]): Schema {
  const properties = new Map<string, Schema>();
  for (const { config } of files) {
    for (const [key, property] of Object.entries(config.properties ?? {})) {
      const known = properties.get(key);
      properties.set(key, known === undefined ? property : agreed(known, property));
    }
  }
  return {
    type: ['object', 'null'],
    description: 'What Cekura needs to connect to the agent. `type` determines the keys.',
    properties: Object.fromEntries(properties),
  };
}

/** What two schemas say alike; the first one's words, and whether one of them has a secret. */
function agreed(one: Schema, other: Schema): Schema {
  const alike = Object.entries(one).filter(
    ([keyword, said]) =>
      JSON.stringify(said) ===
      JSON.stringify(Object.entries(other).find(([key]) => key === keyword)?.[1]),
  );
  const isSecret = one['x-secret'] === true || other['x-secret'] === true;
  return {
    ...(one.description === undefined ? {} : { description: one.description }),
    ...Object.fromEntries(alike),
    ...(isSecret ? { 'x-secret': true } : {}),
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
  const unable = providers.filter((one) => !canImport(one)).flatMap(typesOf);
  const imports: Schema = {
    properties: { ...configuresFromProvider.properties, type: { not: { enum: unable } } },
    required: ['configure_from_provider'],
  };
  const whole: Schema = {
    ...rest,
    if: { properties: { provider: imports }, required: ['provider'] },
    then: { required: required.filter((key) => key !== 'name' && key !== 'description') },
    else: { required },
  };
  const provider = at(whole, 'provider');
  Object.assign(at(provider, 'type'), enumOf(providers));
  Object.assign(at(at(provider, 'chat_agent_details'), 'type'), enumOf(chats));
  return whole;
}

function canImport({ flags }: ProviderDescription): boolean {
  return flags.configure_from_provider !== undefined;
}

function enumOf(files: (ProviderDescription | ChatDescription)[]): Schema {
  const values = files.flatMap((file) =>
    typesOf(file).map((type) => ({ type, line: `${file.title}: ${file.description}` })),
  );
  return {
    enum: values.map(({ type }) => type),
    enumDescriptions: values.map(({ line }) => line),
    'x-laterValues': files.filter(({ source }) => source === 'later').flatMap(typesOf),
  };
}

function composeProvider(provider: ProviderDescription): Schema {
  const { title, agent_id: agentId } = provider;
  const credentialKeys = requiredCredentials(provider);
  const requiredAlways = agentId.use === 'required' && provider.source === 'contract';
  const recommended = recommendedKeys(provider);
  const credentials = composeCredentials(provider);
  const required = [
    ...(requiredAlways ? ['agent_id'] : []),
    ...(credentialKeys.length > 0 ? ['credentials'] : []),
  ];
  const schema: Schema = {
    properties: {
      agent_id: {
        type: ['string', 'null'],
        description: agentId.description ?? `${title} doesn't use an agent id.`,
        ...(agentId.examples === undefined ? {} : { examples: agentId.examples }),
      },
      credentials,
    },
    ...(recommended.length > 0 ? { 'x-recommended': recommended } : {}),
  };
  if (!canImport(provider)) {
    return {
      ...schema,
      properties: {
        ...schema.properties,
        credentials: { ...credentials, required: credentialKeys },
      },
      required,
    };
  }
  return {
    ...schema,
    if: configuresFromProvider,
    then: {
      required: ['agent_id'],
      properties: {
        agent_id: neededByImport,
        credentials: { properties: { api_key: neededByImport } },
      },
    },
    else: { required, properties: { credentials: { required: credentialKeys } } },
  };
}

/** What platforms call an API key. */
const namesOfApiKeys = ['token', 'auth_token', 'access_token', 'api_token', 'private_key'];

function composeCredentials(provider: ProviderDescription): Schema {
  const { title, docs, api_key: apiKey, config } = provider;
  const required = requiredCredentials(provider);
  return {
    type: ['object', 'null'],
    description:
      required.length === 0
        ? `How Cekura signs in to ${title}.`
        : `${title} needs ${quoted(required)} here.`,
    properties: {
      api_key: {
        type: 'string',
        description: apiKey.description ?? `${title} doesn't need an API key.`,
        'x-secret': true,
        ...(apiKey.source === 'later' ? { 'x-later': true } : {}),
        ...(apiKey.use !== 'none' && {
          'x-otherNames': [...namesOfApiKeys, ...(apiKey.otherNames ?? [])],
        }),
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
  { use, required = [], source: ownSource, ...config }: ConfigDescription,
  { title, source: ownerSource, docs }: ProviderDescription | ChatDescription,
): Schema {
  const source = ownSource ?? ownerSource;
  const page = docs === undefined ? {} : { 'x-docs': docs };
  if (use === 'any') {
    return {
      type: ['object', 'null'],
      description: `Settings of ${title}. Takes any keys.`,
      ...page,
    };
  }
  const keys = source === 'contract' ? { required } : { 'x-recommended': required };
  return {
    description: configDescription(title, use, [...required, ...(config.else?.required ?? [])]),
    ...page,
    ...config,
    type: use === 'required' && source === 'contract' ? 'object' : ['object', 'null'],
    properties: config.properties ?? {},
    additionalProperties: false,
    ...(required.length > 0 ? keys : {}),
  };
}

function configDescription(
  title: string,
  use: ConfigDescription['use'],
  required: readonly string[],
): string {
  if (use === 'none') return `${title} has no settings.`;
  return required.length === 0
    ? `Settings of ${title}.`
    : `${title} needs ${quoted(required)} here.`;
}

function quoted(keys: readonly string[]): string {
  return keys.map((key) => `\`${key}\``).join(' and ');
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

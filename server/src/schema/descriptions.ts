/** A JSON Schema (draft 2020-12) as far as `schemas/` uses it, with the project's annotations. */
export interface Schema {
  $schema?: string;
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: SchemaType | SchemaType[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  enum?: (string | number | boolean | null)[];
  const?: string | number | boolean | null;
  if?: Schema;
  then?: Schema;
  else?: Schema;
  allOf?: Schema[];
  not?: Schema;
  minimum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  title?: string;
  description?: string;
  default?: string | number | boolean | null;
  examples?: unknown[];
  readOnly?: boolean;
  /** Cekura takes it and never gives it back. */
  writeOnly?: boolean;
  /** One line for each value of `enum`, in its order. */
  enumDescriptions?: string[];
  /** What texts usually look like: others are warned of. */
  'x-usualPattern'?: string;
  /** What `pattern` or `x-usualPattern` takes, in words that follow "takes". */
  'x-patternDescription'?: string;
  /** The value is a secret: it belongs in secret storage or the environment. */
  'x-secret'?: boolean;
  /** Only newer documentation than the contract names it. */
  'x-later'?: boolean;
  /** Keys that only newer documentation requires: missing ones are warned of. */
  'x-recommended'?: string[];
  /** What it means for the writer of a spec when Cekura says `true`, as a sentence. */
  'x-whenTrue'?: string;
  /** Keys of which one means nothing without the others. */
  'x-together'?: string[];
  /** Values of `enum` that only newer documentation than the contract names. */
  'x-laterValues'?: string[];
  /** What other platforms and standards call a value of `enum`; then no other is guessed. */
  'x-otherValues'?: Record<string, string>;
  /** What other platforms call the key. */
  'x-otherNames'?: string[];
  /** What other platforms have keys for that is a part of this one's text here. */
  'x-partNames'?: string[];
  /** The key that asks for this one. */
  'x-neededBy'?: string;
  /** The path (dots between keys) that newer specs write instead. */
  'x-prefer'?: string;
  /** Prompts and mock data are full of `${…}` with other meanings: only a whole value is a placeholder there. */
  'x-literal'?: boolean;
  /** Text of any number of lines, which is sent with all its line breaks. */
  'x-prose'?: boolean;
  /** Cekura can call the agent by it. */
  'x-wayIn'?: boolean;
  /** A page that explains it. */
  'x-docs'?: string;
}

type SchemaType = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'object' | 'array';

/** Whether the API's contract names a fact, or only newer documentation does. */
type Source = 'contract' | 'later';

/** The keys of a `config` map: `any` takes whatever is written, as no schema is published. */
export interface ConfigDescription extends Schema {
  use: 'required' | 'optional' | 'none' | 'any';
  /** Where that of the whole description is not right for it. */
  source?: Source;
}

/** `schemas/providers/<type>.json`: everything that is particular to one `provider.type`. */
export interface ProviderDescription {
  $schema?: string;
  type: string;
  aliases?: string[];
  title: string;
  description: string;
  docs?: string;
  source: Source;
  /** It runs on its owner's servers: Cekura reaches it by telephony or chat alone. */
  ownServers?: boolean;
  agent_id: { use: 'required' | 'optional' | 'none'; description?: string; examples?: string[] };
  api_key: {
    use: 'required' | 'optional' | 'none';
    source?: Source;
    description?: string;
    otherNames?: string[];
  };
  config: ConfigDescription;
  flags: Record<string, { source: Source; needs?: string }>;
  /** Variables of prompts that the platform fills in itself; `*` at the end stands for anything. */
  variables?: string[];
}

/** `schemas/chat/<type>.json`: everything that is particular to one `chat_agent_details.type`. */
export interface ChatDescription {
  $schema?: string;
  type: string;
  title: string;
  description: string;
  docs?: string;
  source: Source;
  /** With which providers: all, that of the same name, or `custom` (and none) and that of the same name. */
  fits: 'everywhere' | 'own' | 'custom';
  config: ConfigDescription;
}

/** `schemas/v1.json`: a name of the older API → the path (dots between keys) it has today. */
export interface V1Name {
  from: string;
  to: string;
}

/** An entry of `snippets/`, in VS Code's snippet syntax. */
export interface Snippet {
  title: string;
  prefix: string;
  description: string;
  body: string[];
}

/** The description files of `schemas/`, as they are, and the snippets. */
export interface Descriptions {
  agent: Schema;
  v1: V1Name[];
  providers: ProviderDescription[];
  chats: ChatDescription[];
  snippets: Snippet[];
}

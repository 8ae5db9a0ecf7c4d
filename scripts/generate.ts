import { mkdir, readdir, readFile } from 'node:fs/promises';
import Ajv from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { type ComposedSchemas, composeSchemas, publish } from '../server/src/schema/composeSchemas';
import type {
  ChatDescription,
  Descriptions,
  ProviderDescription,
  Schema,
  Snippet,
} from '../server/src/schema/descriptions';
import { writeChanged } from './writeChanged';

const generated = 'server/src/schema/generated';

/**
 * Writes what is derived from `schemas/` and `snippets/`: the composed schemas and compiled
 * validators for the server, the published schema, and the templates for the editor.
 */
export async function generate(): Promise<void> {
  const descriptions = await readDescriptions();
  const composed = composeSchemas(descriptions);
  await Promise.all([mkdir(generated, { recursive: true }), mkdir('dist', { recursive: true })]);
  const { providers, chats, v1, snippets } = descriptions;
  await Promise.all([
    writeChanged(`${generated}/schemas.ts`, moduleOf(composed, { providers, chats, v1, snippets })),
    writeJson('dist/cekura-agent.schema.json', publish(composed)),
    writeValidators(composed),
    writeTemplates(descriptions),
  ]);
}

/** The description files, providers and chats in alphabetical order of their types. */
export async function readDescriptions(): Promise<Descriptions> {
  const [agent, v1, providers, chats, snippetFiles] = await Promise.all([
    readJson<Schema>('schemas/agent.json'),
    readJson<Descriptions['v1']>('schemas/v1.json'),
    readFolder<ProviderDescription>('schemas/providers'),
    readFolder<ChatDescription>('schemas/chat'),
    readFolder<Record<string, Omit<Snippet, 'title'>>>('snippets'),
  ]);
  const snippets = snippetFiles.flatMap((file) =>
    Object.entries(file).map(([title, snippet]) => ({ title, ...snippet })),
  );
  return { agent, v1, providers, chats, snippets };
}

/** The schemas as a typed module, so that the server takes them without a cast. */
function moduleOf(composed: ComposedSchemas, facts: Omit<Descriptions, 'agent'>): string {
  return `import type { ComposedSchemas } from '../composeSchemas';
import type { Descriptions } from '../descriptions';
export const composed: ComposedSchemas = ${JSON.stringify(composed)};
export const facts: Omit<Descriptions, 'agent'> = ${JSON.stringify(facts)};
`;
}

async function writeValidators(composed: ComposedSchemas): Promise<void> {
  const { agent, provider, chat, anyProvider, anyChat } = composed;
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    strict: false,
    validateFormats: false,
    code: { source: true, esm: true, lines: false },
  });
  const exports: Record<string, string> = {};
  const add = (name: string, schema: Schema) => {
    ajv.addSchema({ ...schema, $id: name });
    exports[name] = name;
  };
  add('agent', agent);
  add('anyProvider', anyProvider);
  add('anyChat', anyChat);
  const tables = Object.entries({ provider, chat }).map(([kind, schemas]) => {
    const rows = Object.entries(schemas).map(([type, schema]) => {
      add(`${kind}_${type}`, schema);
      return `${JSON.stringify(type)}: ${kind}_${type}`;
    });
    return `export const ${kind} = { ${rows.join(', ')} };`;
  });
  // ajv copies all errors found so far for each item of a list that has some.
  const validators = standaloneCode(ajv, exports).replaceAll(
    /vErrors\.concat\((\w+\.errors)\)/g,
    'joined(vErrors, $1)',
  );
  const join = 'function joined(all, more) { for (const one of more) all.push(one); return all; }';
  const code = [validators, join, ...tables].join('\n');
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: '.' },
    bundle: true,
    format: 'esm',
    logLevel: 'warning',
    write: false,
  });
  for (const { text } of outputFiles) await writeChanged(`${generated}/validators.js`, text);
  await writeChanged(
    `${generated}/validators.d.ts`,
    `import type { ErrorObject } from 'ajv';
export interface Validate {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}
export const agent: Validate;
export const anyProvider: Validate;
export const anyChat: Validate;
export const provider: Record<string, Validate>;
export const chat: Record<string, Validate>;
`,
  );
}

/** The providers that most agents run on come first. */
const mostUsed = ['vapi', 'retell', 'elevenlabs', 'livekit', 'pipecat', 'bland', 'custom'];

/** What "New Agent Spec" offers: the snippet of each provider, found by its prefix, and the import. */
async function writeTemplates({ providers, snippets }: Descriptions): Promise<void> {
  const bodyOf = (prefix: string) => {
    const snippet = snippets.find((candidate) => candidate.prefix === prefix);
    if (snippet === undefined) throw new Error(`snippets/ has no ${prefix}`);
    return snippet.body.join('\n');
  };
  const rank = ({ type }: { type: string }) => (mostUsed.indexOf(type) + 100) % 100;
  const ofProviders = providers
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ type, title, description }) => {
      const body = bodyOf(`agent-${type.replaceAll('_', '-')}`);
      // The list shows it as it is: no Markdown.
      const words = description.replaceAll('`', '');
      return { type, title, description: words, body, fileName: fileNameOf(body) };
    });
  const imported = {
    type: 'import',
    title: 'Import from a Provider',
    description: 'Cekura imports the prompt, settings, tools and more from the provider.',
    body: bodyOf('agent-import'),
    fileName: 'imported-agent',
  };
  await writeJson('dist/templates.json', [imported, ...ofProviders]);
}

/** The name that a template gives the agent, as a file's: `solar-leads`. */
function fileNameOf(body: string): string {
  const [, name = 'agent'] = /^name: \$\{1:(.*)\}$/m.exec(body) ?? [];
  return name.toLowerCase().replaceAll(/\W+/g, '-');
}

async function readFolder<T>(folder: string): Promise<T[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map((name) => readJson<T>(`${folder}/${name}`)));
}

/** Files of this repository, whose shape a unit test holds against `schemas/*.schema.json`. */
async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8'));
}

function writeJson(path: string, value: unknown): Promise<void> {
  return writeChanged(path, JSON.stringify(value));
}

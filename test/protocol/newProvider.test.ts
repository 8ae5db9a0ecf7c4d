import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { marked } from '../marked';
import { RepositoryCopy } from '../repositoryCopy';
import { Server } from './server';

/** What a made-up provider needs, by the paths that CONTRIBUTING names. */
const files: Record<string, object> = {
  'schemas/providers/<type>.json': {
    $schema: '../provider.schema.json',
    type: 'parrot_line',
    title: 'Parrot Line',
    description: 'Agents that repeat what they hear. Needs `perch`.',
    source: 'contract',
    agent_id: { use: 'none' },
    api_key: { use: 'required', description: 'The key to the cage.' },
    config: {
      use: 'required',
      required: ['perch'],
      properties: { perch: { type: 'string', description: 'Where the parrot sits.' } },
    },
    flags: {},
  },
  'snippets/<type>.json': {
    'Parrot Line agent': {
      prefix: 'agent-parrot-line',
      description: 'A whole spec for Parrot Line.',
      body: ['name: ${1:Parrot}', '$0'],
    },
  },
};

let copy: RepositoryCopy;
let server: Server;
beforeAll(async () => {
  copy = await RepositoryCopy.make();
  for (const [path, content] of Object.entries(files)) {
    const file = copy.path(path.replace('<type>', 'parrot_line'));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(content));
  }
  await copy.npmRun('docs');
  const program = [copy.path('dist/server.js')];
  server = await Server.start(undefined, undefined, undefined, { program });
});
afterAll(async () => {
  await server.stop();
  await copy.remove();
});

const spec = (lines: string) =>
  `name: Parrot\ndescription: Repeat.\nproject: 42\nprovider:\n  type: parrot_line\n${lines}`;

test('CONTRIBUTING names the files that a provider consists of', async () => {
  const text = await readFile('CONTRIBUTING.md', 'utf8');
  const [, list = ''] = /^### A provider\n\n([\s\S]*?)\n\n/m.exec(text) ?? [];
  const named = [...list.matchAll(/`(\S+<type>\S+)`/g)].map(([, path]) => path);
  expect(named).toEqual(Object.keys(files));
});

test('validation knows it', async () => {
  const { diagnostics } = await server.open(
    spec('  credentials:\n    api_key: ${secret:k}\n    config:\n      cage: gold\n'),
  );
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    expect.stringMatching(/^missing-key .*`perch`/),
    expect.stringMatching(/^unknown-key .*`cage`/),
  ]);
});

test.each([
  ['its type', 'provider:\n  type: │\n', 'parrot_line'],
  ['its keys', spec('  credentials:\n    config:\n      │\n'), 'perch'],
  ['its template', '│', 'agent-parrot-line'],
])('completion knows %s', async (_, source, label) => {
  const { text, cursor } = marked(source);
  const opened = await server.open(text);
  const items = await opened.complete(opened.document.positionAt(cursor));
  expect(items.map((item) => item.label)).toContain(label);
});

test.each([
  [
    'its type',
    spec('').replace('parrot', 'par│rot'),
    'Agents that repeat what they hear. Needs `perch`.',
  ],
  ['its keys', spec('  credentials: {config: {per│ch: a}}\n'), 'Where the parrot sits.'],
])('hover explains %s', async (_, source, description) => {
  const { text, cursor } = marked(source);
  const opened = await server.open(text);
  const hover = await opened.hover(opened.document.positionAt(cursor));
  expect(JSON.stringify(hover?.contents)).toContain(description);
});

test.each([
  ['the template picker', 'dist/templates.json', '"title":"Parrot Line"'],
  ['the template picker without Markdown', 'dist/templates.json', 'they hear. Needs perch."'],
  ['the published schema', 'dist/cekura-agent.schema.json', 'parrot_line'],
  ['the table of the README', 'README.md', '| Parrot Line | `parrot_line` | yes\\* | `perch`\\* |'],
])('%s has it', async (_, file, text) => {
  expect(await readFile(copy.path(file), 'utf8')).toContain(text);
});

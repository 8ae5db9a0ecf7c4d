import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundling } from '../../scripts/build';
import { installVSCode } from '../../scripts/vscode/install';
import { installOnce } from '../../scripts/vscode/npm';
import { forkOptions } from '../../shared/src/forkOptions';

/** A language server to be measured. */
export interface Server {
  name: ServerName;
  /** Arguments of Node. */
  args: string[];
  /** Beside the variables that there are. */
  env?: Record<string, string>;
  languageId: string;
  /** Whether the editor asks for diagnostics, as VS Code does where a server lets it. */
  pulled: boolean;
  /** Answers without understanding, so that no answer of it is right or wrong. */
  empty: boolean;
}

export type ServerName = keyof typeof table;

const yamlFolder = '.vscode-test/yaml-language-server';
const yamlServer = resolve(
  yamlFolder,
  'node_modules/yaml-language-server/bin/yaml-language-server',
);
const ours = {
  args: [...forkOptions.execArgv, 'dist/server.js'],
  env: forkOptions.env,
  languageId: 'cekura-agent',
  empty: false,
};
const yaml = { languageId: 'yaml', pulled: false, empty: false };

/** The columns of the table. */
const table = {
  'yaml-ls': { ...yaml, args: [yamlServer] },
  'yaml-ls, no debounce': {
    ...yaml,
    args: ['--import', pathToFileURL(resolve('test/bench/undelayed.mjs')).href, yamlServer],
  },
  floor: { args: ['build/bench/floor.js'], languageId: 'cekura-agent', pulled: true, empty: true },
  ours: { ...ours, pulled: true },
  'ours, pushed': { ...ours, pulled: false },
};

export const servers: Server[] = Object.entries(table).map(([name, server]) => ({
  ...server,
  name: name as ServerName,
}));

/** What yaml-language-server is told when it asks for its settings: our schema, and to fetch none. */
export const yamlSettings = {
  schemas: {
    [pathToFileURL(resolve('dist/cekura-agent.schema.json')).href]: '*.cekura-agent.yaml',
  },
  schemaStore: { enable: false },
  kubernetesCRDStore: { enable: false },
  validate: true,
  hover: true,
  completion: true,
};

/**
 * Fetches and bundles what is measured beside our server.
 *
 * @returns the Node that runs them all: the one of VS Code, as yaml-language-server needs Node 22
 * @throws when npm fails
 */
export async function prepareServers(): Promise<string> {
  await installOnce(
    yamlFolder,
    'yaml-language-server (21 MB on disk)',
    ['yaml-language-server'],
    async () => {},
  );
  await build({ ...bundling, entryPoints: ['test/bench/floor.ts'], outdir: 'build/bench' });
  return (await installVSCode()).node;
}

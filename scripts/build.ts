import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { generate } from './generate';
import { writeChanged } from './writeChanged';

/** Each becomes a bundle of its own; those that others load by `import()` are loaded when first needed. */
const bundles = [
  'client/src/extension.ts',
  'client/src/languageClient/languageClient.ts',
  'client/src/commands.ts',
  'client/src/newSpec.ts',
  'cli/src/cli.ts',
  'cli/src/offline.ts',
  'cli/src/online.ts',
  'server/src/entry/core.ts',
  'server/src/features/formatYaml.ts',
];

/** How code for Node is bundled, whatever it is. */
export const bundling = {
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'warning',
} satisfies BuildOptions;

/** The command line takes what it shares with the server from `dist/core.js`. */
const sharedCore: Plugin = {
  name: 'shared core',
  setup(builder) {
    builder.onResolve({ filter: /\/server\/src\/entry\/core$/ }, () => ({
      path: './core.js',
      external: true,
    }));
  },
};

/** Leaves `import('./folder/name')` as a load of `dist/name.js`. */
const lazyModules: Plugin = {
  name: 'lazy modules',
  setup(builder) {
    builder.onResolve({ filter: /^\.\// }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path)}.js`, external: true } : undefined,
    );
  },
};

/**
 * The language server's library asks for these as it is loaded, for ways to connect that are
 * rarely taken; to load them takes a tenth of the time in which the server starts.
 */
const rarelyUsed = /^(child_process|crypto|net)$/;

/** Loads those parts of Node when one of their functions is first asked for. */
const lazyNode: Plugin = {
  name: 'lazy parts of Node',
  setup(builder) {
    builder.onResolve({ filter: rarelyUsed }, ({ path, importer }) =>
      /vscode-(jsonrpc|languageserver)/.test(importer) ? { path, namespace: 'lazy' } : undefined,
    );
    builder.onLoad({ filter: rarelyUsed, namespace: 'lazy' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => require('node:${path}')[name] })`,
    }));
    // What the server itself takes of it, for comparisons.
    builder.onResolve({ filter: /^node:crypto$/ }, ({ importer }) =>
      ofServer.test(importer) ? { path: 'createHash', namespace: 'lazy function' } : undefined,
    );
    builder.onLoad({ filter: /^/, namespace: 'lazy function' }, ({ path }) => ({
      contents: `export const ${path} = (...args) => require('node:crypto').${path}(...args);`,
    }));
  },
};

const ofServer = /[\\/]server[\\/]src[\\/]/;

/** For each file that imports from a CommonJS module esbuild copies hundreds of its exports as the server starts: one file does so for all. */
const importedOnce: Plugin = {
  name: 'CommonJS imported once',
  setup(builder) {
    builder.onResolve({ filter: /^(vscode-languageserver|yaml)$/ }, (module) =>
      module.kind === 'import-statement' && ofServer.test(module.importer)
        ? { path: module.path, namespace: 'once', pluginData: module.resolveDir }
        : undefined,
    );
    builder.onLoad({ filter: /^/, namespace: 'once' }, ({ path, pluginData: resolveDir }) => ({
      contents: `export * from '${path}';`,
      resolveDir,
    }));
  },
};

/** The dispatchers of undici: its index also loads fetch, WebSockets, caches and mocks, which nobody here uses. */
const usedOfUndici: Plugin = {
  name: 'used of undici',
  setup(builder) {
    builder.onResolve({ filter: /^undici$/ }, ({ resolveDir }) => ({
      path: 'undici',
      namespace: 'used',
      pluginData: resolveDir,
    }));
    builder.onLoad({ filter: /^/, namespace: 'used' }, ({ pluginData: resolveDir }) => ({
      contents: `
        const Dispatcher = require('undici/lib/dispatcher/dispatcher');
        Object.assign(Dispatcher.prototype, require('undici/lib/api'));
        exports.Agent = require('undici/lib/dispatcher/agent');
        exports.EnvHttpProxyAgent = require('undici/lib/dispatcher/env-http-proxy-agent');
        exports.Pool = require('undici/lib/dispatcher/pool');`,
      resolveDir,
    }));
  },
};

/** Writes everything the extension consists of at run time into `dist/`; what is as it was is left alone. */
export async function buildAll(): Promise<void> {
  await generate();
  const { version } = JSON.parse(await readFile('package.json', 'utf8'));
  const written = await bundle(bundles, { packageVersion: JSON.stringify(version) });
  // Names the bundle that it loads by what is in it.
  const hash = createHash('sha256').update(await readFile('dist/core.js'));
  const coreHash = JSON.stringify(hash.digest('hex'));
  written.push(...(await bundle(['server/src/entry/server.ts'], { coreHash })));
  const left = (await readdir('dist')).filter(
    (name) => name.endsWith('.js') && !written.includes(name),
  );
  for (const name of left) await rm(join('dist', name));
}

/** Gives the names of the files that it has written into `dist/`. */
async function bundle(paths: string[], define: Record<string, string>): Promise<string[]> {
  const { outputFiles } = await build({
    ...bundling,
    entryPoints: paths.map((path) => ({ in: path, out: basename(path, '.ts') })),
    outdir: 'dist',
    define,
    external: ['vscode'],
    // Its ES module asks for `import.meta.url`, which a CommonJS bundle has not.
    alias: { tinyglobby: createRequire(import.meta.url).resolve('tinyglobby') },
    plugins: [sharedCore, lazyModules, lazyNode, importedOnce, usedOfUndici],
    // Node takes a good deal longer to import a file than to require it.
    supported: { 'dynamic-import': false },
    loader: { '.bash': 'text', '.fish': 'text', '.zsh': 'text' },
    write: false,
  });
  await Promise.all(outputFiles.map(({ path, contents }) => writeChanged(path, contents)));
  return outputFiles.map(({ path }) => basename(path));
}

if (import.meta.filename === process.argv[1]) await buildAll();

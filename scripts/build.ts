import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { generate } from './generate';

/** Each becomes a bundle of its own; those that others load by `import()` are loaded when first needed. */
const bundles = [
  'client/src/extension.ts',
  'client/src/languageClient.ts',
  'client/src/commands.ts',
  'client/src/newSpec.ts',
  'server/src/server.ts',
  'server/src/cli.ts',
  'server/src/core.ts',
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

/** Leaves `import('./name')` as a load of `dist/name.js`. */
const lazyModules: Plugin = {
  name: 'lazy modules',
  setup(builder) {
    builder.onResolve({ filter: /^\.\// }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `${path}.js`, external: true } : undefined,
    );
  },
};

/** Writes everything the extension consists of at run time into `dist/`. */
export async function buildAll(): Promise<void> {
  await rm('dist', { recursive: true, force: true });
  await generate();
  await build({
    ...bundling,
    entryPoints: bundles.map((path) => ({ in: path, out: basename(path, '.ts') })),
    outdir: 'dist',
    external: ['vscode'],
    // Its ES module asks for `import.meta.url`, which a CommonJS bundle has not.
    alias: { tinyglobby: createRequire(import.meta.url).resolve('tinyglobby') },
    plugins: [lazyModules],
  });
}

if (import.meta.filename === process.argv[1]) await buildAll();

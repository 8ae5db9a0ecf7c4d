import { build, type Plugin } from 'esbuild';
import { generate } from './generate';

/** Client modules that are loaded when first needed: each becomes a bundle of its own. */
const lazy = ['languageClient', 'commands', 'newSpec'];

/** Leaves `import('./name')` of a lazy module as a load of `dist/name.js`. */
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
  await generate();
  await build({
    entryPoints: [
      ...['extension', ...lazy].map((name) => `client/src/${name}.ts`),
      'server/src/server.ts',
      'server/src/cli.ts',
    ].map((path) => ({ in: path, out: path.replace(/^.*\/(.*)\.ts$/, '$1') })),
    outdir: 'dist',
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    plugins: [lazyModules],
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'warning',
  });
}

if (import.meta.filename === process.argv[1]) await buildAll();

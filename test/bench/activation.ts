import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { bundling } from '../../scripts/build';
import { runInExtensionHost } from '../../scripts/vscode/extensionHostTests';
import { serveVSCode } from '../../scripts/vscode/serve';
import type { Activations } from './activationProbe';
import type { Round } from './round';
import type { ServerName } from './servers';

const folder = resolve('build/bench/activation');
const home = join(folder, 'vscode');
const extensions = join(home, 'extensions');
/** What the windows open: no spec, which would activate ours before it is measured. */
const opened = join(folder, 'opened');

/** Windows opened in one round. */
const windows = 3;

const columns: Record<string, ServerName> = {
  'cekura-agent-specs.cekura-agent-specs': 'ours',
  'bench.empty': 'floor',
};

/** Activation of our extension in a real VS Code, and as its floor that of one that does nothing. */
export async function measureActivation({ samples }: Round): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(opened, { recursive: true });
  await writeEmptyExtension('first');
  await writeEmptyExtension('empty');
  await build({
    ...bundling,
    entryPoints: ['test/bench/activationProbe.ts'],
    outdir: folder,
    external: ['vscode'],
  });
  const results = join(folder, 'activations.json');
  await writeFile(results, '{}');
  const server = await serveVSCode({ home, extension: resolve('.') });
  try {
    for (let n = 0; n < windows; n += 1) {
      const probe = {
        folder: opened,
        extension: join(extensions, 'first'),
        tests: join(folder, 'activationProbe.js'),
      };
      await runInExtensionHost(server, probe, (text) => process.stdout.write(text));
    }
  } finally {
    server.stop();
  }
  const activations: Activations = JSON.parse(await readFile(results, 'utf8'));
  for (const [id, column] of Object.entries(columns)) {
    for (const { total, own } of activations[id] ?? []) {
      samples.add('activation in VS Code', 'ms', column, total);
      samples.add('activation, the extension’s own code', 'ms', column, own);
    }
  }
}

async function writeEmptyExtension(name: string): Promise<void> {
  const path = join(extensions, name);
  const manifest = {
    ...{ publisher: 'bench', name, version: '0.0.0', main: './extension.js' },
    ...{ engines: { vscode: '^1.91.0' }, activationEvents: ['onCommand:bench.never'] },
  };
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(path, 'extension.js'), 'exports.activate = () => {};\n');
}

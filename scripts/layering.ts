import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path/posix';

/**
 * The folders of each side from the lowest up: a file imports from its own folder, from those
 * listed before it, and from `shared/`. `.` are the files beside the folders.
 */
const layers: Record<string, string[]> = {
  shared: ['.'],
  server: [
    ...['base', 'ast', 'parser', 'document', 'schema', 'placeholders'],
    ...['request', 'fixes', 'sync', 'rules', 'features', 'files', 'lsp', 'entry'],
  ],
  client: [
    ...['api', 'configuration', 'ui', 'specs', 'languageClient', 'secrets', 'placeholders', 'sync'],
    ...['account', 'agents', 'preview', 'imports', 'create', 'update', '.'],
  ],
  cli: [
    ...['base', 'specs', 'check', 'cekura', 'render', 'new', 'convert', 'lsp', 'completion'],
    ...['plan', 'apply', 'pull', 'import', '.'],
  ],
};

/** What runs in any editor and on the command line. */
const runsAnywhere =
  /^(?:shared|server|cli|client\/src\/(?:api|sync)|client\/src\/(?:placeholders\/(?:fillPlaceholders|specFiles)|specs\/(?:sharedFolder|processStart))\.ts$)(?:\/|$)/;

/** What the command line takes of the other sides: the code of the server comes from `dist/core.js`. */
const sharedWithCommandLine =
  /^(?:server\/src\/entry\/core|client\/src\/(?:api|sync|placeholders)\/\w+)$/;

/** Whether it is of types alone, and where it leads. */
const imports =
  /\b(?:import|export)\b(\s+type\b)?[^;'"]*?\bfrom\s*'([^']+)'|\bimport\s*\(?\s*'([^']+)'/g;

async function filesOf(side: string): Promise<string[]> {
  const paths = await readdir(`${side}/src`, { recursive: true });
  return paths
    .map((path) => join(side, 'src', path.replaceAll('\\', '/')))
    .filter((path) => path.endsWith('.ts'));
}

function problemOf(file: string, path: string, isType: boolean): string | undefined {
  if (path === 'vscode' && runsAnywhere.test(file)) return `${file} runs without vscode`;
  if (!path.startsWith('.')) return undefined;
  const target = join(dirname(file), path);
  const [from, to] = [layerOf(file), layerOf(target)];
  const isShared = from.side === 'cli' && (isType || sharedWithCommandLine.test(target));
  const isAllowed =
    isShared || to.side === 'shared' || (to.side === from.side && to.level <= from.level);
  return isAllowed ? undefined : `${file} may not import ${target}`;
}

/** Throws for a folder that is in no layer. */
function layerOf(path: string): { side: string; level: number } {
  const [side = '', , ...inside] = path.split('/');
  const folder = inside.length > 1 || layers[side]?.includes(inside[0] ?? '') ? inside[0] : '.';
  const level = layers[side]?.indexOf(folder ?? '.') ?? -1;
  if (level < 0) throw new Error(`scripts/layering.ts does not know ${path}`);
  return { side, level };
}

for (const file of (await Promise.all(Object.keys(layers).map(filesOf))).flat()) {
  for (const [, type, from, loaded] of (await readFile(file, 'utf8')).matchAll(imports)) {
    const problem = problemOf(file, from ?? loaded ?? '', type !== undefined);
    if (problem === undefined) continue;
    console.log(problem);
    process.exitCode = 1;
  }
}

import type { Placeholder } from '../../server/src/messages';
import { plainText } from '../../server/src/plainText';
import { environmentVariable, type FilesOfSpec } from './placeholderSources';
import { keyOf } from './sentValues';

const headings = {
  env: ['Environment variable', 'Environment variables'],
  secret: ['Secret', 'Secrets'],
  file: ['File', 'Files'],
} as const;

/** What is sent with a spec, by name, and why some of it cannot be; both safe to show. */
export interface Described {
  /** A line for each kind: `Files: prompt.md (3.1 KB), hours.md (812 bytes)`. */
  lines: string[];
  problems: string[];
}

/** Describes values and files that a spec names, without reading any but the sizes of files. */
export async function describeValues(
  placeholders: Placeholder[],
  files: FilesOfSpec,
): Promise<Described> {
  const named = await Promise.all(
    placeholders.map(async (placeholder) => {
      const found = await look(placeholder, files);
      const size = 'size' in found ? ` (${sizeInWords(found.size)})` : '';
      const problem = 'problem' in found ? plainText(found.problem) : undefined;
      return { key: keyOf(placeholder), words: plainText(placeholder.name, 80) + size, problem };
    }),
  );
  const lines = (['env', 'secret', 'file'] as const).flatMap((kind) => {
    const ofKind = named.filter(({ key }) => key.startsWith(`${kind}:`));
    const [one, many] = headings[kind];
    const list = ofKind.map(({ words }) => words).join(', ');
    return list === '' ? [] : `${ofKind.length === 1 ? one : many}: ${list}`;
  });
  return { lines, problems: named.flatMap(({ problem }) => problem ?? []) };
}

async function look(
  { kind, name }: Placeholder,
  files: FilesOfSpec,
): Promise<{ size: number } | { problem: string } | object> {
  if (kind === 'secret') return {};
  return kind === 'env' ? environmentVariable(name) : files.size(name);
}

/** A number of bytes as people say it: `812 bytes`, `3.1 KB`, `2.0 MB`. */
function sizeInWords(bytes: number): string {
  if (bytes < 1_000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  return bytes < 1_000_000
    ? `${(bytes / 1_000).toFixed(1)} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

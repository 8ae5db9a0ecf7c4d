import type { Placeholder } from '../../../shared/src/messages';
import { plainText } from '../../../shared/src/plainText';
import { environmentVariable, type FilesOfSpec } from './placeholderSources';
import { keyOf } from './sentValues';
import type { FoundFile } from './specFiles';

const headings = {
  env: ['Environment variable', 'Environment variables'],
  secret: ['Secret', 'Secrets'],
  file: ['File', 'Files'],
} as const;

/** What is sent with a spec, by name, and why some of it cannot be; both safe to show. */
export interface Described {
  /** A line for each kind: `Files: agents/prompt.md (3.1 KB), hours.md (812 bytes)`. */
  lines: string[];
  problems: string[];
}

/** Describes values and files that a spec names, without reading them: of files how large they are and where they lie. */
export async function describeValues(
  placeholders: Placeholder[],
  files: FilesOfSpec,
): Promise<Described> {
  const named = await Promise.all(
    placeholders.map(async (placeholder) => {
      const found = await look(placeholder, files);
      const problem = 'problem' in found ? plainText(found.problem) : undefined;
      const words =
        'place' in found
          ? `${endOf(found.place)} (${sizeInWords(found.size)})`
          : endOf(placeholder.name);
      return { key: keyOf(placeholder), words, problem };
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
): Promise<FoundFile | { problem: string } | object> {
  if (kind === 'secret') return {};
  return kind === 'env' ? environmentVariable(name) : files.find(name);
}

/** A name that is long loses its beginning: what a file is called tells more than where it lies. */
function endOf(name: string): string {
  const text = plainText(name, Number.POSITIVE_INFINITY);
  return text.length > 80 ? `…${text.slice(-79).replace(/^\p{Cs}/u, '')}` : text;
}

/** A number of bytes as people say it: `812 bytes`, `3.1 KB`, `2.0 MB`. */
function sizeInWords(bytes: number): string {
  if (bytes < 1_000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  return bytes < 1_000_000
    ? `${(bytes / 1_000).toFixed(1)} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

import type { Placeholder, Template } from '../../../shared/src/messages';
import type { FilesOfSpec } from './placeholderSources';

/** The placeholders of a request, each once, in the order of the spec. */
export function placeholdersOf(templates: Template[]): Placeholder[] {
  const all = templates.flatMap(({ parts }) => parts.filter((part) => typeof part !== 'string'));
  return [...new Map(all.map((part) => [keyOf(part), part])).values()];
}

/** One text for each placeholder: `env:NAME`, `file:prompt.md`. */
export function keyOf({ kind, name }: Placeholder): string {
  return `${kind === 'fileBase64' ? 'file' : kind}:${name}`;
}

/**
 * What a person agrees to, one text for each value: which it is, where in the request it goes (items of lists are alike),
 * and of a file where it really lies.
 */
export async function agreementsOn(
  templates: Template[],
  files: Pick<FilesOfSpec, 'find'>,
): Promise<string[]> {
  const agreements = templates.flatMap(({ path, parts }) => {
    const place = path.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
    return parts
      .filter((part) => typeof part !== 'string')
      .map(async (part) => {
        const found = part.kind.startsWith('file') ? await files.find(part.name) : undefined;
        const real = found && 'place' in found ? ` at ${found.place}` : '';
        return `${keyOf(part)} as ${place}${real}`;
      });
  });
  return [...new Set(await Promise.all(agreements))];
}

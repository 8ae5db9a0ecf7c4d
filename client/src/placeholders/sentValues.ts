import type { Placeholder, Template } from '../../../shared/src/messages';

/** The placeholders of a request, each once, in the order of the spec. */
export function placeholdersOf(templates: Template[]): Placeholder[] {
  const all = templates.flatMap(({ parts }) => parts.filter((part) => typeof part !== 'string'));
  return [...new Map(all.map((part) => [keyOf(part), part])).values()];
}

/** One text for each placeholder: `env:NAME`, `file:prompt.md`. */
export function keyOf({ kind, name }: Placeholder): string {
  return `${kind === 'fileBase64' ? 'file' : kind}:${name}`;
}

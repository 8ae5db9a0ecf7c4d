/** Endings of the files that the API takes for a knowledge base, lower case, without the dot (contract). */
export const knowledgeFileTypes: readonly string[] = ['pdf', 'txt', 'json', 'csv', 'xml', 'md'];

/** Whether a file's name ends in one of some types. */
export function hasFileType(name: string, types: readonly string[]): boolean {
  return types.some((type) => name.toLowerCase().endsWith(`.${type}`));
}

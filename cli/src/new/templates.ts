import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fields, parseJson, text } from '../../../client/src/api/parse';

/** What a new spec begins with. */
export interface Template {
  /** Of the provider, or `import`. */
  type: string;
  /** As a snippet. */
  body: string;
  /** Of the spec, without its ending. */
  fileName: string;
}

/** The templates that the build has written, in their order. */
export async function readTemplates(): Promise<Template[]> {
  const list = parseJson(await readFile(join(__dirname, 'templates.json'), 'utf8'));
  return (Array.isArray(list) ? list.map(fields) : []).map(({ type, body, fileName }) => ({
    type: text(type) ?? '',
    body: text(body) ?? '',
    fileName: text(fileName) ?? 'agent',
  }));
}

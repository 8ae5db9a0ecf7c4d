import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { parseJson } from '../../../client/src/api/parse';
import { bodySpec, decode, parseDocument } from '../../../server/src/entry/core';
import type { JsonObject, JsonValue } from '../../../shared/src/messages';
import { visibleText } from '../../../shared/src/plainText';
import { exitCodes } from '../base/exitCodes';
import { fail } from '../base/fail';
import { secretVariable } from '../cekura/sources';
import { reasonOf } from '../specs/specInputs';

/**
 * Writes a request body, as the API and its command line take it, as a spec to standard output. Standard error says what the
 * spec does not have, and which secrets have become placeholders.
 *
 * @param path a file of JSON or YAML, or `-` for standard input
 * @returns the exit code
 */
export async function convert(path: string): Promise<number> {
  let text: string;
  try {
    text = decode(path === '-' ? await buffer(process.stdin) : await readFile(path));
  } catch (error) {
    return fail({ exit: 'usage', message: `${path} can't be read: ${reasonOf(error)}.` });
  }
  const body = bodyOf(text);
  if (body === undefined) {
    return fail({ exit: 'usage', message: `${path} isn't a request body in JSON or YAML.` });
  }
  const spec = bodySpec(body);
  for (const name of spec.unknown) {
    process.stderr.write(`${visibleText(name)} is left out: specs don't have this key.\n`);
  }
  for (const name of spec.secrets.keys()) {
    process.stderr.write(
      `The secret ${name} is now a placeholder: set the environment variable ${secretVariable(name)}.\n`,
    );
  }
  process.stdout.write(spec.text);
  return exitCodes.done;
}

function bodyOf(text: string): JsonObject | undefined {
  const json = parseJson(text);
  if (isMap(json)) return json;
  const document = parseDocument(text.replace(/^\ufeff/, ''));
  if (document.errors.length > 0) return undefined;
  // Through JSON, as dates and the like are texts there.
  const value = parseJson(JSON.stringify(document.toJS({ maxAliasCount: 100 })) ?? '');
  return isMap(value) ? value : undefined;
}

const isMap = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

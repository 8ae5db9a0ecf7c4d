import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { parseJson } from '../../../client/src/api/parse';
import { bodySpec, decode, SpecDocument, toData } from '../../../server/src/entry/core';
import type { JsonObject, JsonValue } from '../../../shared/src/messages';
import { visibleText } from '../../../shared/src/plainText';
import { exitCodes, type Trouble, trouble } from '../base/exitCodes';
import { fail } from '../base/fail';
import { reasonOf } from '../base/reasonOf';
import { secretVariable } from '../cekura/sources';
import { lineOf, problemsOf } from '../check/problem';

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
  const read = readBody(path, text);
  if ('exit' in read) return fail(read);
  const spec = bodySpec(read.body);
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

/** What no body may have, as it would not be what the spec says. */
const lossy = ['duplicate-key', 'inexact-number', 'too-deep', 'too-large'];
/** The same in YAML, beside what it is broken by. */
const lossyYaml = ['key-not-text', 'not-utf-8', 'undefined-alias', 'unknown-tag', 'wrong-merge'];

function readBody(path: string, text: string): { body: JsonObject } | Trouble {
  const document = SpecDocument.create(path, 0, text);
  const json = parseJson(text);
  const broken = document.parsed.problems.map(({ code }) => code);
  const codes = new Set(json === undefined ? [...lossy, ...lossyYaml, ...broken] : lossy);
  const problems = problemsOf(document).filter(({ code }) => codes.has(code));
  if (problems.length > 0) {
    const lines = problems.map((problem) => lineOf(path, { ...problem, severity: 'error' }));
    return trouble('problems', lines.join('').trimEnd());
  }
  const body = json ?? toData(document.root);
  return isMap(body)
    ? { body }
    : trouble(
        'usage',
        `${path === '-' ? 'Standard input' : path} isn't a request body in JSON or YAML.`,
      );
}

const isMap = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

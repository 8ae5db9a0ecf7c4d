import { randomUUID } from 'node:crypto';
import { fstatSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fillPlaceholders } from '../../../client/src/placeholders/fillPlaceholders';
import { maskSecrets, requestOf, type SpecDocument } from '../../../server/src/entry/core';
import type { JsonObject } from '../../../shared/src/messages';
import { visibleJson } from '../../../shared/src/plainText';
import { exitCodes, type Trouble, trouble } from '../base/exitCodes';
import { fail } from '../base/fail';
import { reasonOf } from '../base/reasonOf';
import { sourcesOf } from '../cekura/sources';
import { errorsOf, lineOf } from '../check/problem';
import { readDocument } from '../specs/readDocument';
import { overSpec, specInputs } from '../specs/specInputs';

/** What `render` is asked for. */
export interface RenderOptions {
  /** Whether placeholders get their values, secrets too. */
  reveal?: boolean;
  /** A file, which only its owner may read; standard output when left out. */
  output?: string;
}

/**
 * Writes the request body of a spec, its secrets masked or revealed. Of a spec with errors nothing is rendered, as the body
 * would not say what the file says. Secrets are never written to a terminal.
 *
 * @param path a file, or `-` for standard input
 * @returns the exit code
 */
export async function render(path: string, { reveal, output }: RenderOptions): Promise<number> {
  if (reveal === true && output === undefined && process.stdout.isTTY) {
    const message =
      "Secrets aren't shown on a terminal: use --output, or pipe them to another command.";
    return fail(trouble('usage', message));
  }
  if (reveal === true && output === undefined && isOpenToOthers(process.stdout.fd)) {
    const message =
      "Secrets aren't written to a file that others can read: use --output, which makes a file that only you can read.";
    return fail(trouble('usage', message));
  }
  const problem = overSpec(output);
  if (problem) return fail(problem);
  const { specs, problems } = await specInputs([path]);
  const [spec, another] = specs;
  if (spec === undefined) return fail(trouble('usage', problems.join('\n')));
  if (another !== undefined) {
    return fail(trouble('usage', `${path} holds ${specs.length} specs: enter the path of one.`));
  }
  let document: SpecDocument;
  try {
    document = await readDocument(spec);
  } catch (error) {
    return fail(trouble('usage', `${spec.file} can't be read: ${reasonOf(error)}.`));
  }
  const errors = errorsOf(document);
  if (errors.length > 0) {
    const lines = errors.map((error) => lineOf(spec.file, error)).join('');
    return fail(trouble('problems', lines.trimEnd()));
  }
  const body = await bodyOf(document, spec.path ?? resolve('stdin'), reveal === true);
  if ('kind' in body) return fail(body);
  return write(`${visibleJson(body.body)}\n`, output);
}

/** Whether a descriptor is a file that others can read; Windows does not say. */
function isOpenToOthers(descriptor: number): boolean {
  const stats = fstatSync(descriptor);
  return process.platform !== 'win32' && stats.isFile() && (stats.mode & 0o077) !== 0;
}

async function bodyOf(
  document: SpecDocument,
  path: string,
  reveal: boolean,
): Promise<{ body: JsonObject } | Trouble> {
  const request = requestOf(document);
  if (!reveal) return { body: maskSecrets(request.body ?? {}, document.choice) };
  const filled = await fillPlaceholders(request, sourcesOf(path));
  if ('body' in filled) return filled;
  const messages = 'problems' in filled ? filled.problems.map(({ message }) => message) : [];
  return trouble('problems', [...new Set(messages)].join(' '));
}

async function write(text: string, output: string | undefined): Promise<number> {
  if (output === undefined) {
    process.stdout.write(text);
    return exitCodes.done;
  }
  // A file that is there may be open to others: a new one takes its place.
  const aside = `${output}.${randomUUID()}.tmp`;
  try {
    await writeFile(aside, text, { flag: 'wx', mode: 0o600 });
    await rename(aside, output);
    return exitCodes.done;
  } catch (error) {
    await rm(aside, { force: true });
    return fail(trouble('usage', `${output} can't be written: ${reasonOf(error)}.`));
  }
}

import { maskSecrets, requestOf } from '../../../server/src/entry/core';
import { visibleJson } from '../../../shared/src/plainText';
import { exitCodes } from '../base/exitCodes';
import { errorsOf, lineOf } from '../check/problem';
import { readDocument } from '../specs/readDocument';
import { reasonOf, specInputs } from '../specs/specInputs';

/**
 * Writes the request body of a spec to standard output, its secrets masked. Of a spec with errors
 * nothing is rendered, as the body would not say what the file says.
 *
 * @param path a file, or `-` for standard input
 * @returns the exit code
 */
export async function render(path: string): Promise<number> {
  const { specs, problems } = await specInputs([path]);
  const [spec, another] = specs;
  if (spec === undefined) return fail(`${problems.join('\n')}\n`, exitCodes.usage);
  if (another !== undefined)
    return fail(`${path} holds ${specs.length} specs: name one.\n`, exitCodes.usage);
  try {
    const document = await readDocument(spec);
    const errors = errorsOf(document);
    const { body } = requestOf(document);
    if (errors.length > 0 || body === null)
      return fail(errors.map((error) => lineOf(spec.file, error)).join(''), exitCodes.problems);
    process.stdout.write(`${visibleJson(maskSecrets(body, document.choice))}\n`);
    return exitCodes.done;
  } catch (error) {
    return fail(`${spec.file} can't be read: ${reasonOf(error)}.\n`, exitCodes.usage);
  }
}

function fail(text: string, code: number): number {
  process.stderr.write(text);
  return code;
}

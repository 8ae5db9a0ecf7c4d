import { mkdir } from 'node:fs/promises';
import { writeNewSpec } from '../../../client/src/sync/newSpecFile';
import { exitCodes } from '../base/exitCodes';
import { fail } from '../base/fail';
import { reasonOf } from '../base/reasonOf';
import { expandSnippet } from './expandSnippet';
import { readTemplates } from './templates';

/**
 * Writes a spec from the template of a provider.
 *
 * @param provider its `type`, or `import`
 * @param into a folder; standard output when left out
 * @returns the exit code
 */
export async function newSpec(provider: string, { into }: { into?: string }): Promise<number> {
  const templates = await readTemplates();
  const template = templates.find(({ type }) => type === provider);
  if (template === undefined) {
    const types = templates.map(({ type }) => type).join(', ');
    return fail({
      exit: 'usage',
      message: `There is no template "${provider}". Use one of: ${types}.`,
    });
  }
  const spec = `${expandSnippet(template.body).text.trimEnd()}\n`;
  if (into === undefined) {
    process.stdout.write(spec);
    return exitCodes.done;
  }
  try {
    await mkdir(into, { recursive: true });
    process.stdout.write(`${await writeNewSpec(into, numbered(template.fileName), spec)}\n`);
    return exitCodes.done;
  } catch (error) {
    return fail({ exit: 'usage', message: `${into} can't be written: ${reasonOf(error)}.` });
  }
}

function* numbered(name: string): Generator<string> {
  yield name;
  for (let number = 2; ; number += 1) yield `${name}-${number}`;
}

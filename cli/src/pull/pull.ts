import { type ExitName, exitCodeOf } from '../base/exitCodes';
import { fail, inSpec } from '../base/fail';
import { progressOf } from '../base/progress';
import { connect } from '../cekura/connect';
import { readLocalSpecs } from '../cekura/localSpecs';
import { memoryOf } from '../cekura/memory';
import { type Pulled, pullSpec } from './pullSpec';

/**
 * Writes what was changed in Cekura into the files of specs. A spec that has a conflict stays as it is.
 *
 * @returns the exit code
 */
export async function pull(
  paths: readonly string[],
  options: { quiet?: boolean; verbose?: boolean },
): Promise<number> {
  const connection = connect(options);
  if ('exit' in connection) return fail(connection);
  const local = await readLocalSpecs(paths);
  const services = { connection, ask: local.ask, bases: memoryOf() };
  const progress = progressOf('Pulling', local.specs.length, options);
  const results: Pulled[] = [];
  for (const spec of local.specs) {
    progress.next(spec.file);
    results.push(await pullSpec(spec, local, services));
  }
  progress.end();
  const changed = results.flatMap((result) => (result.kind === 'pulled' ? [result] : []));
  for (const { files, notes } of changed) {
    process.stdout.write(files.map((file) => `${file}: pulled.\n`).join(''));
    process.stdout.write(notes.map((note) => `  ${note}\n`).join(''));
  }
  const troubles = results.flatMap((result) => (result.kind === 'trouble' ? [result] : []));
  for (const each of troubles) fail(inSpec(each));
  if (options.quiet !== true) {
    const others = results.length - changed.length - troubles.length;
    process.stdout.write(
      `Pull: ${changed.length} pulled, ${others} in sync, ${troubles.length} failed.\n`,
    );
  }
  return exitCodeOf(results.map((result): ExitName => ('exit' in result ? result.exit : 'done')));
}

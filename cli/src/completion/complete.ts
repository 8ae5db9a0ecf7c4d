import type { Command } from 'commander';
import { exitCodes } from '../base/exitCodes';
import { readTemplates } from '../new/templates';
import { completionsOf } from './completionsOf';

/**
 * Answers the scripts of `completion`: the kind of what may stand at the cursor in the first line, then a line for each value,
 * with what it means behind a tab.
 *
 * @param words what stands behind the name of the program, the one at the cursor last
 * @returns the exit code
 */
export async function complete(program: Command, words: readonly string[]): Promise<number> {
  const providers = (await readTemplates()).map(({ type }) => type);
  const found = completionsOf(program, words, providers);
  const values = found.kind === 'values' ? found.values : [];
  const lines = values.map(({ value, description }) => `${value}\t${description}`);
  process.stdout.write([found.kind, ...lines].map((line) => `${line}\n`).join(''));
  return exitCodes.done;
}

import { exitCodes } from '../base/exitCodes';
import bash from './completion.bash';
import fish from './completion.fish';
import zsh from './completion.zsh';
import type { Shell } from './shellNames';

const scripts: Record<Shell, string> = { bash, zsh, fish };

/**
 * Writes what completes the command line in a shell: it asks `cekura-agent complete` at each Tab.
 *
 * @returns the exit code
 */
export function completion(shell: Shell): number {
  process.stdout.write(scripts[shell]);
  return exitCodes.done;
}

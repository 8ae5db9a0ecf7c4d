import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { forkOptions } from '../../../shared/src/forkOptions';

/**
 * The language server as VS Code starts it, on standard input and output: in a process of its own,
 * as only a new one can be given these options.
 *
 * @returns the exit code of the server
 */
export async function serveStdio(): Promise<number> {
  const server = join(__dirname, 'server.js');
  const child = spawn(process.execPath, [...forkOptions.execArgv, server, '--stdio'], {
    stdio: 'inherit',
    env: { ...process.env, ...forkOptions.env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => child.kill(signal));
  const [code]: unknown[] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}

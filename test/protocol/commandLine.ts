import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** What a process printed, and what it ended with. */
export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Where it is installed: see `installCommandLine.ts`. */
export const program = 'build/command-line/node_modules/cekura-agent/dist/cli.js';

interface RunOptions {
  cwd?: string;
  /** For standard input. */
  input?: string;
  /** Beside the variables of this process, without those of Cekura. */
  env?: NodeJS.ProcessEnv;
  /** Kills it. */
  signal?: AbortSignal;
  /** Whether it is a script, which on Windows only a shell starts. */
  shell?: boolean;
}

/** Runs `cekura-agent` as it is installed from its package. */
export function runCommandLine(args: string[], options: RunOptions = {}): Promise<Ran> {
  return runProcess(process.execPath, [resolve(program), ...args], options);
}

/** Runs a program to its end. */
export function runProcess(
  program: string,
  args: string[],
  { cwd = '.', input = '', env, shell = false, signal }: RunOptions = {},
): Promise<Ran> {
  const own = Object.entries(process.env).filter(([name]) => !/^(CEKURA|GITHUB)_/.test(name));
  return new Promise((done) => {
    const child = execFile(
      program,
      args,
      {
        cwd,
        env: { ...Object.fromEntries(own), ...env },
        maxBuffer: 100_000_000,
        ...(signal && { signal, killSignal: 'SIGKILL' }),
        shell: shell && process.platform === 'win32',
      },
      (_, stdout, stderr) => done({ code: child.exitCode, stdout, stderr }),
    );
    child.stdin?.on('error', () => undefined).end(input);
  });
}

/** Makes a folder that holds nothing but these files. */
export async function makeFolder(
  folder: string,
  files: Record<string, string | Buffer>,
): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return resolve(folder);
}

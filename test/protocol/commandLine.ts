import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
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
}

interface ProcessOptions extends RunOptions {
  /** Kills it. */
  signal?: AbortSignal;
  /** Whether it is a script, which on Windows only a shell starts. */
  shell?: boolean;
}

let runner: ChildProcess | undefined;
let isRunning = false;

/**
 * Runs `cekura-agent` as it is installed from its package, in a process that takes one run after the other
 * (`commandLineRunner.mjs`). Where a process itself is tested, or several at once, `runProcess` starts one.
 */
export function runCommandLine(
  args: string[],
  { cwd = '.', input = '', env }: RunOptions = {},
): Promise<Ran> {
  if (isRunning) throw new Error('Runs at the same time need processes of their own.');
  isRunning = true;
  runner ??= startRunner();
  runner.send({ args, cwd, input, env: environment(env) });
  return once(runner, 'message')
    .then(([ran]) => ran)
    .finally(() => {
      isRunning = false;
    });
}

/** Ends with this process. */
function startRunner(): ChildProcess {
  const child = fork('test/protocol/commandLineRunner.mjs', [resolve(program)], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.once('exit', (code) =>
    child.emit('error', new Error(`The process of the runs has ended with ${code}.`)),
  );
  child.unref();
  child.channel?.unref();
  return child;
}

/** Runs a program to its end. */
export function runProcess(
  program: string,
  args: string[],
  { cwd = '.', input = '', env, shell = false, signal }: ProcessOptions = {},
): Promise<Ran> {
  return new Promise((done) => {
    const child = execFile(
      program,
      args,
      {
        cwd,
        env: environment(env),
        maxBuffer: 100_000_000,
        ...(signal && { signal, killSignal: 'SIGKILL' }),
        shell: shell && process.platform === 'win32',
      },
      (_, stdout, stderr) => {
        const end = () => done({ code: child.exitCode, stdout, stderr });
        // One that is killed is said to have ended before it has.
        const isRunning = child.exitCode === null && child.signalCode === null;
        if (isRunning && child.pid !== undefined) child.once('exit', end);
        else end();
      },
    );
    child.stdin?.on('error', () => undefined).end(input);
  });
}

function environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(CEKURA|GITHUB)_/.test(name));
  return { ...Object.fromEntries(own), ...more };
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

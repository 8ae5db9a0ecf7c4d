import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * When a process began, in letters, digits and dashes: the same text for as long as it runs, whoever asks, and another for
 * the next process that is given its number. undefined where there is no such process, or the system does not say.
 */
export function startOf(pid: number): string | undefined {
  try {
    const said = (ask[process.platform] ?? askPs)(pid);
    return said.trim().replaceAll(/\W+/g, '-') || undefined;
  } catch {
    return undefined;
  }
}

const askPs = (pid: number) => run('/bin/ps', ['-o', 'lstart=', '-p', String(pid)]);

const ask: Partial<Record<NodeJS.Platform, typeof askPs>> = {
  linux: (pid) => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // Behind the name in brackets, which may hold anything: field 22 is the start, in ticks since the machine's.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  },
  win32: (pid) =>
    run(
      join(
        process.env.SystemRoot ?? 'C:\\Windows',
        'System32/WindowsPowerShell/v1.0/powershell.exe',
      ),
      [
        '-NoProfile',
        '-NonInteractive',
        '-Command',
        `(Get-Process -Id ${pid}).StartTime.ToUniversalTime().Ticks`,
      ],
    ),
};

/** Runs a program of the system by its whole path. Dates are in one language and one zone, which may change meanwhile. */
const run = (program: string, args: string[]) =>
  execFileSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    timeout: 5_000,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When a process began, in letters, digits and dashes: the same text for as long as it runs, and another for the next
 * process that is given its number. undefined where there is no such process, or the system does not say.
 */
export function startOf(pid: number): string | undefined {
  try {
    const said = ask[process.platform]?.(pid) ?? run('ps', ['-o', 'lstart=', '-p', String(pid)]);
    return said.trim().replaceAll(/\W+/g, '-') || undefined;
  } catch {
    return undefined;
  }
}

const ask: Partial<Record<NodeJS.Platform, (pid: number) => string>> = {
  linux: (pid) => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // Behind the name in brackets, which may hold anything: field 22 is the start, in ticks since the machine's.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  },
  win32: (pid) =>
    run('powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.Ticks`]),
};

const run = (command: string, args: string[]) =>
  execFileSync(command, args, {
    encoding: 'utf8',
    timeout: 5_000,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });

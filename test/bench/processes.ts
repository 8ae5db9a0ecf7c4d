import { readdirSync, readFileSync } from 'node:fs';

/** The CPU time all threads of a process have used, in ms; 0 where the system is not Linux. */
export function cpuTime(pid: number): number {
  if (process.platform !== 'linux') return 0;
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, time) => sum + time, 0) / 1e6;
}

/**
 * The CPU time the main thread of a process has used, in ms: what its answers take however busy the machine is. 0 where the system
 * is not Linux.
 */
export function mainThreadTime(pid: number): number {
  if (process.platform !== 'linux') return 0;
  return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
}

/** The memory a process occupies (resident set), in MB; 0 where the system is not Linux. */
export function residentMemory(pid: number): number {
  if (process.platform !== 'linux') return 0;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s*(\d+) kB/.exec(status)?.[1]) / 1024;
}

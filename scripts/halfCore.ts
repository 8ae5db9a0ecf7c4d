import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds between two looks at the processes. */
const beat = 50;
/** Cores that they may use together. */
const share = 0.5;
/** Milliseconds of CPU that are saved for later at most, when less was used. */
const mostSaved = 100;
/** Linux counts a process's time in hundredths of a second. */
const tick = 10;

/** A terminal for tests: it stops with the program in it, and when both go on it may miss that the program has ended. */
const leftAlone = 'script';

interface Process {
  name: string;
  parent: number;
  /** Milliseconds of CPU that it has used itself. */
  used: number;
}

/**
 * Holds a process and all that it starts to half a core together: stops them (SIGSTOP) whenever they have used more, and lets
 * them go on in time. Linux only, since it reads `/proc`.
 *
 * @returns ends it, with all of them going on, and says how many cores they have used on average
 */
export function holdToHalfCore(root: number): () => number {
  const members = new Map<number, number>([[root, 0]]);
  const begun = Date.now();
  let last = begun;
  let total = 0;
  let left = 0;

  const look = () => {
    const now = Date.now();
    const spent = spentBy(members);
    total += spent;
    left = Math.min(left + (now - last) * share - spent, mostSaved);
    last = now;
    signal(members, left < 0 ? 'SIGSTOP' : 'SIGCONT');
  };
  const timer = setInterval(look, beat);
  return () => {
    clearInterval(timer);
    signal(members, 'SIGCONT');
    return total / (Date.now() - begun);
  };
}

/** Milliseconds of CPU since the last look; notes who has come and gone. A child stays a member when its parent ends. */
function spentBy(members: Map<number, number>): number {
  const all = processes();
  for (const pid of members.keys()) if (!all.has(pid)) members.delete(pid);
  for (let before = -1; before < members.size; ) {
    before = members.size;
    for (const [pid, { name, parent }] of all)
      if (members.has(parent) && !members.has(pid) && name !== leftAlone) members.set(pid, 0);
  }
  let spent = 0;
  for (const [pid, before] of members) {
    const used = all.get(pid)?.used ?? before;
    spent += used - before;
    members.set(pid, used);
  }
  return spent;
}

function processes(): Map<number, Process> {
  const found = new Map<number, Process>();
  for (const pid of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // After the name in parentheses, which may hold anything: state, parent, …, user and system time (proc(5)).
      const [, name = '', rest = ''] = /\((.*)\) (.*)/s.exec(stat) ?? [];
      const fields = rest.split(' ');
      const used = (Number(fields[11]) + Number(fields[12])) * tick;
      found.set(Number(pid), { name, parent: Number(fields[1]), used });
    } catch {
      // It has ended meanwhile.
    }
  }
  return found;
}

function signal(members: Map<number, number>, name: 'SIGSTOP' | 'SIGCONT'): void {
  for (const pid of members.keys()) {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended meanwhile.
    }
  }
}

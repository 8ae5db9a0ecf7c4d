/** What `cekura-agent` ends with; of several, the highest. */
export const exitCodes = {
  /** Nothing to do, or done. */
  done: 0,
  /** A spec has errors, or a value that it needs is missing. */
  problems: 1,
  /** The command was not understood, or a path holds no spec. */
  usage: 2,
  /** `plan --exit-code`: an apply would change something. */
  changes: 3,
  /** Cekura has changes that the spec lacks, or an apply would do what was not allowed. */
  conflicts: 4,
  /** The network, the key or Cekura stood in the way. */
  cekura: 5,
} as const;

export type ExitName = keyof typeof exitCodes;

/** Why something was not done. */
export interface Trouble {
  kind: 'trouble';
  exit: ExitName;
  /** A sentence. */
  message: string;
}

/** Why something was not done. */
export function trouble(exit: ExitName, message: string): Trouble {
  return { kind: 'trouble', exit, message };
}

/** The code for all that came of a command. */
export function exitCodeOf(names: readonly ExitName[]): number {
  return Math.max(exitCodes.done, ...names.map((name) => exitCodes[name]));
}

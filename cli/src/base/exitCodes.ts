/** What `cekura-agent` ends with. */
export const exitCodes = {
  done: 0,
  /** A spec has errors. */
  problems: 1,
  /** The command was not understood, or a path holds no spec. */
  usage: 2,
} as const;

/** What the process of the server is started with. */
export const forkOptions = {
  /** Its objects may take so many MB that it stays below 500 MB in all, and new ones few, as it makes many that are soon useless. */
  execArgv: ['--max-old-space-size=350', '--max-semi-space-size=4'],
  /** To glibc: one heap for all threads, as each keeps what was freed in it. It saves a tenth of the memory. */
  env: { MALLOC_ARENA_MAX: '1' },
};

/** How many times as much is tried as in `npm test`, by `TIMES`. */
export const times = Number(process.env.TIMES) || 1;

/** How many cases a property tries: so many, or `TIMES=4 npm test -- unit` times as many. */
export const runs = (count: number) => ({ numRuns: count * times });

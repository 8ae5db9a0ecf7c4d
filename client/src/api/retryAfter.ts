/** The three forms of a date in HTTP (RFC 9110, 5.6.7); the last is in GMT, too, and does not say so. */
const dates = [
  /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/,
  /^\w{6,9}, \d\d-\w{3}-\d\d \d\d:\d\d:\d\d GMT$/,
  /^\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}$/,
];

/** A wait that is longer is as good as this one, in seconds. */
const longest = 86_400;

/**
 * Seconds to wait by a `Retry-After` header: whole seconds or a date (RFC 9110, 10.2.3), a day at most. undefined when
 * it is neither.
 *
 * @param now when it was answered, in milliseconds since 1970
 */
export function retryAfter(header: unknown, now: number): number | undefined {
  if (typeof header !== 'string') return undefined;
  if (/^\d{1,15}$/.test(header)) return Math.min(Number(header), longest);
  if (!dates.some((form) => form.test(header))) return undefined;
  const date = Date.parse(header.endsWith('GMT') ? header : `${header} GMT`);
  if (Number.isNaN(date)) return undefined;
  return Math.min(Math.max(0, Math.ceil((date - now) / 1_000)), longest);
}

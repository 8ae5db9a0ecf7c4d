import { fields, parseJson, text } from '../api/parse';

/** What the client library writes before it tells of failures and what was carried. */
const opening =
  /^(?:Sending|Received) \w+ '[\w$/.]+(?: - \(\w+\))?'(?: in \d+ms|\. Processing request took \d+ms)?/;

/**
 * A message of the protocol's trace without what it carries: which one it is and, where the trace
 * is verbose, how large that was in UTF-16 units. Specs hold secrets, and logs are passed on.
 *
 * @param traced as the client library writes it: a line about the message, then what it carries; or JSON
 */
export function traceLine(traced: string): string {
  const { type, message } = fields(parseJson(traced));
  if (type !== undefined) {
    const { method, id } = fields(message);
    return withSize(`${text(type)} ${text(method) ?? `(${Number(id)})`}`, traced);
  }
  const [, carried] = /\n(.*)/s.exec(traced) ?? [];
  return withSize(opening.exec(traced)?.[0] ?? 'A message', carried);
}

const withSize = (line: string, carried: string | undefined) =>
  carried === undefined ? line : `${line}, ${carried.length} characters`;

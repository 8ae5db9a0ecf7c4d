import type { JsonObject } from '../../../shared/src/messages';
import { plainText, visibleJson } from '../../../shared/src/plainText';

/** What a preview shows. */
export interface Preview {
  /** Where the request goes; undefined when nothing would be sent. */
  url: string | undefined;
  /** What stands in the way of sending it, in sentences. */
  problems: string[];
  /** What is sent with the spec, from `describeValues`. */
  sent: string[];
  /** With secrets masked; null when the spec holds no keys. */
  body: JsonObject | null;
}

/** A request as JSON with comments: method, URL and headers above the body. */
export function previewText({ url, problems, sent, body }: Preview): string {
  const request = url
    ? [`POST ${url}`, 'Content-Type: application/json', 'X-CEKURA-API-KEY: •••']
    : [];
  const blocks = [
    ['What Create Agent sends. Secrets are masked;', "placeholders are filled in when it's sent."],
    problems,
    request,
    sent,
  ];
  const comments = blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `// ${plainText(line, 2_000)}\n`).join(''))
    .join('//\n');
  return body === null ? comments : `${comments}${visibleJson(body)}\n`;
}

/** Where the errors of a spec stand: `2 problems stand in the way: lines 3 and 7.` */
export function errorsInLines(lines: number[]): string[] {
  const [first, ...more] = [...new Set(lines)].sort((a, b) => a - b);
  if (first === undefined) return [];
  const count = lines.length === 1 ? '1 error' : `${lines.length} errors`;
  if (more.length === 0) return [`${count} to fix: line ${first}.`];
  const named = [first, ...more.slice(0, most - 1)].map(String);
  const others = more.length < most ? [] : [`${more.length - most + 1} more`];
  return [`${count} to fix: lines ${new Intl.ListFormat('en-GB').format([...named, ...others])}.`];
}

/** The most lines that are named. */
const most = 10;

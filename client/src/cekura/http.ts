import { Agent, type Dispatcher, request } from 'undici';
import type { JsonValue } from '../../../server/src/messages';
import { answerText } from './answerText';
import type { Failure, FailureKind } from './failure';
import { parseJson } from './parse';
import { mapTexts, redactor } from './redact';

/** Where calls go and with which key. */
export interface Connection {
  /** From `effectiveBaseUrl`: without a slash at the end. */
  baseUrl: string;
  key: string;
  /** Beside the key, what no message may repeat: the values of the secrets that are sent. */
  secrets?: readonly string[];
  /** Takes a line for each call: method, address, status and duration, never a body or a key. */
  log: (line: string) => void;
  patience?: Patience;
}

/** Gives the connection with a key. */
export type Connect = (key: string) => Connection;

/** How long an answer may take, in milliseconds. */
interface Patience {
  /** Without a byte arriving. */
  silenceMs: number;
  /** From the start of the call to the end of the answer. */
  wholeMs: number;
}

export interface Call {
  method: 'GET' | 'POST';
  /** From the base URL on, with its trailing slash. */
  path: string;
  query?: Record<string, string>;
  body?: string;
}

/** An answer with a status of 2xx that holds JSON. */
interface Answer {
  kind: 'answer';
  status: number;
  json: JsonValue;
}

/** An answer of 400 that holds JSON: its messages have places in the spec. */
export interface Refusal extends Failure {
  kind: 'refused';
  answer: JsonValue;
}

export type Reply = Answer | Refusal | Failure;

const largestAnswer = 5_000_000;
const patient: Patience = { silenceMs: 60_000, wholeMs: 180_000 };

/** Slowest upload that is waited for. */
const bytesPerMs = 50;

/**
 * No connection is used twice: one that the server is just closing would leave a create in doubt.
 * undici follows no redirect by itself, so the key never goes to another host.
 */
const agent = new Agent({ pipelining: 0, connect: { timeout: 10_000 } });

/** Sends a call once and tells what came of it; throws nothing. */
export async function send(connection: Connection, call: Call): Promise<Reply> {
  const url = new URL(connection.baseUrl + call.path);
  const started = Date.now();
  const reply = await exchange(connection, call, url);
  const result = 'status' in reply ? reply.status : (reply.code ?? reply.kind);
  connection.log(`${call.method} ${url.href} → ${result} in ${Date.now() - started} ms`);
  return reply;
}

async function exchange(connection: Connection, call: Call, url: URL): Promise<Reply> {
  const { host } = url;
  if (!canBeSent(connection.key)) return { kind: 'unauthorized', host };
  const { silenceMs, wholeMs } = connection.patience ?? patient;
  const uploadMs = Math.ceil((call.body?.length ?? 0) / bytesPerMs);
  try {
    const answer = await request(url, {
      dispatcher: agent,
      method: call.method,
      ...(call.query && { query: call.query }),
      ...(call.body !== undefined && { body: call.body }),
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'user-agent': 'cekura-agent-specs',
        'x-cekura-api-key': connection.key,
      },
      headersTimeout: silenceMs + uploadMs,
      bodyTimeout: silenceMs,
      signal: AbortSignal.timeout(wholeMs + uploadMs),
    });
    const content = await textOf(answer.body);
    return content === undefined
      ? { kind: 'answerTooLarge', host, status: answer.statusCode }
      : replyOf(answer, content, host, redactor([connection.key, ...(connection.secrets ?? [])]));
  } catch (error) {
    return { host, ...connectionFailure(error) };
  }
}

/** Whether a header can carry the key: printable ASCII without spaces. */
export function canBeSent(key: string): boolean {
  return /^[\x21-\x7e]+$/.test(key);
}

/** The whole text, or undefined when it is larger than any answer of the API. */
async function textOf(body: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > largestAnswer) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const statuses: Record<number, FailureKind> = {
  400: 'refused',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  413: 'bodyTooLarge',
  429: 'rateLimited',
};

function replyOf(
  { statusCode: status, headers }: Dispatcher.ResponseData,
  content: string,
  host: string,
  redact: (text: string) => string,
): Reply {
  const parsed = parseJson(content);
  const json = parsed && mapTexts(parsed, redact);
  if (status < 300) {
    return json === undefined
      ? { kind: 'unreadable', host, status }
      : { kind: 'answer', status, json };
  }
  const said = answerText(json);
  const failure = { host, status, ...(said && { said }) };
  if (status === 400 && json !== undefined) return { ...failure, kind: 'refused', answer: json };
  if (status < 400) return { ...failure, kind: 'redirect', ...redirectTarget(headers, redact) };
  const retryAfterS = retryAfter(headers['retry-after'], Date.now());
  return {
    ...failure,
    kind: statuses[status] ?? (status >= 500 ? 'serverError' : 'unexpected'),
    ...(retryAfterS !== undefined && { retryAfterS }),
  };
}

type Headers = Dispatcher.ResponseData['headers'];

function redirectTarget(
  { location }: Headers,
  redact: (text: string) => string,
): { target?: string } {
  if (typeof location !== 'string' || redact(location) !== location) return {};
  return URL.canParse(location) ? { target: new URL(location).host } : {};
}

/**
 * Seconds to wait by a `Retry-After` header, which holds seconds or a date (RFC 9110, 10.2.3).
 *
 * @param now milliseconds since 1970
 */
export function retryAfter(header: Headers[string], now: number): number | undefined {
  if (typeof header !== 'string') return undefined;
  if (/^\d+$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

const timeouts = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'TimeoutError']);
const beforeConnected = new Set(['connect', 'getaddrinfo']);
const certificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;

/** Whether the body surely never left (`unreachable`, `untrusted`), or nobody knows. */
function connectionFailure(error: unknown): { kind: FailureKind; code: string } {
  const { code: given, syscall, errors, name } = detailsOf(error);
  const first = detailsOf(errors?.[0]);
  const code = given ?? first.code ?? name ?? 'unknown error';
  if (timeouts.has(code) || name === 'TimeoutError') return { kind: 'timeout', code };
  if (certificate.test(code)) return { kind: 'untrusted', code };
  const never =
    code === 'UND_ERR_CONNECT_TIMEOUT' || beforeConnected.has(syscall ?? first.syscall ?? '');
  return { kind: never ? 'unreachable' : 'cut', code };
}

interface ErrorDetails {
  code?: string;
  syscall?: string;
  name?: string;
  errors?: unknown[];
}

function detailsOf(error: unknown): ErrorDetails {
  if (typeof error !== 'object' || error === null) return {};
  const details: ErrorDetails = {};
  if ('code' in error && typeof error.code === 'string') details.code = error.code;
  if ('syscall' in error && typeof error.syscall === 'string') details.syscall = error.syscall;
  if ('name' in error && typeof error.name === 'string') details.name = error.name;
  if ('errors' in error && Array.isArray(error.errors)) details.errors = error.errors;
  return details;
}

import type { Dispatcher } from 'undici';
import { plainText } from '../../../shared/src/plainText';
import { meaningOf } from './answerTable';
import { answerText } from './answerText';
import { direct } from './dispatcher';
import { type Mask, maskOf } from './masks';
import { failureOfError } from './networkErrors';
import { parseBeginning, parseJson, time } from './parse';
import type { FailureKind, Method, Reply } from './reply';
import { type Waiting, withRetries } from './retry';
import { retryAfter } from './retryAfter';
import { Unmasked } from './unmasked';

/** Where calls go and with which key. */
export interface Connection {
  /** From `effectiveBaseUrl`: without a slash at the end. */
  baseUrl: string;
  key: string;
  /** Beside the key, what no message may repeat: the values of the secrets that are sent. */
  secrets?: readonly string[];
  /** Takes a line for each call: method, address, status and duration, never a body or a key. */
  log: (line: string) => void;
  /** From `dispatcherTo`; without a proxy when left out. */
  dispatcher?: Dispatcher;
  patience?: Patience;
}

/** Gives the connection with a key. */
export type Connect = (key: string) => Connection;

/** How long things may take, in milliseconds. */
interface Patience {
  /** Without a byte arriving. */
  silenceMs: number;
  /** From the start of an attempt to the end of its answer. */
  wholeMs: number;
  /** The first pause before a call is sent again; later ones grow. */
  pauseMs: number;
}

export interface Call {
  method: Method;
  /** From the base URL on, with its trailing slash. */
  path: string;
  query?: Record<string, string>;
  body?: string;
  /** `once`: a failure is given back at once, for callers that have pauses of their own. */
  waiting?: Waiting | 'once';
}

const patient: Patience = { silenceMs: 60_000, wholeMs: 180_000, pauseMs: 1_000 };

/** Slowest upload that is waited for. */
const bytesPerMs = 50;

/**
 * Sends a call, once more where that is safe (see `pauseBefore`), and tells what came of it;
 * throws nothing.
 */
export async function send(connection: Connection, call: Call): Promise<Reply> {
  const url = new URL(connection.baseUrl + call.path);
  const started = Date.now();
  const reply = await exchange(connection, call, url);
  const result = 'status' in reply ? reply.status : (reply.code ?? reply.kind);
  connection.log(`${call.method} ${url.href} → ${result} in ${Date.now() - started} ms`);
  return reply;
}

async function exchange(connection: Connection, call: Call, url: URL): Promise<Reply> {
  const { key, patience = patient, log } = connection;
  const { method, waiting = {} } = call;
  const { host } = url;
  if (!canBeSent(key)) return { kind: 'unauthorized', host };
  const attempt = () => sendOnce(connection, call, url);
  if (waiting === 'once') return attempt();
  return withRetries(attempt, { method, host, firstMs: patience.pauseMs, waiting, log });
}

async function sendOnce(connection: Connection, call: Call, url: URL): Promise<Reply> {
  const { key, secrets = [], dispatcher = direct, patience = patient } = connection;
  const { method, query, body, waiting } = call;
  const uploadMs = Math.ceil((body?.length ?? 0) / bytesPerMs);
  const cancel = typeof waiting === 'object' ? waiting.signal : undefined;
  const limit = limitOf(patience.wholeMs + uploadMs, cancel);
  try {
    const answer = await dispatcher.request({
      origin: url.origin,
      path: url.pathname,
      method,
      ...(query && { query }),
      ...(body !== undefined && { body }),
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'user-agent': 'cekura-agent-specs',
        'x-cekura-api-key': key,
      },
      headersTimeout: patience.silenceMs + uploadMs,
      bodyTimeout: patience.silenceMs,
      signal: limit.signal,
    });
    const content = await contentOf(answer.body);
    return replyOf(answer, content, { method, host: url.host, mask: maskOf([key, ...secrets]) });
  } catch (error) {
    return failureOfError(error, url.host);
  } finally {
    limit.release();
  }
}

/** Aborts after so many milliseconds, or with another signal. (`AbortSignal.any` of Node 20 may lose what it was made of.) */
function limitOf(ms: number, cancel: AbortSignal | undefined) {
  const limit = new AbortController();
  const onCancel = () => limit.abort(cancel?.reason);
  const timer = setTimeout(() => limit.abort(new DOMException('Timeout', 'TimeoutError')), ms);
  if (cancel?.aborted) onCancel();
  cancel?.addEventListener('abort', onCancel);
  const release = () => {
    clearTimeout(timer);
    cancel?.removeEventListener('abort', onCancel);
  };
  return { signal: limit.signal, release };
}

/** Whether a header can carry the key: printable ASCII without spaces. */
export function canBeSent(key: string): boolean {
  return /^[\x21-\x7e]+$/.test(key);
}

/** When each host last answered by its own clock, in milliseconds since 1970. */
const lastHeard = new Map<string, number>();

/** When the last answer came from an address, by the clock there: milliseconds since 1970; undefined when none did. */
export function lastHeardFrom(baseUrl: string): number | undefined {
  return lastHeard.get(new URL(baseUrl).host);
}

/** In bytes; larger than any answer of the API should be. */
const longestAnswer = 5_000_000;

interface Content {
  text: string;
  /** Whether that is all of it. */
  isWhole: boolean;
}

async function contentOf(body: AsyncIterable<Buffer>): Promise<Content> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > longestAnswer) break;
  }
  const text = new TextDecoder().decode(Buffer.concat(chunks));
  return { text, isWhole: length <= longestAnswer };
}

function replyOf(
  { statusCode: status, headers }: Dispatcher.ResponseData,
  { text, isWhole }: Content,
  { method, host, mask }: { method: Method; host: string; mask: Mask },
): Reply {
  const json = jsonOf({ text, isWhole }, method, mask);
  const date = time(headers.date);
  if (date !== undefined) lastHeard.set(host, date);
  if (status < 300) {
    if (json !== undefined) return { kind: 'answer', status, json };
    return { kind: isWhole ? 'unreadable' : 'answerTooLarge', host, status };
  }
  const { location } = headers;
  const said = json ? answerText(json.shownJson) : plainBody(headers, text, mask);
  const seconds = retryAfter(headers['retry-after'], date ?? Date.now());
  const failure = {
    host,
    status,
    ...(said && { said }),
    ...(seconds !== undefined && { retryAfterS: seconds }),
  };
  const kind = failureOf(meaningOf(method, status, location ? ['Location'] : []));
  if (kind === 'redirect') return { ...failure, kind, ...redirectTarget(location, mask) };
  return (kind === 'refused' || kind === 'notFound') && json !== undefined
    ? { ...failure, kind, answer: json }
    : { ...failure, kind };
}

/** What an answer says that is plain text rather than JSON; pages in HTML say nothing of use. */
function plainBody(headers: Dispatcher.ResponseData['headers'], text: string, mask: Mask): string {
  return /^text\/plain\b/i.test(String(headers['content-type'])) ? plainText(mask(text)) : '';
}

/** What was created is known by its id, however long the answer is; what is read has to be whole. */
function jsonOf({ text, isWhole }: Content, method: Method, mask: Mask): Unmasked | undefined {
  if (!isWhole && method !== 'POST') return undefined;
  const parsed = isWhole ? parseJson(text) : parseBeginning(text);
  return parsed === undefined ? undefined : new Unmasked(parsed, mask);
}

const failureOf = (meaning: ReturnType<typeof meaningOf>): FailureKind =>
  meaning === 'created' || meaning === 'importing' || meaning === 'updated'
    ? 'unexpected'
    : meaning;

/** An address writes its host in small letters, in which a mask would not find a secret: only one without any is told. */
function redirectTarget(location: unknown, mask: Mask): { target?: string } {
  return typeof location === 'string' && URL.canParse(location) && mask(location) === location
    ? { target: new URL(location).host }
    : {};
}

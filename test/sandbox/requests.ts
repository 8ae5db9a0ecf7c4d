import type { CallName } from './routes';

/** A request that was received. */
export interface Received {
  /** The call it is; null when the API has no such call. */
  call: CallName | null;
  method: string;
  /** Path and query. */
  path: string;
  /** Lower-case names; `host` tells whether it came to the sandbox or to its other origin. */
  headers: Record<string, string>;
  /** The JSON that was sent, its text when it is no JSON, null when nothing was. */
  body: unknown;
  /** The status that was answered; null while there is none, and where none ever comes. */
  status: number | null;
}

/** The header that holds the API key. */
export const keyHeader = 'x-cekura-api-key';

/** Gives a key so that people recognise it and nobody can use it. */
export function maskKey(key: string | undefined): string {
  return key ? `${key.slice(0, 3)}…` : 'none';
}

/** Reads a body: null when empty, the text itself when it is no JSON. */
export function readBody(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

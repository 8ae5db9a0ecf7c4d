import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Answer } from './answer';

/** An answer as it would go over the wire. */
export interface Sent {
  status: number;
  headers: Record<string, string>;
  bytes: Buffer;
}

/** Sends an answer in a broken way. `paceMs` is the pause between the pieces of a slow one. */
export type Spoil = (response: ServerResponse, sent: Sent, paceMs: number) => void | Promise<void>;

/** Puts an answer into the form in which it is sent. */
export function asSent({ status, body, headers }: Answer): Sent {
  const [type, text] =
    typeof body === 'string' ? ['text/html', body] : ['application/json', JSON.stringify(body)];
  return { status, headers: { 'content-type': type, ...headers }, bytes: Buffer.from(text) };
}

/** Sends an answer as it is. */
export function send(response: ServerResponse, { status, headers, bytes }: Sent): void {
  response.writeHead(status, { ...headers, 'content-length': String(bytes.length) }).end(bytes);
}

/** Makes a `Spoil` that changes the answer and then sends it whole. */
export function changed(change: (sent: Sent) => Partial<Sent>): Spoil {
  return (response, sent) => send(response, { ...sent, ...change(sent) });
}

/** Resets the connection after half of the answer. */
export const cutOff: Spoil = async (response, { status, headers, bytes }, paceMs) => {
  response.writeHead(status, { ...headers, 'content-length': String(bytes.length) });
  response.write(bytes.subarray(0, bytes.length / 2));
  // A reset may overtake what is under way: the half has to arrive first.
  await setTimeout(paceMs, undefined, { ref: false });
  response.socket?.resetAndDestroy();
};

/** Ends the connection before anything is answered. */
export const hangUp: Spoil = (response) => {
  response.socket?.destroy();
};

/** Leaves the connection open and says nothing. */
export const stayingSilent: Spoil = () => undefined;

/** Sends the answer in 16 pieces. */
export const slowly: Spoil = async (response, { status, headers, bytes }, paceMs) => {
  response.writeHead(status, { ...headers, 'content-length': String(bytes.length) });
  const size = Math.ceil(bytes.length / 16);
  for (let at = 0; at < bytes.length && !response.destroyed; at += size) {
    response.write(bytes.subarray(at, at + size));
    await setTimeout(paceMs, undefined, { ref: false });
  }
  response.end();
};

/** Sends an answer after one with a status of 1xx. */
export function after(informational: 102 | 103): Spoil {
  return (response, sent) => {
    if (informational === 102) {
      response.writeProcessing();
      send(response, sent);
    } else {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' }, () => send(response, sent));
    }
  };
}

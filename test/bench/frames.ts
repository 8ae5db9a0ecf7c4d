import type { Readable } from 'node:stream';
import type { Diagnostic } from 'vscode-languageserver-types';

/** A message of either side, as far as the measure looks into it. */
export interface Message {
  id?: number | string;
  method?: string;
  params?: {
    uri?: string;
    version?: number;
    diagnostics?: Diagnostic[];
    items?: { section: string }[];
  };
  result?: { kind?: string; resultId?: string; items?: Diagnostic[]; length?: number } | null;
  error?: { code: number; message: string };
}

const separator = '\r\n\r\n';

/** The bytes of a message with its header, to be made before the clock is started. */
export function frame(message: object): Buffer {
  const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}${separator}`), body]);
}

/**
 * Calls back for each message that arrives, with the time (`performance.now()`) at which its last
 * byte was there: reading it costs none of its sender's time.
 */
export function readFrames(
  stream: Readable,
  receive: (message: Message, at: number) => void,
): void {
  let chunks: Buffer[] = [];
  let held = 0;
  let wanted = 1;
  stream.on('data', (chunk: Buffer) => {
    const at = performance.now();
    chunks.push(chunk);
    held += chunk.length;
    while (held >= wanted) {
      const bytes = Buffer.concat(chunks, held);
      const body = bytes.indexOf(separator) + separator.length;
      const length = /Content-Length: (\d+)/i.exec(bytes.toString('latin1', 0, body))?.[1];
      const end = body + Number(length);
      chunks = [bytes];
      wanted = body < separator.length ? held + 1 : end;
      if (held < wanted) return;
      chunks = [bytes.subarray(end)];
      held -= end;
      wanted = 1;
      receive(JSON.parse(bytes.toString('utf8', body, end)), at);
    }
  });
}

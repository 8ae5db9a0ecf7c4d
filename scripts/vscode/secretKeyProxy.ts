import { createServer, type Server } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { createProxyServer } from 'http-proxy-3';

/**
 * Stands before VS Code's server on a loopback port and passes everything on, but for the key
 * that encrypts SecretStorage (the server makes none, and the editor would forget its secrets
 * whenever the page is loaded again), and for pages of this machine that the editor opens.
 *
 * @param target the port of VS Code's server
 * @param port 0 lets the system choose
 * @param key 32 bytes, the same from start to start
 * @throws an error with code `EADDRINUSE` when the port is taken
 */
export async function openFront(
  target: number,
  port: number,
  key: Buffer,
): Promise<{ port: number; close(): void }> {
  const proxy = createProxyServer({ target: `http://127.0.0.1:${target}`, ws: true });
  proxy.on('error', (_error, _request, answer) => {
    if (answer instanceof Socket) answer.destroy();
    else answer.writeHead(502).end();
  });
  const server = createServer((request, answer) => {
    const isKey = request.method === 'POST' && request.url?.split('?')[0] === '/mint-key';
    const forwarded = forwardedPage(request.url);
    if (isKey) answer.end(key);
    else if (forwarded) answer.writeHead(302, { location: forwarded }).end();
    else void proxy.web(request, answer);
  });
  server.on('upgrade', (request, socket, head) => void proxy.ws(request, socket, head));
  await listen(server, port);
  const { port: taken } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { port: taken, close };
}

/** Where a page of this machine that the editor opens really is: VS Code asks for it through its own server, which cannot forward ports. */
function forwardedPage(url = ''): string | undefined {
  const [, port, path] = /^\/proxy\/(\d+)(\/.*)$/.exec(url) ?? [];
  return port === undefined ? undefined : `http://127.0.0.1:${port}${path}`;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

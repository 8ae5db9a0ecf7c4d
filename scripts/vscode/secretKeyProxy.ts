import { createServer, type Server } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { createProxyServer } from 'http-proxy-3';

/**
 * Stands before VS Code's server on a loopback port and passes everything on, but for the key
 * that encrypts SecretStorage: the server makes none, and the editor would forget its secrets
 * whenever the page is loaded again.
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
    if (isKey) answer.end(key);
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

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

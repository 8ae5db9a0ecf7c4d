import { expect, test, vi } from 'vitest';
import { serverCrashes } from '../../../../client/src/languageClient/serverCrashes';

vi.mock('vscode-languageclient/node', () => ({
  CloseAction: { DoNotRestart: 1, Restart: 2 },
  ErrorAction: { Continue: 'continue', Shutdown: 'shut down' },
}));

// More than three end the client with the library's own handler: after that its server is started by nobody.
test.each([undefined, 1, 4, 40])(
  'however many messages cannot be sent while a server ends, it is not given up: %s',
  async (count) => {
    const handler = serverCrashes(() => {
      throw new Error('The standard handler is not asked.');
    });
    const { action } = await handler.error(new Error('write EPIPE'), undefined, count);
    expect(action).toBe('continue');
  },
);

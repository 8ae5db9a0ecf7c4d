import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CancellationToken,
  type ClientCapabilities,
  type CodeAction,
  type CompletionItem,
  createProtocolConnection,
  type Diagnostic,
  type Hover,
  type Position,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { forkOptions } from '../../shared/src/forkOptions';
import type { CekuraMessages } from '../../shared/src/messages';
import { frame } from '../bench/frames';

/** What VS Code tells a server, as far as ours looks at it. */
const editor: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      tagSupport: { valueSet: [1, 2] },
      codeDescriptionSupport: true,
    },
    completion: {
      completionItem: { snippetSupport: true, resolveSupport: { properties: ['documentation'] } },
    },
  },
};

/** As the client starts the server, and has it collect its garbage and tell what it uses when it is sent anything. */
const tellsHeap = [
  ...forkOptions.execArgv,
  '--expose-gc',
  '--import',
  'data:text/javascript,process.on("message",()=>{gc();process.send(process.memoryUsage().heapUsed)});process.channel.unref()',
];

/** How a server is started. */
interface Start {
  /** More arguments for Node. */
  node?: string[];
  program?: string[];
  /** Beside the variables that there are; what the server keeps between runs stays in this repository. */
  env?: Record<string, string>;
}

/** The built server as a process, and an editor's side of the conversation. */
export class Server {
  #connection: ProtocolConnection;
  #published = new Map<string, (diagnostics: Diagnostic[]) => void>();
  #opened = 0;

  private constructor(private readonly child: ChildProcess) {
    const { stdin, stdout } = child;
    if (stdin === null || stdout === null) throw new Error('The server has no stdio.');
    this.#connection = createProtocolConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    this.#connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) =>
      this.#published.get(uri)?.(diagnostics),
    );
    this.#connection.listen();
  }

  /** Starts the server over stdio, by default as VS Code would; `node` are more arguments for Node. */
  static async start(
    capabilities: ClientCapabilities = editor,
    initializationOptions: object = {},
    folders: string[] = [],
    start: Start = {},
  ): Promise<Server> {
    const server = Server.startUninitialized(start);
    await server.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities,
      initializationOptions,
      workspaceFolders: folders.map((folder) => ({
        uri: pathToFileURL(folder).toString(),
        name: folder,
      })),
    });
    await server.#connection.sendNotification('initialized', {});
    return server;
  }

  /** A server that has been told nothing yet. */
  static startUninitialized({
    node = [],
    program = ['dist/server.js'],
    env = {},
  }: Start = {}): Server {
    return new Server(
      spawn(process.execPath, [...tellsHeap, ...node, ...program, '--stdio'], {
        stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
        env: {
          ...process.env,
          ...forkOptions.env,
          XDG_CACHE_HOME: resolve('build/cache'),
          ...env,
        },
      }),
    );
  }

  async stop(): Promise<void> {
    await this.#connection.sendRequest('shutdown');
    const ended = once(this.child, 'exit');
    await this.#connection.sendNotification('exit');
    this.#connection.dispose();
    await ended;
  }

  /** Opens a text as a new spec and waits for what the server says of it. */
  async open(text: string): Promise<OpenSpec> {
    const published = this.#nextDiagnostics(`untitled:spec-${this.#opened + 1}`);
    const { document } = await this.openQuietly(text);
    return new OpenSpec(this, document, await published);
  }

  /** Opens a text as a new spec in a server that publishes no diagnostics. */
  async openQuietly(text: string, address?: string): Promise<OpenSpec> {
    this.#opened += 1;
    const uri = address ?? `untitled:spec-${this.#opened}`;
    await this.#connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'cekura-agent', version: 1, text },
    });
    return new OpenSpec(this, TextDocument.create(uri, 'cekura-agent', 1, text), []);
  }

  #nextDiagnostics(uri: string): Promise<Diagnostic[]> {
    return new Promise((resolve) => this.#published.set(uri, resolve));
  }

  /** Replaces the whole text, and waits for the diagnostics that follow. */
  async change(document: TextDocument, text: string): Promise<OpenSpec> {
    const version = document.version + 1;
    const published = this.#nextDiagnostics(document.uri);
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: document.uri, version },
      contentChanges: [{ text }],
    });
    const changed = TextDocument.create(document.uri, 'cekura-agent', version, text);
    return new OpenSpec(this, changed, await published);
  }

  /** Bytes of the heap in use after a garbage collection. */
  heap(): Promise<number> {
    return new Promise((resolve) => {
      this.child.once('message', (bytes) => resolve(Number(bytes)));
      this.child.send('heap');
    });
  }

  /** The most memory that the process has had in RAM, in MB; 0 where the system does not say. */
  async peakMemory(): Promise<number> {
    const status = await readFile(`/proc/${this.child.pid}/status`, 'utf8').catch(() => '');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
  }

  /** Answers what the server asks of the editor. */
  onRequest(method: string, answer: (params: unknown) => unknown): void {
    this.#connection.onRequest(method, answer);
  }

  onNotification(method: string, handler: (params: unknown) => void): void {
    this.#connection.onNotification(method, handler);
  }

  /** Tells; the params may be anything, as a client may be wrong. */
  notify(method: string, params: unknown): Promise<void> {
    return this.#connection.sendNotification(method, params);
  }

  /** Tells several things in one write, so that the server has all of them when it reads the first. */
  notifyTogether(method: string, params: unknown[]): void {
    const messages = params.map((each) => frame({ method, params: each }));
    this.child.stdin?.write(Buffer.concat(messages));
  }

  /** Asks; the params may be anything, as a client may be wrong. */
  request<T>(method: string, params: unknown, token = CancellationToken.None): Promise<T> {
    return this.#connection.sendRequest<T>(method, params, token);
  }
}

/** A spec that is open in the server. */
export class OpenSpec {
  constructor(
    private readonly server: Server,
    readonly document: TextDocument,
    readonly diagnostics: Diagnostic[],
    private readonly cancellation = CancellationToken.None,
  ) {}

  /** The text a diagnostic marks. */
  markedBy({ range }: Diagnostic): string {
    return this.document.getText(range);
  }

  async complete(position: Position): Promise<CompletionItem[]> {
    const items = await this.ask<CompletionItem[] | null>('textDocument/completion', { position });
    return (items ?? []).sort((a, b) =>
      (a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1,
    );
  }

  hover(position: Position): Promise<Hover | null> {
    return this.ask('textDocument/hover', { position });
  }

  /** The actions offered for one diagnostic, in the order of the menu. */
  async quickFixes(diagnostic: Diagnostic): Promise<CodeAction[]> {
    const { range } = diagnostic;
    const context = { diagnostics: [diagnostic], only: ['quickfix'] };
    const actions = await this.ask<CodeAction[] | null>('textDocument/codeAction', {
      range,
      context,
    });
    return (actions ?? []).filter(({ diagnostics }) =>
      diagnostics?.some(({ message }) => message === diagnostic.message),
    );
  }

  /** The text after an action. */
  after({ edit }: CodeAction): string {
    return TextDocument.applyEdits(this.document, edit?.changes?.[this.document.uri] ?? []);
  }

  async fixAll(): Promise<CodeAction[]> {
    const start = { line: 0, character: 0 };
    const context = { diagnostics: [], only: ['source.fixAll'] };
    const range = { start, end: start };
    return (
      (await this.ask<CodeAction[] | null>('textDocument/codeAction', { range, context })) ?? []
    );
  }

  message<M extends keyof CekuraMessages>(
    method: M,
    params: Omit<CekuraMessages[M]['params'], 'textDocument'>,
  ): Promise<CekuraMessages[M]['result']> {
    return this.ask(method, params);
  }

  change(text: string): Promise<OpenSpec> {
    return this.server.change(this.document, text);
  }

  ask<T>(method: string, params: object): Promise<T> {
    const textDocument = { uri: this.document.uri };
    return this.server.request<T>(method, { textDocument, ...params }, this.cancellation);
  }
}

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { Diagnostic } from 'vscode-languageserver-types';
import { frame, type Message, readFrames } from './frames';
import { type Server, yamlSettings } from './servers';
import type { Change, Step } from './specs';

/** A text that is open in a server. */
export interface Opened {
  readonly uri: string;
  version: number;
  pull?: Pull | undefined;
  /** What the last answer to a request for diagnostics was called. */
  resultId?: string | undefined;
}

/** A request for diagnostics that is not answered yet. */
interface Pull {
  id: number;
  version: number;
  /** The text has changed since: ask once more. */
  again: boolean;
}

/** A request about a place in a text. */
export interface Question {
  method: string;
  /** What the request says beside the text that it is about. */
  place: object;
  /** Which servers may know nothing there. */
  maybeEmpty?: (server: Server) => boolean;
}

/** Called with what a server says of a text; older servers do not tell of which version. */
type Heard = (lines: number[], version: number | undefined, at: number) => void;

/** Milliseconds after which an answer is no longer waited for. */
const longest = 120_000;

/**
 * One server as a process, and an editor that talks to it over stdio. It works on bare frames, so
 * that its own cost stays out of what it measures. All times are those of `performance.now()`.
 */
export class Editor {
  readonly pid: number;
  #ids = 0;
  #opened = 0;
  #answers = new Map<number | string, (message: Message, at: number) => void>();
  #heard = new Map<string, Heard>();

  private constructor(
    readonly server: Server,
    private readonly child: ChildProcessByStdio<Writable, Readable, null>,
  ) {
    this.pid = child.pid ?? 0;
    readFrames(child.stdout, (message, at) => this.#receive(message, at));
  }

  /** Starts a server and shakes hands with it. */
  static async start(node: string, server: Server): Promise<Editor> {
    const child = spawn(node, [...server.args, '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      // What a server keeps between runs stays in this repository.
      env: { ...process.env, ...server.env, XDG_CACHE_HOME: resolve('build/cache') },
    });
    const editor = new Editor(server, child);
    await editor.request('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [],
      capabilities: {
        textDocument: {
          ...(server.pulled && { diagnostic: {} }),
          publishDiagnostics: { versionSupport: true },
          completion: {
            completionItem: {
              snippetSupport: true,
              resolveSupport: { properties: ['documentation'] },
            },
          },
          documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        },
      },
    });
    editor.#send({ method: 'initialized', params: {} });
    return editor;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    await this.request('shutdown');
    this.#send({ method: 'exit' });
    this.child.stdin.end();
    await ended;
  }

  /** Opens a text. Resolves with it and the time of the first right answer. */
  async open(text: string, marked: number[]): Promise<{ opened: Opened; at: number }> {
    this.#opened += 1;
    const opened: Opened = {
      uri: `file:///bench/spec-${this.#opened}.cekura-agent.yaml`,
      version: 1,
    };
    const { languageId } = this.server;
    const { uri, version } = opened;
    const right = this.#untilRight(opened, marked, marked);
    this.#send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId, version, text } },
    });
    this.#askForDiagnostics(opened);
    return { opened, at: await right };
  }

  close({ uri }: Opened): void {
    this.#heard.delete(uri);
    this.#send({ method: 'textDocument/didClose', params: { textDocument: { uri } } });
  }

  /** Sends a change and, where diagnostics are pulled, asks for them at once, as VS Code does. */
  change(opened: Opened, { range, text }: Change): void {
    opened.version += 1;
    const { uri, version } = opened;
    this.#send({
      method: 'textDocument/didChange',
      params: { textDocument: { uri, version }, contentChanges: [{ range, text }] },
    });
    this.#askForDiagnostics(opened);
  }

  /**
   * Sends a change. Resolves with the milliseconds to the last byte of the first answer that is
   * right for the text it makes.
   *
   * @param unchanged the lines with diagnostics in the text nothing was changed in
   */
  async edit(opened: Opened, step: Step, unchanged: number[]): Promise<number> {
    const started = performance.now();
    this.change(opened, step.change);
    return (await this.#untilRight(opened, step.marked, unchanged)) - started;
  }

  /**
   * The milliseconds until a request about a place is answered.
   *
   * @throws when there is nothing in the answer of a server that has to know something there
   */
  async ask(opened: Opened, { method, place, maybeEmpty }: Question): Promise<number> {
    const started = performance.now();
    const params = { textDocument: { uri: opened.uri }, ...place };
    const { message, at } = await this.request(method, params);
    const { result } = message;
    const held = result?.items ?? result;
    const isEmpty = !held || held.length === 0;
    if (isEmpty && !this.server.empty && !(maybeEmpty?.(this.server) ?? false)) {
      throw new Error(`${this.server.name} answers ${method} with nothing.`);
    }
    return at - started;
  }

  request(method: string, params?: object): Promise<{ message: Message; at: number }> {
    this.#ids += 1;
    const id = this.#ids;
    const answered = new Promise<{ message: Message; at: number }>((resolve) => {
      this.#answers.set(id, (message, at) => resolve({ message, at }));
    });
    this.#send({ id, method, params });
    return answered;
  }

  #send(message: object): void {
    this.child.stdin.write(frame(message));
  }

  #receive(message: Message, at: number): void {
    const { id, method, params, error } = message;
    if (method === undefined && id !== undefined) {
      if (error && error.code !== cancelled)
        throw new Error(`${this.server.name}: ${error.message}`);
      this.#answers.get(id)?.(message, at);
      this.#answers.delete(id);
    } else if (method === 'textDocument/publishDiagnostics') {
      const { uri = '', version, diagnostics = [] } = params ?? {};
      this.#heard.get(uri)?.(linesOf(diagnostics), version, at);
    } else if (id !== undefined) {
      const result = method === 'workspace/configuration' ? settingsFor(params?.items) : null;
      this.#send({ id, result });
    }
  }

  /** As VS Code does: one request at a time, cancelled when the text changes, and then sent anew. */
  #askForDiagnostics(opened: Opened): void {
    if (!this.server.pulled) return;
    if (opened.pull) {
      if (!opened.pull.again)
        this.#send({ method: '$/cancelRequest', params: { id: opened.pull.id } });
      opened.pull.again = true;
      return;
    }
    const { uri, version, resultId } = opened;
    const pull = { id: this.#ids + 1, version, again: false };
    opened.pull = pull;
    void this.request('textDocument/diagnostic', {
      textDocument: { uri },
      previousResultId: resultId,
    }).then(({ message: { result }, at }) => {
      opened.pull = undefined;
      if (pull.again) this.#askForDiagnostics(opened);
      if (result?.kind !== 'full') return;
      opened.resultId = result.resultId;
      this.#heard.get(uri)?.(linesOf(result.items ?? []), version, at);
    });
  }

  /** The time of the first answer that is right for the version now sent. */
  #untilRight(opened: Opened, marked: number[] | undefined, unchanged: number[]): Promise<number> {
    const expected = String(marked ?? unchanged);
    return new Promise((resolve, reject) => {
      let last = 'nothing';
      const late = setTimeout(
        () => reject(new Error(`${this.server.name} said ${last}, expected ${expected}.`)),
        longest,
      );
      this.#heard.set(opened.uri, (lines, version, at) => {
        last = String(lines);
        const right = this.server.empty
          ? version === opened.version
          : (last === expected) === (marked !== undefined);
        if (!right) return;
        clearTimeout(late);
        this.#heard.delete(opened.uri);
        resolve(at);
      });
    });
  }
}

/** The code of an answer to a request that was cancelled. */
const cancelled = -32800;

function linesOf(diagnostics: Diagnostic[]): number[] {
  const lines = new Set(diagnostics.map(({ range }) => range.start.line));
  return [...lines].sort((a, b) => a - b);
}

function settingsFor(items: { section: string }[] = []): unknown[] {
  return items.map(({ section }) => (section === 'yaml' ? yamlSettings : null));
}

import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Sandbox, startSandbox } from '../sandbox/index';
import { makeFolder, program, type Ran, runCommandLine, runProcess } from './commandLine';

/** A repository of specs, and an account of their agents. */
export class CommandLineAccount {
  private constructor(
    readonly folder: string,
    readonly sandbox: Sandbox,
  ) {}

  /** @param files committed as they are */
  static async start(files: Record<string, string>): Promise<CommandLineAccount> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'cekura-agent-')));
    await makeFolder(folder, files);
    const account = new CommandLineAccount(folder, await startSandbox({ stageMs: 1 }));
    await account.git('init', '--quiet', '--template=');
    await account.commit();
    return account;
  }

  /** Runs the command line there, with a key that the account takes. */
  run(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
    return runCommandLine(args, { cwd: this.folder, env: { ...this.#env, ...env } });
  }

  /** Runs it in a process of its own, beside others; a signal kills it. */
  runBeside(args: string[], env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<Ran> {
    const options = { cwd: this.folder, env: { ...this.#env, ...env }, ...(signal && { signal }) };
    return runProcess(process.execPath, [resolve(program), ...args], options);
  }

  /** The same where no file can be larger than 8 kB, as on a disk that is full. */
  runWithSmallFiles(args: string[]): Promise<Ran> {
    const limited = ['-c', 'ulimit -f 16; "$0" "$@"', process.execPath, resolve(program), ...args];
    return runProcess('sh', limited, { cwd: this.folder, env: this.#env });
  }

  /** Runs it in a shell, with its output going where that says. */
  runInto(where: string, args: string[], env: NodeJS.ProcessEnv): Promise<Ran> {
    const piped = ['-c', `"$0" "$@" ${where}`, process.execPath, resolve(program), ...args];
    return runProcess('bash', piped, { cwd: this.folder, env: { ...this.#env, ...env } });
  }

  /** What a terminal gets to see of a run. */
  async runOnTerminal(args: string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
    const command = [process.execPath, resolve(program), ...args].join(' ');
    const options = { cwd: this.folder, env: { ...this.#env, ...env } };
    return (await runProcess('script', ['-qec', command, '/dev/null'], options)).stdout;
  }

  get #env(): NodeJS.ProcessEnv {
    return {
      CEKURA_API_KEY: 'key-of-the-tests',
      CEKURA_API_URL: this.sandbox.url,
      // Where this machine remembers.
      HOME: this.#memory,
      LOCALAPPDATA: this.#memory,
      XDG_DATA_HOME: this.#memory,
    };
  }

  /** What a run prints as JSON. */
  async json<Printed>(args: string[], env?: NodeJS.ProcessEnv): Promise<Printed> {
    return JSON.parse((await this.run([...args, '--format', 'json'], env)).stdout);
  }

  read(file: string, encoding: BufferEncoding = 'utf8'): Promise<string> {
    return readFile(join(this.folder, file), encoding);
  }

  write(file: string, text: string | Buffer): Promise<void> {
    return writeFile(join(this.folder, file), text);
  }

  /** Changes the text of a file. Throws when it does not hold what is to be changed. */
  async change(file: string, from: string, to: string): Promise<void> {
    const text = await this.read(file);
    if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
    await this.write(
      file,
      text.replace(from, () => to),
    );
  }

  async commit(): Promise<void> {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--allow-empty', '--message', 'Change specs');
  }

  async git(...args: string[]): Promise<void> {
    const settings = ['user.name=a', 'user.email=a@example.com', 'maintenance.auto=false'];
    const options = settings.flatMap((one) => ['-c', one]);
    const { code, stderr } = await runProcess('git', [...options, ...args], { cwd: this.folder });
    if (code !== 0) throw new Error(stderr);
  }

  /** The calls that change something, as `POST /path/`. */
  get changes(): string[] {
    return this.sandbox.requests
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path}`);
  }

  /** Makes this another machine, which remembers nothing of the runs before. */
  async forget(): Promise<void> {
    await rm(this.#memory, { recursive: true, force: true });
  }

  get #memory(): string {
    return `${this.folder}-memory`;
  }

  async stop(): Promise<void> {
    await this.sandbox.close();
    await this.forget();
    await rm(this.folder, { recursive: true, force: true });
  }
}

import { type Disposable, ThemeIcon, window } from 'vscode';
import { checkKey } from '../api/cekuraApi';
import { whatHappened } from '../api/failure';
import { type Connect, canBeSent } from '../api/http';
import { openApiKeys } from '../ui/links';
import { notify } from '../ui/notifications';
import { checkOff } from '../ui/walkthrough';
import type { KeptSecrets } from './keptSecrets';

/** A key is sent nowhere but to the address that it was typed for. */
const storedAs = (baseUrl: string) => `apiKey ${new URL(baseUrl).origin}`;
const baseUrlOf = (connect: Connect) => connect('').baseUrl;
const variable = 'CEKURA_API_KEY';

/**
 * The keys that Cekura knows the user by, one for each address: in the editor's secret storage, else the one in the
 * environment.
 */
export class ApiKey {
  /** The questions that are open, by where the key is kept: whoever needs the same one waits for the same answer. */
  readonly #asking = new Map<string, Promise<string | undefined>>();

  constructor(private readonly secrets: KeptSecrets) {}

  /** The key in force where Cekura is reached; undefined when there is none. */
  async get(connect: Connect): Promise<string | undefined> {
    const key = (await this.secrets.get(storedAs(baseUrlOf(connect)))) ?? fromEnvironment();
    if (key !== undefined) checkOff('hasApiKey');
    return key;
  }

  /** The key in force, asked for when there is none; undefined when the question was closed. */
  async getOrAsk(connect: Connect): Promise<string | undefined> {
    return (await this.get(connect)) ?? (await this.ask(connect));
  }

  /** Calls back whenever a key was kept or forgotten, here or in another window. */
  onDidChange(listener: () => unknown): Disposable {
    return this.secrets.onDidChange((name) => name.startsWith('apiKey ') && listener());
  }

  /**
   * Asks for a key until Cekura accepts it or the question is closed, and keeps the accepted one.
   *
   * @param connect how Cekura is reached with a key, to check it
   */
  ask(connect: Connect): Promise<string | undefined> {
    const name = storedAs(baseUrlOf(connect));
    const asking =
      this.#asking.get(name) ?? this.#ask(connect).finally(() => this.#asking.delete(name));
    this.#asking.set(name, asking);
    return asking;
  }

  async #ask(connect: Connect): Promise<string | undefined> {
    const baseUrl = baseUrlOf(connect);
    const key = await askForKey(new URL(baseUrl).host, async (text) => {
      if (!canBeSent(text)) return "An API key can't have spaces.";
      const result = await checkKey(connect(text));
      if (result === 'accepted') return undefined;
      if (result === 'wrong') return "Cekura doesn't accept this key. Copy it again.";
      return `${whatHappened(result)} The key wasn't saved. Try again.`;
    });
    if (key === undefined) return undefined;
    await this.secrets.store(storedAs(baseUrl), key);
    checkOff('hasApiKey');
    return key;
  }

  /** Forgets the key stored for an address and says so. */
  async clear(baseUrl: string): Promise<void> {
    await this.secrets.delete(storedAs(baseUrl));
    notify(
      window.showInformationMessage,
      fromEnvironment()
        ? `API key cleared. The one in the environment variable ${variable} is used now.`
        : 'API key cleared.',
    );
  }
}

const fromEnvironment = () => process.env[variable]?.trim() || undefined;

const linkButton = {
  iconPath: new ThemeIcon('link-external'),
  tooltip: 'Open API Keys in Cekura',
};

/**
 * @param host where it will be sent
 * @param problemOf what is wrong with a key, undefined when it can be used
 */
function askForKey(
  host: string,
  problemOf: (key: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const input = window.createInputBox();
  input.title = `Cekura API Key for ${host}`;
  input.prompt = 'Paste a key from Settings → API Keys. It is stored in VS Code, not in a file.';
  input.placeholder = 'API key';
  input.password = true;
  input.ignoreFocusOut = true;
  input.buttons = [linkButton];
  return new Promise((resolve) => {
    let closed = false;
    const listeners: Disposable[] = [
      input.onDidTriggerButton(() => openApiKeys()),
      input.onDidChangeValue(() => {
        input.validationMessage = undefined;
      }),
      input.onDidAccept(async () => {
        const key = input.value.trim();
        if (!key || input.busy) return;
        input.busy = true;
        input.enabled = false;
        const problem = await problemOf(key);
        input.busy = false;
        input.enabled = true;
        if (closed) return;
        input.validationMessage = problem;
        if (problem !== undefined) return;
        resolve(key);
        input.hide();
      }),
      input.onDidHide(() => {
        closed = true;
        for (const listener of listeners) listener.dispose();
        input.dispose();
        resolve(undefined);
      }),
    ];
    input.show();
  });
}

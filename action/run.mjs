// What action.yml runs. It is plain JavaScript, as an action is used as it is checked out.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { writeComment } from './comment.mjs';
import { install } from './install.mjs';

const { env } = process;
const paths = (env.ACTION_PATHS ?? '')
  .split('\n')
  .map((path) => path.trim())
  .filter((path) => path !== '');

/** What `cekura-agent plan --exit-code` ends with when there are changes. */
const changes = 3;

/** @type {Record<string, () => Promise<number>>} */
const commands = {
  check: async () => {
    const { code } = await cekuraAgent(['check', '--format', 'github', ...paths]);
    return code;
  },

  plan: async () => {
    if (!env.CEKURA_API_KEY) {
      console.log(
        "::notice::No plan, because there is no API key. Pull requests from forks don't get one.",
      );
      return 0;
    }
    const args = ['plan', '--format', 'markdown', '--exit-code', ...paths];
    const { code, output } = await cekuraAgent(args, { isKept: true, withKeys: true });
    if (output === '') return code;
    await append(env.GITHUB_STEP_SUMMARY, output);
    await append(env.GITHUB_OUTPUT, `changes=${code === changes}\n`);
    const { pull_request: pullRequest } = await event();
    if (pullRequest) {
      await writeComment(output, pullRequest.number, { isNew: code !== 0 }).catch((error) =>
        console.log(`::warning::The plan is only in the summary: ${error.message}`),
      );
    }
    return code === changes ? 0 : code;
  },

  apply: async () => {
    if ((await event()).pull_request) {
      console.log("::error::apply can't run for a pull request. Run it after the merge.");
      return 2;
    }
    const flags = [
      ...(env.ACTION_CREATE === 'true' ? ['--create'] : []),
      ...(env.ACTION_ALLOW_DELETIONS === 'true' ? ['--allow-deletions'] : []),
    ];
    const { code } = await cekuraAgent(['apply', ...flags, ...paths], { withKeys: true });
    return code;
  },
};

/** What the command line needs no more than npm does. */
const own = /^(?:ACTION_|INPUT_|CEKURA_API_KEY$|CEKURA_SECRET_)/i;

/** What plan and apply need of it. */
const keys = /^CEKURA_/i;

/** @param {(name: string) => boolean} isGiven */
const variables = (isGiven) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => isGiven(name)));

/**
 * Runs the command line.
 *
 * @param {string[]} args
 * @param {{ isKept?: boolean, withKeys?: boolean }} options whether what it prints is kept instead of shown, and whether it
 *   gets the key and the secrets of Cekura
 */
async function cekuraAgent(args, { isKept = false, withKeys = false } = {}) {
  const open = variables((name) => !own.test(name));
  const script = await install(env.ACTION_PACKAGE ?? '', open);
  if (script === undefined) return { code: 1, output: '' };
  const child = spawn(process.execPath, [script, ...args], {
    env: withKeys ? variables((name) => !own.test(name) || keys.test(name)) : open,
    stdio: ['ignore', isKept ? 'pipe' : 'inherit', 'inherit'],
  });
  const [output, [code]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    once(child, 'close'),
  ]);
  return { code: code ?? 1, output };
}

/** What started the workflow. */
async function event() {
  return env.GITHUB_EVENT_PATH ? JSON.parse(await readFile(env.GITHUB_EVENT_PATH, 'utf8')) : {};
}

/**
 * @param {string | undefined} path
 * @param {string} lines
 */
async function append(path, lines) {
  if (path) await appendFile(path, lines);
}

const command = env.ACTION_COMMAND ?? '';
if (Object.hasOwn(commands, command)) {
  process.exitCode = await commands[command]();
} else {
  console.log(`::error::The command must be one of ${Object.keys(commands).join(', ')}.`);
  process.exitCode = 2;
}

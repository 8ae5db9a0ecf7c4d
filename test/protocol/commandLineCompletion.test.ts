import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeFolder, runCommandLine, runProcess } from './commandLine';
import { installed } from './installCommandLine';

const specs = ['a.cekura-agent.yaml', 'sp ace, [x]*.cekura-agent.yml'];
const commands = [
  ...['check', 'plan', 'apply', 'pull', 'import', 'new', 'convert', 'render', 'lsp'],
  ...['completion', 'help'],
];
let folder = '';

beforeAll(async () => {
  folder = await makeFolder('build/command-line-completion', {
    ...Object.fromEntries(specs.map((name) => [name, ''])),
    'sub/b.cekura-agent.yaml': '',
    'plan.json': '',
  });
});

const quoted = (word: string) => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** What bash offers at Tab, for each line in the words that bash splits it into. */
async function completed(lines: readonly string[][]): Promise<string[][]> {
  const tabs = lines.map((words) => `tab ${words.map(quoted).join(' ')}`);
  const script = `
    eval "$(cekura-agent completion bash)"
    tab() {
      COMP_WORDS=(cekura-agent "$@") COMP_CWORD=$#
      _cekura_agent cekura-agent
      printf '%s\n' "\${COMPREPLY[@]}" ---
    }
    ${tabs.join('\n')}`;
  const { stdout, stderr } = await runProcess('bash', ['--norc', '-c', script], {
    cwd: folder,
    env: { PATH: `${resolve(installed, 'node_modules/.bin')}:${process.env.PATH}` },
  });
  expect(stderr).toBe('');
  const replies = stdout.split('---\n').slice(0, -1);
  return replies.map((reply) => reply.split('\n').filter((line) => line !== ''));
}

const cases: [what: string, words: string[], values: string[]][] = [
  ['commands', [''], commands],
  ['the beginning of a command', ['co'], ['convert', 'completion']],
  ['commands to help with', ['help', 're'], ['render']],
  ['options', ['render', '--'], ['--reveal', '--output', '--help']],
  ['options of the program', ['--v'], ['--version']],
  ['formats', ['plan', '--format', ''], ['text', 'json', 'markdown']],
  ['formats behind =', ['check', 'x', '--format', '=', 'j'], ['json', 'junit']],
  ['formats at =', ['apply', '--format', '='], ['text', 'json']],
  ['formats in one word', ['apply', '--format=j'], ['--format=json']],
  ['what is done on a conflict', ['apply', '--on-conflict', ''], ['fail', 'skip']],
  ['providers', ['new', 're'], ['retell']],
  ['no second provider', ['new', 'retell', ''], []],
  ['shells', ['completion', ''], ['bash', 'zsh', 'fish']],
  ['specs and folders', ['check', ''], ['sub', ...specs]],
  ['more specs, behind options', ['plan', '-q', '--format', 'json', 'a', 'su'], ['sub']],
  ['specs in folders', ['pull', 'sub/'], ['sub/b.cekura-agent.yaml']],
  ['specs with spaces', ['render', 'sp\\ a'], specs.slice(1)],
  ['what has a quote', ['render', '"sp a'], specs.slice(1)],
  ['what stands behind --', ['check', '--', '--f'], []],
  ['files', ['plan', '--out', 'p'], ['plan.json']],
  ['files behind =', ['apply', '--plan', '='], ['plan.json', ...specs, 'sub']],
  ['folders', ['import', '1', '--into', ''], ['sub']],
  ['no ids', ['import', ''], []],
  ['nothing of an unknown command', ['nonsense', ''], []],
  ['and runs nothing that is typed', ['check', '$(touch made)', '`touch made`', 'ma'], []],
];

describe.skipIf(process.platform === 'win32')('bash completes', () => {
  let replies: string[][] = [];
  beforeAll(async () => {
    replies = await completed(cases.map(([, words]) => words));
  });

  test.each(cases.map(([what, , values], at) => [what, values, at] as const))(
    '%s',
    (_, values, at) => {
      expect(replies[at]?.sort()).toEqual([...values].sort());
    },
  );
});

test.each(['zsh', 'fish'])('there is a script for %s', async (shell) => {
  const { code, stdout } = await runCommandLine(['completion', shell]);
  expect(code).toBe(0);
  expect(stdout).toContain(`Completion of cekura-agent for ${shell}: `);
});

test('other shells are not known', async () => {
  expect(await runCommandLine(['completion', 'tcsh'])).toMatchObject({ code: 2, stdout: '' });
});

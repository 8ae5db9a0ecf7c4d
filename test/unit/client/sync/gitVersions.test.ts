import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest';
import { type GitVersion, gitVersions } from '../../../../client/src/sync/gitVersions';

let parent: string;
let top: string;
let count = 0;

beforeAll(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'cekura-git-')));
  await writeFile(join(parent, 'config'), '[maintenance]\nauto = false\n');
});
beforeEach(() => {
  for (const [name, value] of Object.entries(ownConfig())) vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rm(parent, { recursive: true }));

/** What whoever runs the tests has configured does not count. */
const ownConfig = () => ({ GIT_CONFIG_GLOBAL: join(parent, 'config'), GIT_CONFIG_NOSYSTEM: '1' });

/** A repository without a commit, in which `git` and `commit` work from then on. */
async function initRepository(): Promise<void> {
  count += 1;
  top = join(parent, `${count}`);
  await mkdir(top);
  git('init', '--quiet', '--initial-branch=main');
}

/** Makes one repository for all tests of a block: they leave it as it is. */
function shareRepository(prepare: () => Promise<void>): void {
  let shared: string;
  beforeAll(async () => {
    await initRepository();
    await prepare();
    shared = top;
  });
  beforeEach(() => {
    top = shared;
  });
}

let commits = 0;
const git = (...args: string[]) => gitReading('', ...args);

/** Has git read an input. */
function gitReading(input: string, ...args: string[]): string {
  commits += 1;
  // Commits are told apart by the second: each comes later than the one before.
  const date = `${1_700_000_000 + commits} +0000`;
  const person = { NAME: 'A', EMAIL: 'a@example.com', DATE: date };
  const env = Object.entries(person).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]);
  return execFileSync('git', ['-C', top, ...args], {
    encoding: 'utf8',
    input,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, ...ownConfig(), ...Object.fromEntries(env) },
  }).trim();
}

/** Writes files and commits them. */
async function commit(files: Record<string, string | Buffer>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(top, name)), { recursive: true });
    await writeFile(join(top, name), content);
  }
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message', 'change');
}

async function versionsOf(name: string, folder = top): Promise<GitVersion[]> {
  const versions: GitVersion[] = [];
  for await (const version of gitVersions(join(folder, name))) versions.push(version);
  return versions;
}

const textsOf = async (name: string, folder = top) =>
  Promise.all((await versionsOf(name, folder)).map((version) => version.text()));

const long = 'a\nb\nc\nd\ne\nf\ng\n';

describe('the versions of a file', () => {
  beforeEach(initRepository);

  test('come newest first, each with its commit, without commits that leave it as it is', async () => {
    await commit({ 'a.yaml': '1' });
    await commit({ 'b.yaml': 'other' });
    await commit({ 'a.yaml': '2' });
    const [second, , first] = git('rev-list', 'HEAD').split('\n');
    await writeFile(join(top, 'a.yaml'), 'not committed');
    const versions = await versionsOf('a.yaml');
    expect(versions.map((version) => [version.commit, version.path])).toEqual([
      [second, 'a.yaml'],
      [first, 'a.yaml'],
    ]);
    expect(await textsOf('a.yaml')).toEqual(['2', '1']);
  });

  test.each([
    'a b.yaml',
    'Grüße 👋.yaml',
    '-a.yaml',
    '--output=x.yaml',
    ':(top)a.yaml',
    ':!a.yaml',
    '[ab]*?.yaml',
    'a\'"$(touch x)`;.yaml',
    'ab'.repeat(20),
    ':1 100644 ab cd A',
  ])('are found by the name %s, to the letter', async (name) => {
    await commit({ [name]: '1', 'a.yaml': 'other', 'b.yaml': 'other' });
    await commit({ [name]: '2' });
    expect(await textsOf(name)).toEqual(['2', '1']);
    await commit({ [`sub -d/${name}`]: '3' });
    expect(await textsOf(name, join(top, 'sub -d'))).toEqual(['3']);
  });

  test.skipIf(process.platform === 'win32')('are found by names with line breaks', async () => {
    await commit({ 'sub\nfolder/a\nb.yaml': '1' });
    expect(await textsOf('a\nb.yaml', join(top, 'sub\nfolder'))).toEqual(['1']);
  });

  test('are as they were committed, whatever a checkout makes of them', async () => {
    const text = '\ufeffa: 1\r\nb: ä\r\n';
    await commit({ 'a.yaml': text });
    const attributes = '* text eol=lf ident working-tree-encoding=UTF-16LE filter=x\n';
    await writeFile(join(top, '.git/info/attributes'), attributes);
    const [version] = await versionsOf('a.yaml');
    expect(await version?.text()).toBe(text.slice(1));
    expect(await version?.file('a.yaml')).toEqual(Buffer.from(text));
  });

  test('are 50 at most', async () => {
    const commits = Array.from({ length: 52 }, (_, index) => [
      `commit refs/heads/main\ncommitter A <a@example.com> ${index} +0000\ndata 0\n`,
      `M 100644 inline a.yaml\ndata 2\n${index + 10}\n`,
    ]);
    gitReading(commits.flat().join(''), 'fast-import', '--quiet');
    const texts = await textsOf('a.yaml');
    expect([texts.length, texts[0], texts.at(-1)]).toEqual([50, '61', '12']);
  });

  test('are found under former names and in former folders', async () => {
    await commit({ 'a.yaml': long });
    await commit({ 'a.yaml': `${long}h\n` });
    await mkdir(join(top, 'agents'));
    git('mv', 'a.yaml', 'agents/b.yaml');
    await commit({ 'agents/b.yaml': `${long}i\n` });
    git('mv', 'agents/b.yaml', 'agents/c.yaml');
    await commit({ 'a.yaml': 'a new one' });
    const versions = await versionsOf('c.yaml', join(top, 'agents'));
    expect(versions.map(({ path }) => path)).toEqual([
      'agents/c.yaml',
      'agents/b.yaml',
      'a.yaml',
      'a.yaml',
    ]);
    expect(await versions.at(-1)?.text()).toBe(long);
  });

  test('are found on both sides of a merge, and in what it made of them', async () => {
    await commit({ 'a.yaml': '1' });
    git('switch', '--quiet', '--create', 'side');
    await commit({ 'a.yaml': 'side' });
    git('switch', '--quiet', 'main');
    await commit({ 'a.yaml': 'main' });
    git('merge', '--quiet', '--strategy=ours', '--no-commit', 'side');
    await commit({ 'a.yaml': 'both' });
    expect(await textsOf('a.yaml')).toEqual(['both', 'main', 'side', '1']);
  });

  test('begin anew where the file was deleted in between', async () => {
    await commit({ 'a.yaml': '1' });
    git('rm', '--quiet', 'a.yaml');
    await commit({});
    await commit({ 'a.yaml': '2' });
    expect(await textsOf('a.yaml')).toEqual(['2', '1']);
  });

  test('leave out what was a symbolic link', async () => {
    await commit({ 'b.yaml': 'other' });
    await symlink('b.yaml', join(top, 'a.yaml'));
    await commit({});
    await rm(join(top, 'a.yaml'));
    await commit({ 'a.yaml': '2' });
    expect(await textsOf('a.yaml')).toEqual(['2']);
  });
});

describe('a repository may be', () => {
  beforeEach(async () => {
    await initRepository();
    await commit({ 'agents/a.yaml': '1', 'shared.md': 'one' });
    await commit({ 'agents/a.yaml': '2', 'shared.md': 'two' });
  });

  test('left by a symbolic link', async () => {
    const link = join(parent, `link-${count}`);
    await symlink(join(top, 'agents'), link);
    expect(await textsOf('a.yaml', link)).toEqual(['2', '1']);
  });

  test('a linked worktree', async () => {
    const linked = join(parent, `linked-${count}`);
    git('worktree', 'add', '--quiet', '-b', 'other', linked, 'HEAD~1');
    const [version, ...older] = await versionsOf('a.yaml', join(linked, 'agents'));
    expect([await version?.text(), older]).toEqual(['1', []]);
    expect(`${await version?.file('../shared.md')}`).toBe('one');
  });

  test('a shallow clone', async () => {
    const clone = join(parent, `shallow-${count}`);
    git('clone', '--quiet', '--depth=1', `file://${top}`, clone);
    expect(await textsOf('a.yaml', join(clone, 'agents'))).toEqual(['2']);
  });

  test('inside of another', async () => {
    const outer = top;
    top = join(outer, 'inner');
    await mkdir(top);
    git('init', '--quiet');
    await commit({ 'a.yaml': 'inner' });
    const [version] = await versionsOf('a.yaml');
    expect(await version?.text()).toBe('inner');
    expect(await version?.file('../shared.md')).toBeUndefined();
  });

  test('another than the one of the environment', async () => {
    vi.stubEnv('GIT_DIR', join(parent, 'none.git'));
    vi.stubEnv('GIT_WORK_TREE', parent);
    vi.stubEnv('GIT_INDEX_FILE', join(parent, 'none.index'));
    const texts = await textsOf('a.yaml', join(top, 'agents'));
    vi.unstubAllEnvs();
    expect(texts).toEqual(['2', '1']);
  });
});

describe('the versions are the same whatever is configured:', () => {
  const settings: [key: string, ...values: string[]][] = [
    ['log.follow', 'true'],
    ['log.diffMerges', 'off', 'first-parent', 'combined', 'dense-combined', 'remerge'],
    ['log.showRoot', 'false'],
    ['log.showSignature', 'true'],
    ['log.decorate', 'full'],
    ['log.excludeDecoration', 'refs/*'],
    ['log.initialDecorationSet', 'all'],
    ['log.abbrevCommit', 'true'],
    ['log.date', 'relative'],
    ['log.mailmap', 'false'],
    ['log.graphColors', 'red'],
    ['diff.renames', 'false', 'copies'],
    ['diff.renameLimit', '1'],
    ['diff.orderFile', 'order'],
    ['diff.relative', 'true'],
    ['diff.noprefix', 'true'],
    ['diff.mnemonicPrefix', 'true'],
    ['diff.algorithm', 'patience'],
    ['diff.ignoreSubmodules', 'all'],
    ['diff.submodule', 'log'],
    ['diff.colorMoved', 'zebra'],
    ['diff.dirstat', 'lines'],
    ['diff.wordRegex', '.'],
    ['diff.interHunkContext', '9'],
    ['core.quotePath', 'true', 'false'],
    ['core.abbrev', '4', 'no'],
    ['core.ignoreCase', 'true'],
    ['core.precomposeUnicode', 'true'],
    ['core.autocrlf', 'true', 'input'],
    ['core.bigFileThreshold', '1'],
    ['core.commitGraph', 'false'],
    ['core.notesRef', 'refs/notes/x'],
    ['notes.displayRef', 'refs/notes/*'],
    ['format.pretty', 'oneline', 'raw', 'format:x'],
    ['format.notes', 'true'],
    ['i18n.logOutputEncoding', 'ISO-8859-1', 'UTF-16', 'nonsense'],
    ['i18n.commitEncoding', 'UTF-16'],
    ['color.ui', 'always'],
    ['color.diff', 'always'],
    ['pager.log', 'cat'],
    ['alias.log', 'log --oneline'],
    ['feature.experimental', 'true'],
  ];

  shareRepository(async () => {
    await commit({ 'old/ä.yaml': long, 'old/b.yaml': `${long}b\n`, 'c.md': 'c' });
    git('notes', '--ref=x', 'add', '--message', 'a note', 'HEAD');
    await mkdir(join(top, 'new'));
    git('mv', 'old/ä.yaml', 'new/Ö.yaml');
    git('mv', 'old/b.yaml', 'new/c.yaml');
    await commit({ 'new/Ö.yaml': `${long}1\n`, 'new/c.yaml': `${long}b\n1\n` });
    git('switch', '--quiet', '--create', 'side');
    await commit({ 'new/Ö.yaml': `${long}side\n` });
    git('switch', '--quiet', 'main');
    await commit({ 'new/Ö.yaml': `${long}main\n` });
    git('merge', '--quiet', '--strategy=ours', '--no-commit', 'side');
    await commit({ 'new/Ö.yaml': `${long}both\n` });
    await writeFile(join(top, 'order'), '*.md\n*c.yaml\n');
  });

  test.each(settings.flatMap(([key, ...values]) => values.map((value) => [key, value] as const)))(
    '%s=%s',
    async (key, value) => {
      git('config', key, value);
      onTestFinished(() => void git('config', '--unset', key));
      const folder = join(top, 'new');
      expect(await textsOf('Ö.yaml', folder)).toEqual(
        ['both\n', 'main\n', 'side\n', '1\n', ''].map((end) => long + end),
      );
      const last = (await versionsOf('Ö.yaml', folder)).at(-1);
      expect(last?.path).toBe('old/ä.yaml');
      expect(`${await last?.file('../c.md')}`).toBe('c');
    },
  );
});

describe('another file at the same commit', () => {
  describe('of a spec in a folder', () => {
    shareRepository(async () => {
      await mkdir(join(top, 'agents'), { recursive: true });
      await symlink('../shared.md', join(top, 'agents/link.md'));
      await symlink('../parts', join(top, 'agents/linked'));
      await commit({
        'agents/a.yaml': '1',
        'agents/prompt.md': 'prompt 1',
        'agents/tool.sh': 'runs',
        'agents/-x.md': 'dash',
        'agents/parts/x.md': 'x',
        'parts/inner.md': 'inner',
        'shared.md': 'shared 1',
      });
      await commit({ 'agents/prompt.md': 'prompt 2', 'shared.md': 'shared 2' });
      await writeFile(join(parent, 'out.md'), 'outside');
    });

    test.each<[asked: string, content: string | undefined]>([
      ['prompt.md', 'prompt 1'],
      ['./parts/../prompt.md', 'prompt 1'],
      ['../shared.md', 'shared 1'],
      ['tool.sh', 'runs'],
      ['-x.md', 'dash'],
      [':(top)shared.md', undefined],
      ['*.md', undefined],
      ['none.md', undefined],
      ['.', undefined],
      ['..', undefined],
      ['parts', undefined],
      ['../../out.md', undefined],
      ['../../../../etc/hosts', undefined],
      ['/etc/hosts', undefined],
      ['/prompt.md', undefined],
      ['link.md', undefined],
      ['linked/inner.md', undefined],
      ['', undefined],
    ])('%j', async (asked, content) => {
      const [version] = await versionsOf('a.yaml', join(top, 'agents'));
      const bytes = await version?.file(asked);
      expect(bytes?.toString()).toBe(content);
    });
  });

  test('is beside the former place of the spec', async () => {
    await initRepository();
    await commit({ 'old/a.yaml': long, 'old/prompt.md': 'old' });
    await mkdir(join(top, 'new'));
    git('mv', 'old/a.yaml', 'new/a.yaml');
    await commit({ 'new/prompt.md': 'new' });
    const versions = await versionsOf('a.yaml', join(top, 'new'));
    const prompts = await Promise.all(versions.map((version) => version.file('prompt.md')));
    expect(prompts.map(String)).toEqual(['new', 'old']);
  });

  test('comes byte for byte', async () => {
    await initRepository();
    const bytes = Buffer.from([0, 255, 13, 10, 200]);
    await commit({ 'a.yaml': '1', 'a.pdf': bytes });
    const [version] = await versionsOf('a.yaml');
    expect(await version?.file('a.pdf')).toEqual(bytes);
  });
});

describe('there are none', () => {
  beforeEach(initRepository);

  test.each<[what: string, prepare: () => Promise<string>]>([
    [
      'of a file that was never committed',
      async () => commit({ 'b.yaml': '1' }).then(() => 'a.yaml'),
    ],
    [
      'of a file that is committed no more',
      async () => {
        await commit({ 'a.yaml': '1' });
        git('rm', '--quiet', '--cached', 'a.yaml');
        git('commit', '--quiet', '--message', 'untracked');
        return 'a.yaml';
      },
    ],
    [
      'before the first commit',
      async () => writeFile(join(top, 'a.yaml'), '1').then(() => 'a.yaml'),
    ],
    ['in a folder that is not there', async () => 'none/a.yaml'],
    ['outside of a repository', async () => '../a.yaml'],
    ['in the folder of git itself', async () => '.git/config'],
    [
      'in a repository that cannot be read',
      async () => {
        await commit({ 'a.yaml': '1' });
        await writeFile(join(top, '.git/HEAD'), 'broken');
        return 'a.yaml';
      },
    ],
    [
      'where the objects are gone',
      async () => {
        await commit({ 'a.yaml': '1' });
        await rm(join(top, '.git/objects'), { recursive: true });
        await mkdir(join(top, '.git/objects'));
        return 'a.yaml';
      },
    ],
  ])('%s', async (_, prepare) => {
    expect(await versionsOf(await prepare())).toEqual([]);
  });

  test('without git', async () => {
    await commit({ 'a.yaml': '1' });
    vi.stubEnv('PATH', join(parent, 'none'));
    const versions = await versionsOf('a.yaml');
    vi.unstubAllEnvs();
    expect(versions).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('nothing of a repository runs:', () => {
  beforeEach(initRepository);

  test.each<[what: string, config: (program: string) => [key: string, value: string][]]>([
    ['its monitor of files', (program) => [['core.fsmonitor', program]]],
    ['its pager', (program) => [['core.pager', program]]],
    ['its diff', (program) => [['diff.external', program]]],
    [
      'its diff for a kind of files',
      (program) => [
        ['diff.x.command', program],
        ['diff.x.textconv', program],
      ],
    ],
    [
      'its filters',
      (program) => [
        ['filter.x.smudge', program],
        ['filter.x.clean', program],
        ['filter.x.process', program],
      ],
    ],
    [
      'its check of signatures',
      (program) => [
        ['log.showSignature', 'true'],
        ['gpg.program', program],
      ],
    ],
    [
      'its remote, for objects that are missing',
      (program) => [
        ['remote.origin.url', `ext::${program}`],
        ['remote.origin.promisor', 'true'],
        ['remote.origin.uploadpack', program],
        ['core.sshCommand', program],
        ['protocol.allow', 'always'],
        ['extensions.partialClone', 'origin'],
      ],
    ],
  ])('%s', async (_, config) => {
    const ran = join(parent, `ran-${count}`);
    const program = join(parent, `program-${count}`);
    await writeFile(program, `#!/bin/sh\ntouch ${ran}\nexit 1\n`, { mode: 0o755 });
    await commit({ '.gitattributes': '* diff=x\n*.yaml filter=x\n', 'a.yaml': '1', 'b.md': 'b' });
    const gone = git('rev-parse', 'HEAD:b.md');
    const signed = git('cat-file', 'commit', 'HEAD').replace(
      '\n\n',
      '\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n',
    );
    await writeFile(join(top, '.git/signed'), `${signed}\n`);
    git('reset', '--hard', git('hash-object', '-t', 'commit', '-w', '.git/signed'));
    await rm(join(top, '.git/objects', gone.slice(0, 2), gone.slice(2)), { force: true });
    git('config', 'core.repositoryFormatVersion', '1');
    for (const [key, value] of config(program)) git('config', key, value);
    const [version] = await versionsOf('a.yaml');
    expect(await version?.text()).toBe('1');
    expect(await version?.file('b.md')).toBeUndefined();
    expect(existsSync(ran)).toBe(false);
  });

  test('a folder that only looks like a repository is none', async () => {
    await commit({ 'a.yaml': '1' });
    const looks = join(parent, `looks-${count}`);
    git('clone', '--quiet', '--bare', top, looks);
    git('-C', looks, 'config', 'core.worktree', looks);
    git('-C', looks, 'config', 'core.bare', 'false');
    expect(await versionsOf('a.yaml', looks)).toEqual([]);
  });
});

import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startOf } from '../../../../client/src/specs/processStart';
import { SharedFolder } from '../../../../client/src/specs/sharedFolder';

/** What a program of the system is asked, and what it says; an error when it fails. */
const system = vi.hoisted(() => ({
  asked: [] as { program: string; args: string[]; zone: string | undefined }[],
  says: '' as string | Error,
}));
vi.mock('node:child_process', async (original) => {
  const actual = await original<typeof import('node:child_process')>();
  const execFileSync = (program: string, args: string[], { env }: { env: NodeJS.ProcessEnv }) => {
    system.asked.push({ program, args, zone: `${env.LC_ALL} ${env.TZ}` });
    if (system.says instanceof Error) throw system.says;
    return system.says;
  };
  return { ...actual, execFileSync };
});

const { platform } = process;
const onPlatform = (name: string) => Object.defineProperty(process, 'platform', { value: name });
beforeEach(() => {
  system.asked.length = 0;
  vi.stubEnv('TZ', 'Asia/Tokyo');
  vi.stubEnv('SystemRoot', 'D:\\Windows');
});
afterEach(() => {
  onPlatform(platform);
  vi.unstubAllEnvs();
});

interface System {
  platform: string;
  program: RegExp;
  args: string[];
  says: string;
  start: string;
}

const systems: System[] = [
  {
    platform: 'darwin',
    program: /^\/bin\/ps$/,
    args: ['-o', 'lstart=', '-p', '4711'],
    says: 'Wed Nov 25 09:05:01 2026    \n',
    start: 'Wed-Nov-25-09-05-01-2026',
  },
  {
    platform: 'win32',
    program: /^D:\\Windows.System32.WindowsPowerShell.v1\.0.powershell\.exe$/,
    args: [
      '-NoProfile',
      '-NonInteractive',
      '-Command',
      '(Get-Process -Id 4711).StartTime.ToUniversalTime().Ticks',
    ],
    says: '639301827010000000\r\n',
    start: '639301827010000000',
  },
];

describe.each(systems)(
  'on $platform the start of a process',
  ({ program, args, says, start, ...on }) => {
    beforeEach(() => void onPlatform(on.platform));

    test('is what a program of the system says, in one language and zone', () => {
      system.says = says;
      expect(startOf(4711)).toBe(start);
      expect(system.asked).toEqual([
        { program: expect.stringMatching(program), args, zone: 'C UTC' },
      ]);
    });

    test.each(['', '\n', new Error('Exit code 1.')])('is not known where it says %j', (nothing) => {
      system.says = nothing;
      expect(startOf(4711)).toBeUndefined();
    });
  },
);

test('only who holds the same spec is asked about, as that takes time', () => {
  onPlatform('darwin');
  system.says = 'Wed Nov 25 09:05:01 2026\n';
  const path = mkdtempSync(join(tmpdir(), 'cekura-starts-'));
  const folder = new SharedFolder(path);
  folder.hold('a');
  const [name = ''] = readdirSync(path);
  renameSync(join(path, name), join(path, name.replace(`.${process.pid}.`, `.${process.ppid}.`)));
  const isAskedAbout = () => system.asked.some(({ args }) => args.includes(`${process.ppid}`));
  folder.hold('b');
  expect(isAskedAbout()).toBe(false);
  expect(folder.hold('a')).toBeUndefined();
  expect(isAskedAbout()).toBe(true);
  rmSync(path, { recursive: true });
});

describe.skipIf(platform !== 'linux')('on Linux the start of a process', () => {
  test('is known without running anything', () => {
    expect(startOf(process.pid)).toMatch(/^\d+$/);
    expect(startOf(process.pid)).toBe(startOf(process.pid));
    expect(startOf(process.pid)).not.toBe(startOf(process.ppid));
    expect(system.asked).toEqual([]);
  });

  test('is not known when there is none', () => {
    expect(startOf(2 ** 30)).toBeUndefined();
  });
});

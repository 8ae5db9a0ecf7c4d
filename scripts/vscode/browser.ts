import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { installOnce } from './npm';

const systemChromium = '/usr/bin/chromium';
const folder = resolve('.vscode-test/browser');
const unpacked = join(folder, 'unpacked');
const fontsConf = join(folder, 'fonts.conf');

const args =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
    ' ',
  );

/**
 * Starts a headless Chromium: Debian's, else on Linux one from the npm registry, else the Chrome
 * that is installed. It ends with this process.
 */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ args, ...(await findBrowser()) });
}

async function findBrowser(): Promise<LaunchOptions> {
  if (existsSync(systemChromium)) return { executablePath: systemChromium };
  if (process.platform !== 'linux') return { channel: 'chrome' };
  const packages = ['@sparticuz/chromium', 'dejavu-fonts-ttf'] as const;
  await installOnce(folder, 'Chromium (285 MB on disk)', [...packages], unpack);
  return {
    executablePath: join(unpacked, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(unpacked, 'al2023/lib'),
      FONTCONFIG_FILE: fontsConf,
    },
  };
}

/**
 * The package unpacks itself into the folder for temporary files, with the libraries it needs
 * when it believes to be in Amazon's cloud.
 */
async function unpack(): Promise<void> {
  await mkdir(unpacked);
  const script =
    "import('@sparticuz/chromium').then((chromium) => chromium.default.executablePath())";
  await promisify(execFile)(process.execPath, ['-e', script], {
    cwd: folder,
    env: { ...process.env, TMPDIR: unpacked, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
  });
  // Of all of them Chromium takes a serif one for `system-ui`.
  const fonts = join(folder, 'fonts');
  for (const name of ['Sans', 'Sans-Bold', 'Sans-Oblique', 'SansMono', 'SansMono-Bold']) {
    const file = `DejaVu${name}.ttf`;
    await cp(join(folder, 'node_modules/dejavu-fonts-ttf/ttf', file), join(fonts, file));
  }
  const family = (name: string, font: string) =>
    `<alias binding="strong"><family>${name}</family><prefer><family>${font}</family></prefer></alias>`;
  await writeFile(
    fontsConf,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fonts}</dir>
  ${family('system-ui', 'DejaVu Sans')}
  ${family('sans-serif', 'DejaVu Sans')}
  ${family('monospace', 'DejaVu Sans Mono')}
  <cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>
`,
  );
}

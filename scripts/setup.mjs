// Installs what package-lock.json names, once for each change of it, so that `npm start` and
// `npm test` work in a fresh clone. Runs before anything is installed: plain JavaScript, no imports.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Node ${process.versions.node} is too old for this project: install Node 20.19 or newer.`,
  );
  process.exit(1);
}

const stamp = 'node_modules/.installed-lock';
const lock = readFileSync('package-lock.json', 'utf8');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  const count = Object.keys(JSON.parse(lock).packages).length;
  console.log(`Installing up to ${count} packages (once) …`);
  const begun = Date.now();
  const seconds = () => `${Math.round((Date.now() - begun) / 1_000)} s`;
  const ticker = setInterval(() => console.log(`  … ${seconds()}`), 10_000);
  // Not `npm ci`: it wants every platform's optional packages in the lock file, where a registry
  // that lacks some of them leaves gaps.
  const args = ['install', '--no-save', '--no-audit', '--no-fund'];
  spawn('npm', args, { stdio: 'inherit', shell: true }).on('close', (status) => {
    clearInterval(ticker);
    if (status !== 0) process.exit(status ?? 1);
    writeFileSync(stamp, lock);
    console.log(`  done in ${seconds()}`);
  });
}

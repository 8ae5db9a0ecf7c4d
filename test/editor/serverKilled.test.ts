import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { useWindow } from './window';

const window = useWindow({ 'killed.cekura-agent.yaml': 'nmae: a\n' });

test('a killed language server is started again, and what was typed is checked by the new one', async () => {
  const { workbench } = window;
  await workbench.openFile('killed.cekura-agent.yaml');
  await (await workbench.problems('Unknown key `nmae`')).waitFor();
  await killServer();
  await workbench.write('name: a\ndescripton: typed meanwhile\n');

  await (await workbench.problems('Unknown key `descripton`')).waitFor();
  expect(await workbench.editorText()).toContain('typed meanwhile');
});

test('a language server that is killed again and again waits for a person', async () => {
  const { workbench } = window;
  for (const typed of ['first', 'second', 'third']) {
    await killServer();
    await workbench.write(`${typed}: a\n`);
    await (await workbench.problems(`Unknown key \`${typed}\``)).waitFor();
  }
  process.kill(await languageServer(), 'SIGKILL');
  await workbench.says(/ended five times/);
  await workbench.screenshot('build/server-killed.png');
  await workbench.clickNotification('Restart');
  await workbench.write('nmae: b\n');
  await (await workbench.problems('Unknown key `nmae`')).waitFor();
});

test('a language server that is killed each time before it is ready waits for a person, too', async () => {
  const { workbench } = window;
  await workbench.closeNotifications();
  for (let times = 1; times < 5; times += 1) await killServer();
  process.kill(await languageServer(), 'SIGKILL');
  await workbench.says(/ended five times/);
  await workbench.clickNotification('Restart');
  await workbench.write('naem: c\n');
  await (await workbench.problems('Unknown key `naem`')).waitFor();
});

/** Kills the language server and waits for the one that is started in its place. */
async function killServer(): Promise<void> {
  const killed = await languageServer();
  process.kill(killed, 'SIGKILL');
  await expect.poll(() => languageServer().catch(() => killed)).not.toBe(killed);
}

/** The process of the language server in the window of this test: the newest, as those of others may linger. */
async function languageServer(): Promise<number> {
  const found = [];
  for (const pid of (await readdir('/proc')).map(Number).filter(Number.isInteger)) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('dist/server.js') && (await descends(pid, process.ppid))) {
      found.push({ pid, started: await startOf(pid) });
    }
  }
  const [newest] = found.sort((one, other) => other.started - one.started);
  if (!newest) throw new Error('No language server runs.');
  return newest.pid;
}

/** When a process began, in clock ticks since the machine did; numbers of processes begin anew at some point. */
async function startOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return Number(stat.slice(stat.lastIndexOf(')')).split(' ')[20]);
}

async function descends(pid: number, ancestor: number): Promise<boolean> {
  if (pid === ancestor || pid <= 1) return pid === ancestor;
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return descends(Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1] ?? 0), ancestor);
}

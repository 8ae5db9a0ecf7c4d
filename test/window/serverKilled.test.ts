import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { useWindow } from './window';

const window = useWindow({ 'killed.cekura-agent.yaml': 'nmae: a\n' });

test('a killed language server is started again, and what was typed is checked by the new one', async () => {
  const { workbench } = window;
  await workbench.openFile('killed.cekura-agent.yaml');
  await (await workbench.problems('Unknown key `nmae`')).waitFor();
  const killed = await languageServer();

  process.kill(killed, 'SIGKILL');
  await workbench.says(/was started again/);
  await workbench.write('name: a\ndescripton: typed meanwhile\n');

  await (await workbench.problems('Unknown key `descripton`')).waitFor();
  expect(await workbench.editorText()).toContain('typed meanwhile');
  expect(await languageServer()).not.toBe(killed);
});

test('a language server that is killed again and again waits for a person', async () => {
  const { workbench } = window;
  for (let kills = 0; kills < 4; kills += 1) {
    await workbench.closeNotifications();
    process.kill(await languageServer(), 'SIGKILL');
    await workbench.says(kills < 3 ? /was started again/ : /ended five times/);
  }

  await workbench.clickNotification('Restart');
  await workbench.write('nmae: b\n');
  await (await workbench.problems('Unknown key `nmae`')).waitFor();
});

/** The process of the language server in the window of this test: the newest, as others may linger. */
async function languageServer(): Promise<number> {
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger);
  pids.sort((one, other) => other - one);
  for (const pid of pids) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('dist/server.js') && (await descends(pid, process.ppid))) return pid;
  }
  throw new Error('No language server runs.');
}

async function descends(pid: number, ancestor: number): Promise<boolean> {
  if (pid === ancestor || pid <= 1) return pid === ancestor;
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return descends(Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1] ?? 0), ancestor);
}

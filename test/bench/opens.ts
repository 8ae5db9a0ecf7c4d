import { Editor } from './editor';
import { warmUp } from './edits';
import { mainThreadTime } from './processes';
import { type Round, withEditors } from './round';
import { writeSpec } from './specs';

const sizes = [50, 1000, 10_000, 50_000];

/** How often each spec is opened in one round in a server that has been used for a while. */
const warmOpens = 3;

/** Opening a spec → its right diagnostics: as the first in a process, and in one that has been used for a while. */
export async function measureOpens(round: Round): Promise<void> {
  for (const lines of sizes) {
    for (const server of round.servers) {
      const editor = await Editor.start(round.node, server);
      await openOnce(round, editor, 'first', lines);
      await editor.stop();
    }
  }
  await withEditors(round, async (editors) => {
    await Promise.all(editors.map(warmUp));
    for (const lines of sizes) {
      for (let n = 0; n < warmOpens; n += 1) {
        for (const editor of editors) await openOnce(round, editor, 'later', lines);
      }
    }
  });
}

/** Opens a spec, takes the time that it needs, and that of the main thread, and closes it again. */
async function openOnce(
  { samples }: Round,
  editor: Editor,
  when: string,
  lines: number,
): Promise<void> {
  const { text, marked } = writeSpec(lines, 'tools');
  const name = `open ${when}, ${lines.toLocaleString('en')} lines`;
  const before = mainThreadTime(editor.pid);
  const started = performance.now();
  const { opened, at } = await editor.open(text, marked);
  samples.add(name, 'ms', editor.server.name, at - started);
  samples.add(`${name}, CPU`, 'ms', editor.server.name, mainThreadTime(editor.pid) - before);
  editor.close(opened);
}

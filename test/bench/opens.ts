import { Editor } from './editor';
import { warmUp } from './edits';
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
      round.samples.add(nameOf('first', lines), 'ms', server.name, await openOnce(editor, lines));
      await editor.stop();
    }
  }
  await withEditors(round, async (editors) => {
    await Promise.all(editors.map(warmUp));
    for (const lines of sizes) {
      for (let n = 0; n < warmOpens; n += 1) {
        for (const editor of editors) {
          const ms = await openOnce(editor, lines);
          round.samples.add(nameOf('later', lines), 'ms', editor.server.name, ms);
        }
      }
    }
  });
}

function nameOf(when: string, lines: number): string {
  return `open ${when}, ${lines.toLocaleString('en')} lines`;
}

/** The milliseconds it takes to open a spec; it is closed again. */
async function openOnce(editor: Editor, lines: number): Promise<number> {
  const { text, marked } = writeSpec(lines, 'tools');
  const started = performance.now();
  const { opened, at } = await editor.open(text, marked);
  editor.close(opened);
  return at - started;
}

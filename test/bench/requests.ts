import { setTimeout as pause } from 'node:timers/promises';
import type { Editor } from './editor';
import { type Round, withEditors } from './round';
import { writeSpec } from './specs';

const methods = {
  completion: 'textDocument/completion',
  hover: 'textDocument/hover',
  symbols: 'textDocument/documentSymbol',
};

/** Lines, and how often each request is asked in one round, after an edit and at rest. */
const loads = [
  { lines: 50, times: 30 },
  { lines: 10_000, times: 8 },
];

/** How often each request is asked before anything is measured: a server that has been used for a while is the usual one. */
const warmUps = 25;

/** Requests sent right after a change, and at rest → their answers. */
export async function measureRequests(round: Round): Promise<void> {
  await withEditors(round, async (editors) => {
    await Promise.all(editors.map(warmUp));
    for (const { lines, times } of loads) {
      const { text, marked, toggles, asked } = writeSpec(lines, 'tools');
      for (const [name, method] of Object.entries(methods)) {
        for (const editor of editors) {
          const add = (when: string, ms: number) =>
            round.samples.add(
              `${name} ${when}, ${lines.toLocaleString('en')} lines`,
              'ms',
              editor.server.name,
              ms,
            );
          const { opened } = await editor.open(text, marked);
          for (let n = 0; n < times; n += 1) {
            const edited = editor.edit(opened, toggles.deep.steps[n % 2 === 0 ? 0 : 1], marked);
            add('after an edit', await editor.ask(opened, method, asked));
            await edited;
            // What the server does after its answer is not to slow the next one.
            await pause(1);
            add('at rest', await editor.ask(opened, method, asked));
          }
          editor.close(opened);
        }
      }
    }
  });
}

async function warmUp(editor: Editor): Promise<void> {
  const { text, marked, toggles, asked } = writeSpec(1000, 'tools');
  const { opened } = await editor.open(text, marked);
  for (let n = 0; n < warmUps; n += 1) {
    const edited = editor.edit(opened, toggles.deep.steps[n % 2 === 0 ? 0 : 1], marked);
    for (const method of Object.values(methods)) await editor.ask(opened, method, asked);
    await edited;
  }
  editor.close(opened);
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Editor } from './editor';
import { mainThreadTime } from './processes';
import { type Round, withEditors } from './round';
import { type Shape, type Spec, writeSpec } from './specs';

/** Where each spec is edited. */
const places: { where: keyof Spec['toggles']; shape: Shape; what: string }[] = [
  { where: 'top', shape: 'tools', what: 'at the top' },
  { where: 'prompt', shape: 'tools', what: 'in the prompt' },
  { where: 'deep', shape: 'tools', what: 'deep in many tools' },
  { where: 'deep', shape: 'entries', what: 'deep in one tool' },
  { where: 'syntax', shape: 'tools', what: 'a quote opened and taken back' },
];

const sizes = [50, 1000, 10_000, 50_000];

/** How often one kind of edit is repeated in a round: so often, or for so many ms, at least once. */
const timed = { pairs: 10, ms: 800 };
const untimed = { pairs: 25, ms: 2000 };

/** Edit → right diagnostics for the text it makes. */
export async function measureEdits(round: Round): Promise<void> {
  await withEditors(round, async (editors) => {
    await Promise.all(editors.map(warmUp));
    for (const lines of sizes) {
      for (const { where, shape, what } of places) {
        const spec = writeSpec(lines, shape);
        const name = `${lines.toLocaleString('en')} lines, ${what}`;
        for (const editor of editors) {
          for (const { ms, cpu } of await toggle(editor, spec, where, timed)) {
            round.samples.add(name, 'ms', editor.server.name, ms);
            round.samples.add(`${name}, CPU`, 'ms', editor.server.name, cpu);
          }
        }
      }
    }
  });
}

/** V8 compiles what runs often: a server that has been typed in for a while is the usual one. */
export async function warmUp(editor: Editor): Promise<void> {
  await toggle(editor, writeSpec(1000, 'tools'), 'deep', untimed);
}

/** Opens a spec, makes the two changes of a toggle again and again, and gives the ms of each, with those of its main thread. */
async function toggle(
  editor: Editor,
  { text, marked, toggles }: Spec,
  where: keyof Spec['toggles'],
  { pairs, ms }: typeof timed,
): Promise<{ ms: number; cpu: number }[]> {
  const { opened } = await editor.open(text, marked);
  const times: { ms: number; cpu: number }[] = [];
  const end = performance.now() + ms;
  do {
    for (const step of toggles[where].steps) {
      const before = mainThreadTime(editor.pid);
      const taken = await editor.edit(opened, step, marked);
      times.push({ ms: taken, cpu: mainThreadTime(editor.pid) - before });
      // What the server does after its answer is not to slow the next one.
      await pause(1);
    }
  } while (times.length < 2 * pairs && performance.now() < end);
  editor.close(opened);
  return times;
}

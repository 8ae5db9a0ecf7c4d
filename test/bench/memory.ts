import { setTimeout as pause } from 'node:timers/promises';
import type { Editor } from './editor';
import { residentMemory } from './processes';
import { type Round, withEditors } from './round';
import { writeSpec } from './specs';

const loads = [
  { what: 'memory, idle', specs: 0, lines: 0 },
  { what: 'memory, 10,000 lines open', specs: 1, lines: 10_000 },
  { what: 'memory, 100 specs of 50 lines open', specs: 100, lines: 50 },
];

/** Milliseconds until the memory is read. */
const settling = 1000;

/** What servers occupy that have answered for the specs they hold. */
export async function measureMemory(round: Round): Promise<void> {
  for (const { what, specs, lines } of loads) {
    await withEditors(round, async (editors) => {
      await Promise.all(editors.map((editor) => open(editor, specs, lines)));
      await pause(settling);
      for (const { pid, server } of editors) {
        round.samples.add(what, 'MB', server.name, residentMemory(pid));
      }
    });
  }
}

async function open(editor: Editor, specs: number, lines: number): Promise<void> {
  const { text, marked } = writeSpec(lines, 'tools');
  for (let n = 0; n < specs; n += 1) await editor.open(text, marked);
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Editor } from './editor';
import { cpuTime } from './processes';
import { type Round, withEditors } from './round';
import { type Change, writeSpec } from './specs';

/** Fifty changes: so many characters typed one by one, and an edit that changes the diagnostics. */
const typed = 49;

const bursts = [
  { lines: 1000, gap: 0, what: 'back to back' },
  { lines: 1000, gap: 30, what: '30 ms apart' },
  { lines: 10_000, gap: 0, what: 'back to back' },
];

/** Milliseconds after the answer in which a server may still work on what it was told before. */
const settling = 500;

/** Many edits → right diagnostics for the last one, and the CPU time they take. */
export async function measureBursts(round: Round): Promise<void> {
  await withEditors(round, async (editors) => {
    await Promise.all(editors.map((editor) => burst(editor, 1000, 0)));
    for (const { lines, gap, what } of bursts) {
      const name = `50 edits ${what}, ${lines.toLocaleString('en')} lines`;
      for (const editor of editors) {
        const { ms, cpu } = await burst(editor, lines, gap);
        if (gap === 0) round.samples.add(`${name}, the last`, 'ms', editor.server.name, ms);
        round.samples.add(`${name}, CPU`, 'ms', editor.server.name, cpu);
      }
    }
  });
}

async function burst(editor: Editor, lines: number, gap: number) {
  const { text, marked, toggles } = writeSpec(lines, 'tools');
  const { opened } = await editor.open(text, marked);
  await pause(settling);
  const cpuBefore = cpuTime(editor.pid);
  const { steps, typing } = toggles.deep;
  const started = performance.now();
  for (let n = 0; n < typed; n += 1) {
    const at = { line: typing.line, character: typing.character + n };
    const change: Change = { range: { start: at, end: at }, text: 'x' };
    editor.change(opened, change);
    if (gap > 0) await pause(gap);
  }
  await editor.edit(opened, steps[0], marked);
  const ms = performance.now() - started;
  await pause(settling);
  const cpu = cpuTime(editor.pid) - cpuBefore;
  editor.close(opened);
  return { ms, cpu };
}

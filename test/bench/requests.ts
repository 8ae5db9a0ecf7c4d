import { setTimeout as pause } from 'node:timers/promises';
import type { Editor, Question } from './editor';
import { mainThreadTime } from './processes';
import { type Round, withEditors } from './round';
import { type Spec, writeSpec } from './specs';

/** What is asked of a spec: about a key of a tool, or about the mistake in its last line. */
const questions: Record<string, (spec: Spec) => Question> = {
  completion: ({ asked }) => ({ method: 'textDocument/completion', place: { position: asked } }),
  hover: ({ asked }) => ({ method: 'textDocument/hover', place: { position: asked } }),
  symbols: () => ({ method: 'textDocument/documentSymbol', place: {} }),
  'code actions': ({ lastLine }) => ({
    method: 'textDocument/codeAction',
    place: { range: lastLine, context: { diagnostics: [] } },
    maybeEmpty: ({ languageId }) => languageId === 'yaml',
  }),
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
      const spec = writeSpec(lines, 'tools');
      for (const [name, questionOf] of Object.entries(questions)) {
        const question = questionOf(spec);
        for (const editor of editors) {
          const add = (when: string, ms: number) =>
            round.samples.add(
              `${name} ${when}, ${lines.toLocaleString('en')} lines`,
              'ms',
              editor.server.name,
              ms,
            );
          await askOften(editor, spec, question, times, add);
        }
      }
    }
  });
}

async function askOften(
  editor: Editor,
  { text, marked, toggles }: Spec,
  question: Question,
  times: number,
  add: (when: string, ms: number) => void,
): Promise<void> {
  const { opened } = await editor.open(text, marked);
  for (let n = 0; n < times; n += 1) {
    const before = mainThreadTime(editor.pid);
    const edited = editor.edit(opened, toggles.deep.steps[n % 2 === 0 ? 0 : 1], marked);
    add('after an edit', await editor.ask(opened, question));
    await edited;
    add('and an edit, CPU', mainThreadTime(editor.pid) - before);
    // What the server does after its answer is not to slow the next one.
    await pause(1);
    add('at rest', await editor.ask(opened, question));
  }
  editor.close(opened);
}

async function warmUp(editor: Editor): Promise<void> {
  const spec = writeSpec(1000, 'tools');
  const { text, marked, toggles } = spec;
  const { opened } = await editor.open(text, marked);
  for (let n = 0; n < warmUps; n += 1) {
    const edited = editor.edit(opened, toggles.deep.steps[n % 2 === 0 ? 0 : 1], marked);
    for (const questionOf of Object.values(questions)) await editor.ask(opened, questionOf(spec));
    await edited;
  }
  editor.close(opened);
}

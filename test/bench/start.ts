import { Editor } from './editor';
import { cpuTime } from './processes';
import type { Round } from './round';
import { writeSpec } from './specs';

/** Starts of each server in one round. */
const starts = 4;

/** Spawn → initialized → right diagnostics of a first spec. */
export async function measureStart({ node, servers, samples }: Round): Promise<void> {
  const { text, marked } = writeSpec(50, 'tools');
  for (let n = 0; n < starts; n += 1) {
    for (const server of servers) {
      const started = performance.now();
      const editor = await Editor.start(node, server);
      samples.add('spawn → initialized', 'ms', server.name, performance.now() - started);
      const { at } = await editor.open(text, marked);
      samples.add('spawn → right diagnostics', 'ms', server.name, at - started);
      samples.add('CPU for it', 'ms', server.name, cpuTime(editor.pid));
      await editor.stop();
    }
  }
}

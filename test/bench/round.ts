import { Editor } from './editor';
import type { Samples } from './samples';
import type { Server } from './servers';

/** One round of all measures. */
export interface Round {
  /** The Node that runs the servers. */
  node: string;
  /** In another order in each round. */
  servers: Server[];
  samples: Samples;
}

/** Does something with all servers of a round, started for it and stopped afterwards. */
export async function withEditors(
  { node, servers }: Round,
  work: (editors: Editor[]) => Promise<void>,
): Promise<void> {
  const editors = await Promise.all(servers.map((server) => Editor.start(node, server)));
  await work(editors);
  await Promise.all(editors.map((editor) => editor.stop()));
}

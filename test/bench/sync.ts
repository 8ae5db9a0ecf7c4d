import { Editor } from './editor';
import type { Round } from './round';

/** How often each is asked in one round, and how often before anything is measured. */
const times = 30;
const warmUps = 10;

/** A spec of some 60 KB beside its agent, in which a few fields differ → comparison, update and pull. */
export async function measureSync({ node, servers, samples }: Round): Promise<void> {
  const server = servers.find(({ name }) => name === 'ours');
  if (!server) return;
  const editor = await Editor.start(node, server);
  const { opened } = await editor.open(specText(), []);
  const textDocument = { uri: opened.uri };
  const { message } = await editor.request('cekuraAgent/request', { textDocument });
  const filled = (message.result as unknown as { body: object }).body;
  const agent = { ...filled, id: 303, name: 'Desk', description: `${prompt}\nOne more line.` };
  const given = { textDocument, filled, agent, base: filled };
  const fields = [['name'], ['description']];
  const asked: Record<string, [method: string, params: object]> = {
    compare: ['cekuraAgent/compare', given],
    update: ['cekuraAgent/update', { ...given, fields, withSecrets: false }],
    pull: ['cekuraAgent/pull', { textDocument, agent, fields }],
  };
  for (const [what, [method, params]] of Object.entries(asked)) {
    for (let n = 0; n < warmUps; n += 1) await editor.request(method, params);
    for (let n = 0; n < times; n += 1) {
      const started = performance.now();
      const { at } = await editor.request(method, params);
      samples.add(`${what}, a spec of 60 KB`, 'ms', 'ours', at - started);
    }
  }
  await editor.stop();
}

const prompt = Array.from({ length: 400 }, (_, n) => `${n}. Ask for the code of the booking.`).join(
  '\n',
);

function specText(): string {
  const tools = Array.from({ length: 200 }, (_, n) => [
    `  - name: find_order_${n}`,
    `    description: Finds the order of a customer by its number, ${n}`,
    '    mock_data:',
    `      - input: { order_id: A${n} }`,
    `        output: { status: open, lines: [1, 2, ${n}], note: Leave it at the door }`,
  ]);
  return [
    'name: Front desk',
    'project: 42',
    'description: |',
    ...prompt.split('\n').map((line) => `  ${line}`),
    'mock_tools:',
    ...tools.flat(),
    '',
  ].join('\n');
}

import { test } from 'vitest';
import { useWindow } from './window';

const window = useWindow();

test('a spec has the language mode Cekura Agent', async () => {
  const { workbench } = window;
  await workbench.openFile('support-line.cekura-agent.yaml');
  await workbench.languageMode.filter({ hasText: 'Cekura Agent' }).waitFor();
});

test('what is wrong with a spec has a squiggle and a line in Problems', async () => {
  const { workbench } = window;
  await workbench.openFile('wrong-on-purpose.cekura-agent.yaml');
  await workbench.squiggles.first().waitFor();
  for (const code of ['missing-key', 'wrong-type', 'unknown-value']) {
    await (await workbench.problems(code)).first().waitFor();
  }
});

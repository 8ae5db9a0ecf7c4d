import { beforeAll, describe, expect, test } from 'vitest';
import type { ImportFaultName } from '../sandbox/importFaults';
import { arm, giveKey, importedSpec, received, useWindow } from './window';

/** What a course looks like in the window. */
interface Seen {
  /** What the notification says at the end. */
  says: RegExp;
  /** What the status bar says at the end, with `…` for the name of the spec. */
  bar: string;
  /** How long a step takes, in milliseconds. There is a poll every two seconds. */
  stageMs?: number;
  /** What the status bar shows at some time before, after the name of the spec. */
  shows?: RegExp[];
  /** The paths that did not know the import, in the order in which they were asked. */
  refusedAt?: string[];
}

const [newest, second, oldest] = [
  'ID/auto-fetch-progress/',
  'ID/import-progress/',
  'import-progress/',
];

/** Polls see the first step and the end. */
const quick = { stageMs: 150 };
const imported = { says: /^Imported agent "Imported from retell" \(id \d+\)/, bar: 'Imported …' };
const failed = (reason: string): Seen => ({
  says: new RegExp(`could not be imported: ${reason} Look at it in Cekura\\.$`),
  bar: 'Import of … failed',
  ...quick,
});

/** All but `never-ends`, which `rememberedImports` shows. */
const courses: Record<Exclude<ImportFaultName, 'never-ends'>, Seen> = {
  'fails-at-validate': failed('The provider refused the API key\\.'),
  'fails-at-prompt': failed('The assistant has no prompt\\.'),
  'fails-at-settings': failed('The provider did not answer in time\\.'),
  'fails-at-phone': failed('The provider refused to list its phone numbers\\.'),
  'fails-at-tools': failed('The tool "get_order" has a schema that cannot be read\\.'),
  'fails-at-dynamic_variables': failed('A dynamic variable has no name\\.'),
  'fails-at-kb': failed('A file of the knowledge base is larger than 50 MB\\.'),
  'fails-at-finalize': failed('The agent could not be saved\\.'),
  restarts: { ...imported, shows: [/\([34] of 8\)/] },
  jumps: { ...imported, stageMs: 1_500, shows: [/\(1 of 8\)/, /\([78] of 8\)/] },
  'new-stages': {
    ...imported,
    stageMs: 900,
    shows: [/^(Cloning the voice|warm up) \([34] of 10\)$/],
  },
  'hostile-text': {
    ...imported,
    stageMs: 1_500,
    shows: [/^\[Click me\] \(command:workbench.action.terminal.new\) \$ \(bug\)… \(1 of 8\)$/],
  },
  vanishes: {
    says: /is not followed any longer: Cekura does not know this import any longer\./,
    bar: 'Import of …',
    refusedAt: [newest, second, oldest],
  },
  'second-path-only': { ...imported, ...quick, refusedAt: [newest] },
  'old-path-only': { ...imported, ...quick, refusedAt: [newest, second] },
};

const window = useWindow(
  Object.fromEntries(
    Object.keys(courses).map((name) => [
      `${name}.cekura-agent.yaml`,
      importedSpec(`course_${name}`),
    ]),
  ),
);

describe.sequential('an import that goes this way', () => {
  beforeAll(async () => {
    await giveKey(window.workbench);
    await window.workbench.recordImportStatus();
  });

  test.each(Object.entries(courses))('%s', async (name, course) => {
    const { says, bar, stageMs, shows = [], refusedAt = [] } = course;
    const { workbench } = window;
    const before = (await received()).length;
    await arm('import', name, { stageMs });
    await workbench.openFile(`${name}.cekura-agent.yaml`);
    await workbench.closeNotifications();
    await workbench.clickCreate();
    await workbench.says(says);
    await workbench.importStatus.filter({ hasText: bar.replace('…', name) }).waitFor();
    const shown = await shownOf(name);
    const places = shown.map((text) => Number(/\((\d+) of \d+\)$/.exec(text)?.[1] ?? 0));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    for (const text of shows) expect(shown).toContainEqual(expect.stringMatching(text));
    const refused = (await received()).slice(before).filter(({ status }) => status === 404);
    expect(refused.map(({ path }) => placeholderOf(path))).toEqual(refusedAt);
  });
});

/** What the status bar has shown of a running import, without its name. */
async function shownOf(name: string): Promise<string[]> {
  const start = `Importing ${name}: `;
  const texts = await window.workbench.recordedImportStatus();
  return texts.filter((text) => text.startsWith(start)).map((text) => text.slice(start.length));
}

const placeholderOf = (path: string) =>
  path.replace(/^.*\/aiagents\/|\?.*$/g, '').replace(/^\d+/, 'ID');

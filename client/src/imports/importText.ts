import { plainText } from '../../../shared/src/plainText';
import type { ImportView, Stage } from '../api/progress';

/** An import with what it is called on screen. */
export interface NamedImport {
  /** The agent's name, or the spec's where it has none; plain text. */
  name: string;
  id: number;
  view: ImportView;
}

/** How the state of a stage is shown: as an icon, as a sign in plain text, and in words. */
const states = {
  pending: { icon: 'circle-outline', sign: '○', words: 'waiting' },
  in_progress: { icon: 'sync~spin', sign: '→', words: 'running' },
  completed: { icon: 'check', sign: '✓', words: 'done' },
  skipped: { icon: 'debug-step-over', sign: '–', words: 'skipped' },
  failed: { icon: 'error', sign: '✗', words: 'failed' },
};

/**
 * The one line of the status bar for all imports, newest first: how many more there are, of those
 * that run as long as one does. Undefined when there are none.
 */
export function statusText(imports: NamedImport[]): string | undefined {
  const [newest] = imports;
  if (!newest) return undefined;
  const running = imports.filter(({ view }) => view.status === 'running');
  const others = (running.length || imports.length) - 1;
  return `${headline(newest)}${others > 0 ? ` +${others}` : ''}`;
}

/** What a screen reader says of that line: its words without icons. */
export function statusLabel(imports: NamedImport[]): string {
  return (statusText(imports) ?? '').replaceAll(/\$\([\w~-]+\) /g, '');
}

function headline({ name, view: { status, waiting, stages, current } }: NamedImport): string {
  if (status === 'completed') return `$(check) Imported ${name}`;
  if (status === 'failed') return `$(error) Import of ${name} failed`;
  if (status !== 'running') return `$(question) Import of ${name}`;
  if (waiting) return `$(debug-disconnect) Importing ${name}: ${waiting}`;
  const stage = stages[current];
  return stage
    ? `$(sync~spin) Importing ${name}: ${stage.label} (${current + 1} of ${stages.length})`
    : `$(sync~spin) Importing ${name}: starting`;
}

/** Every import with every stage and its state, a line each: plain text. */
export function tooltipText(imports: NamedImport[]): string {
  return imports
    .map((item) => [heading(item), ...item.view.stages.map(stageLine)].join('\n'))
    .join('\n\n');
}

/** What the user can do with an import. */
export type ImportAction = 'open' | 'pull' | 'showAgent' | 'writeId' | 'tryAgain' | 'goOn' | 'stop';

/** A row of the list; with an action it can be chosen. */
export interface ImportRow<Item> {
  label: string;
  /** It is a heading, which cannot be chosen. */
  isHeading?: true;
  description?: string;
  action?: ImportAction;
  item: Item;
}

const actionLabels: Record<ImportAction, string> = {
  pull: '$(cloud-download) Pull into Spec',
  showAgent: '$(diff) Show Imported Agent',
  writeId: '$(edit) Write ID into Spec',
  tryAgain: '$(refresh) Try Again…',
  goOn: '$(debug-continue) Continue',
  stop: '$(circle-slash) Stop Following',
  open: '$(link-external) Open in Cekura',
};

const actionsByStatus: Record<ImportView['status'], ImportAction[]> = {
  running: ['writeId', 'open', 'stop'],
  completed: ['pull', 'showAgent', 'writeId', 'open'],
  failed: ['tryAgain', 'open'],
  overdue: ['goOn', 'writeId', 'open', 'stop'],
  stopped: ['open'],
  unknown: ['goOn', 'writeId', 'open', 'stop'],
};

/** A heading stands beside the first row of its group: a longer name would leave no room for the row. */
const longestName = 40;

/**
 * The list of all imports: below the name of each what can be done with it, then how far it is.
 *
 * @param takesId whether the id of an import's agent may be written into its spec
 */
export function importRows<Item extends NamedImport>(
  imports: Item[],
  takesId: (item: Item) => boolean,
): ImportRow<Item>[] {
  return imports.flatMap((item) => {
    const { stages, status } = item.view;
    const why = whyOf(item.view);
    const isShown = stages.some(({ detail }) => detail === why);
    const actions = actionsByStatus[status].filter((one) => one !== 'writeId' || takesId(item));
    return [
      { label: title(item, longestName), isHeading: true, item } as const,
      ...actions.map((action) => ({ label: actionLabels[action], action, item })),
      ...(why || stages.length > 0 ? [{ label: 'Progress', isHeading: true, item } as const] : []),
      ...(why && !isShown ? [{ label: `$(info) ${why}`, item }] : []),
      ...stages.map((stage) => ({
        label: `$(${states[stage.state].icon}) ${stage.label}`,
        description: wordsFor(stage, status),
        item,
      })),
    ];
  });
}

const whyOf = ({ reason, waiting }: ImportView) => reason ?? waiting;

function heading(item: NamedImport): string {
  const why = whyOf(item.view);
  return `${title(item)}${why ? `: ${why}` : ''}`;
}

function title({ name, id, view: { status } }: NamedImport, longest?: number): string {
  const words = {
    running: 'Importing',
    completed: 'Imported',
    failed: "Couldn't import",
    overdue: 'Not following',
    stopped: 'Not following',
    unknown: 'Not following',
  };
  return `${words[status]} ${plainText(name, longest)} (agent ${id})`;
}

const stageLine = ({ label, state, detail }: Stage) =>
  `${states[state].sign} ${label}${detail ? ` — ${detail}` : ''}`;

function wordsFor({ state, detail }: Stage, status: ImportView['status']): string {
  const isReached = state !== 'pending' || status !== 'failed';
  const words = isReached ? states[state].words : 'not reached';
  return detail ? `${words} — ${detail}` : words;
}

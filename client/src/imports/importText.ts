import type { ImportView, Stage } from '../api/progress';

/** An import with what it is called on screen. */
export interface NamedImport {
  /** The agent's name, or the spec's where it has none; plain text. */
  name: string;
  id: number;
  view: ImportView;
}

const stateIcons = {
  pending: 'circle-outline',
  in_progress: 'sync~spin',
  completed: 'check',
  skipped: 'debug-step-over',
  failed: 'error',
};

const stateWords = {
  pending: 'waiting',
  in_progress: 'running',
  completed: 'done',
  skipped: 'skipped',
  failed: 'failed',
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
export type ImportAction = 'open' | 'showAgent' | 'goOn' | 'stop';

/** A row of the list; with an action it can be chosen. */
export interface ImportRow<Item> {
  label: string;
  description?: string;
  action?: ImportAction;
  item: Item;
}

const actionLabels: Record<ImportAction, string> = {
  showAgent: '$(diff) Show Imported Agent',
  goOn: '$(debug-continue) Go On Following',
  stop: '$(circle-slash) Stop Following',
  open: '$(link-external) Open in Cekura',
};

const actionsByStatus: Record<ImportView['status'], ImportAction[]> = {
  running: ['stop', 'open'],
  completed: ['showAgent', 'open'],
  failed: ['open'],
  overdue: ['goOn', 'stop', 'open'],
  stopped: ['open'],
  unknown: ['goOn', 'stop', 'open'],
};

/** What the tooltip says, as rows of a list, each import followed by what can be done with it. */
export function importRows<Item extends NamedImport>(imports: Item[]): ImportRow<Item>[] {
  return imports.flatMap((item) => [
    { label: `$(cloud-download) ${heading(item)}`, item },
    ...item.view.stages.map((stage) => ({
      label: `$(${stateIcons[stage.state]}) ${stage.label}`,
      description: wordsFor(stage),
      item,
    })),
    ...actionsByStatus[item.view.status].map((action) => ({
      label: actionLabels[action],
      action,
      item,
    })),
  ]);
}

function heading({ name, id, view: { status, reason, waiting } }: NamedImport): string {
  const words = {
    running: 'is being imported',
    completed: 'is imported',
    failed: 'could not be imported',
    overdue: 'takes long and is not followed any longer',
    stopped: 'is not followed any longer',
    unknown: 'is not followed any longer',
  };
  const why = reason ?? waiting;
  return `${name} (id ${id}) ${words[status]}${why ? `: ${why}` : ''}`;
}

const stageLine = (stage: Stage) => `${stage.label}: ${wordsFor(stage)}`;
const wordsFor = ({ state, detail }: Stage) =>
  detail ? `${stateWords[state]}, ${detail}` : stateWords[state];

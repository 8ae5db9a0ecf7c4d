import type { ImportView, Stage } from './cekura/progress';

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

/** The one line of the status bar for all imports, newest first; undefined when there are none. */
export function statusText(imports: NamedImport[]): string | undefined {
  const [newest, ...others] = imports;
  if (!newest) return undefined;
  const more = others.length > 0 ? ` +${others.length}` : '';
  return `${headline(newest)}${more}`;
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

/** What the tooltip says, as rows of a list. */
export function importRows(imports: NamedImport[]): { label: string; description?: string }[] {
  return imports.flatMap((item) => [
    { label: `$(cloud-download) ${heading(item)}` },
    ...item.view.stages.map((stage) => ({
      label: `$(${stateIcons[stage.state]}) ${stage.label}`,
      description: wordsFor(stage),
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

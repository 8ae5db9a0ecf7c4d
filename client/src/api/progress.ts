import { plainText } from '../../../shared/src/plainText';
import type { Unmasked } from './unmasked';

type StageState = 'pending' | 'in_progress' | 'completed' | 'skipped' | 'failed';

export interface Stage {
  key: Unmasked;
  /** Plain text. */
  label: string;
  state: StageState;
  /** Plain text. */
  detail: string | undefined;
}

/**
 * `completed` and `failed` are Cekura's words. The last three end the following alone, and the
 * import may go on: `overdue` when it took longer than any import should (following it again makes
 * sense), `stopped` when nobody wants to know any longer, `unknown` when Cekura tells no more.
 */
type ImportStatus = 'running' | 'completed' | 'failed' | 'overdue' | 'stopped' | 'unknown';

/** An import as it is shown. */
export interface ImportView {
  status: ImportStatus;
  /** Why it failed, or why it is not followed; plain text. */
  reason: string | undefined;
  /** Why nothing new is known of a running import for now; plain text. */
  waiting: string | undefined;
  stages: Stage[];
  /** Index of the stage that is shown as the current one; it never goes back. */
  current: number;
}

export const notStarted: ImportView = {
  status: 'running',
  reason: undefined,
  waiting: undefined,
  stages: [],
  current: 0,
};

/**
 * The view after an answer of the progress call. What the answer leaves out stays as it was, what
 * is unknown counts as running, and no stage goes back to an earlier state.
 */
export function advance(view: ImportView, answer: Unmasked): ImportView {
  if (view.status !== 'running') return view;
  const status = answer.get('status').oneOf(['completed', 'failed']) ?? 'running';
  const merged = merge(view.stages, stagesOf(answer.get('stages')));
  const shown = indexOf(merged, view.stages[view.current]?.key);
  return {
    status,
    reason: status === 'failed' ? failureReason(answer.get('error'), merged) : undefined,
    waiting: undefined,
    stages: merged,
    current: Math.max(shown, currentIndex(merged, answer.get('current_stage'))),
  };
}

const indexOf = (stages: Stage[], wanted: Unmasked | undefined) =>
  wanted === undefined ? -1 : stages.findIndex(({ key }) => key.is(wanted));

/** The view of an import that is not followed any longer. */
export function left(
  view: ImportView,
  status: 'overdue' | 'stopped' | 'unknown',
  reason: string,
): ImportView {
  return { ...view, status, reason, waiting: undefined };
}

/** The view of an import that is followed again: no stage goes back. */
export function resumed(view: ImportView): ImportView {
  return { ...view, status: 'running', reason: undefined, waiting: undefined };
}

/** Labels for answers without them (the keys are the contract's). */
const labels = new Map(
  Object.entries({
    validate: 'Check the provider',
    prompt: 'Prompt',
    settings: 'Settings',
    phone: 'Phone number',
    tools: 'Tools',
    dynamic_variables: 'Dynamic variables',
    kb: 'Knowledge base',
    finalize: 'Finish',
  }),
);

const ranks: Record<StageState, number> = {
  pending: 0,
  in_progress: 1,
  completed: 2,
  skipped: 2,
  failed: 2,
};

/** The contract's v2 document types a stage as a free object, so nothing in it is taken for granted. */
function stagesOf(stages: Unmasked): Stage[] {
  return (stages.items ?? []).slice(0, 100).flatMap((stage) => {
    const [key, label] = [stage.get('key'), stage.get('label')];
    const name = key.isText ? key : label;
    if (!name.isText) return [];
    return {
      key: name,
      label: label.shown(60) ?? labelOf(name),
      state: stateOf(stage.get('status')),
      detail: stage.get('detail').shown(),
    };
  });
}

function labelOf(key: Unmasked): string {
  const known = [...labels].find(([name]) => key.is(name));
  return known ? known[1] : plainText(`${key}`.replaceAll('_', ' '), 60);
}

const states: StageState[] = ['pending', 'in_progress', 'completed', 'skipped', 'failed'];

function stateOf(status: Unmasked): StageState {
  return status.oneOf(states) ?? (status.isText ? 'in_progress' : 'pending');
}

/** The known stages brought up to date, and new ones where the answer has them. */
function merge(known: Stage[], answered: Stage[]): Stage[] {
  const merged = [...known];
  let place = 0;
  for (const stage of answered) {
    const index = indexOf(merged, stage.key);
    const before = merged[index];
    if (!before) {
      merged.splice(place, 0, stage);
      place++;
      continue;
    }
    if (ranks[stage.state] >= ranks[before.state]) merged[index] = stage;
    place = index + 1;
  }
  return merged;
}

function currentIndex(stages: Stage[], named: Unmasked): number {
  const running = stages.findLastIndex(({ state }) => state === 'in_progress');
  if (running >= 0) return running;
  const index = indexOf(stages, named);
  if (index >= 0) return index;
  return Math.max(
    0,
    stages.findLastIndex(({ state }) => state !== 'pending'),
  );
}

function failureReason(error: Unmasked, stages: Stage[]): string | undefined {
  return error.shown() ?? stages.find(({ state }) => state === 'failed')?.detail;
}

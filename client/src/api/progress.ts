import type { JsonValue } from '../../../shared/src/messages';
import { plainText } from '../../../shared/src/plainText';
import { fields, text } from './parse';

type StageState = 'pending' | 'in_progress' | 'completed' | 'skipped' | 'failed';

export interface Stage {
  key: string;
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
export function advance(view: ImportView, answer: JsonValue): ImportView {
  if (view.status !== 'running') return view;
  const { status, stages, current_stage, error } = fields(answer);
  const merged = merge(view.stages, stagesOf(stages));
  const shown = merged.findIndex(({ key }) => key === view.stages[view.current]?.key);
  const ended = status === 'completed' || status === 'failed';
  return {
    status: ended ? status : 'running',
    reason: status === 'failed' ? failureReason(error, merged) : undefined,
    waiting: undefined,
    stages: merged,
    current: Math.max(shown, currentIndex(merged, text(current_stage))),
  };
}

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
function stagesOf(stages: JsonValue | undefined): Stage[] {
  if (!Array.isArray(stages)) return [];
  return stages.slice(0, 100).flatMap((stage) => {
    const { key, label, status, detail } = fields(stage);
    const name = text(key) ?? text(label);
    if (name === undefined) return [];
    const said = text(detail);
    return {
      key: name,
      label: plainText(text(label) ?? labels.get(name) ?? name.replaceAll('_', ' '), 60),
      state: stateOf(text(status)),
      detail: said && plainText(said),
    };
  });
}

function stateOf(status: string | undefined): StageState {
  if (status === undefined) return 'pending';
  return isState(status) ? status : 'in_progress';
}

const isState = (status: string): status is StageState => Object.hasOwn(ranks, status);

/** The known stages brought up to date, and new ones where the answer has them. */
function merge(known: Stage[], answered: Stage[]): Stage[] {
  const merged = [...known];
  let place = 0;
  for (const stage of answered) {
    const index = merged.findIndex(({ key }) => key === stage.key);
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

function currentIndex(stages: Stage[], named: string | undefined): number {
  const running = stages.findLastIndex(({ state }) => state === 'in_progress');
  if (running >= 0) return running;
  const index = stages.findIndex(({ key }) => key === named);
  if (index >= 0) return index;
  return Math.max(
    0,
    stages.findLastIndex(({ state }) => state !== 'pending'),
  );
}

function failureReason(error: JsonValue | undefined, stages: Stage[]): string | undefined {
  const said = text(error);
  return said ? plainText(said) : stages.find(({ state }) => state === 'failed')?.detail;
}

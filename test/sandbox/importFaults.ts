import { type Stage, stages } from './stages';

/** How an import goes. */
export interface Course {
  /** What it shows, for the sandbox's page. */
  title: string;
  /** The stages it has. */
  stages: Stage[];
  /** The stages in the order in which it enters them. */
  steps: string[];
  /** How it ends after the last step; `never`: it stays there; `gone`: its polls answer 404. */
  end: 'completed' | 'failed' | 'never' | 'gone';
  /** The only poll path that knows it; every path when left out. */
  pollPath?: PollPath;
  /** Its overall status while it runs. */
  status?: string;
  /** How long a step takes, in milliseconds; as long as the sandbox's other stages when left out. */
  stageMs?: number;
}

/** The names of the poll in the API: today's, the contract's second one, and that of older servers. */
export type PollPath = 'auto-fetch-progress' | 'import-progress' | 'import-progress of old';

const keys = stages.map(({ key }) => key);
/** The way an import goes when nothing is armed. */
export const usual: Course = { title: 'Succeeds', stages, steps: keys, end: 'completed' };

const newStages: Stage[] = [
  { key: 'voice_clone', label: 'Cloning the voice', detail: null, failure: '' },
  { key: 'warm_up', label: '', detail: 'Takes as long as it takes.', failure: '' },
];

const hostileStages: Stage[] = [
  {
    key: 'validate',
    label: '[Click me](command:workbench.action.terminal.new) $(bug) <b>bold</b>',
    detail: 'Line one\nline two\u0007\u001b[31m \u202e right to left',
    failure: '',
  },
];

const failsAt = (key: string): Course => ({
  ...usual,
  title: `Fails at ${key}`,
  steps: keys.slice(0, keys.indexOf(key) + 1),
  end: 'failed',
});

/** Every way an import can go that is not the usual one, by name. */
export const importFaults = {
  'fails-at-validate': failsAt('validate'),
  'fails-at-prompt': failsAt('prompt'),
  'fails-at-settings': failsAt('settings'),
  'fails-at-phone': failsAt('phone'),
  'fails-at-tools': failsAt('tools'),
  'fails-at-dynamic_variables': failsAt('dynamic_variables'),
  'fails-at-kb': failsAt('kb'),
  'fails-at-finalize': failsAt('finalize'),
  'never-ends': { ...usual, title: 'Never ends', steps: keys.slice(0, 5), end: 'never' },
  restarts: { ...usual, title: 'Starts over', steps: [...keys.slice(0, 4), ...keys] },
  jumps: { ...usual, title: 'Skips stages', steps: ['validate', 'kb', 'finalize'] },
  'new-stages': {
    ...usual,
    title: 'Unknown stages and status',
    stages: [...stages.slice(0, 2), ...newStages, ...stages.slice(2)],
    steps: [...keys.slice(0, 2), 'voice_clone', 'warm_up', ...keys.slice(2)],
    status: 'queued',
  },
  'hostile-text': {
    ...usual,
    title: 'Markup and control characters in labels',
    stages: [...hostileStages, ...stages.slice(1)],
  },
  vanishes: { ...usual, title: 'Not found (404)', steps: keys.slice(0, 3), end: 'gone' },
  'second-path-only': {
    ...usual,
    title: 'Progress only at import-progress',
    pollPath: 'import-progress',
  },
  'old-path-only': {
    ...usual,
    title: 'Progress only at the path of older servers',
    pollPath: 'import-progress of old',
  },
} satisfies Record<string, Course>;

/** The name of a way an import can go that is not the usual one. */
export type ImportFaultName = keyof typeof importFaults;

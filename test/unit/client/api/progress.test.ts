import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, type ImportView, notStarted } from '../../../../client/src/api/progress';
import { Unmasked } from '../../../../client/src/api/unmasked';
import type { JsonValue } from '../../../../shared/src/messages';

const words: Record<string, string> = {
  '.': 'pending',
  '>': 'in_progress',
  '+': 'completed',
  '-': 'skipped',
  '!': 'failed',
};

/** An answer in short: `prompt+ tools> kb.` gives each stage with its status. */
function answer(stages: string, more: { [key: string]: JsonValue } = {}): JsonValue {
  return {
    status: 'in_progress',
    stages: stages
      .split(' ')
      .filter(Boolean)
      .map((stage) => ({ key: stage.slice(0, -1), status: words[stage.slice(-1)] ?? 'odd' })),
    ...more,
  };
}

/** A view in short, the current stage in brackets: `prompt+ [tools>] kb.` */
function short({ stages, current }: ImportView): string {
  const sign = (state: string) => Object.keys(words).find((key) => words[key] === state);
  return stages
    .map(({ key, state }, index) => {
      const stage = `${key}${sign(state)}`;
      return index === current ? `[${stage}]` : stage;
    })
    .join(' ');
}

const after = (...answers: JsonValue[]) =>
  answers.reduce<ImportView>((view, answer) => advance(view, told(answer)), notStarted);
const told = (answer: JsonValue) => new Unmasked(answer, (text) => text);

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'a stage with the key %s is called by it',
  (key) => {
    const view = advance(notStarted, told({ stages: [{ key }] }));
    expect(view.stages.map(({ label }) => String(label))).toEqual([
      key.replaceAll('_', ' ').trim(),
    ]);
  },
);

describe('the stages that are shown', () => {
  test.each<[name: string, answers: JsonValue[], shown: string]>([
    [
      'names that every object has',
      [answer('constructor> __proto__. toString.')],
      '[constructor>] __proto__. toString.',
    ],
    ['nothing has begun', [answer('prompt. tools.')], '[prompt.] tools.'],
    ['the running stage', [answer('prompt+ tools> kb.')], 'prompt+ [tools>] kb.'],
    [
      'the named stage when none says it runs',
      [answer('a+ b. c.', { current_stage: 'b' })],
      'a+ [b.] c.',
    ],
    ['the last one begun when none is named', [answer('a+ b- c.')], 'a+ [b-] c.'],
    ['it moves on', [answer('a> b.'), answer('a+ b>')], 'a+ [b>]'],
    ['it jumps', [answer('a> b. c. d.'), answer('a+ b- c- d>')], 'a+ b- c- [d>]'],
    ['it starts again: no stage goes back', [answer('a+ b>'), answer('a> b.')], 'a+ [b>]'],
    ['a stage fails', [answer('a+ b>'), answer('a+ b!')], 'a+ [b!]'],
    ['a stage that is left out stays', [answer('a+ b> c.'), answer('b+ c>')], 'a+ b+ [c>]'],
    [
      'a new stage comes where the answer has it',
      [answer('a+ c>'), answer('a+ b+ c> d.')],
      'a+ b+ [c>] d.',
    ],
    [
      'a new stage before the current one',
      [answer('a+ b+ c.', { current_stage: 'b' }), answer('n+ a+ b+ c.')],
      'n+ a+ [b+] c.',
    ],
    ['an unknown status counts as running', [answer('a+ b? c.')], 'a+ [b>] c.'],
    ['stages are not a list', [{ status: 'in_progress', stages: { a: 1 } }], ''],
    ['a stage is no object', [{ stages: [null, 'x', 7, [], { key: 'a' }] }], '[a.]'],
    ['the answer is no object', ['odd', null, [], 7], ''],
    ['an answer without stages changes none', [answer('a+ b>'), { status: 'queued' }], 'a+ [b>]'],
  ])('%s', (_, answers, shown) => {
    expect(short(after(...answers))).toBe(shown);
  });

  test('labels, else words of the known keys, else the key', () => {
    const stages = [
      { key: 'kb', label: 'Files' },
      { key: 'dynamic_variables' },
      { key: 'voice_clone' },
      { label: 'Only a label' },
    ];
    expect(after({ stages }).stages.map(({ label }) => label)).toEqual([
      'Files',
      'Dynamic variables',
      'voice clone',
      'Only a label',
    ]);
  });

  test('labels and details are plain text', () => {
    const [stage] = after({
      stages: [{ key: 'a', label: '$(bug) [x](command:y)\u0007', detail: 'two\nlines' }],
    }).stages;
    expect(stage).toMatchObject({ label: '$ (bug) [x] (command:y)', detail: 'two lines' });
  });
});

test('whatever is answered, no stage goes back, none is lost, and the shown one stays or moves on', () => {
  const ranks: Record<string, number> = { pending: 0, in_progress: 1 };
  const rank = (state: string | undefined) => ranks[state ?? 'lost'] ?? 2;
  const stage = fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    status: fc.constantFrom(...Object.values(words), 'odd', null, 7),
  });
  const given = fc.record({
    stages: fc.array(stage, { maxLength: 8 }),
    current_stage: fc.constantFrom('a', 'c', 'e', 'z', null),
  });
  fc.assert(
    fc.property(fc.array(given, { maxLength: 8 }), (answers) => {
      let view = notStarted;
      for (const next of answers) {
        const before = view;
        view = advance(before, told(next));
        const now = new Map(view.stages.map(({ key, state }) => [`${key}`, state]));
        for (const { key, state } of before.stages) {
          expect(now.has(`${key}`), `${key}`).toBe(true);
          expect(rank(now.get(`${key}`)), `${key}`).toBeGreaterThanOrEqual(rank(state));
        }
        const shown = String(before.stages[before.current]?.key);
        const place = view.stages.findIndex(({ key }) => `${key}` === shown);
        expect(view.current).toBeGreaterThanOrEqual(place);
        const keys = view.stages.map(({ key }) => `${key}`);
        expect(new Set(keys).size).toBe(keys.length);
      }
    }),
  );
});

describe('the end of an import', () => {
  test.each<[name: string, answer: JsonValue, end: Partial<ImportView>]>([
    [
      'completed',
      answer('a+', { status: 'completed' }),
      { status: 'completed', reason: undefined },
    ],
    [
      'failed with its reason',
      answer('a!', { status: 'failed', error: 'No such assistant.' }),
      { status: 'failed', reason: 'No such assistant.' },
    ],
    [
      'failed, the reason at the stage',
      {
        status: 'failed',
        error: null,
        stages: [{ key: 'a', status: 'failed', detail: 'Bad key.' }],
      },
      { status: 'failed', reason: 'Bad key.' },
    ],
    ['failed without a reason', { status: 'failed' }, { status: 'failed', reason: undefined }],
    ['an unknown status is no end', answer('a>', { status: 'queued' }), { status: 'running' }],
    ['no status is no end', {}, { status: 'running' }],
  ])('%s', (_, given, end) => {
    expect(after(given)).toMatchObject(end);
  });

  test('nothing comes after it', () => {
    const end = after({ status: 'completed' });
    expect(advance(end, told(answer('a>')))).toBe(end);
  });
});

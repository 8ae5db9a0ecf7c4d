import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { type FollowOptions, followImport } from '../../../../client/src/api/followProgress';
import { type ImportView, resumed } from '../../../../client/src/api/progress';
import type { Failure } from '../../../../client/src/api/reply';
import { Unmasked } from '../../../../client/src/api/unmasked';
import type { JsonObject, JsonValue } from '../../../../shared/src/messages';

const told = (answer: JsonValue) => new Unmasked(answer, (text) => text);

type Reply = JsonObject | Failure['kind'];

/** Follows an import whose polls are answered in turn; the last answer stays. */
async function follow(replies: Reply[], options: Pick<FollowOptions, 'limitMs' | 'shown'> = {}) {
  const paths: string[] = [];
  const views: ImportView[] = [];
  const end = await followImport({
    poll: async (path) => {
      const reply = replies[Math.min(paths.length, replies.length - 1)];
      paths.push(path(7));
      return typeof reply === 'string'
        ? { kind: reply, host: 'api.cekura.ai', status: 503 }
        : { kind: 'progress', answer: told(reply ?? null) };
    },
    show: (view) => views.push(view),
    signal: new AbortController().signal,
    pauseMs: 0,
    ...options,
  });
  return {
    end,
    views,
    polls: paths.map((path) => path.replace('/test_framework/v2/aiagents/', '')),
  };
}

const running = { status: 'in_progress' };
const completed = { status: 'completed' };
const fetchPath = '7/auto-fetch-progress/';

describe('an import is followed', () => {
  test('until it is completed', async () => {
    const { end, views, polls } = await follow([running, running, completed]);
    expect(end.status).toBe('completed');
    expect(views.at(-1)).toBe(end);
    expect(polls).toEqual([fetchPath, fetchPath, fetchPath]);
  });

  test('until it fails', async () => {
    const { end } = await follow([running, { status: 'failed', error: 'Gone.' }]);
    expect(end).toMatchObject({ status: 'failed', reason: 'Gone.' });
  });

  test.each<Failure['kind']>([
    'unreachable',
    'untrusted',
    'timeout',
    'cut',
    'answerTooLarge',
    'unreadable',
    'rateLimited',
    'serverError',
    'unexpected',
  ])('over a poll that fails: %s', async (kind) => {
    expect((await follow([running, kind, kind, completed])).end.status).toBe('completed');
  });

  test.each([1, 2, 3])('over being not found %i times in a row, and again later', async (count) => {
    const gone = Array(count).fill('notFound');
    const { end, polls } = await follow([running, ...gone, running, ...gone, completed]);
    expect(end.status).toBe('completed');
    expect(new Set(polls)).toEqual(new Set([fetchPath]));
  });

  test('at the older addresses when the newer ones are not there, each asked once', async () => {
    const replies: Reply[] = [...Array(5).fill('notFound'), running, completed];
    expect((await follow(replies)).polls).toEqual([
      ...Array(4).fill(fetchPath),
      '7/import-progress/',
      'import-progress/',
      'import-progress/',
    ]);
  });
});

test('an import that is followed again goes on where it was shown', async () => {
  const stages = [
    { key: 'prompt', status: 'completed' },
    { key: 'tools', status: 'in_progress' },
  ];
  const { end: shown } = await follow([{ stages }], { limitMs: 0 });
  expect(shown).toMatchObject({ status: 'overdue', current: 1 });
  const { views } = await follow([running, completed], { shown: resumed(shown) });
  expect(views[0]).toEqual({ ...shown, status: 'running', reason: undefined });
});

describe('while polls fail, the view says so', () => {
  test.each<[kind: Failure['kind'], waiting: string]>([
    ['unreachable', "Can't connect to Cekura. Trying again…"],
    ['cut', "Can't connect to Cekura. Trying again…"],
    ['serverError', 'Cekura had an internal error (503). Trying again'],
    ['rateLimited', 'Cekura got too many requests from this account. Trying again'],
  ])('%s', async (kind, waiting) => {
    const { views } = await follow([running, kind, running, completed]);
    expect(views.map((view) => view.waiting)).toEqual([undefined, waiting, undefined, undefined]);
  });
});

describe("an import isn't followed anymore", () => {
  test.each<[name: string, replies: Reply[], options: { limitMs?: number }, end: object]>([
    [
      'when no address knows it',
      [running, 'notFound'],
      {},
      { status: 'unknown', reason: "Cekura doesn't know this import anymore." },
    ],
    [
      'when the key was revoked',
      [running, 'unauthorized'],
      {},
      { status: 'unknown', reason: "Cekura doesn't accept the API key anymore." },
    ],
    [
      'when it does not end',
      [running],
      { limitMs: 0 },
      { status: 'overdue', reason: "It didn't finish within 0 minutes." },
    ],
    ['when polls fail to the end', ['serverError'], { limitMs: 0 }, { status: 'overdue' }],
  ])('%s', async (_, replies, options, expected) => {
    const { end } = await follow(replies, options);
    expect(end).toMatchObject({ ...expected, waiting: undefined });
  });

  test.each<[reason: unknown, said: string]>([
    [undefined, 'The editor has closed.'],
    ['You follow it no longer.', 'You follow it no longer.'],
  ])('at once when it is stopped: %s', async (reason, said) => {
    const stop = new AbortController();
    const end = followImport({
      poll: async () => ({ kind: 'progress', answer: told(running) }),
      show: () => stop.abort(reason),
      signal: stop.signal,
    });
    expect(await end).toMatchObject({ status: 'stopped', reason: said });
  });
});

describe('the time limit counts time in touch with Cekura', () => {
  const hour = 3_600_000;

  /** Each poll takes an hour by the clock: the machine sleeps, or its clock is set. */
  async function followAsleep(replies: Reply[], limitMs: number) {
    let now = 0;
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => {
      now += hour;
      return now;
    });
    try {
      return (await follow(replies, { limitMs })).end.status;
    } finally {
      clock.mockRestore();
    }
  }

  test.each<[name: string, replies: Reply[], status: ImportView['status']]>([
    ['an hour asleep is not', [running, running, completed], 'completed'],
    ['hours offline are not', [...Array(50).fill('unreachable'), completed], 'completed'],
    ['hours of errors by Cekura are', [...Array(50).fill('serverError'), completed], 'overdue'],
    ['hours of answers are', [...Array(50).fill(running), completed], 'overdue'],
  ])('%s', async (_, replies, status) => {
    expect(await followAsleep(replies, 15 * 60_000)).toBe(status);
  });
});

test('whatever is answered, following ends with an end and never throws', async () => {
  const kind = fc.constantFrom('unreachable', 'timeout', 'serverError', 'unexpected', 'notFound');
  const value = fc.json().map((text): JsonValue => JSON.parse(text));
  const key = fc.constantFrom('status', 'stages', 'error', 'current_stage');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(kind, fc.dictionary(key, value)), { maxLength: 12 }),
      async (replies) => {
        const { end, views } = await follow([...replies, completed]);
        expect(['completed', 'unknown']).toContain(end.status);
        expect(views.slice(0, -1).every(({ status }) => status === 'running')).toBe(true);
      },
    ),
  );
});

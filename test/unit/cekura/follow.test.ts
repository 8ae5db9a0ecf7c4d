import { describe, expect, test } from 'vitest';
import type { Failure } from '../../../client/src/cekura/failure';
import { followImport } from '../../../client/src/cekura/follow';
import type { ImportView } from '../../../client/src/cekura/progress';
import type { JsonObject } from '../../../server/src/messages';

type Reply = JsonObject | Failure['kind'];

/** Follows an import whose polls are answered in turn; the last answer stays. */
async function follow(replies: Reply[], options: { limitMs?: number } = {}) {
  const paths: string[] = [];
  const views: ImportView[] = [];
  const end = await followImport({
    poll: async (path) => {
      const reply = replies[Math.min(paths.length, replies.length - 1)];
      paths.push(path(7));
      return typeof reply === 'string'
        ? { kind: reply, host: 'api.cekura.ai' }
        : { kind: 'progress', answer: reply ?? null };
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

  test('at the older addresses when the newer ones are not there, each asked once', async () => {
    expect((await follow(['notFound', 'notFound', running, completed])).polls).toEqual([
      fetchPath,
      '7/import-progress/',
      'import-progress/',
      'import-progress/',
    ]);
  });
});

describe('an import is not followed any longer', () => {
  test.each<[name: string, replies: Reply[], options: { limitMs?: number }, why: RegExp]>([
    ['when no address knows it', [running, 'notFound'], {}, /does not know this import any longer/],
    ['when the key was revoked', [running, 'unauthorized'], {}, /does not accept the API key/],
    ['when it does not end', [running], { limitMs: 0 }, /has not ended within 15 minutes/],
    ['when polls fail to the end', ['serverError'], { limitMs: 0 }, /has not ended within/],
  ])('%s', async (_, replies, options, why) => {
    const { end } = await follow(replies, options);
    expect(end).toMatchObject({ status: 'unknown', reason: expect.stringMatching(why) });
  });
});

test('closing the editor ends it at once', async () => {
  const closed = new AbortController();
  const end = followImport({
    poll: async () => ({ kind: 'progress', answer: running }),
    show: () => closed.abort(),
    signal: closed.signal,
  });
  expect(await end).toMatchObject({ status: 'unknown', reason: 'The editor has closed.' });
});

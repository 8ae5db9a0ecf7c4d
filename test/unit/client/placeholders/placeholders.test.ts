import { describe, expect, test } from 'vitest';
import {
  fillPlaceholders,
  type Sources,
  type Value,
} from '../../../../client/src/placeholders/fillPlaceholders';
import type { JsonObject, Placeholder, Template } from '../../../../shared/src/messages';

const env = (name: string): Placeholder => ({ kind: 'env', name });
const secret = (name: string): Placeholder => ({ kind: 'secret', name });

const values: Record<string, string> = {
  TOKEN: 'tok-1',
  PROJECT: '42',
  EMPTY: '',
  HUGE: '99999999999999999999',
  KEY: 'of-a-file',
};

/** Sources that know `values`, and what was asked of them. */
function sources() {
  const asked: string[] = [];
  const from =
    (kind: string) =>
    async (name: string): Promise<Value> => {
      asked.push(`${kind}:${name}`);
      const text = values[name];
      return text === undefined ? { problem: `No ${kind} ${name}.` } : { text };
    };
  const all: Sources = {
    env: from('env'),
    secret: from('secret'),
    file: from('file'),
    fileBase64: from('fileBase64'),
  };
  return { all, asked };
}

const template = (
  path: Template['path'],
  parts: Template['parts'],
  as: Template['as'] = 'string',
  isSecret = false,
): Template => ({ path, parts, as, isSecret });

describe('what is sent', () => {
  test.each<[name: string, body: JsonObject, templates: Template[], sent: JsonObject]>([
    ['nothing to fill', { name: 'A' }, [], { name: 'A' }],
    ['a whole value', { a: '${env:TOKEN}' }, [template(['a'], [env('TOKEN')])], { a: 'tok-1' }],
    [
      'inside of a text, deep in the body',
      { p: { headers: [{ v: 'Bearer ${env:TOKEN}!' }] } },
      [template(['p', 'headers', 0, 'v'], ['Bearer ', env('TOKEN'), '!'])],
      { p: { headers: [{ v: 'Bearer tok-1!' }] } },
    ],
    ...['\n', '\r\n', '\n\n'].map((end): [string, JsonObject, Template[], JsonObject] => [
      `as one line, without ${JSON.stringify(end)} at its end`,
      { key: '${file:LINE}' },
      [template(['key'], [{ kind: 'file', name: 'KEY' }, end], 'line')],
      { key: 'of-a-file' },
    ]),
    [
      'as several lines at a place for one, with all line breaks',
      { key: '${env:TOKEN}' },
      [template(['key'], [env('TOKEN'), '\n', env('TOKEN'), '\n'], 'line')],
      { key: 'tok-1\ntok-1\n' },
    ],
    [
      'as text, with its line break',
      { a: '${file:KEY}' },
      [template(['a'], [{ kind: 'file', name: 'KEY' }, '\n'])],
      { a: 'of-a-file\n' },
    ],
    [
      'as a number',
      { project: '${env:PROJECT}' },
      [template(['project'], [env('PROJECT')], 'integer')],
      { project: 42 },
    ],
    ['an empty value is a value', { a: '' }, [template(['a'], [env('EMPTY')])], { a: '' }],
    ['a literal ${ alone', { a: '$${x}' }, [template(['a'], ['${x}'])], { a: '${x}' }],
  ])('%s', async (_, body, templates, sent) => {
    expect(await fillPlaceholders({ body, templates }, sources().all)).toMatchObject({
      body: sent,
    });
  });

  test('the values that no message may repeat are told: of files those at places for secrets', async () => {
    const file = (name: string): Placeholder => ({ kind: 'file', name });
    const templates = [
      template(['a'], [env('TOKEN'), secret('PROJECT')]),
      template(['b'], [file('HUGE')]),
      template(['c'], [file('KEY')], 'string', true),
    ];
    const body = { a: '', b: '', c: '' };
    const filled = await fillPlaceholders({ body, templates }, sources().all);
    expect('secrets' in filled && filled.secrets.sort()).toEqual(['42', 'of-a-file', 'tok-1']);
  });

  test('the request itself stays as it was', async () => {
    const body = { a: 'x' };
    await fillPlaceholders({ body, templates: [template(['a'], [env('TOKEN')])] }, sources().all);
    expect(body).toEqual({ a: 'x' });
  });

  test('each placeholder is asked for once', async () => {
    const { all, asked } = sources();
    const templates = [
      template(['a'], [secret('TOKEN')]),
      template(['b'], [secret('TOKEN'), secret('TOKEN')]),
      template(['c'], [env('TOKEN')]),
    ];
    await fillPlaceholders({ body: { a: '', b: '', c: '' }, templates }, all);
    expect(asked).toEqual(['env:TOKEN', 'secret:TOKEN']);
  });
});

test('no secret is asked for while something else is missing', async () => {
  const { all, asked } = sources();
  const templates = [template(['a'], [secret('TOKEN')]), template(['b'], [env('NONE')])];
  expect(await fillPlaceholders({ body: { a: '', b: '' }, templates }, all)).toEqual({
    problems: [{ path: ['b'], message: 'No env NONE.' }],
  });
  expect(asked).toEqual(['env:NONE']);
});

describe('what is missing is said at its place', () => {
  test.each<[name: string, templates: Template[], messages: string[]]>([
    ['a missing value', [template(['a'], [env('NONE')])], ['No env NONE.']],
    [
      'all of them',
      [template(['a'], [env('NONE')]), template(['b'], [env('NIL')])],
      ['No env NONE.', 'No env NIL.'],
    ],
    [
      'a text where a number is wanted, without its value',
      [template(['a'], [secret('TOKEN')], 'integer')],
      ['The value of ${secret:TOKEN} must be a whole number.'],
    ],
    [
      'a number that is not exact',
      [template(['a'], [env('HUGE')], 'integer')],
      ['The value of ${env:HUGE} must be a whole number.'],
    ],
    [
      'an empty text is no number',
      [template(['a'], [env('EMPTY')], 'integer')],
      ['The value of ${env:EMPTY} must be a whole number.'],
    ],
  ])('%s', async (_, templates, messages) => {
    const body = { a: '', b: '' };
    expect(await fillPlaceholders({ body, templates }, sources().all)).toEqual({
      problems: messages.map((message, index) => ({ path: templates[index]?.path, message })),
    });
  });
});

import { describe, expect, test } from 'vitest';
import { agreementsOn } from '../../../../client/src/placeholders/sentValues';
import type { Placeholder, Template } from '../../../../shared/src/messages';

const template = (path: Template['path'], ...parts: Template['parts']): Template => ({
  path,
  parts,
  as: 'string',
  isSecret: false,
});
const secret: Placeholder = { kind: 'secret', name: 'x' };
const file: Placeholder = { kind: 'fileBase64', name: 'a.pdf' };
const lyingAt = (place: string) => ({ find: async () => ({ size: 1, place }) });
const nowhere = { find: async () => ({ problem: 'It does not exist.' }) };

async function isAskedAgain(
  [before, filesBefore]: [Template[], { find: typeof nowhere.find } | ReturnType<typeof lyingAt>],
  [after, filesAfter]: [Template[], { find: typeof nowhere.find } | ReturnType<typeof lyingAt>],
): Promise<boolean> {
  const agreed = await agreementsOn(before, filesBefore);
  const needed = await agreementsOn(after, filesAfter);
  return !needed.every((one) => agreed.includes(one));
}

describe('what was agreed to is asked about again', () => {
  const key = template(['provider', 'credentials', 'api_key'], secret);
  const pdf = (index: number) => template(['knowledge_base_files', index, 'content_base64'], file);

  test.each<
    [
      when: string,
      before: Parameters<typeof isAskedAgain>[0],
      after: Parameters<typeof isAskedAgain>[1],
      again: boolean,
    ]
  >([
    ['not when nothing has changed', [[key], nowhere], [[key], nowhere], false],
    [
      'when a value goes elsewhere',
      [[key], nowhere],
      [[template(['webhook_url'], 'https://a/?', secret)], nowhere],
      true,
    ],
    [
      'when it goes to another place, too',
      [[key], nowhere],
      [[key, template(['name'], secret)], nowhere],
      true,
    ],
    [
      'not when items of a list change places',
      [[pdf(0)], lyingAt('a.pdf')],
      [[pdf(3)], lyingAt('a.pdf')],
      false,
    ],
    [
      'when a file has become a link to another',
      [[pdf(0)], lyingAt('a.pdf')],
      [[pdf(0)], lyingAt('private/b.pdf')],
      true,
    ],
    ['when a file was missing', [[pdf(0)], nowhere], [[pdf(0)], lyingAt('a.pdf')], true],
  ])('%s', async (_, before, after, again) => {
    expect(await isAskedAgain(before, after)).toBe(again);
  });
});

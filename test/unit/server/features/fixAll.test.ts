import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeAt, type SpecNode, textAt, toData } from '../../../../server/src/ast/nodes';
import { applyEdits } from '../../../../server/src/base/edit';
import { SpecDocument } from '../../../../server/src/document/specDocument';
import { fixAll } from '../../../../server/src/features/fixAll';
import { marked } from '../../../marked';
import { mistakenSpecs } from '../../../mistakenSpecs';
import { cases } from '../../../protocol/diagnosticCases';
import { runs } from '../../../runs';

const all = Object.values(cases)
  .flat()
  .map(({ name, text }): [string, string] => [name, marked(text).text]);

const read = (text: string) => SpecDocument.create('file:///a.cekura-agent.yaml', 0, text);

function fixed(text: string): string {
  const edit = fixAll(read(text));
  return edit === undefined ? text : applyEdits(text, [edit]);
}

/** The names of tools and variables, also where a key is given twice. */
function namesIn({ root }: SpecDocument): string[] {
  const entries = root?.kind === 'map' ? root.entries : [];
  return entries.flatMap(({ key, value }) =>
    /^(?:mock_tools|dynamic_variables)$/.test(String(key.value)) && value?.kind === 'sequence'
      ? value.items.flatMap((item) => textAt(item, ['name']) ?? [])
      : [],
  );
}

/** The words of texts behind `|` and `>`. */
function blockWords(node: SpecNode | null): string[] {
  if (node === null || node.kind === 'alias') return [];
  if (node.kind === 'map') return node.entries.flatMap(({ value }) => blockWords(value));
  if (node.kind === 'sequence') return node.items.flatMap(blockWords);
  return node.style === 'block' ? String(node.value).split(/\s+/).filter(Boolean) : [];
}

/** The digits of phone numbers, without the signs for dialling abroad and at home: `00` and `(0)`. */
function phoneDigits({ root }: SpecDocument): string[] {
  const telephony = nodeAt(root, ['telephony']);
  if (telephony?.kind !== 'map') return [];
  return telephony.entries
    .filter(({ key }) => /phone_number|outbound_numbers/.test(String(key.value)))
    .map(({ value }) =>
      JSON.stringify(toData(value)).replace('(0)', '').replaceAll(/\D/g, '').replace(/^00/, ''),
    )
    .filter((digits) => digits !== '');
}

function keepsWhatOthersKnow(text: string): void {
  const [before, after] = [read(text), read(fixed(text))];
  expect(namesIn(after)).toEqual(expect.arrayContaining(namesIn(before)));
  expect(phoneDigits(after)).toEqual(expect.arrayContaining(phoneDigits(before)));
  expect(blockWords(after.root).sort()).toEqual(
    expect.arrayContaining(blockWords(before.root).sort()),
  );
}

test.each(all)('fix-all has nothing left to do: %s', (_, text) => {
  expect(fixed(fixed(text))).toBe(fixed(text));
});

test.each(all)('fix-all keeps names, phone numbers and the words of texts: %s', (_, text) => {
  keepsWhatOthersKnow(text);
});

test('fix-all has nothing left to do, and keeps what others know, where much is wrong', () => {
  fc.assert(
    fc.property(mistakenSpecs, (text) => {
      expect(fixed(fixed(text))).toBe(fixed(text));
      keepsWhatOthersKnow(text);
    }),
    runs(50),
  );
});

test('fix-all makes no text of what a merge key should take in', () => {
  const text = 'name: a\ndescription: b\nproject: 1\ntelephony:\n  <<: *nothing\n  inbound: true\n';
  expect(fixed(text)).toBe(text);
});

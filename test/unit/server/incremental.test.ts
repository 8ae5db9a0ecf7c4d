import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composePiece } from '../../../server/src/document/compose';
import { parse } from '../../../server/src/document/parse';
import { type SpecNode, toData } from '../../../server/src/document/tree';
import { walk } from '../../../server/src/document/walk';
import { editedTexts } from './edits';

const numRuns = 300;

/** A tree as plain data, so that trees can be compared by all that they say. */
function plain(node: SpecNode | null): unknown {
  if (node === null) return null;
  const { kind, start, end } = node;
  if (node.kind === 'map') {
    const entries = node.entries.map(({ key, value, broken }) => [
      { ...key },
      plain(value),
      broken,
    ]);
    return { kind, start, end, flow: node.flow, incomplete: node.incomplete, entries };
  }
  if (node.kind === 'sequence') return { kind, start, end, items: node.items.map(plain) };
  return node.kind === 'alias' ? { kind, start, end, name: node.name } : { ...node };
}

const scalars = (root: SpecNode | null) =>
  [...walk(root)].flatMap(({ node, path }) =>
    node.kind === 'scalar' ? [[path.join('.'), node.start, node.end, node.value, node.style]] : [],
  );

test('a text is read the same with and without what was read before it', () => {
  fc.assert(
    fc.property(editedTexts, (texts) => {
      let before = parse('');
      for (const text of texts) {
        const { parts } = before;
        before = parse(text, parts);
        const fresh = parse(text);
        expect(plain(before.root)).toEqual(plain(fresh.root));
        expect(before.problems).toEqual(fresh.problems);
      }
    }),
    { numRuns },
  );
});

test('what is read in parts says what it says as a whole', () => {
  fc.assert(
    fc.property(editedTexts, (texts) => {
      for (const text of texts) {
        const whole = composePiece(text, 0, new Map());
        const { root, problems } = parse(text);
        if (problems.some(({ code }) => code === 'second-document')) continue;
        expect(problems.length > 0).toBe(whole.errors.length > 0);
        if (whole.errors.length > 0) continue;
        // The library takes `...` above a spec for the end of an empty one.
        if (whole.node === null) continue;
        expect(toData(root)).toEqual(toData(whole.node));
        expect(scalars(root)).toEqual(scalars(whole.node));
      }
    }),
    { numRuns },
  );
});

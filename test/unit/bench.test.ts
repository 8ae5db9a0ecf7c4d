import { expect, test } from 'vitest';
import { SpecDocument } from '../../server/src/document/specDocument';
import { findingsOf } from '../../server/src/rules';
import { type Shape, writeSpec } from '../bench/specs';

test.each<Shape>(['tools', 'entries'])(
  'the spec of %s that servers are measured by has the mistakes that it says, and no other',
  (shape) => {
    const { text, marked } = writeSpec(1_000, shape);
    const document = SpecDocument.create('file:///a.cekura-agent.yaml', 1, text);
    const lines = findingsOf(document).map(({ start }) => document.positionAt(start).line);
    expect([...new Set(lines)]).toEqual(marked);
  },
);

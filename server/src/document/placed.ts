import type { Entry, MapNode, ScalarNode, SequenceNode, SpecNode } from './tree';

/**
 * A node as it stands in a text that has it `shift` UTF-16 units further on. What stands below it is placed when
 * it is asked for: nobody pays for parts that nobody looks at.
 */
export function place(node: SpecNode, shift: number): SpecNode;
export function place(node: SpecNode | null, shift: number): SpecNode | null;
export function place(node: SpecNode | null, shift: number): SpecNode | null {
  if (node === null) return null;
  const { origin, shift: before } = originOf(node);
  const whole = before + shift;
  if (whole === 0) return origin;
  if (origin.kind === 'map') return new PlacedMap(origin, whole);
  if (origin.kind === 'sequence') return new PlacedSequence(origin, whole);
  return origin.kind === 'scalar'
    ? placeScalar(origin, whole)
    : { ...origin, start: origin.start + whole, end: origin.end + whole };
}

/** The node as it was read, and how far it has been moved since. Scalars and aliases know of no other place. */
export function originOf(node: SpecNode): { origin: SpecNode; shift: number } {
  return node instanceof PlacedMap || node instanceof PlacedSequence
    ? node
    : { origin: node, shift: 0 };
}

class PlacedMap implements MapNode {
  readonly kind = 'map';
  readonly start: number;
  readonly end: number;
  readonly flow: boolean;
  readonly incomplete: boolean;
  #entries: Entry[] | undefined;

  constructor(
    readonly origin: MapNode,
    readonly shift: number,
  ) {
    this.start = origin.start + shift;
    this.end = origin.end + shift;
    this.flow = origin.flow;
    this.incomplete = origin.incomplete;
  }

  get entries(): Entry[] {
    this.#entries ??= this.origin.entries.map((entry) => placeEntry(entry, this.shift));
    return this.#entries;
  }
}

class PlacedSequence implements SequenceNode {
  readonly kind = 'sequence';
  readonly start: number;
  readonly end: number;
  readonly flow: boolean;
  #items: (SpecNode | null)[] | undefined;

  constructor(
    readonly origin: SequenceNode,
    readonly shift: number,
  ) {
    this.start = origin.start + shift;
    this.end = origin.end + shift;
    this.flow = origin.flow;
  }

  get items(): (SpecNode | null)[] {
    this.#items ??= this.origin.items.map((item) => place(item, this.shift));
    return this.#items;
  }
}

/** An entry as it stands in a text that has it further on. */
export function placeEntry({ key, value, broken }: Entry, shift: number): Entry {
  return { key: placeScalar(key, shift), value: place(value, shift), broken };
}

function placeScalar({ kind, start, end, value, style }: ScalarNode, shift: number): ScalarNode {
  return { kind, start: start + shift, end: end + shift, value, style };
}

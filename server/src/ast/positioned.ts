import type { Entry, MapNode, ScalarNode, SequenceNode, SpecNode } from './nodes';

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
  if (origin.kind === 'map') return new PositionedMap(origin, whole);
  if (origin.kind === 'sequence') return new PositionedSequence(origin, whole);
  return origin.kind === 'scalar'
    ? positionScalar(origin, whole)
    : { ...origin, start: origin.start + whole, end: origin.end + whole };
}

/** The node as it was read, and how far it has been moved since. Scalars and aliases know of no other place. */
export function originOf(node: SpecNode): { origin: SpecNode; shift: number } {
  return node instanceof PositionedMap || node instanceof PositionedSequence
    ? node
    : { origin: node, shift: 0 };
}

/** Takes an item of a list as it was read (`place` puts it where it stands), how far it has been moved since, and its index. */
export type VisitItem = (origin: SpecNode | null, shift: number, index: number) => void;

/** Goes through the items of a list without placing them. */
export function eachItem(list: SequenceNode, visit: VisitItem): void {
  if (list instanceof PositionedSequence) {
    const { origin, shift } = list;
    eachItem(origin, (item, before, index) => visit(item, before + shift, index));
  } else if (list instanceof AssembledSequence) {
    list.each(visit);
  } else {
    let index = 0;
    for (const item of list.items) {
      if (item === null) visit(null, 0, index);
      else {
        const { origin, shift } = originOf(item);
        visit(origin, shift, index);
      }
      index += 1;
    }
  }
}

function placedItems(list: SequenceNode): (SpecNode | null)[] {
  const items: (SpecNode | null)[] = [];
  eachItem(list, (item, shift) => items.push(place(item, shift)));
  return items;
}

class PositionedMap implements MapNode {
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
    this.#entries ??= this.origin.entries.map((entry) => positionEntry(entry, this.shift));
    return this.#entries;
  }
}

class PositionedSequence implements SequenceNode {
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
    this.#items ??= placedItems(this);
    return this.#items;
  }
}

/** Some items of a list, their offsets counted from the beginning of their lines. */
export interface ItemLines {
  /** UTF-16 units. */
  length: number;
  /** Null where the lines hold no item. */
  node: SpecNode | null;
}

/** A list that was read in pieces. */
export class AssembledSequence implements SequenceNode {
  readonly kind = 'sequence';
  readonly flow = false;
  #items: (SpecNode | null)[] | undefined;

  /**
   * @param start of the first item
   * @param pieces each a list, or nothing, one behind the other
   * @param offset where the first of them begins
   */
  constructor(
    readonly start: number,
    readonly end: number,
    private readonly pieces: readonly ItemLines[],
    private readonly offset: number,
  ) {}

  get items(): (SpecNode | null)[] {
    this.#items ??= placedItems(this);
    return this.#items;
  }

  each(visit: VisitItem): void {
    let shift = this.offset;
    let index = 0;
    const visitPlaced: VisitItem = (item, before) => {
      visit(item, before + shift, index);
      index += 1;
    };
    for (const { length, node } of this.pieces) {
      if (node?.kind === 'sequence') eachItem(node, visitPlaced);
      shift += length;
    }
  }
}

/** An entry as it stands in a text that has it further on. */
export function positionEntry({ key, value, broken }: Entry, shift: number): Entry {
  return { key: positionScalar(key, shift), value: place(value, shift), broken };
}

function positionScalar({ kind, start, end, value, style }: ScalarNode, shift: number): ScalarNode {
  return { kind, start: start + shift, end: end + shift, value, style };
}

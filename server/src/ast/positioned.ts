import type { AliasNode, Entry, MapNode, ScalarNode, SequenceNode, SpecNode } from './nodes';

/**
 * The tree of a text is two, as elsewhere: green nodes count their offsets from the beginning of the part that they
 * were read in, and stay while the text around it changes; red nodes have the offsets of one version of the text.
 *
 * This is the red node of a green one whose part begins `shift` UTF-16 units further on. What stands below it is made
 * when it is asked for: nobody pays for parts that nobody looks at.
 */
export function toRed(node: SpecNode, shift: number): SpecNode;
export function toRed(node: SpecNode | null, shift: number): SpecNode | null;
export function toRed(node: SpecNode | null, shift: number): SpecNode | null {
  if (node === null) return null;
  const { green, shift: before } = greenOf(node);
  const whole = before + shift;
  if (whole === 0) return green;
  if (green.kind === 'map') return new RedMap(green, whole);
  if (green.kind === 'sequence') return new RedSequence(green, whole);
  return green.kind === 'scalar' ? redScalar(green, whole) : redAlias(green, whole);
}

/** The green node of a red one, and how far that is moved. Scalars and aliases know of no green node. */
export function greenOf(node: SpecNode): { green: SpecNode; shift: number } {
  return node instanceof RedMap || node instanceof RedSequence ? node : { green: node, shift: 0 };
}

/** Takes the green node of an item (`toRed` gives the red one), how far it is moved, and its index. */
export type VisitItem = (green: SpecNode | null, shift: number, index: number) => void;

/** Goes through the items of a list without making them red. */
export function eachItem(list: SequenceNode, visit: VisitItem): void {
  if (list instanceof RedSequence) {
    const { green, shift } = list;
    eachItem(green, (item, before, index) => visit(item, before + shift, index));
  } else if (list instanceof AssembledSequence) {
    list.each(visit);
  } else {
    let index = 0;
    for (const item of list.items) {
      if (item === null) visit(null, 0, index);
      else {
        const { green, shift } = greenOf(item);
        visit(green, shift, index);
      }
      index += 1;
    }
  }
}

function redItems(list: SequenceNode): (SpecNode | null)[] {
  const items: (SpecNode | null)[] = [];
  eachItem(list, (item, shift) => items.push(toRed(item, shift)));
  return items;
}

class RedMap implements MapNode {
  readonly kind = 'map';
  readonly start: number;
  readonly end: number;
  readonly flow: boolean;
  readonly incomplete: boolean;
  readonly tag?: string;
  #entries: Entry[] | undefined;

  constructor(
    readonly green: MapNode,
    readonly shift: number,
  ) {
    this.start = green.start + shift;
    this.end = green.end + shift;
    this.flow = green.flow;
    this.incomplete = green.incomplete;
    if (green.tag !== undefined) this.tag = green.tag;
  }

  get entries(): Entry[] {
    this.#entries ??= this.green.entries.map((entry) => redEntry(entry, this.shift));
    return this.#entries;
  }
}

class RedSequence implements SequenceNode {
  readonly kind = 'sequence';
  readonly start: number;
  readonly end: number;
  readonly flow: boolean;
  readonly tag?: string;
  #items: (SpecNode | null)[] | undefined;

  constructor(
    readonly green: SequenceNode,
    readonly shift: number,
  ) {
    this.start = green.start + shift;
    this.end = green.end + shift;
    this.flow = green.flow;
    if (green.tag !== undefined) this.tag = green.tag;
  }

  get items(): (SpecNode | null)[] {
    this.#items ??= redItems(this);
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
    this.#items ??= redItems(this);
    return this.#items;
  }

  each(visit: VisitItem): void {
    let shift = this.offset;
    let index = 0;
    const visitMoved: VisitItem = (item, before) => {
      visit(item, before + shift, index);
      index += 1;
    };
    for (const { length, node } of this.pieces) {
      if (node?.kind === 'sequence') eachItem(node, visitMoved);
      shift += length;
    }
  }
}

/** An entry of a green map as that of the red one. */
export function redEntry({ key, keyAlias, value, broken }: Entry, shift: number): Entry {
  const red = { key: redScalar(key, shift), value: toRed(value, shift), broken };
  return keyAlias === undefined ? red : { ...red, keyAlias: redAlias(keyAlias, shift) };
}

function redAlias(alias: AliasNode, shift: number): AliasNode {
  return { ...alias, start: alias.start + shift, end: alias.end + shift };
}

function redScalar(green: ScalarNode, shift: number): ScalarNode {
  const { kind, start, end, value, style, tag } = green;
  const red: ScalarNode = { kind, start: start + shift, end: end + shift, value, style };
  if (tag !== undefined) red.tag = tag;
  return red;
}

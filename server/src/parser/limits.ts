import { Parser } from 'yaml';
import type { AliasNode, SpecNode } from '../ast/nodes';
import { lineAt } from '../base/lines';
import type { Problem } from './syntaxErrors';

/** UTF-16 units of a text: 4 MB as long as it is ASCII. */
export const longestText = 4 * 1024 * 1024;
/** What the YAML library splits a text into; half a million takes it some 100 MB and a second. */
const mostTokens = 500_000;
/** Levels of maps and lists; the library's recursion ends somewhere above 1,000. */
const deepest = 100;
/** Nodes that aliases add to those that are written. */
const mostExpanded = 100_000;

/** Thrown where a text goes beyond what is read. */
export class BeyondLimit extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** Throws `BeyondLimit` for a text that is too long to be read. */
export function limitLength(text: string): void {
  if (text.length <= longestText) return;
  throw new BeyondLimit({
    start: 0,
    end: lineAt(text, 0).text.length,
    code: 'too-large',
    message: `This file is larger than 4 MB, so it isn't checked: ${advice}.`,
  });
}

const advice = 'move long texts to other files, as `${file:prompt.md}`';

/** Entries of one map or items of one list; so many take more tokens than are read as well. */
const mostChunks = 125_000;

/** Throws `BeyondLimit` for lines that make up more entries or items than are read. */
export function limitChunks(count: number): void {
  if (count <= mostChunks) return;
  throw new BeyondLimit({ start: 0, end: 1, code: 'too-large', message: tooMuch });
}

const tooMuch = `Up to here, the file has more keys and values than can be read, so it isn't checked: ${advice}.`;

/** The YAML library's parser; throws `BeyondLimit` where a text becomes too much for it. */
export class LimitedParser extends Parser {
  #tokens = 0;

  /** @param start where the piece that is read begins in the text */
  constructor(private readonly start: number) {
    super();
  }

  /** @param source the next token */
  override *next(source: string): ReturnType<Parser['next']> {
    yield* super.next(source);
    this.#tokens += 1;
    const end = this.start + this.offset;
    const place = { start: end - source.length, end };
    if (this.stack.length > deepest) {
      throw new BeyondLimit({
        ...place,
        code: 'too-deep',
        message: `More than ${deepest} levels of nesting here, so the file isn't checked: close brackets, or indent less.`,
      });
    }
    if (this.#tokens > mostTokens) {
      throw new BeyondLimit({
        ...place,
        code: 'too-large',
        message: tooMuch,
      });
    }
  }
}

/** Throws `BeyondLimit` at the alias with which a spec becomes too large when aliases are followed. */
export function limitExpansion(root: SpecNode | null): void {
  const sizes = new Map<SpecNode | null, number>();
  let expanded = 0;
  const expand = (alias: AliasNode) => {
    const size = sizes.get(alias.target) ?? 1;
    expanded += size;
    if (expanded <= mostExpanded) return size;
    const { start, end } = alias;
    throw new BeyondLimit({
      start,
      end,
      code: 'too-large',
      message:
        "Aliases make this spec too large from here on, so the file isn't checked: replace this alias with the value, or remove it.",
    });
  };
  const sizeOf = (node: SpecNode | null): number => {
    if (node === null || node.kind === 'scalar') return 1;
    if (node.kind === 'alias') return expand(node);
    const below = node.kind === 'map' ? node.entries.map(({ value }) => value) : node.items;
    const size = below.reduce((sum, child) => sum + sizeOf(child), 1);
    if (node.anchor !== undefined) sizes.set(node, size);
    return size;
  };
  sizeOf(root);
}

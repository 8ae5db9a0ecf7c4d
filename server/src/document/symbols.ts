import type { AliasNode, Anchor, Path, Span } from '../ast/nodes';
import { memoize } from '../base/memoize';
import { collectPerNode, type Found } from './collectPerNode';
import type { SpecDocument } from './specDocument';
import { variableDeclarations, variableUses } from './variables';

/** Something that is called by its name elsewhere in the spec; spans are those of the name alone. */
export interface Name {
  kind: 'variable' | 'anchor';
  name: string;
  declarations: readonly Span[];
  uses: readonly Span[];
}

/** Every dynamic variable and every anchor; those that are used and not declared as well. */
export const symbolsOf = memoize((document: SpecDocument): readonly Name[] => [
  ...variablesOf(document),
  ...anchorsOf(document),
]);

/** The name an offset touches, with the place that it touches. */
export function symbolAt(
  document: SpecDocument,
  offset: number,
): { name: Name; at: Span } | undefined {
  for (const name of symbolsOf(document)) {
    const isTouched = ({ start, end }: Span) => start <= offset && offset <= end;
    const at = name.declarations.find(isTouched) ?? name.uses.find(isTouched);
    if (at !== undefined) return { name, at };
  }
  return undefined;
}

function variablesOf(document: SpecDocument): Name[] {
  const group = new Groups('variable');
  for (const { name, start, end } of variableDeclarations(document)) {
    group.get(name, name).declarations.push({ start, end });
  }
  for (const { name, start, end } of variableUses(document)) {
    group.get(name, name).uses.push({ start, end });
  }
  return group.names();
}

/** An anchor may be set again under the same name: it is known by its place. */
function anchorsOf(document: SpecDocument): Name[] {
  const group = new Groups('anchor');
  for (const { name, anchor, isUse, start, end } of anchorNames(document)) {
    const found = group.get(anchor?.start ?? name, name);
    if (anchor !== undefined && found.declarations.length === 0) {
      found.declarations.push({ start: anchor.start, end: anchor.end });
    }
    if (isUse) found.uses.push({ start, end });
  }
  return group.names();
}

interface AnchorName extends Found {
  name: string;
  anchor: Anchor | undefined;
  isUse: boolean;
}

const anchorNames = collectPerNode((_, node, path): AnchorName[] => {
  if (node.kind === 'alias') return [useOf(node, path)];
  const { anchor } = node;
  const own = anchor === undefined ? [] : [{ ...anchor, path, anchor, isUse: false }];
  const keys = node.kind === 'map' ? node.entries : [];
  return [...own, ...keys.flatMap(({ keyAlias }) => (keyAlias ? useOf(keyAlias, path) : []))];
});

function useOf({ name, target, start, end }: AliasNode, path: Path): AnchorName {
  return { path, start: start + 1, end, name, anchor: target?.anchor, isUse: true };
}

/** A name that is being put together. */
interface Group extends Name {
  declarations: Span[];
  uses: Span[];
}

class Groups {
  readonly #byKey = new Map<string | number, Group>();

  constructor(private readonly kind: Name['kind']) {}

  get(key: string | number, name: string): Group {
    const found = this.#byKey.get(key) ?? { kind: this.kind, name, declarations: [], uses: [] };
    this.#byKey.set(key, found);
    return found;
  }

  names(): Name[] {
    return [...this.#byKey.values()];
  }
}

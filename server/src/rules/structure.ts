import { isMerge, keyName, type Path, type SpecNode } from '../ast/nodes';
import { type Finding, otherLine, type Rule } from './finding';
import { nodeInWords } from './messageText';

/** What YAML allows and a spec does not: a root that is no map, keys given twice, lost aliases. */
export const structureRule: Rule = function* ({ root }) {
  if (root === null) return;
  if (root.kind !== 'map') {
    yield {
      start: root.start,
      end: root.end,
      path: [],
      severity: 'error',
      code: 'not-a-map',
      message: `A spec is a map of keys like \`name: …\`, not ${nodeInWords(root)}.`,
    };
  }
  yield* check(root, []);
};

function* check(node: SpecNode | null, path: Path): Iterable<Finding> {
  if (node?.kind === 'alias' && node.target === null) {
    yield {
      start: node.start,
      end: node.end,
      path,
      severity: 'error',
      code: 'undefined-alias',
      message: `No anchor \`&${node.name}\` stands above this alias: define it first, or quote the value.`,
      fix: { kind: 'replace', start: node.start, end: node.end, text: `"*${node.name}"` },
    };
  }
  if (node?.kind === 'sequence') {
    for (const [index, item] of node.items.entries()) yield* check(item, [...path, index]);
  }
  if (node?.kind !== 'map') return;
  const first = new Map<string, number>();
  for (const entry of node.entries) {
    const name = keyName(entry.key);
    const { start, end } = entry.key;
    const seen = first.get(name);
    if (seen === undefined) {
      first.set(name, start);
    } else if (!isMerge(entry)) {
      yield {
        start,
        end,
        path,
        severity: 'error',
        code: 'duplicate-key',
        message: `\`${name}\` stands already in line ${otherLine}: keep one of them.`,
        elsewhere: seen,
        fix: { kind: 'remove', at: start },
      };
    }
    yield* check(entry.value, [...path, name]);
  }
}

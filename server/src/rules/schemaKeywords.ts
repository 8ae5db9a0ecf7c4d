import { mapSpan } from '../ast/keySpan';
import { entry, nodeAt, type Path, type ScalarNode, toData } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import { addKey } from '../fixes/addKey';
import type { FixesFor } from '../fixes/fix';
import { moveKey } from '../fixes/moveKey';
import { removeIdleKey } from '../fixes/removeKey';
import { renameVariable } from '../fixes/renameVariable';
import { hasPlaceholder } from '../placeholders/placeholders';
import { schemaAt } from '../schema/lookup';
import { setByCekura } from './explanation';
import type { Finding, Rule } from './finding';
import { firstSentence, quoteList } from './messageText';
import { type Visited, visit } from './visit';

/** What the annotations of `schemas/` say of keys: read-only, newer names, usual texts, wanted keys. */
export const annotationRule: Rule = function* (document) {
  for (const visited of visit(document)) {
    yield* checkKey(document, visited);
    yield* checkText(visited);
    const { node, path, schema } = visited;
    if (node?.kind !== 'map' || node.incomplete) continue;
    const place = mapSpan(document.root, path, node);
    const lacking = (keys: string[] = []) => keys.filter((key) => entry(node, key) === undefined);
    const missing = (key: string, why: string): Finding => ({
      ...place,
      path,
      severity: 'warning',
      code: 'missing-key',
      missing: [...path, key],
      message: `\`${key}\` is missing: ${why}.`,
      fixes: addKey(key),
    });
    for (const key of lacking(schema['x-recommended'])) {
      const description = schemaAt([...path, key], document.choice)?.description;
      yield missing(key, `${firstSentence(description)} (newer docs ask for it)`);
    }
    const together = schema['x-together'] ?? [];
    const absent = lacking(together);
    if (absent.length === together.length) continue;
    for (const key of absent) {
      const others = together.filter((one) => one !== key);
      yield missing(key, `${quoteList(others)} has no effect without it`);
    }
  }
};

/** Accepted as it is, but not the way such texts usually look. */
function* checkText({ path, node, schema }: Visited): Iterable<Finding> {
  const usual = schema['x-usualPattern'];
  const isText = node?.kind === 'scalar' && typeof node.value === 'string';
  if (usual === undefined || !isText || hasPlaceholder(node, path)) return;
  const isWrong = schema.pattern !== undefined && !matches(node, schema.pattern);
  if (isWrong || matches(node, usual)) return;
  yield {
    start: node.start,
    end: node.end,
    path,
    severity: 'warning',
    code: 'wrong-format',
    message: `\`${path.at(-1)}\` usually takes ${schema['x-patternDescription']}: this name may not be recognized.`,
    fixes: usualName(String(node.value), path),
  };
}

/** A variable's name as usual ones are; a tool's may hold what it likes. */
function usualName(name: string, [list]: Path): FixesFor | undefined {
  if (list !== 'dynamic_variables') return undefined;
  const plain = name.replace(/^\{\{-?([^{}]*)\}\}$/, '$1').replace(/-$/, '');
  const usual = plain.trim().replaceAll(/[^\p{L}\p{M}\p{N}_]+/gu, '_');
  return /^[\p{L}_]/u.test(usual) ? renameVariable(name, usual) : undefined;
}

function matches({ value }: ScalarNode, pattern: string): boolean {
  return new RegExp(pattern, 'u').test(String(value));
}

function* checkKey(
  { root }: SpecDocument,
  { entry: written, schema, path, node }: Visited,
): Iterable<Finding> {
  if (written === undefined) return;
  const { start, end } = written.key;
  const key = String(path.at(-1));
  if (schema.readOnly === true) {
    const isTrue = node?.kind === 'scalar' && node.value === true;
    const told = isTrue && schema['x-whenTrue'] ? ` ${schema['x-whenTrue']}` : '';
    const set = setByCekura(key);
    yield { start, end, path, severity: 'warning', ...set, message: set.message + told };
  }
  const newer = schema['x-prefer'];
  if (newer !== undefined) {
    const other = nodeAt(root, newer.split('.'));
    const isSame = other !== null && toData(other) === toData(node);
    if (other !== null && !isSame) {
      yield {
        start,
        end,
        path,
        severity: 'warning',
        code: 'contradicting-keys',
        message: `\`${key}\` and \`${newer}\` have different values: keep the right one.`,
        related: { start: other.start, end: other.end, message: `\`${newer}\`.` },
      };
      return;
    }
    yield {
      start,
      end,
      path,
      severity: 'information',
      code: 'older-key',
      message: `\`${key}\` is deprecated: use \`${newer}\`.`,
      fixes: isSame ? removeIdleKey : moveKey(newer.split('.')),
    };
  }
}

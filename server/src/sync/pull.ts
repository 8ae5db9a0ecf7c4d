import type { JsonObject, JsonValue } from '../../../shared/src/messages';
import type { FieldName, Pulled } from '../../../shared/src/sync';
import { nodeAt, type Path, toData } from '../ast/nodes';
import { canonicalJson } from '../base/json';
import { endingOf } from '../base/lines';
import type { SpecDocument } from '../document/specDocument';
import { templatePartsOf } from '../placeholders/placeholders';
import { secretsWithin } from '../request/plainSecrets';
import { requestOf } from '../request/request';
import { schemaAt, typesOf } from '../schema/lookup';
import { contentOf } from './agentContent';
import { saying } from './agentSpec';
import {
  addKey,
  type Changed,
  changeValue,
  insertItem,
  removeItem,
  removeKey,
} from './changeValue';
import { withTopLevelNames } from './compare';
import { type Field, fieldNamed, fieldsOf, idsOf, jsonOf, lastRemovedFirst } from './fields';
import { holdsPlaceholder, withPlaceholders } from './keptPlaceholders';
import { isOwnData, isSameAt, withoutEnds } from './sameValue';
import { writtenOut } from './writtenOut';
import { writtenValue } from './writtenValue';

/**
 * Takes fields over from an agent into a spec. All else stays as it is written: comments, order, quotes, anchors, line ends
 * and placeholders.
 *
 * @param fields those that differ, and those that only the agent has
 * @param filled the request's body with its placeholders in place, but for those that need a secret
 */
export function pull(
  document: SpecDocument,
  agent: JsonObject,
  fields: readonly FieldName[],
  filled?: JsonObject,
): Pulled & { text: string } {
  const ids = idsOf(agent);
  const there = contentOf(agent);
  const values = filled && fieldsOf(filled, document.choice, ids);
  const pulled: Taking = { files: [], anchors: [], byHand: [] };
  const known = fieldsOf(there, document.choice, ids);
  const isRemoved = (field: FieldName) => fieldNamed(known, field) === undefined;
  let current = document;
  for (const field of lastRemovedFirst(fields, isRemoved)) {
    const body = requestOf(current).body ?? {};
    const { choice } = current;
    const sides = {
      here: fieldsOf(body, choice, ids),
      there: fieldsOf(withTopLevelNames(there, body), choice, ids),
      filled: values,
    };
    const changed = taken(current, field, sides, pulled);
    if (changed === undefined) pulled.byHand.push(field);
    else current = changed;
  }
  const places = requestOf(current).templates.flatMap(({ parts }) => parts);
  const isFit = ({ name, text }: TakenFile) => {
    const all = pulled.files.filter((file) => file.name === name);
    const uses = places.filter(
      (part) => typeof part !== 'string' && part.kind === 'file' && part.name === name,
    );
    return (
      all.length === uses.length &&
      all.every((file) => withoutEnds(file.text) === withoutEnds(text))
    );
  };
  const files = [...new Map(pulled.files.filter(isFit).map((file) => [file.name, file])).values()];
  const unfit = pulled.files.filter((file) => !isFit(file)).map(({ field }) => field);
  return {
    text: current.text,
    files: files.map(({ name, text }) => ({ name, text })),
    anchors: pulled.anchors,
    byHand: [...pulled.byHand, ...unfit],
  };
}

/** The text of a file, and the field that it is of. */
type TakenFile = Pulled['files'][number] & { field: FieldName };

interface Taking extends Pulled {
  files: TakenFile[];
}

function taken(
  document: SpecDocument,
  field: FieldName,
  sides: { here: Field; there: Field; filled: Field | undefined },
  pulled: Taking,
): Changed {
  const [here, there] = [fieldNamed(sides.here, field), fieldNamed(sides.there, field)];
  if (here === undefined) return there && added(document, field, sides.here, there, pulled);
  const written = nodeAt(document.root, here.path);
  const file = written?.kind === 'scalar' ? fileIn(written.value, here.path) : undefined;
  if (file === 'other') return undefined;
  if (file !== undefined) {
    if (there?.kind !== 'value' || typeof there.value !== 'string') return undefined;
    if (secretsWithin(there.value, here.path).length > 0) return undefined;
    pulled.files.push({ name: file.name, text: there.value, field });
    return document;
  }
  const ready = writtenOut(document, here.path);
  if (ready === undefined) return undefined;
  pulled.anchors.push(...ready.anchors);
  const filled = fieldNamed(sides.filled, field) ?? here;
  return changedTo(ready.document, here, { there, filled });
}

/** The file that a text stands for; `other` when it is put together in another way. */
function fileIn(value: unknown, path: Path): { name: string } | 'other' | undefined {
  if (typeof value !== 'string') return undefined;
  const parts = templatePartsOf(value, path);
  if (parts.every((part) => typeof part === 'string')) return undefined;
  const [only] = parts;
  const isFile = parts.length === 1 && typeof only === 'object' && only.kind === 'file';
  return isFile ? { name: only.name } : 'other';
}

function changedTo(
  document: SpecDocument,
  here: Field,
  { there, filled }: { there: Field | undefined; filled: Field },
): Changed {
  const { path } = here;
  const value = there && jsonOf(there);
  const takesNull = typesOf(schemaAt(path, document.choice) ?? {}).includes('null');
  if (typeof path.at(-1) === 'number' && value === undefined) return removeItem(document, path);
  const written = toData(nodeAt(document.root, path));
  if (value === undefined || (value === null && !takesNull && !isOwnData(path))) {
    const isKept = here.kind === 'value' && holdsPlaceholder(written, path, document.choice);
    return isKept ? undefined : removeKey(document, path);
  }
  const ended = isOwnData(path) ? value : withEndsOf(jsonOf(here), value);
  const both = { written, filled: jsonOf(filled), there: ended };
  const kept = withPlaceholders(both, path, document.choice);
  if (kept === undefined) return undefined;
  const isSame = canonicalJson(kept) === canonicalJson(written);
  return isSame ? document : saysNow(changeValue(document, path, kept), path, kept);
}

/** A text that says what it was to say, and nothing else is broken; undefined for any other. */
function saysNow(changed: Changed, path: Path, value: JsonValue): Changed {
  if (changed === undefined || changed.parsed.problems.length > 0) return undefined;
  const said = toData(nodeAt(changed.root, path));
  return isSameAt(path, said, value, changed.choice) ? changed : undefined;
}

/** A text with the line break at its end that the one before it has. */
function withEndsOf(before: JsonValue, value: JsonValue): JsonValue {
  if (typeof before !== 'string' || typeof value !== 'string') return value;
  return withoutEnds(value) + endingOf(before);
}

/** Writes what only the agent has: an item, or a key. */
function added(
  document: SpecDocument,
  field: FieldName,
  here: Field,
  there: Field,
  pulled: Taking,
): Changed {
  const holder = fieldNamed(here, field.slice(0, -1));
  const { choice } = document;
  const value = writtenValue(saying(there, choice), there.path, choice);
  if (holder?.kind !== 'set') {
    const path = holder === undefined ? field : [...holder.path, field.at(-1) ?? ''];
    return saysNow(addKey(document, path, value), path, value);
  }
  const ready = writtenOut(document, holder.path);
  if (ready === undefined) return undefined;
  pulled.anchors.push(...ready.anchors);
  const index = holder.inner.size;
  const changed = insertItem(ready.document, holder.path, index, value);
  return saysNow(changed, [...holder.path, index], value);
}

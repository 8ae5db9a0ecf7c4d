import type { InlayHint, Range } from 'vscode-languageserver-types';
import { entry, resolve } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import { schemaAt } from '../schema/lookup';
import { namedValue } from './describe';

/** The English name after the code of a language, when it stands in a range. */
export function inlayHints(document: SpecDocument, { start, end }: Range): InlayHint[] {
  const { root, choice } = document;
  const written = entry(root, 'language')?.value;
  const code = resolve(written);
  const schema = schemaAt(['language'], choice);
  if (!written || code?.kind !== 'scalar' || schema === undefined) return [];
  const { name } = namedValue(schema, code.value);
  const isInRange =
    document.offsetAt(start) <= written.end && written.end <= document.offsetAt(end);
  if (name === undefined || !isInRange) return [];
  return [{ position: document.positionAt(written.end), label: name, paddingLeft: true }];
}

import { readSpec, SpecDocument } from '../../../server/src/entry/core';
import { reasonOf } from '../base/reasonOf';
import type { LocalSpec, LocalSpecs } from '../cekura/localSpecs';
import { edited } from '../specs/edited';
import { replaceFile } from '../specs/replaceFile';

/** Writes the id of an agent into its spec, as the file is by now; what Node says when that fails. */
export async function writeAgentId(
  spec: LocalSpec,
  id: number,
  local: LocalSpecs,
): Promise<string | undefined> {
  try {
    const text = await readSpec(spec.path);
    local.replace(spec, text);
    const { edits } = await local.ask('cekuraAgent/writeId', {
      textDocument: { uri: spec.uri },
      id,
    });
    const changed = edited(SpecDocument.create(spec.uri, 0, text), edits);
    await replaceFile(spec.path, { before: text, after: changed });
    local.replace(spec, changed);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

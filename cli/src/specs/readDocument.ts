import { SpecDocument } from '../../../server/src/entry/core';
import type { SpecInput } from './specInputs';

/** Reads a spec. Throws what Node says of a file that cannot be read. */
export async function readDocument({ file, read }: SpecInput): Promise<SpecDocument> {
  return SpecDocument.create(file, 0, await read());
}

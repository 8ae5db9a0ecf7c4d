import { blockOf } from '../parser/repairs/prose';
import { cureYaml } from './cureYaml';
import type { FixesFor } from './fix';

/** Makes the list or map under a key that takes text its text, with `|`. */
export const writeBlock: FixesFor = (document, mistake) => {
  const cure = blockOf(document.text, mistake.start);
  return cure === undefined ? [] : cureYaml(cure)(document, mistake);
};

import type { Template } from './messages';

/** Whether a text cannot be put together, or not be shown, without a secret: then it is never compared with what Cekura has. */
export function needsSecret({ parts, isSecret }: Template): boolean {
  return isSecret || parts.some((part) => typeof part !== 'string' && part.kind === 'secret');
}

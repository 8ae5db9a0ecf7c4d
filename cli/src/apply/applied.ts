import type { ExitName, Trouble } from '../base/exitCodes';

/** What came of a spec. */
export interface Applied {
  file: string;
  result: 'created' | 'updated' | 'none' | 'skipped' | 'failed';
  /** The agent of the spec. */
  agent?: number | undefined;
  /** What a person should know of it, as a sentence. */
  message?: string;
  exit: ExitName;
}

/** What came of a spec of which nothing was sent, or not all. */
export function failed(
  file: string,
  { exit, message }: Pick<Trouble, 'exit' | 'message'>,
  agent?: number,
): Applied {
  return { file, result: 'failed', exit, message, ...(agent !== undefined && { agent }) };
}

import type { Entry } from '../ast/nodes';
import { trimmed } from '../ast/spans';

/** Where the last thing an entry holds ends, without the line break and comment behind it. */
export function contentEnd(text: string, { key, value }: Entry): number {
  if (value === null) return text.charAt(key.end) === ':' ? key.end + 1 : key.end;
  return trimmed(text, value).end;
}

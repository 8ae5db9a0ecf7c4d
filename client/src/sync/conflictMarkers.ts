import type { JsonValue } from '../../../shared/src/messages';

/** Whether a merge has left its markers in a text, or in one of the texts of a body. */
export function hasMarkers(value: JsonValue): boolean {
  if (typeof value === 'string') return /^(?:<{7}|>{7}) /m.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(hasMarkers);
}

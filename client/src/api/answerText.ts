import { withoutCode } from '../../../shared/src/apiMessages';
import type { JsonValue } from '../../../shared/src/messages';
import { plainText } from '../../../shared/src/plainText';
import { wholeObjectKeys } from '../../../shared/src/wholeObjectKeys';

const shown = 20;
const deepest = 20;

/**
 * What an error answer of the API says, in one line of plain text: `provider.agent_id: This field
 * is required.` At most 20 messages; '' when it says nothing. The shapes are those of Django
 * REST framework (contract: `{field: [message]}`; the nested ones are inferred).
 */
export function answerText(answer: JsonValue | undefined): string {
  const messages = messagesOf(answer, [], 0);
  const lines = messages.slice(0, shown).map((message) => plainText(message));
  if (messages.length > shown) lines.push(`and ${messages.length - shown} more`);
  return lines.join(' · ');
}

function messagesOf(value: JsonValue | undefined, path: string[], depth: number): string[] {
  if (typeof value === 'string') {
    if (!value.trim()) return [];
    return [path.length > 0 ? `${path.join('.')}: ${value}` : value];
  }
  if (typeof value !== 'object' || value === null || depth > deepest) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      messagesOf(item, typeof item === 'string' ? path : [...path, String(index)], depth + 1),
    );
  }
  return Object.entries(withoutCode(value)).flatMap(([key, item]) =>
    messagesOf(item, wholeObjectKeys.has(key) ? path : [...path, key], depth + 1),
  );
}

import type { Request } from 'express';
import { refusedKeys } from './account';
import { type Answer, detail } from './answer';
import { keyHeader } from './requests';

/**
 * Takes a request and its body as it was read, gives the answer to a missing or refused key and
 * to a body that is no JSON; nothing when the request may come in.
 */
export function refusalOf(request: Request, body: unknown): Answer | undefined {
  const key = request.get(keyHeader) ?? '';
  if (key === '') return detail(401, 'Authentication credentials were not provided.');
  const refused = refusedKeys.find(({ prefix }) => key.startsWith(prefix));
  if (refused) return detail(refused.status, refused.text);
  if (body === null) return undefined;
  if (!request.is('application/json')) {
    return detail(415, `Unsupported media type "${request.get('content-type')}" in request.`);
  }
  if (typeof body === 'string') return detail(400, 'JSON parse error: this is no JSON object.');
  return undefined;
}

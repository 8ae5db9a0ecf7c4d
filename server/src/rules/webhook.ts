import { entry } from '../ast/nodes';
import { addKey } from '../fixes/addKey';
import type { Rule } from './finding';

/** `webhook_secret` signs what is sent to `webhook_url`, and means nothing without one. */
export const webhookRule: Rule = function* ({ root }) {
  const secret = entry(root, 'webhook_secret')?.key;
  if (secret === undefined || entry(root, 'webhook_url') !== undefined) return;
  if (root?.kind === 'map' && root.incomplete) return;
  yield {
    start: secret.start,
    end: secret.end,
    path: ['webhook_secret'],
    missing: ['webhook_url'],
    severity: 'warning',
    code: 'unneeded-key',
    message: '`webhook_secret` only takes effect with `webhook_url`: add the URL, or remove it.',
    fixes: addKey('webhook_url', []),
  };
};

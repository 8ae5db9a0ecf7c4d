import { expect, test } from 'vitest';
import { maskSecrets } from '../../../server/src/request/mask';

const choice = { provider: 'livekit', chat: 'self_hosted', imports: false };

test.each<[name: string, key: string, shown: string]>([
  ['a plain value', 'sk_live', '•••'],
  ['a placeholder', '${secret:key}', '${secret:key}'],
  ['a value around a placeholder', 'real${env:SUFFIX}', '•••${env:SUFFIX}'],
  ['a literal that looks like one', '$${abc}', '•••'],
])('%s of a secret', (_, key, shown) => {
  const body = { provider: { credentials: { api_key: key } } };
  expect(maskSecrets(body, choice)).toEqual({ provider: { credentials: { api_key: shown } } });
});

test('the scheme of an authorization header may be seen', () => {
  const body = (authorization: string) => ({
    provider: { chat_agent_details: { config: { headers: { Authorization: authorization } } } },
  });
  expect(maskSecrets(body('Bearer ${env:TOKEN}'), choice)).toEqual(body('Bearer ${env:TOKEN}'));
  expect(maskSecrets(body('Bearer hunter2 ${env:T}'), choice)).toEqual(body('•••${env:T}'));
});

test('what is no secret is shown', () => {
  const body = { name: 'a', provider: { agent_id: 'x', type: 'livekit' } };
  expect(maskSecrets(body, choice)).toEqual(body);
});

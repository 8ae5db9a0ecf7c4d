import type { Sandbox } from '../../sandbox';

interface Question {
  method?: string;
  /** Sent as JSON; text is sent as it is. */
  body?: unknown;
  key?: string;
  type?: string;
}

export const root = '/test_framework/v2/aiagents/';

/** What an answer holds at a path; undefined where it holds nothing. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner ? Reflect.get(inner, key) : undefined),
    value,
  );
}

/** Sends one request to the sandbox, gives its status and its JSON. */
export async function ask(
  { url }: Sandbox,
  path: string,
  { method = 'GET', body, key = 'key_test', type = 'application/json' }: Question = {},
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { 'X-CEKURA-API-KEY': key, 'Content-Type': type },
    body: text ?? null,
  });
  return { status: response.status, body: await response.json() };
}

/** Sends the body of a create. */
export const create = (sandbox: Sandbox, body: unknown) =>
  ask(sandbox, root, { method: 'POST', body });

/** A body that has just what the API asks for. */
export const plain = { name: 'Front desk', description: 'Answers calls', project: 42 };

/** A body that asks for an import. */
export const importing = {
  project: 42,
  provider: {
    type: 'retell',
    agent_id: 'agent_1',
    credentials: { api_key: 'key_retell' },
    configure_from_provider: true,
  },
};

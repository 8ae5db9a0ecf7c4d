import { describe, expect, test } from 'vitest';
import { look } from '../../../../client/src/sync/look';
import { comparedSpec } from '../../../../client/src/update/lookAtAgent';
import { rememberCreated } from '../../../../client/src/update/rememberCreated';
import type { Document } from '../fakeVscode';
import { useUpdates } from './specAtSandbox';

const spec = `name: Support
description: You answer the phone.
language: de
project: 42
provider:
  type: vapi
  agent_id: assistant-1
  credentials:
    api_key: \${secret:vapi_key}
mock_tools:
  - name: get_order
    description: Finds an order
`;

const updates = useUpdates();

/** The connection that an agent was created by. */
async function connected() {
  const connection = await updates.services.connect();
  if (!connection) throw new Error('It is not connected.');
  return connection;
}

/** An agent that was just created from a spec, of which nothing is known yet. */
async function created() {
  const { document, id } = await updates.inStep(spec);
  updates.forget();
  const connection = await connected();
  const uri = `${document.uri}`;
  return { document, id, note: { uri, text: document.getText(), agentId: id, connection } };
}

/** What a comparison finds. */
async function found(document: Document, id: number) {
  const { services } = updates;
  const compared = comparedSpec(Object(document), id, services);
  const looked = await look(compared, { ...services, connection: await connected() });
  if (looked.kind !== 'seen') throw new Error(looked.kind);
  const { differences, unknown } = looked.comparison;
  return [
    ...differences.map(({ field, changed }) => `${field.join('.')}: ${changed}`),
    ...unknown.map((field) => `${field.join('.')}: unknown`),
  ];
}

describe('after a create', () => {
  test('nothing differs, and secrets are known to be sent', async () => {
    const { document, id, note } = await created();
    await rememberCreated(note, updates.services);
    expect(await found(document, id)).toEqual([]);
    document.edit(document.getText().replace('vapi_key', 'next_key'));
    expect(await found(document, id)).toEqual(['provider.credentials.api_key: here']);
  });

  test('what Cekura did not take is to be sent from here', async () => {
    updates.sandbox.arm('create', 'not-taken');
    const { document, id, note } = await created();
    await rememberCreated(note, updates.services);
    expect(await found(document, id)).toEqual(['language: here', 'mock_tools.get_order: here']);
  });

  test('what Cekura has by itself is to be pulled', async () => {
    const { document, id, note } = await created();
    updates.sandbox.edit(id, 'add-tool');
    await rememberCreated(note, updates.services);
    expect(await found(document, id)).toEqual(['mock_tools.added_2: there']);
  });

  test('nothing is kept when the agent cannot be read, and nobody is told', async () => {
    updates.sandbox.arm('create', 'not-taken');
    const { document, id, note } = await created();
    updates.sandbox.arm('agent', 'server-error', { times: 20 });
    await rememberCreated(note, updates.services);
    updates.sandbox.disarm();
    expect(updates.services.bases.get(note.connection.baseUrl, id)).toBeUndefined();
    expect(await found(document, id)).toEqual([
      'language: unknown',
      'mock_tools.get_order: unknown',
      'provider.credentials.api_key: unknown',
    ]);
  });
});

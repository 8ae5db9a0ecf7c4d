import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { URI } from 'vscode-uri';
import { Consents } from '../../../../client/src/create/consents';
import { SharedFolder } from '../../../../client/src/specs/sharedFolder';
import { SpecStore } from '../../../../client/src/specs/specStore';
import { WindowId } from '../../../../client/src/specs/windowId';
import type { Template } from '../../../../shared/src/messages';
import { editor } from '../fakeVscode';

let folder: string;
let consents: Consents;
beforeEach(() => {
  editor.reset();
  folder = mkdtempSync(join(tmpdir(), 'cekura-consents-'));
  const shared = new SharedFolder(folder);
  const state = { get: () => undefined, update: async () => undefined };
  consents = new Consents(new SpecStore(shared, new WindowId(state, shared)));
});
afterEach(() => rmSync(folder, { recursive: true }));

const missing = async () => ({ problem: 'There is none.' });
const files = { text: missing, base64: missing, find: missing, path: (name: string) => name };
const template: Template = {
  path: ['provider', 'agent_id'],
  parts: [{ kind: 'env', name: 'AGENT' }],
  as: 'line',
  isSecret: false,
};

/** Whether what a spec sends may be sent; a person is asked by the way, or not. */
const given = ({
  baseUrl = 'https://api.cekura.ai',
  isUntitled = false,
  to = template.path,
} = {}) =>
  consents.given({
    document: { uri: URI.file(join(folder, 'desk.cekura-agent.yaml')), isUntitled },
    baseUrl,
    templates: [{ ...template, path: to }],
    files,
    action: 'Create',
  });
const asked = () => editor.messages.map(({ text }) => text);

test.each<
  [
    what: string,
    before: Parameters<typeof given>[0],
    after: Parameters<typeof given>[0],
    times: number,
  ]
>([
  ['what was agreed to is not asked again', {}, {}, 1],
  ['but for another address', {}, { baseUrl: 'https://api.eu.cekura.ai' }, 2],
  ['and for another place', {}, { to: ['webhook_url'] }, 2],
  ['and for a file that was never saved', { isUntitled: true }, { isUntitled: true }, 2],
])('%s', async (_, before, after, times) => {
  editor.press = () => 'Create';
  expect([await given(before), await given(after)]).toEqual([true, true]);
  expect(asked()).toHaveLength(times);
  expect(asked().at(-1)).toBe(
    `Send these values to ${new URL(after?.baseUrl ?? 'https://api.cekura.ai').host}?`,
  );
});

test.each(['Preview Request', undefined])(
  'what was answered with %s is asked again',
  async (answer) => {
    editor.press = () => answer;
    expect([await given(), await given()]).toEqual([false, false]);
    expect(asked()).toHaveLength(2);
  },
);

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { readAgent } from '../../../../client/src/api/cekuraApi';
import { Consents } from '../../../../client/src/create/consents';
import { OneAtATime } from '../../../../client/src/create/oneAtATime';
import type { RememberedImport } from '../../../../client/src/imports/importStore';
import { filesOf } from '../../../../client/src/placeholders/placeholderSources';
import { SharedFolder } from '../../../../client/src/specs/sharedFolder';
import { SpecStore } from '../../../../client/src/specs/specStore';
import type { TrackedUri } from '../../../../client/src/specs/uriTracker';
import { WindowId } from '../../../../client/src/specs/windowId';
import { rememberCommon } from '../../../../client/src/sync/rememberCommon';
import { ComparedTexts } from '../../../../client/src/update/comparedTexts';
import { KnownStates } from '../../../../client/src/update/knownStates';
import { comparedSpec } from '../../../../client/src/update/lookAtAgent';
import type { UpdateServices } from '../../../../client/src/update/services';
import { updateCommands } from '../../../../client/src/update/updateCommands';
import { SpecDocument } from '../../../../server/src/document/specDocument';
import { answers } from '../../../../server/src/features/messages';
import type { AskServer, CreateErrors, JsonObject } from '../../../../shared/src/messages';
import { type Sandbox, startSandbox } from '../../../sandbox/index';
import { type Document, editor } from '../fakeVscode';

const open = (uri: string) => {
  const document = editor.documents.find((one) => `${one.uri}` === uri);
  if (!document) throw new Error('It is not open.');
  return SpecDocument.create(uri, document.version, document.getText());
};

/** Specs in a fake of the editor with the real language features, beside agents in a sandbox: anew for each test. */
export function useUpdates() {
  let sandbox: Sandbox;
  let folder = '';
  let services: UpdateServices;
  let known: KnownStates;
  let texts: ComparedTexts;
  let bases: Map<number, JsonObject>;
  let earlier: JsonObject[];
  let followed: RememberedImport[];
  let shown: (CreateErrors | null)[];

  const ask: AskServer = async (method, params) => {
    const all = {
      ...answers(open),
      'cekuraAgent/createErrors': ({ errors }: { errors: CreateErrors | null }) => {
        shown.push(errors);
        return [];
      },
    };
    return Reflect.apply(all[method], undefined, [params]);
  };

  beforeAll(async () => {
    sandbox = await startSandbox({ stageMs: 1 });
  });
  afterAll(() => sandbox.close());
  beforeEach(() => {
    editor.reset();
    sandbox.disarm();
    shown = [];
    earlier = [];
    followed = [];
    bases = new Map();
    folder = mkdtempSync(join(tmpdir(), 'cekura-updates-'));
    const shared = new SharedFolder(join(folder, 'kept'));
    const state = { get: () => undefined, update: async () => undefined };
    const store = new SpecStore(shared, new WindowId(state, shared));
    const tracked = new Map<string, TrackedUri>();
    const uris = {
      at(uri: unknown) {
        const spec = tracked.get(`${uri}`) ?? { uri: `${uri}` };
        tracked.set(spec.uri, spec);
        return spec;
      },
    };
    const sources: UpdateServices['sources'] = (document) => ({
      env: async (name) => ({ text: `value of ${name}` }),
      secret: async (name) => ({ text: `5ecret-${name}` }),
      file: filesOf(document).text,
      fileBase64: filesOf(document).base64,
    });
    known = new KnownStates(uris);
    texts = new ComparedTexts(ask, sources);
    services = {
      ask,
      connectQuietly: async () => undefined,
      connect: async () => ({
        baseUrl: sandbox.url,
        key: 'key',
        log: () => undefined,
        patience: { silenceMs: 10_000, wholeMs: 20_000, pauseMs: 2 },
      }),
      sources,
      consents: new Consents(store),
      store,
      oneAtATime: new OneAtATime(store),
      uris,
      bases: {
        get: (_, id) => bases.get(id),
        set: (_, id, content) => void bases.set(id, content),
      },
      address: () => sandbox.url,
      earlier: {
        add: (_baseUrl, _id, agent) => void earlier.push(agent),
        list: () => earlier.map((agent, at) => ({ agent, at })),
      },
      imports: { runningFrom: () => undefined },
      followImports: { follow: async (_, begun) => void followed.push(begun) },
      known,
      texts,
    };
    return () => rmSync(folder, { recursive: true });
  });

  return {
    get sandbox() {
      return sandbox;
    },
    get folder() {
      return folder;
    },
    get services() {
      return services;
    },
    get commands() {
      return updateCommands(services);
    },
    get known() {
      return known;
    },
    get texts() {
      return texts;
    },
    get earlier() {
      return earlier;
    },
    get followed() {
      return followed;
    },
    get shown() {
      return shown;
    },
    /** What was sent as updates. */
    get updates() {
      return sandbox.requests.filter(({ call }) => call === 'update').map(({ body }) => body);
    },
    /**
     * Opens a spec whose agent is in step with it, as both remember.
     *
     * @param text without `id:`, which is written
     * @param path of its file; without it, the spec was never saved
     * @param description that is sent in the place of a placeholder
     */
    async inStep(
      text: string,
      path?: string,
      description?: string,
    ): Promise<{ document: Document; id: number }> {
      const document = editor.open(text, path);
      const textDocument = { uri: `${document.uri}` };
      const { body } = await ask('cekuraAgent/request', { textDocument });
      const reply = await fetch(`${sandbox.url}/test_framework/v2/aiagents/`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-cekura-api-key': 'key' },
        body: JSON.stringify({ ...body, ...(description && { description }) }),
      });
      const created: unknown = await reply.json();
      const id = Number(Reflect.get(Object(created), 'id'));
      if (!reply.ok) throw new Error(JSON.stringify(created));
      document.edit(`id: ${id}\n${text}`);
      const connection = await services.connect();
      const read = connection && (await readAgent(connection, id));
      if (connection && read?.kind === 'agent') {
        const seen = { agent: read.agent.compared, base: null, connection };
        await rememberCommon(comparedSpec(Object(document), id, services), seen, services);
      }
      sandbox.requests.length = 0;
      return { document, id };
    },
    /** Forgets what specs and agents had in common. */
    forget: () => bases.clear(),
  };
}

/** What was said, in order. */
export const said = () => editor.messages.map(({ text }) => text);

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { AgentIds } from '../../../../client/src/agents/agentIds';
import { Consents } from '../../../../client/src/create/consents';
import { Creates } from '../../../../client/src/create/creates';
import { OneAtATime } from '../../../../client/src/create/oneAtATime';
import type { Value } from '../../../../client/src/placeholders/fillPlaceholders';
import { SharedFolder } from '../../../../client/src/specs/sharedFolder';
import { SpecStore } from '../../../../client/src/specs/specStore';
import type { TrackedUri } from '../../../../client/src/specs/uriTracker';
import { WindowId } from '../../../../client/src/specs/windowId';
import { cancel } from '../../../../client/src/ui/withCancel';
import type {
  AskServer,
  CekuraMessages,
  CreateErrors,
  Template,
} from '../../../../shared/src/messages';
import { type Sandbox, startSandbox } from '../../../sandbox/index';
import { type Document, editor, type Message } from '../fakeVscode';

const body = {
  name: 'Support',
  description: 'Answers.',
  project: 42,
  provider: { type: 'custom' },
};
const text = JSON.stringify(body);
const described = (description: string) => JSON.stringify({ ...body, description });
const [range] = [{ start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }];
/** The description comes from an environment variable. */
const template: Template = {
  path: ['description'],
  parts: [{ kind: 'env', name: 'PROMPT' }],
  as: 'string',
  isSecret: false,
};

let sandbox: Sandbox;
let folder: string;
let store: SpecStore;
let creates: Creates;
/** What the language server says of a spec beside its body. */
let found: { errors?: 1; unfilled?: number; templates?: Template[]; agentId?: number };
/** What it was told to show, in order. */
let shown: (CreateErrors | null)[];
/** The fields of the errors that it shows. */
let fields: string[];
/** Gives the value of a placeholder. */
let value: (name: string) => Value;
const followed = vi.fn(async () => undefined);

beforeAll(async () => {
  sandbox = await startSandbox({ stageMs: 100 });
});
afterAll(() => sandbox.close());

beforeEach(() => {
  editor.reset();
  sandbox.disarm();
  sandbox.requests.length = 0;
  followed.mockClear();
  found = {};
  shown = [];
  fields = ['name'];
  value = () => ({ text: 'Answers.' });
  folder = mkdtempSync(join(tmpdir(), 'cekura-creates-'));
  store = storeIn(folder);
  creates = createsWith(store);
  return () => rmSync(folder, { recursive: true });
});

function storeIn(path: string): SpecStore {
  const shared = new SharedFolder(join(path, 'specs'));
  const state = { get: () => undefined, update: async () => undefined };
  return new SpecStore(shared, new WindowId(state, shared));
}

function createsWith(specs: SpecStore): Creates {
  const from = async (name: string) => value(name);
  const tracked = new Map<string, TrackedUri>();
  const patience = { silenceMs: 10_000, wholeMs: 20_000, pauseMs: 2 };
  const log = () => undefined;
  return new Creates(
    {
      ask,
      connector: () => (key) => ({ baseUrl: sandbox.url, key, log, patience }),
      key: { getOrAsk: async () => 'key' },
      sources: () => ({ env: from, secret: from, file: from, fileBase64: from }),
      consents: new Consents(specs),
      store: specs,
      oneAtATime: new OneAtATime(specs),
      ids: new AgentIds(ask, specs),
      imports: { runningFrom: () => undefined },
      noteCreated: async () => undefined,
      followImports: { follow: followed },
    },
    {
      at(uri) {
        const spec = tracked.get(`${uri}`) ?? { uri: `${uri}` };
        tracked.set(spec.uri, spec);
        return spec;
      },
    },
  );
}

/** A language server that takes a spec for JSON. */
const answers: {
  [M in keyof CekuraMessages]?: (
    params: CekuraMessages[M]['params'],
  ) => CekuraMessages[M]['result'];
} = {
  'cekuraAgent/request'({ textDocument: { uri } }) {
    const document = editor.documents.find((one) => `${one.uri}` === uri);
    if (!document) throw new Error('It is not open.');
    const { templates = [], agentId = null, errors, unfilled } = found;
    const { version } = document;
    const sent = JSON.parse(document.getText());
    return {
      version,
      body: sent,
      templates,
      plainSecrets: [],
      errors: errors ? [range] : [],
      unfilled: Array.from({ length: unfilled ?? 0 }, () => range),
      agentId,
    };
  },
  'cekuraAgent/createErrors'({ errors }) {
    shown.push(errors);
    if (!errors) return [];
    return fields.map((field) => ({ range, field }));
  },
};
const ask: AskServer = async (method, params) => {
  const answer = answers[method];
  if (!answer) throw new Error(`${method} is not known.`);
  return answer(params);
};

const create = (document: Document) => creates.create(document.uri);
const said = () => editor.messages.map((message) => message.text);
const created = () =>
  sandbox.requests.filter(({ call }) => call === 'create').map((request) => request.body);
const remembered = ({ uri }: Document) => store.get(`${uri}`);
/** Presses a button wherever it is offered. */
const pressing = (pattern: RegExp) => {
  editor.press = ({ buttons }) => buttons.find((button) => pattern.test(button));
};
/** Presses a button of the first message that offers it, and closes the others. */
const pressingOnce = (pattern: RegExp) => {
  let isPressed = false;
  editor.press = ({ buttons }) => {
    const button = isPressed ? undefined : buttons.find((one) => pattern.test(one));
    isPressed ||= button !== undefined;
    return button;
  };
};

describe('a create', () => {
  test('sends the spec, notes its agent and says so', async () => {
    const document = editor.open(text);
    await create(document);
    expect(created()).toEqual([body]);
    const { agentId, unresolvedCreate } = remembered(document);
    expect([agentId, unresolvedCreate]).toEqual([expect.any(Number), undefined]);
    expect(editor.messages).toEqual([
      {
        text: `Created agent "Support" (id ${agentId}).`,
        buttons: ['Write ID into Spec', 'Open in Cekura', 'Copy ID'],
        modal: false,
      },
    ]);
    expect(shown).toEqual([null]);
  });

  test('that begins an import follows it', async () => {
    const credentials = { api_key: 'k' };
    const provider = { type: 'vapi', agent_id: 'a', credentials, configure_from_provider: true };
    const document = editor.open(JSON.stringify({ project: 42, provider }));
    await create(document);
    expect(followed).toHaveBeenCalledWith(
      expect.anything(),
      expect.objectContaining({ id: remembered(document).agentId, spec: `${document.uri}` }),
    );
    expect(said()).toEqual([expect.stringMatching(/^Importing agent \d+ /)]);
  });

  test('of an assistant that the project has leads to its agent', async () => {
    const provider = {
      type: 'vapi',
      agent_id: 'vapi_front_desk',
      credentials: { api_key: 'k' },
      configure_from_provider: true,
    };
    const first = editor.open(JSON.stringify({ project: 42, provider }));
    await create(first);
    const { agentId } = remembered(first);
    editor.messages.length = 0;
    await create(editor.open(JSON.stringify({ project: 42, provider })));
    expect(editor.messages).toEqual([
      expect.objectContaining({
        text: expect.stringMatching(/^The project already has this assistant.* Not created\. /),
        buttons: [`Open Agent ${agentId}`],
      }),
    ]);
  });

  test.each([
    [1, "1 value isn't filled in. Create anyway?"],
    [2, "2 values aren't filled in. Create anyway?"],
  ])('with values that nobody has filled in (%i) asks first', async (unfilled, question) => {
    found = { unfilled };
    const document = editor.open(text);
    await create(document);
    expect(said()).toEqual([question]);
    expect(created()).toEqual([]);
    editor.press = () => 'Create Anyway';
    await create(document);
    expect(created()).toEqual([body]);
  });

  test('is noted before it is sent', async () => {
    const document = editor.open(text);
    sandbox.arm('create', 'rate-limited', { retryAfter: 1 });
    const ended = create(document);
    await vi.waitFor(() => expect(created()).toHaveLength(1), { timeout: 600_000 });
    expect(remembered(document).unresolvedCreate).toMatchObject({ name: 'Support', project: 42 });
    await ended;
    expect(remembered(document).unresolvedCreate).toBeUndefined();
  });

  test('that takes long can be cancelled, and is in doubt then', async () => {
    const document = editor.open(text.replace('Support', 'Slow'));
    sandbox.hold('create');
    const shownAs = new Promise<void>((resolve) => {
      editor.statusItem.show = resolve;
    });
    const ended = create(document);
    await shownAs;
    cancel(editor.statusItem.command?.arguments[0]);
    sandbox.release('create');
    await ended;
    await vi.waitFor(() => expect(said()).not.toEqual([]), { timeout: 600_000 });
    expect(editor.messages[0]?.buttons).toContain('Create New');
    expect(created()).toHaveLength(1);
  });

  test('is made once when it is asked for twice', async () => {
    const document = editor.open(text);
    await Promise.all([create(document), create(document)]);
    expect(created()).toHaveLength(1);
    expect(said()).toContainEqual(expect.stringMatching(/^Already creating this agent/));
  });

  test('waits while another window creates it, unless a person says otherwise', async () => {
    const document = editor.open(text);
    const release = store.hold(`${document.uri}`);
    await create(document);
    expect(said()).toEqual([expect.stringMatching(/^Another window is already creating/)]);
    expect(created()).toEqual([]);
    pressing(/Create Anyway/);
    await create(document);
    const isCreated = () => expect(said().at(-1)).toMatch(/^Created agent/);
    await vi.waitFor(isCreated, { timeout: 600_000 });
    expect(created()).toHaveLength(1);
    release?.();
  });
});

describe('nothing is sent', () => {
  test.each<[name: string, given: typeof found, says: RegExp]>([
    ['for a spec with errors', { errors: 1 }, /^Fix 1 error, then create again/],
    [
      'for one with an agent, when that is all',
      { agentId: 7 },
      /^This spec already has agent 7\. Create another/,
    ],
    ['when what is sent is not agreed to', { templates: [template] }, /^Send these values to/],
  ])('%s', async (_, given, says) => {
    found = given;
    const document = editor.open(text);
    await create(document);
    expect(said()).toEqual([expect.stringMatching(says)]);
    expect(created()).toEqual([]);
    expect(remembered(document).unresolvedCreate).toBeUndefined();
  });

  test('for one whose agent is remembered, though its id is not in the text any longer', async () => {
    const document = editor.open(text);
    store.set(`${document.uri}`, { agentId: 7, writtenId: 7 });
    await create(document);
    expect(said()).toEqual([
      expect.stringMatching(/^This spec already has agent 7\. Create another/),
    ]);
    expect(created()).toEqual([]);
  });

  test('while a value is missing, and the server shows where', async () => {
    found = { templates: [template] };
    value = () => ({ problem: 'It is not set.' });
    await create(editor.open(text));
    expect(said()).toEqual(['Not created. It is not set.']);
    expect(shown).toEqual([
      null,
      { text, missing: [{ path: ['description'], message: 'It is not set.' }] },
    ]);
    expect(created()).toEqual([]);
  });

  test('when a person closes the question for a value, and nothing is said', async () => {
    found = { templates: [template] };
    value = () => ({ cancelled: true });
    await create(editor.open(text));
    expect(said()).toEqual([]);
    expect(shown).toEqual([null]);
    expect(created()).toEqual([]);
  });

  test('where it cannot be noted before', async () => {
    const taken = join(folder, 'taken');
    writeFileSync(taken, '');
    creates = createsWith(storeIn(taken));
    await create(editor.open(text));
    expect(said()).toEqual([expect.stringMatching(/couldn't write to the disk/)]);
    expect(created()).toEqual([]);
  });

  test('when the spec was closed while a question was open', async () => {
    found = { templates: [template] };
    const document = editor.open(text);
    value = () => {
      document.close();
      return { text: 'x' };
    };
    await create(document);
    expect(said()).toEqual(['Not created: the spec was deleted or closed.']);
    expect(created()).toEqual([]);
  });
});

describe('what is edited while a question is open', () => {
  beforeEach(() => {
    found = { templates: [template] };
  });

  test('is what is sent', async () => {
    const document = editor.open(described('old'));
    pressing(/^Create$/);
    value = () => {
      if (document.version === 1) document.edit(text.replace('Support', 'Second'));
      return { text: 'filled' };
    };
    await create(document);
    expect(created()).toEqual([{ ...body, name: 'Second', description: 'filled' }]);
  });

  test('is agreed to anew', async () => {
    const document = editor.open(text);
    editor.press = ({ buttons, modal }) => {
      if (modal && document.version === 1) document.edit(text.replace('Support', 'Second'));
      return buttons.find((button) => button === 'Create');
    };
    await create(document);
    expect(editor.messages.filter(({ modal }) => modal)).toHaveLength(2);
    expect(created()).toMatchObject([{ name: 'Second' }]);
  });
});

describe('when Cekura refuses', () => {
  test('a field, the server shows where, with the text that was sent', async () => {
    const answer = { name: ['Is taken.'] };
    sandbox.arm('create', 'bad-request', { body: answer });
    const document = editor.open(text);
    await create(document);
    expect(shown).toEqual([null, { text, answer }]);
    expect(said()).toEqual(['Cekura refused the spec. Correct the field `name`.']);
    expect(remembered(document)).toMatchObject({ agentId: undefined, unresolvedCreate: undefined });
  });

  test('several fields, all are named, each once and as plain text', async () => {
    sandbox.arm('create', 'bad-request');
    fields = ['inbound', 'project', 'inbound', '', 'a\n$(zap)'];
    await create(editor.open(text));
    expect(said()).toEqual([
      'Cekura refused the spec. Correct the fields `inbound`, `project`, `a $ (zap)`.',
    ]);
  });

  test('very many fields, the first of them are named', async () => {
    sandbox.arm('create', 'bad-request');
    fields = Array.from({ length: 23 }, (_, index) => `mock_tools.${index}.name`);
    await create(editor.open(text));
    expect(said()).toEqual([expect.stringMatching(/`mock_tools\.19\.name`, and 3 more\.$/)]);
  });

  test('the whole, what it says is said', async () => {
    sandbox.arm('create', 'bad-request', { body: { detail: 'No credits.' } });
    fields = [];
    await create(editor.open(text));
    expect(said()).toEqual(['Cekura refused the request: No credits. Not created.']);
  });

  test('for now, it can be tried again', async () => {
    sandbox.arm('create', 'rate-limited-without-hint');
    pressingOnce(/Try Again/);
    await create(editor.open(text));
    await vi.waitFor(() => expect(said()).toHaveLength(2), { timeout: 600_000 });
    expect(created()).toHaveLength(2);
    expect(said()[1]).toMatch(/^Created agent/);
  });
});

describe('when it is not known what came of it', () => {
  /** A create that was done and whose answer was lost. */
  async function lost(document: Document): Promise<number> {
    sandbox.arm('create', 'hang-up');
    await create(document);
    await vi.waitFor(() => expect(said()).not.toEqual([]), { timeout: 600_000 });
    return Number(sandbox.agents.at(-1)?.id);
  }
  let count = 0;
  /** A spec of a name that no other test looks for. */
  const openUnique = () => {
    count += 1;
    return editor.open(text.replace('Support', `Lost ${count}`));
  };
  const dismissed = (message: Message | undefined) => {
    editor.messages = [];
    return message;
  };

  test('it is looked for, and kept when a person says which it is', async () => {
    const document = openUnique();
    pressing(/^Use Agent/);
    const id = await lost(document);
    await vi.waitFor(() => expect(remembered(document).agentId).toBe(id), { timeout: 600_000 });
    expect(editor.messages[0]).toMatchObject({
      text: expect.stringMatching(`connection to Cekura was lost.*Agent ${id} "Lost \\d+" is new`),
      buttons: [`Use Agent ${id}`, 'Create New', 'Open in Cekura'],
      modal: false,
    });
    expect(remembered(document).unresolvedCreate).toBeUndefined();
  });

  test('no agent is offered that was there before, or that another spec has', async () => {
    const [first, second, third] = [openUnique(), editor.open(''), editor.open('')];
    await create(first);
    const { agentId = 0 } = remembered(first);
    const [older, other] = [agentId - 1, agentId + 1];
    sandbox.arm('create', 'hang-up');
    for (const copy of [second, third]) copy.edit(first.getText());
    await create(second);
    await vi.waitFor(() => expect(said()).toHaveLength(2), { timeout: 600_000 });
    expect(editor.messages[1]?.buttons).not.toContain(`Use Agent ${older}`);
    expect(editor.messages[1]?.buttons).toContain(`Use Agent ${other}`);
    await create(third);
    editor.messages = [];
    await create(second);
    expect(editor.messages[0]?.buttons).not.toContain(`Use Agent ${remembered(third).agentId}`);
    expect(editor.messages[0]?.buttons).not.toContain(`Use Agent ${agentId}`);
    expect(editor.messages[0]?.buttons).toContain(`Use Agent ${other}`);
  });

  test('another is created when a person wants it, without asking once more', async () => {
    const document = openUnique();
    pressingOnce(/^Create New$/);
    await lost(document);
    await vi.waitFor(() => expect(said()).toHaveLength(2), { timeout: 600_000 });
    expect(created()).toHaveLength(2);
    expect(said()[1]).toMatch(/^Created agent/);
    expect(remembered(document).unresolvedCreate).toBeUndefined();
  });

  test('the next create asks about it, and sends nothing when that is closed', async () => {
    const document = openUnique();
    const id = await lost(document);
    expect(dismissed(editor.messages[0])?.modal).toBe(false);
    await create(document);
    expect(editor.messages).toEqual([
      {
        text: expect.stringMatching(/^The last create \(.*\) got no answer/),
        buttons: [`Use Agent ${id}`, 'Create New', 'Open in Cekura'],
        modal: true,
      },
    ]);
    expect(created()).toHaveLength(1);
  });

  test('it stays so when the next one surely made none', async () => {
    const document = openUnique();
    await lost(document);
    const { unresolvedCreate } = remembered(document);
    dismissed(editor.messages[0]);
    sandbox.arm('create', 'forbidden');
    pressingOnce(/^Create New$/);
    await create(document);
    expect(said()[1]).toMatch(/has no permission for this/);
    expect(remembered(document).unresolvedCreate).toEqual(unresolvedCreate);
  });
});

import { describe, expect, test } from 'vitest';
import { requestOf } from '../../../../server/src/request/request';
import { agentSpec, compareSpec, pull } from '../../../../server/src/sync/index';
import type { JsonObject, JsonValue } from '../../../../shared/src/messages';
import { needsSecret } from '../../../../shared/src/needsSecret';
import { given, specOf } from './specAndAgent';

/** A spec with all that differs taken over. */
function pulled(spec: string, agent: JsonObject, values?: Record<string, string>) {
  const document = specOf(spec);
  const sides = given(document, agent, null, values);
  const fields = compareSpec(document, sides).differences.map(({ field }) => field);
  return pull(document, agent, fields, sides.filled);
}

const tool = (name: string, rest: JsonObject = {}): JsonObject => ({
  id: name.length,
  name,
  description: '',
  mock_data: [],
  ...rest,
});

describe('a pull writes', () => {
  test.each<[what: string, spec: string, agent: JsonObject, text: string]>([
    ['nothing where nothing differs', 'name:   "a" # A\r\n', { name: 'a' }, 'name:   "a" # A\r\n'],
    [
      'a text as the one before was quoted',
      'name: "a" # A\nproject: 1\n',
      { name: 'b', project: 2 },
      'name: "b" # A\nproject: 2\n',
    ],
    ['a text in single quotes', "name: 'a'\n", { name: 'b: c' }, "name: 'b: c'\n"],
    ['quotes where they are needed', 'name: a\n', { name: 'yes: 1' }, 'name: "yes: 1"\n'],
    [
      'a value in brackets',
      'telephony: {inbound: false, sip_uri: "sip:a"} # T\n',
      { telephony: { inbound: true, sip_uri: 'sip:b' } },
      'telephony: {inbound: true, sip_uri: "sip:b"} # T\n',
    ],
    [
      'null where it is taken',
      'agent_speaks_first: true\n',
      { agent_speaks_first: null },
      'agent_speaks_first: null\n',
    ],
    [
      'no key where it is not',
      'name: a\nwebhook_url: https://a.example\nproject: 1\n',
      { name: 'a', webhook_url: null, project: 1 },
      'name: a\nproject: 1\n',
    ],
    [
      'a value where there was none',
      'name:\nproject: 1\n',
      { name: 'a', project: 1 },
      'name: a\nproject: 1\n',
    ],
    [
      'a prompt in the block that is there',
      'description: | # The prompt\n    One\n\n    Two\n# Next\nname: a\n',
      { description: 'One\n\nThree\n  deeper', name: 'a' },
      'description: | # The prompt\n    One\n\n    Three\n      deeper\n# Next\nname: a\n',
    ],
    [
      'a prompt in a block, which was a line',
      'description: Hi. # Short\nname: a\n',
      { description: 'One\nTwo', name: 'a' },
      'description: |- # Short\n  One\n  Two\nname: a\n',
    ],
    [
      'a folded prompt as it is',
      'description: >-\n  One\n  Two\nname: a\n',
      { description: 'One\nTwo', name: 'a' },
      'description: |-\n  One\n  Two\nname: a\n',
    ],
    [
      'a prompt that begins with a blank',
      'mock_tools:\n  - name: a\n    description: |\n      One\n',
      { mock_tools: [tool('a', { description: ' Two\nx' })] },
      'mock_tools:\n  - name: a\n    description: |\n      Two\n      x\n',
    ],
    [
      'the line ends of the file',
      'description: |\r\n  One\r\n  Two\r\nname: a\r\n',
      { description: 'One\nThree', name: 'a' },
      'description: |\r\n  One\r\n  Three\r\nname: a\r\n',
    ],
    [
      'a new tool that looks like its neighbours',
      'mock_tools:\n  # First\n  - name: a\n\nname: x\n',
      {
        name: 'x',
        mock_tools: [
          tool('a'),
          tool('bb', { description: 'B\nb', mock_data: [{ input: {}, output: null }] }),
        ],
      },
      'mock_tools:\n  # First\n  - name: a\n  - name: bb\n    description: |-\n      B\n      b\n    mock_data:\n      - input: {}\n        output: null\n\nname: x\n',
    ],
    [
      'a new tool in brackets among such',
      'mock_tools:\n- {name: a}\n',
      { mock_tools: [tool('a'), tool('bb')] },
      'mock_tools:\n- {name: a}\n- {name: bb}\n',
    ],
    [
      'a new tool in a list in brackets',
      'mock_tools: [{name: a}]\n',
      { mock_tools: [tool('a'), tool('bb')] },
      'mock_tools: [{name: a}, {name: bb}]\n',
    ],
    [
      'the first tool',
      'mock_tools: [] # None yet\nname: x\n',
      { name: 'x', mock_tools: [tool('a')] },
      'mock_tools: # None yet\n  - name: a\nname: x\n',
    ],
    [
      'no tool that is gone',
      'mock_tools:\n  - name: a\n    description: x\n  # Second\n  - name: b\n  - name: c\n',
      { mock_tools: [tool('a', { description: 'x' }), tool('c')] },
      'mock_tools:\n  - name: a\n    description: x\n  # Second\n  - name: c\n',
    ],
    [
      'an empty list when all are gone',
      'mock_tools: # All\n  - name: a\nname: x\n',
      { name: 'x', mock_tools: [] },
      'mock_tools: [] # All\nname: x\n',
    ],
    [
      'no more than has changed in an answer of a mock call',
      'mock_tools:\n  - name: a\n    mock_data:\n      - input: {n: 1}\n        output:\n          # How it stands\n          status: open\n          items:\n            - x # X\n            - y # Y\n            - z\n',
      {
        mock_tools: [
          tool('a', {
            mock_data: [
              {
                input: { n: 1 },
                output: { status: 'closed', items: ['x', 'z', 'w'], next: { a: [1] } },
              },
            ],
          }),
        ],
      },
      'mock_tools:\n  - name: a\n    mock_data:\n      - input: {n: 1}\n        output:\n          # How it stands\n          status: closed\n          items:\n            - x # X\n            - z\n            - w\n          next:\n            a:\n              - 1\n',
    ],
    [
      'an alias, in its place alone',
      'name: &n a\ndescription: *n\nproject: 1\n',
      { name: 'a', description: 'b', project: 1 },
      'name: &n a\ndescription: b\nproject: 1\n',
    ],
    [
      'an anchor, and its aliases keep what they said',
      'name: &n a\ndescription: *n\nproject: 1\n',
      { name: 'b', description: 'a', project: 1 },
      'name: &n b\ndescription: a\nproject: 1\n',
    ],
    [
      'a key that came in by a merge',
      'telephony: &t {inbound: false}\nx: 1\nmock_tools:\n  - &d\n    name: a\n    description: A\n  - <<: *d\n    name: b\n',
      {
        telephony: { inbound: false },
        mock_tools: [tool('a', { description: 'A' }), tool('b', { description: 'B' })],
      },
      'telephony: &t {inbound: false}\nx: 1\nmock_tools:\n  - &d\n    name: a\n    description: A\n  - <<: *d\n    name: b\n    description: B\n',
    ],
    [
      'a text into a block that keeps the lines at its end',
      'description: |+ # D\n  One\n  Two\n\n\nproject: 1\n',
      { description: 'One\nThree', project: 1 },
      'description: |+ # D\n  One\n  Three\n\n\nproject: 1\n',
    ],
    [
      'brackets without an item, and with all comments',
      'dynamic_variables: [\n  {name: a, description: A}, # first\n  # about b\n  {name: b, description: B}, # second\n  {name: c, description: C} # third\n]\n',
      { dynamic_variables: [{ name: 'b', description: 'B' }] },
      'dynamic_variables: [\n  # first\n  # about b\n  {name: b, description: B}, # second\n   # third\n]\n',
    ],
    [
      'braces without a key, and with all comments',
      'telephony: {\n  inbound: false, # why\n  sip_uri: "sip:a@b.example", # sip\n  # about\n  phone_number: "+14155550100" # number\n}\n',
      { telephony: { inbound: false, phone_number: '+14155550100' } },
      'telephony: {\n  inbound: false, # why\n  # sip\n  # about\n  phone_number: "+14155550100" # number\n}\n',
    ],
    [
      'no anchor of an item that is gone',
      'dynamic_variables: [&a {name: a, description: A}, &b {name: b, description: B}]\n',
      { dynamic_variables: [{ name: 'b', description: 'B' }] },
      'dynamic_variables: [&b {name: b, description: B}]\n',
    ],
    [
      'a list in which what stays keeps its comment',
      'telephony:\n  outbound_numbers:\n    - "+14155550100" # one\n    # About two\n    - "+14155550101" # two\n    # About three\n    - "+14155550102" # three\n',
      {
        telephony: {
          outbound_numbers: ['+14155550101', '+14155550109', '+14155550102', '+14155550103'],
        },
      },
      'telephony:\n  outbound_numbers:\n    # About two\n    - "+14155550101" # two\n    - "+14155550109"\n    # About three\n    - "+14155550102" # three\n    - "+14155550103"\n',
    ],
    [
      'a list without any of the items that have one name',
      'dynamic_variables:\n  - {name: a, description: A}\n  - {name: a, description: B}\n  - {name: c, description: C}\n',
      { dynamic_variables: [{ name: 'c', description: 'C' }] },
      'dynamic_variables:\n  - {name: c, description: C}\n',
    ],
    [
      'into the item that has the id, whatever has its name',
      'mock_tools:\n  - {id: 8, name: a, description: B}\n  - {id: 7, name: a, description: A}\n',
      {
        mock_tools: [
          { id: 7, name: 'a', description: 'A' },
          { id: 8, name: 'a', description: 'C' },
        ],
      },
      'mock_tools:\n  - {id: 8, name: a, description: C}\n  - {id: 7, name: a, description: A}\n',
    ],
    ['what cannot be seen as escapes', 'name: a\n', { name: 'a\u202eb' }, 'name: "a\\u202eb"\n'],
    [
      'an older name at its place',
      'inbound: false\n',
      { telephony: { inbound: true } },
      'inbound: true\n',
    ],
  ])('%s', (_, spec, agent, text) => {
    const result = pulled(spec, agent);
    expect(result.text).toBe(text);
    expect(result.byHand).toEqual([]);
    const again = pulled(text, agent);
    expect(again.text).toBe(text);
  });
});

describe('a comment is never a part of a text of several lines, nor lost', () => {
  test.each<[where: string, spec: string, text: string]>([
    [
      'behind a text in quotes',
      "description: 'Old' # D\nproject: 1\n",
      'description: |- # D\n  New\n  lines\nproject: 1\n',
    ],
    [
      'between a key and its text',
      'description: # D\n  # why\n  Old # old\nproject: 1\n',
      'description: # D\n  # why\n  |- # old\n  New\n  lines\nproject: 1\n',
    ],
    [
      'between a key and a text in quotes',
      "description:\n  # why\n  'Old'\nproject: 1\n",
      'description:\n  # why\n  |-\n  New\n  lines\nproject: 1\n',
    ],
    [
      'between a key and an anchor',
      'description:\n  # why\n  &d Old\nproject: 1\n',
      'description:\n  # why\n  &d |-\n  New\n  lines\nproject: 1\n',
    ],
  ])('%s', (_, spec, text) => {
    const agent = { description: 'New\nlines', project: 1 };
    expect(pulled(spec, agent)).toMatchObject({ text, byHand: [] });
    expect(pulled(text, agent).text).toBe(text);
  });

  test('where it would be one, the text is changed by hand', () => {
    const spec = 'description: Old\n  # below\nproject: 1\n';
    const agent = { description: 'New\nlines', project: 1 };
    expect(pulled(spec, agent)).toMatchObject({ text: spec, byHand: [['description']] });
  });

  test('where a map takes the place of a value below its key', () => {
    const data = (output: string) =>
      `mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output: # O\n          # why\n${output}`;
    const agent = {
      mock_tools: [tool('a', { mock_data: [{ input: {}, output: { x: 1, y: 'a\nb' } }] })],
    };
    expect(pulled(data('          5 # five\n'), agent).text).toBe(
      data('          # five\n          x: 1\n          y: |-\n            a\n            b\n'),
    );
  });
});

test('a text that stands in a file goes into that file', () => {
  const spec = 'description: ${file:prompt.md}\n';
  const { text, files } = pulled(spec, { description: 'New.' }, { 'prompt.md': 'Old.\n' });
  expect({ text, files }).toEqual({ text: spec, files: [{ name: 'prompt.md', text: 'New.' }] });
});

test.each<[what: string, there: [string, string], files: string[], byHand: number]>([
  ['that all fields have in common is written once', ['New.', 'New.'], ['New.'], 0],
  ['that is to be two texts is changed by hand', ['New.', 'Other.'], [], 2],
  ['that another field keeps is changed by hand', ['New.', 'Old.'], [], 1],
])('a file %s', (_, [description, other], texts, count) => {
  const spec =
    'description: ${file:p.md}\ndynamic_variables:\n  - {name: x, description: "${file:p.md}"}\n';
  const agent = { description, dynamic_variables: [{ id: 1, name: 'x', description: other }] };
  const { text, files, byHand } = pulled(spec, agent, { 'p.md': 'Old.' });
  expect({ text, files, count: byHand.length }).toEqual({
    text: spec,
    files: texts.map((content) => ({ name: 'p.md', text: content })),
    count,
  });
});

test('what is put together of other values has to be changed by hand', () => {
  const spec = 'webhook_url: https://${env:HOST}/\nname: a\n';
  const result = pulled(
    spec,
    { webhook_url: 'https://b.example/', name: 'b' },
    { HOST: 'a.example' },
  );
  expect(result).toMatchObject({
    text: 'webhook_url: https://${env:HOST}/\nname: b\n',
    byHand: [['webhook_url']],
  });
});

test.each<[what: string, spec: string, webhook_url: string]>([
  ['a password', 'webhook_url: https://a.example/', 'https://u:p4ss@a.example/'],
  ['another password', 'webhook_url: https://u:old@a.example/', 'https://u:p4ss@b.example/'],
  ['a token', 'webhook_url: https://a.example/', 'https://a.example/?token=p4ss'],
  ['a password in a file', 'webhook_url: ${file:url.txt}', 'https://u:p4ss@a.example/'],
])('an address with %s has to be changed by hand', (_, spec, webhook_url) => {
  const result = pulled(`${spec}\n`, { webhook_url }, { 'url.txt': 'https://a.example/' });
  expect(result).toMatchObject({ text: `${spec}\n`, files: [], byHand: [['webhook_url']] });
});

test('after an import, what only the agent has comes into the spec in the order of the schema', () => {
  const spec = 'project: 42\nprovider:\n  type: vapi\n  agent_id: x\n';
  const agent = {
    name: 'Front desk',
    description: 'One\nTwo\n',
    project: 42,
    provider: { type: 'vapi', agent_id: 'x', auto_sync_prompt: true, credentials: null },
    mock_tools: [tool('get_order', { mock_data: [{ input: { id: 1 }, output: null }] })],
    webhook_url: null,
  };
  const document = specOf(spec);
  const { unmanaged } = compareSpec(document, given(document, agent));
  expect(pull(document, agent, unmanaged).text).toBe(
    `name: Front desk
description: |
  One
  Two
project: 42
provider:
  type: vapi
  agent_id: x
  auto_sync_prompt: true
mock_tools:
  - name: get_order
    mock_data:
      - input:
          id: 1
        output: null
`,
  );
});

describe('a pull into a map keeps', () => {
  const rooms = (properties: string) =>
    `provider:\n  type: pipecat\n  credentials:\n    config:\n      room_properties: ${properties}\n`;
  const agentWith = (properties: JsonValue): JsonObject => ({
    provider: { type: 'pipecat', credentials: { config: { room_properties: properties } } },
  });

  test.each<[what: string, before: string, there: JsonValue, after: string | undefined]>([
    [
      'a placeholder that stands for what Cekura has',
      '{region: "${env:REGION}", n: 1}',
      { region: 'eu', n: 2, m: 3 },
      '{region: "${env:REGION}", n: 2, m: 3}',
    ],
    [
      'a placeholder in a list',
      '{all: ["${env:REGION}", 1], n: 1}',
      { all: ['eu', 2] },
      '{all: ["${env:REGION}", 2]}',
    ],
    [
      'secrets, placeholders or not',
      '{token: "${secret:t}", pin: "1", auth: {key: "${env:REGION}"}, n: 1}',
      { token: 'LIVE', auth: {}, n: 2 },
      '{token: "${secret:t}", pin: "1", auth: {key: "${env:REGION}"}, n: 2}',
    ],
    ['what goes, without placeholders', '{a: {b: 1}, n: 1}', { n: 1 }, '{n: 1}'],
    [
      'a placeholder that stands for something else',
      '{region: "${env:REGION}"}',
      { region: 'us' },
      undefined,
    ],
    ['a placeholder that is gone', '{a: ["${env:REGION}"], n: 1}', { n: 1 }, undefined],
    ['a placeholder in a list of another length', '{a: ["${env:REGION}"]}', { a: [] }, undefined],
    ['a map that is gone', '{region: "${env:REGION}"}', null, undefined],
  ])('%s', (_, before, there, after) => {
    const result = pulled(rooms(before), agentWith(there), { REGION: 'eu' });
    expect(result.text).toBe(rooms(after ?? before));
    expect(result.byHand).toHaveLength(after === undefined ? 1 : 0);
  });
});

test('what Cekura has is never read as a placeholder, and no secret of it is written', () => {
  const agent: JsonObject = {
    id: 3,
    name: '${env:TOKEN}',
    description: '${file:.env}',
    webhook_url: 'https://a.example/$${x}',
    provider: {
      type: 'custom',
      chat_agent_details: {
        type: 'self_hosted',
        config: { url: 'wss://a', headers: { Authorization: 'Bearer 5ecret', 'X-A': '${env:A}' } },
      },
    },
    mock_tools: [tool('t', { mock_data: [{ input: { a: '${env:A}' }, output: '${file:x}' }] })],
  };
  const texts = [
    agentSpec(agent),
    pulled('name: a\ndescription: |\n  Hi\nwebhook_url: https://b\nmock_tools: []\n', agent).text,
    pull(specOf('project: 1\n'), agent, [['name'], ['description'], ['provider']]).text,
  ];
  for (const text of texts) {
    expect(text).not.toContain('5ecret');
    const { body, templates } = requestOf(specOf(text));
    expect(templates.filter((template) => !needsSecret(template))).toEqual([]);
    expect(body).toMatchObject({
      name: agent.name,
      description: expect.stringMatching(/^\$\{file:.env\}\n?$/),
    });
  }
  const { body } = requestOf(specOf(texts[0] ?? ''));
  expect(body).toMatchObject({ webhook_url: agent.webhook_url });
  expect(texts[0]).toContain('Authorization: ${secret:self_hosted_authorization}\n');
});

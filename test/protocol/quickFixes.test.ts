import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-types';
import { marked } from '../marked';
import { cases } from './diagnosticCases';
import { type OpenSpec, Server } from './server';

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

const wrong = Object.values(cases)
  .flat()
  .filter(({ says }) => says !== undefined);

describe('each mistake with one right answer offers it first, and it leaves the spec right there', () => {
  test.each(wrong.filter(({ unfixable }) => !unfixable))(
    '$name',
    async ({ text, unsure = false }) => {
      const spec = await server.open(marked(text).text);
      const [mistake] = spec.diagnostics;
      if (mistake === undefined) throw new Error('No mistake was found.');
      const actions = await spec.quickFixes(mistake);
      expect(actions[0]?.isPreferred).toBe(!unsure);
      const mended = await server.open(spec.after(actions[0] ?? { title: '' }));
      const told = spec.diagnostics.map(({ code, message }) => `${code} ${message}`);
      const left = mended.diagnostics.map(({ code, message }) => `${code} ${message}`);
      expect(left).not.toContain(`${mistake.code} ${mistake.message}`);
      // An added key may ask to be filled in, a new name to be used, a text be a secret; nothing else may be new.
      const news = left.filter(
        (one) => !told.includes(one) && !/^(not-filled-in|unused-variable|plain-secret)/.test(one),
      );
      expect(news).toEqual([]);
    },
  );

  test.each(wrong.filter(({ unfixable }) => unfixable))(
    'only the writer knows: $name',
    async ({ text }) => {
      const spec = await server.open(marked(text).text);
      const [mistake] = spec.diagnostics;
      expect(mistake && (await spec.quickFixes(mistake))).toEqual([]);
    },
  );
});

describe('what a quick fix writes', () => {
  test.each<[name: string, before: string, title: string, result: string]>([
    ...(
      [
        [
          'the only key of an item',
          '  - name: a\n  - «foo»: 1\n  - name: b\n',
          '  - name: a\n  - name: b\n',
        ],
        ['the only key of the last item', '  - name: a\n  - «foo»: 1\n', '  - name: a\n'],
        [
          'the only key of an item on the line below',
          '  -\n    «foo»: 1\n  - name: b\n',
          '  - name: b\n',
        ],
        ['the only key of an item in brackets', ' [{«foo»: 1}, {name: b}]\n', ' [{name: b}]\n'],
        [
          'the only key of the last item in brackets',
          ' [{name: a}, {«foo»: 1}]\n',
          ' [{name: a}]\n',
        ],
      ] as const
    ).map(([name, before, after]): [string, string, string, string] => [
      `${name} goes with it`,
      `name: a\ndescription: b\nproject: 1\nmock_tools:${before.startsWith(' [') ? '' : '\n'}${before}`,
      'Remove `foo`',
      `name: a\ndescription: b\nproject: 1\nmock_tools:${after.startsWith(' [') ? '' : '\n'}${after}`,
    ]),
    [
      'the only item goes with its only key',
      'name: a\ndescription: b\nmock_tools:\n  - «foo»: 1\nproject: 1\n',
      'Remove `foo`',
      'name: a\ndescription: b\nproject: 1\n',
    ],
    [
      'a text becomes a list of what its commas part',
      'name: a\ndescription: b\nproject: 1\nmock_tools:\n  - name: t\n    freetext_params: «city, day»\n',
      'Change to `["city", "day"]`',
      'name: a\ndescription: b\nproject: 1\nmock_tools:\n  - name: t\n    freetext_params: ["city", "day"]\n',
    ],
    [
      'a file of other tools is a path',
      'name: a\ndescription: b\nproject: 1\nknowledge_base_files:\n  - «file»: a.md\n',
      'Change to `path`',
      'name: a\ndescription: b\nproject: 1\nknowledge_base_files:\n  - path: a.md\n',
    ],
    [
      'a file alone is a path',
      'name: a\ndescription: b\nproject: 1\nknowledge_base_files:\n  - «docs/new.md»\n',
      'Write `path: docs/new.md`',
      'name: a\ndescription: b\nproject: 1\nknowledge_base_files:\n  - path: docs/new.md\n',
    ],
    [
      'a value in double quotes keeps them',
      '{"name": "a", "description": "b", "project": 1, "language": «"en-US"»}\n',
      'Change to `en`',
      '{"name": "a", "description": "b", "project": 1, "language": "en"}\n',
    ],
    [
      'the key of a provider moves below its credentials',
      'name: a\ndescription: b\nproject: 1\nprovider:\n  type: vapi\n  «vapi_api_key»: "${secret:k}"\n',
      'Move to `provider.credentials.api_key`',
      'name: a\ndescription: b\nproject: 1\nprovider:\n  type: vapi\n  credentials:\n    api_key: "${secret:k}"\n',
    ],
    [
      'the answer beside a list of calls moves into the last call',
      'name: a\ndescription: b\nproject: 1\nmock_tools:\n  - name: t\n    mock_data:\n    - input: {id: 1}\n      output: {}\n    - input: {id: 2}\n    # found\n    «output»:\n      a: 1\n      b: 2\n    description: c\n',
      'Move to `mock_tools.mock_data.output`',
      'name: a\ndescription: b\nproject: 1\nmock_tools:\n  - name: t\n    mock_data:\n    - input: {id: 1}\n      output: {}\n    - input: {id: 2}\n      # found\n      output:\n        a: 1\n        b: 2\n    description: c\n',
    ],
    ...(
      [
        [
          'provider: {type: custom, «send_post_conversation_metadata true»}\n',
          'provider: {type: custom, send_post_conversation_metadata: true}\n',
        ],
        [
          'telephony: {«phone_number "+14155550123"»}\n',
          'telephony: {phone_number: "+14155550123"}\n',
        ],
        ['knowledge_base_files: [{«path a.md»}]\n', 'knowledge_base_files: [{path: a.md}]\n'],
        [
          'mock_tools:\n  - {«name t», mock_data: [], description: c}\n',
          'mock_tools:\n  - {name: t, mock_data: [], description: c}\n',
        ],
      ] as const
    ).map(([before, result]): [string, string, string, string] => [
      `a key without its colon keeps its value: ${before}`,
      `name: a\ndescription: b\nproject: 1\n${before}`,
      'Add the colon',
      `name: a\ndescription: b\nproject: 1\n${result}`,
    ]),
    ...(
      [
        [
          'in lines',
          '  - type: function\n    «function»:\n      name: t\n      # what it does\n      description: c\n      parameters:\n        type: object\n  - name: u\n',
          '  - name: t\n    # what it does\n    description: c\n    parameters:\n      type: object\n  - name: u\n',
        ],
        [
          'in lines, with its type below',
          '  - «function»:\n      name: t\n      description: c\n    type: function\n',
          '  - name: t\n    description: c\n',
        ],
        [
          'in lines, with its type further up',
          '  - type: function\n    strict: true\n    «function»:\n      name: t\n',
          '  - strict: true\n    name: t\n',
        ],
        [
          'in braces',
          '  - {"type": "function", «"function"»: {"name": "t", "description": "c"}}\n',
          '  - {"name": "t", "description": "c"}\n',
        ],
        [
          'in braces, with another key',
          '  - {"type": "function", "strict": true, «"function"»: {"name": "t"}}\n',
          '  - {"strict": true, "name": "t"}\n',
        ],
      ] as const
    ).map(([name, before, result]): [string, string, string, string] => [
      `a tool of OpenAI loses what it stands in: ${name}`,
      `mock_tools:\n${before}`,
      `Remove \`${before.includes('"function"') ? '"function"' : 'function'}\` and keep its keys`,
      `mock_tools:\n${result}`,
    ]),
    [
      'a secret that a comma cuts is kept as a whole',
      'name: a\ndescription: b\nproject: 1\ntelephony: {sip_uri: sip:a@b.example, sip_auth: {username: a, password: «p@ss,word»}}\n',
      'Read it from the environment variable `PASSWORD`',
      'name: a\ndescription: b\nproject: 1\ntelephony: {sip_uri: sip:a@b.example, sip_auth: {username: a, password: "${env:PASSWORD}"}}\n',
    ],
    [
      'a secret that a number sign cuts is kept as a whole',
      'name: a\ndescription: b\nproject: 1\nwebhook_url: https://a.example\nwebhook_secret: «hunter #2»\n',
      'Read it from the environment variable `WEBHOOK_SECRET`',
      'name: a\ndescription: b\nproject: 1\nwebhook_url: https://a.example\nwebhook_secret: ${env:WEBHOOK_SECRET}\n',
    ],
    [
      'a secret that an anchor cuts is kept as a whole',
      'name: a\ndescription: b\nproject: 1\nprovider:\n  type: vapi\n  credentials:\n    api_key: «&hun"ter2 abc def»\n',
      'Read it from the environment variable `VAPI_API_KEY`',
      'name: a\ndescription: b\nproject: 1\nprovider:\n  type: vapi\n  credentials:\n    api_key: ${env:VAPI_API_KEY}\n',
    ],
    [
      'a moved key takes its comment and nested lines along',
      'name: a\ndescription: b\nproject: 1\nprovider:\n  type: livekit\n  «url»: wss://a.example # ours\n  credentials:\n    api_key: "${secret:k}"\n    config:\n      api_secret: "${secret:s}"\n',
      'Move to `provider.credentials.config.url`',
      'name: a\ndescription: b\nproject: 1\nprovider:\n  type: livekit\n  credentials:\n    api_key: "${secret:k}"\n    config:\n      api_secret: "${secret:s}"\n      url: wss://a.example # ours\n',
    ],
    [
      'a moved key takes the comments above it along',
      'name: a\ndescription: b\nproject: 1\n# The line\n# for everyone\n«phone_number»: "+14155550123" # ours\ntelephony:\n  inbound: true\n',
      'Move to `telephony.phone_number`',
      'name: a\ndescription: b\nproject: 1\ntelephony:\n  inbound: true\n  # The line\n  # for everyone\n  phone_number: "+14155550123" # ours\n',
    ],
    [
      'line breaks stay as they are in the file',
      'name: a\r\nproject: 1\r\n«inbound»: true\r\n',
      'Move to `telephony.inbound`',
      'name: a\r\nproject: 1\r\ntelephony:\r\n  inbound: true\r\n',
    ],
    [
      'the maps on the way are made',
      'name: a\ndescription: b\nproject: 1\n«assistant_provider»: custom\n',
      'Move to `provider.type`',
      'name: a\ndescription: b\nproject: 1\nprovider:\n  type: custom\n',
    ],
    [
      'a block moves with its lines',
      'name: a\ndescription: b\nproject: 1\n«vapi_data»:\n  # public\n  public_key: p\nprovider:\n  type: vapi\n  credentials:\n    api_key: "${secret:k}"\n',
      'Move to `provider.credentials.config`',
      'name: a\ndescription: b\nproject: 1\nprovider:\n  type: vapi\n  credentials:\n    api_key: "${secret:k}"\n    config:\n      # public\n      public_key: p\n',
    ],
    [
      'a key gets its name though those below it need theirs, too',
      'name: a\ndescription: b\nproject: 1\n«Provider»:\n  Type: retell\n  AgentId: x\n',
      'Change to `provider`',
      'name: a\ndescription: b\nproject: 1\nprovider:\n  Type: retell\n  AgentId: x\n',
    ],
    [
      'a map moves though what it holds belongs elsewhere, too',
      'name: a\ndescription: b\nproject: 1\nprovider:\n  type: livekit\n  «config»:\n    api_key: "${secret:k}"\n    url: wss://a.example\n',
      'Move to `provider.credentials.config`',
      'name: a\ndescription: b\nproject: 1\nprovider:\n  type: livekit\n  credentials:\n    config:\n      api_key: "${secret:k}"\n      url: wss://a.example\n',
    ],
    [
      'a key of JSON keeps its quotes',
      '{"name": "a", «"prompt"»: "x", "project": 1}\n',
      'Change to `description`',
      '{"name": "a", "description": "x", "project": 1}\n',
    ],
    [
      'a key that is added to JSON gets quotes and a line of its own, as the others have',
      '{\n  «"name"»: "a",\n  "project": 1 # ours\n}\n',
      'Add `description`',
      '{\n  "name": "a",\n  "project": 1, # ours\n  "description": "<description>"\n}\n',
    ],
    [
      'a map that is added to JSON stands in one line',
      '{"name": "a", "description": "x", "project": 1, «"provider"»: {"type": "vapi"}}\n',
      'Add `credentials`',
      '{"name": "a", "description": "x", "project": 1, "provider": {"type": "vapi", "credentials": {"api_key": "${secret:vapi_api_key}"}}}\n',
    ],
    [
      'the lines of a map move along when it becomes an item',
      'name: a\ndescription: b\nproject: 1\n«mock_tools»:\n    # ours\n    name: t\n    description: |\n      Finds\n\n      it\nlanguage: en\n',
      'Write it as a list item',
      'name: a\ndescription: b\nproject: 1\nmock_tools:\n    # ours\n    - name: t\n      description: |\n        Finds\n\n        it\nlanguage: en\n',
    ],
    [
      'the lines of an item move along when its dash goes',
      'name: a\ndescription: b\nproject: 1\n«telephony»:\n  - inbound: true\n    # ours\n    phone_number: "+14155550123"\n\nlanguage: en\n',
      'Remove the dash',
      'name: a\ndescription: b\nproject: 1\ntelephony:\n  inbound: true\n  # ours\n  phone_number: "+14155550123"\n\nlanguage: en\n',
    ],
    [
      'the entries of a map become items with their names',
      'name: a\ndescription: Ask {{guest}} and {{order}}\nproject: 1\n«dynamic_variables»:\n  guest: |\n    Who\n    calls\n  # theirs\n  "order": Which order # note\n',
      'Write them as a list',
      'name: a\ndescription: Ask {{guest}} and {{order}}\nproject: 1\ndynamic_variables:\n  - name: guest\n    description: |\n      Who\n      calls\n  # theirs\n  - name: "order"\n    description: Which order # note\n',
    ],
    [
      'the tools of a map become items, with their lines where they belong',
      'name: a\ndescription: b\nproject: 1\n«mock_tools»:\n  find_order:\n      description: |\n        Finds\n          it\n  book:\n   description: Books\n',
      'Write them as a list',
      'name: a\ndescription: b\nproject: 1\nmock_tools:\n  - name: find_order\n    description: |\n      Finds\n        it\n  - name: book\n    description: Books\n',
    ],
    ...[
      ['Write it as a list item', '  - name: Who calls\n'],
      ['Write them as a list', '  - name: name\n    description: Who calls\n'],
    ].map(([title = '', written = '']): [string, string, string, string] => [
      `a key that may be a name: ${title}`,
      'name: a\ndescription: Hi {{name}}\nproject: 1\n«dynamic_variables»:\n  name: Who calls\n',
      title,
      `name: a\ndescription: Hi {{name}}\nproject: 1\ndynamic_variables:\n${written}`,
    ]),
    [
      'a key around a spec',
      '# ours\n«agent»:\n  # theirs\n  name: a\n  project: 1\n  description: |\n    Be kind.\n      Always.\n',
      'Remove `agent` and keep its keys',
      '# ours\n# theirs\nname: a\nproject: 1\ndescription: |\n  Be kind.\n    Always.\n',
    ],
    [
      'a tool in the form of OpenAI',
      'name: a\nproject: 1\ndescription: b\nmock_tools:\n  - «function»:\n        name: w\n        description: |\n          Finds\n            it\n    mock_data: []\n',
      'Remove `function` and keep its keys',
      'name: a\nproject: 1\ndescription: b\nmock_tools:\n  - name: w\n    description: |\n      Finds\n        it\n    mock_data: []\n',
    ],
    [
      'one in JSON, behind another key',
      '{"name": "a", "project": 1, "description": "b", "mock_tools": [{"mock_data": [], «"function"»: {"name": "w", "description": "x"}}]}\n',
      'Remove `"function"` and keep its keys',
      '{"name": "a", "project": 1, "description": "b", "mock_tools": [{"mock_data": [], "name": "w", "description": "x"}]}\n',
    ],
    [
      'a key around a spec in JSON',
      '{«"data"»: {"name": "a", "project": 1, "description": "b"}}\n',
      'Remove `"data"` and keep its keys',
      '{"name": "a", "project": 1, "description": "b"}\n',
    ],
    [
      'keys of a map that are not indented',
      'name: a\ndescription: b\nproject: 1\ntelephony:\n# ours\n«inbound»: true\nsip_auth:\n  username: a\n  password: ${secret:k}\n\nlanguage: en\n',
      'Indent under `telephony`',
      'name: a\ndescription: b\nproject: 1\ntelephony:\n# ours\n  inbound: true\n  sip_auth:\n    username: a\n    password: ${secret:k}\n\nlanguage: en\n',
    ],
    [
      'keys of maps in one another that are not indented',
      'name: a\ndescription: b\nproject: 1\nprovider:\n  type: livekit\n  credentials:\n  «api_key»: ${secret:k}\n  config:\n  api_secret: ${secret:s}\n  url: wss://a.example\n',
      'Indent under `credentials`',
      'name: a\ndescription: b\nproject: 1\nprovider:\n  type: livekit\n  credentials:\n    api_key: ${secret:k}\n    config:\n      api_secret: ${secret:s}\n      url: wss://a.example\n',
    ],
    [
      'keys of an item that are not indented',
      'name: a\ndescription: b\nproject: 1\nmock_tools:\n  - name: a\n    mock_data:\n    «input»: {}\n    # ours\n    output:\n      x: 1\n',
      'Indent under `mock_data`',
      'name: a\ndescription: b\nproject: 1\nmock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        # ours\n        output:\n          x: 1\n',
    ],
    [
      'JSON of several lines loses its quotes',
      'name: a\ndescription: b\nproject: 1\nmock_tools:\n  - name: t\n    mock_data:\n      - input: «|»\n          {"a": 1,\n           "b": 2}\n        output: 1\n',
      'Remove the quotes',
      'name: a\ndescription: b\nproject: 1\nmock_tools:\n  - name: t\n    mock_data:\n      - input: {"a": 1, "b": 2}\n        output: 1\n',
    ],
    [
      'a dash in the column of its key leaves its lines where they are',
      'name: a\ndescription: b\nproject: 1\n«telephony»:\n- inbound: true\n  phone_number: "+14155550123"\n',
      'Remove the dash',
      'name: a\ndescription: b\nproject: 1\ntelephony:\n  inbound: true\n  phone_number: "+14155550123"\n',
    ],
    [
      'keys that are added between braces look like their neighbors',
      'name: a\ndescription: b\nproject: 1\n«provider»: {type: vapi}\n',
      'Add `credentials`',
      'name: a\ndescription: b\nproject: 1\nprovider: {type: vapi, credentials: {api_key: "${secret:vapi_api_key}"}}\n',
    ],
    [
      'an anchor without a text is put in quotes without its comment',
      'name: a\ndescription: «&prompt» # the prompt\nproject: 1\n',
      'Put the text in quotes',
      'name: a\ndescription: "&prompt" # the prompt\nproject: 1\n',
    ],
    [
      'a provider that stands in place of its map',
      'name: a\ndescription: b\nproject: 1\nprovider: «vapi» # ours\n',
      'Write `type: vapi`',
      'name: a\ndescription: b\nproject: 1\nprovider:\n  type: vapi # ours\n',
    ],
    [
      'a key that is missing comes where it is usually written',
      '«name»: a\nproject: 1\n',
      'Add `description`',
      'name: a\ndescription: <description>\nproject: 1\n',
    ],
    [
      'behind the key that the template has before it, and comments stay with theirs',
      '# Who answers\n«project»: 1\n# What they are called\nname: a # short\n# In which language\nlanguage: de\n',
      'Add `description`',
      '# Who answers\nproject: 1\n# What they are called\nname: a # short\ndescription: <description>\n# In which language\nlanguage: de\n',
    ],
    [
      'above the comments of the key that it comes before',
      '# Of the front desk\n«description»: a\nproject: 1\n',
      'Add `name`',
      'name: <name>\n# Of the front desk\ndescription: a\nproject: 1\n',
    ],
    [
      'credentials come with what they need',
      'name: a\ndescription: b\nproject: 1\n«provider»:\n  type: livekit\n',
      'Add `credentials`',
      'name: a\ndescription: b\nproject: 1\nprovider:\n  type: livekit\n  credentials:\n    api_key: ${secret:livekit_api_key}\n    config:\n      api_secret: ${secret:livekit_api_secret}\n      url: <url>\n',
    ],
    [
      'as deep as the file indents',
      'name: a\ndescription: b\nproject: 1\ntelephony:\n    inbound: true\n«provider»:\n    type: livekit\n',
      'Add `credentials`',
      'name: a\ndescription: b\nproject: 1\ntelephony:\n    inbound: true\nprovider:\n    type: livekit\n    credentials:\n        api_key: ${secret:livekit_api_key}\n        config:\n            api_secret: ${secret:livekit_api_secret}\n            url: <url>\n',
    ],
    [
      'the maps on the way too',
      'name: a\ndescription: b\nproject: 1\ntelephony:\n    inbound: true\nprovider:\n    type: livekit\n    «url»: wss://a.example\n',
      'Move to `provider.credentials.config.url`',
      'name: a\ndescription: b\nproject: 1\ntelephony:\n    inbound: true\nprovider:\n    type: livekit\n    credentials:\n        config:\n            url: wss://a.example\n',
    ],
    [
      'the title of an address in quotes names all of it but who is called',
      'name: a\ndescription: b\nproject: 1\ntelephony:\n  sip_uri: «"sip://desk@a.example"»\n',
      'Change to `"sip:•••@a.example"`',
      'name: a\ndescription: b\nproject: 1\ntelephony:\n  sip_uri: "sip:desk@a.example"\n',
    ],
    [
      'in an item that begins with the dash',
      'name: a\ndescription: b\nproject: 1\nmock_tools:\n  - «colour»: red\n    name: x\n',
      'Remove `colour`',
      'name: a\ndescription: b\nproject: 1\nmock_tools:\n  - name: x\n',
    ],
    [
      'the only key of a flow map',
      'name: a\ndescription: b\nproject: 1\nmock_tools: [{name: x, served_via: {«colour»: red}}]\n',
      'Remove `colour`',
      'name: a\ndescription: b\nproject: 1\nmock_tools: [{name: x}]\n',
    ],
    [
      'the only key of a map, with the key that holds it',
      'name: a\ndescription: b\nproject: 1\nmock_tools:\n  - name: x\n    served_via:\n      «colour»: red\n  - name: y\n',
      'Remove `colour`',
      'name: a\ndescription: b\nproject: 1\nmock_tools:\n  - name: x\n  - name: y\n',
    ],
    [
      'a variable takes its uses along',
      'name: a\ndescription: Ask {{order-id}}, {{ order-id }}.\nproject: 1\ndynamic_variables:\n  - name: «order-id»\n    description: d\n',
      'Rename to `order_id`',
      'name: a\ndescription: Ask {{order_id}}, {{ order_id }}.\nproject: 1\ndynamic_variables:\n  - name: order_id\n    description: d\n',
    ],
    [
      'a variable in braces means the name in them',
      'name: a\ndescription: Ask {{ who }}.\nproject: 1\ndynamic_variables:\n  - name: «"{{ who }}"»\n    description: d\n',
      'Rename to `who`',
      'name: a\ndescription: Ask {{ who }}.\nproject: 1\ndynamic_variables:\n  - name: "who"\n    description: d\n',
    ],
    [
      'a key of an empty item, behind its dash',
      'name: a\ndescription: b\nproject: 1\nmock_tools:\n  «-» \n  - name: y\n',
      'Add `name`',
      'name: a\ndescription: b\nproject: 1\nmock_tools:\n  - name: <name>\n  - name: y\n',
    ],
    [
      'what is said already in the newer place is taken away',
      'name: a\ndescription: b\nproject: 1\n«assistant_provider»: custom\nprovider:\n  type: custom\n',
      'Remove `assistant_provider`',
      'name: a\ndescription: b\nproject: 1\nprovider:\n  type: custom\n',
    ],
    [
      'quotes within quotes',
      'name: a\ndescription: "Say «"hi"» to them"\nproject: 1\n',
      'Write `\\"` for a quote inside double quotes',
      'name: a\ndescription: "Say \\"hi\\" to them"\nproject: 1\n',
    ],
    [
      'a variable where the list is begun',
      'name: a\ndescription: Hi {{ «who» }}\nproject: 1\ndynamic_variables: # none yet\n',
      'Declare `who`',
      'name: a\ndescription: Hi {{ who }}\nproject: 1\ndynamic_variables: # none yet\n  - name: who\n    description: <what who holds>\n',
    ],
    [
      'in flow style',
      'name: a\ndescription: b\nproject: 1\nmock_tools: [{name: x, «colour»: red}]\n',
      'Remove `colour`',
      'name: a\ndescription: b\nproject: 1\nmock_tools: [{name: x}]\n',
    ],
    [
      'a key in the last line without a line break',
      'name: a\ndescription: b\nproject: 1\n«colour»: red',
      'Remove `colour`',
      'name: a\ndescription: b\nproject: 1',
    ],
    [
      'a phone number is normalised',
      'name: a\ndescription: b\nproject: 1\ntelephony:\n  phone_number: «+1 (415) 555-0123»\n',
      'Change to `"+14155550123"`',
      'name: a\ndescription: b\nproject: 1\ntelephony:\n  phone_number: "+14155550123"\n',
    ],
    ...(['https//', 'https;//', 'https.//'] as const).map(
      (start): [string, string, string, string] => [
        `${start} is not kept behind another scheme`,
        `name: a\ndescription: b\nproject: 1\nwebhook_url: «${start}a.example/x»\n`,
        'Change to `https://a.example/x`',
        'name: a\ndescription: b\nproject: 1\nwebhook_url: https://a.example/x\n',
      ],
    ),
    [
      'a web address becomes a socket',
      'name: a\ndescription: b\nproject: 1\ntelephony:\n  websocket_url: «https://a.example/x»\n',
      'Change to `wss://a.example/x`',
      'name: a\ndescription: b\nproject: 1\ntelephony:\n  websocket_url: wss://a.example/x\n',
    ],
  ])('%s', async (_, before, title, result) => {
    const { text, ranges } = marked(before);
    const spec = await server.open(text);
    const start = ranges[0]?.start ?? 0;
    const found = spec.diagnostics.filter(
      ({ range }) => spec.document.offsetAt(range.start) === start,
    );
    const actions = (await Promise.all(found.map((one) => spec.quickFixes(one)))).flat();
    const action = actions.find((one) => one.title === title);
    expect(actions.map((one) => one.title)).toContain(title);
    expect(action && spec.after(action)).toBe(result);
  });
});

test('a secret goes to secret storage in an editor that has one, else to the environment', async () => {
  const text =
    'name: a\ndescription: b\nproject: 1\nprovider: {type: vapi, credentials: {api_key: sk_1}}\n';
  const keeper = await Server.start({}, { keepsSecrets: true });
  const spec = await keeper.open(text);
  const [diagnostic] = spec.diagnostics;
  const actions = diagnostic ? await spec.quickFixes(diagnostic) : [];
  expect(
    actions.map((one) => [one.title, spec.after(one).split('\n')[3], one.command?.arguments]),
  ).toEqual([
    [
      'Move the value to secret storage as `vapi_api_key`',
      'provider: {type: vapi, credentials: {api_key: "${secret:vapi_api_key}"}}',
      ['vapi_api_key', 'sk_1'],
    ],
    [
      'Read it from the environment variable `VAPI_API_KEY`',
      'provider: {type: vapi, credentials: {api_key: "${env:VAPI_API_KEY}"}}',
      undefined,
    ],
  ]);
  await keeper.stop();
});

describe('keys that are added have their values as tab stops, where the editor takes them', () => {
  const support = { workspace: { workspaceEdit: { snippetEditSupport: true } } };
  test.each<
    [name: string, text: string, range: [line: number, character: number], snippet: string]
  >([
    [
      'behind the last key',
      'name: a\ndescription: b\nproject: 1\nprovider:\n  type: bland\nlanguage: en\n',
      [5, 0],
      '  credentials:\n    api_key: ${1:\\${secret:bland_api_key\\}}\n',
    ],
    [
      'a declaration has its description alone',
      'name: a\ndescription: Hi {{ who }}\nproject: 1\ndynamic_variables:\n  - name: when\n    description: d {{ when }}\n',
      [6, 0],
      '  - name: who\n    description: ${1:<what who holds>}\n',
    ],
    ['behind another key', 'name: a\nproject: 1\n', [1, 0], 'description: ${1:<description>}\n'],
    [
      'nested',
      'name: a\ndescription: b\nproject: 1\nprovider:\n  type: livekit\n  credentials:\n    api_key: "${secret:k}"\n    config:\n      url: wss://a.example\n',
      [8, 0],
      '      api_secret: ${1:\\${secret:livekit_api_secret\\}}\n',
    ],
  ])('%s', async (_, text, [line, character], value) => {
    const editor = await Server.start(support);
    const spec = await editor.open(text);
    const [diagnostic] = spec.diagnostics;
    const [action] = diagnostic ? await spec.quickFixes(diagnostic) : [];
    const start = { line, character };
    expect(action?.edit?.documentChanges).toEqual([
      {
        textDocument: { uri: spec.document.uri, version: 1 },
        edits: [{ range: { start, end: start }, snippet: { kind: 'snippet', value } }],
      },
    ]);
    await editor.stop();
  });
});

test('what a number sign or an anchor cuts off goes to secret storage with the rest', async () => {
  const keeper = await Server.start({}, { keepsSecrets: true });
  for (const written of ['hunter #2', '&hun"ter2 abc def']) {
    const spec = await keeper.open(
      `name: a\ndescription: b\nproject: 1\nwebhook_url: https://a.example\nwebhook_secret: ${written}\n`,
    );
    const told = spec.diagnostics.find(({ code }) => code === 'plain-secret');
    const [action] = told ? await spec.quickFixes(told) : [];
    expect(action?.command?.arguments).toEqual(['webhook_secret', written]);
  }
  await keeper.stop();
});

test('a flat spec of the older API is converted in one step', async () => {
  const spec = await server.open(
    'agent_name: a\ndescription: b\nproject: 1\nassistant_provider: vapi\nassistant_id: asst\nvapi_api_key: ${env:KEY}\nvapi_data:\n  public_key: ${env:PUBLIC}\n',
  );
  const actions = await spec.ask<CodeAction[]>('textDocument/codeAction', {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    context: { diagnostics: [] },
  });
  const action = actions.find(({ title }) => title.startsWith('Convert the spec'));
  expect(action && spec.after(action)).toBe(
    'name: a\ndescription: b\nproject: 1\nprovider:\n  type: vapi\n  agent_id: asst\n  credentials:\n    api_key: ${env:KEY}\n    config:\n      public_key: ${env:PUBLIC}\n',
  );
});

test('fix-all on save mends what has one answer, and leaves what would lose or invent something', async () => {
  const spec = await server.open(
    'nmae: a\ndescription: b\nproject: "42"\nassistant_provider: vapi\nassistant_id: asst\nvapi_api_key: "${secret:k}"\ncontact_number: "+1 415 555 0123"\nlanguage: enn\ncolour: red\n',
  );
  const [action] = await spec.fixAll();
  expect(action && spec.after(action)).toBe(
    'name: a\ndescription: b\nproject: 42\nlanguage: enn\ncolour: red\nprovider:\n  type: vapi\n  agent_id: asst\n  credentials:\n    api_key: "${secret:k}"\ntelephony:\n  phone_number: "+14155550123"\n',
  );
});

test('fix-all keeps what an alias reads, both of two keys that mean the same, and what may belong to another map', async () => {
  const texts = [
    'prompt: &p |\n  You are Mia.\nname: a\nproject: 42\ndescription: *p\n',
    'name: a\ndescription: b\nproject: 42\nprovider:\n  type: retell\n  agent_id: a\ncredentials:\n    api_key: "${secret:k}"\n  configure_from_provider: true\n',
    'name: a\ndescription: b\nproject: 42\nmock_tools:\n  - name: t\n    mock_data: []\n\n  knowledge_base_files:\n    - path: a.md\n',
    'name: a\ndescription: b\nproject: 42\nmock_tools:\n      - name: t\n    description: x\n    mock_data: []\n  - name: u\n    mock_data: []\n',
    'name: a\ndescription: b\nproject: 42\nvapi_data: {public_key: &k abc}\nprovider:\n  type: vapi\n  agent_id: *k\n  credentials: {api_key: "${secret:k}"}\n',
    'name: a\ndescription: b\nproject: 42\nprovider:\n  type: bland\n  persona_id: a\n  pathway_id: b\n  credentials: {api_key: "${secret:k}"}\n',
  ];
  for (const text of texts) expect(await (await server.open(text)).fixAll()).toEqual([]);
});

test.each([
  [
    'a tool whose form holds a comment',
    'mock_tools:\n  - {"function": {"name": "t" # one\n    }, "strict": true}\n',
  ],
  [
    'a tool whose form ends with a comma',
    'mock_tools:\n  - {function: {name: t,}, strict: true}\n',
  ],
])(
  'the way out of a form is not offered where it would lose or break something: %s',
  async (_, tools) => {
    const spec = await server.open(`name: a\ndescription: b\nproject: 42\n${tools}`);
    const mistake = spec.diagnostics.find(({ message }) =>
      String(message).includes('stands directly'),
    );
    if (mistake === undefined) throw new Error('Nothing is said of the form.');
    const titles = (await spec.quickFixes(mistake)).map(({ title }) => title);
    expect(titles.filter((title) => title.includes('keep its keys'))).toEqual([]);
  },
);

describe('in which order fixes are offered', () => {
  /** One key with a hint of the older place, and an error in its value. */
  const source = `name: a\ndescription: b\nproject: 1\nphone_number: +14155550123\n`;

  async function actionsAt(spec: OpenSpec, asked: Diagnostic[]): Promise<CodeAction[]> {
    const range = { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } };
    const context = { diagnostics: asked, only: ['quickfix'] };
    return spec.ask('textDocument/codeAction', { range, context });
  }
  const codes = (actions: CodeAction[]) => actions.map(({ diagnostics }) => diagnostics?.[0]?.code);

  test('errors come before information', async () => {
    const spec = await server.open(source);
    expect(codes(await actionsAt(spec, []))).toEqual(['wrong-type', 'older-key']);
  });

  test('what was asked about comes first', async () => {
    const spec = await server.open(source);
    const asked = spec.diagnostics.filter(({ code }) => code === 'older-key');
    expect(codes(await actionsAt(spec, asked))).toEqual(['older-key', 'wrong-type']);
  });

  test('at most one is preferred', async () => {
    const spec = await server.open(source);
    const actions = await actionsAt(spec, spec.diagnostics);
    expect(actions.map(({ isPreferred }) => isPreferred)).toEqual([true, false]);
  });
});

test('two keys that leave one map are moved with what the map holds then', async () => {
  const text =
    'name: a\ndescription: b\nproject: 1\nprovider:\n  type: livekit\n  credentials:\n    agent_name: desk\n    url: wss://a.example\n';
  const spec = await server.open(text);
  const [action] = await spec.fixAll();
  expect(action && spec.after(action)).toBe(
    'name: a\ndescription: b\nproject: 1\nprovider:\n  type: livekit\n  credentials:\n    config:\n      agent_name: desk\n      url: wss://a.example\n',
  );
});

import { DiagnosticSeverity } from 'vscode-languageserver-types';

const { Error: E, Warning: W, Information: I, Hint: H } = DiagnosticSeverity;

/** `«…»` in the text is what each line of `says` marks, in order: severity, code, part of the message. */
export interface Case {
  name: string;
  text: string;
  /** A line that is told as related follows, from 1. */
  says?: [DiagnosticSeverity, string, string, related?: number][];
  /** Only the writer knows what was meant: no quick fix is offered. */
  unfixable?: boolean;
  /** The fix would lose something, or others know what it changes: it is offered, but not preferred. */
  unsure?: boolean;
}

/** Puts lines into a spec that is right without them. */
export const spec = (lines: string) =>
  `name: Support\ndescription: Helps callers\nproject: 42\n${lines}`;
/** The same, with a prompt that uses the variable `a`. */
const greeting = (lines: string) =>
  `name: Support\ndescription: Hello {{ a }}\nproject: 42\n${lines}`;
const provider = (lines: string) => spec(`provider:\n${lines.replaceAll(/^(?=.)/gm, '  ')}`);

/** A spec with an answer of a tool to some input. */
const mockData = (input: string) =>
  spec(`mock_tools:\n  - name: t\n    mock_data:\n      - input: ${input}\n        output: 1\n`);

/** LiveKit with a line below its free `config`. */
const livekitConfig = (line: string) =>
  provider(
    `type: livekit\ncredentials:\n  api_key: "\${secret:a}"\n  config:\n    api_secret: "\${secret:b}"\n    url: wss://a.example\n    config:\n      ${line}\n`,
  );

/** What every mistake is called, by kind of mistake: this is the specification of the diagnostics. */
export const cases: Record<string, Case[]> = {
  'text that could not be decoded': [
    {
      name: 'a prompt in another encoding, marked once',
      text: 'name: Support\ndescription: Caf«\ufffd» and cr\ufffdme\nproject: 42\n',
      says: [[E, 'not-utf-8', 'save it as UTF-8']],
      unfixable: true,
    },
    {
      name: 'a comment in another encoding',
      text: spec('# Caf«\ufffd»\n'),
      says: [[E, 'not-utf-8', 'reopen it with its encoding']],
      unfixable: true,
    },
  ],
  'nothing to say': [
    { name: 'an empty file', text: '' },
    { name: 'a file of comments', text: '# soon\n\n# here\n' },
    { name: 'a document start and comments', text: '---\n# soon\n' },
    { name: 'the least a spec needs', text: spec('') },
    { name: 'a byte order mark and CRLF', text: `\uFEFF${spec('').replaceAll('\n', '\r\n')}` },
    { name: 'Norwegian', text: spec('language: no\n') },
    {
      name: 'null where the contract takes it',
      text: provider(
        'type: custom\ncredentials: null\nauto_dial_outbound: null\nchat_agent_details: {type: sms}\n',
      ),
    },
    {
      name: 'flow style over lines',
      text: spec('telephony: {\n  inbound: true,\n  phone_number: "+14155550123"\n}\n'),
    },
    {
      name: 'an anchor, an alias and a merge key',
      text: spec(
        'mock_tools:\n  - &first\n    name: one\n    mock_data: []\n  - <<: *first\n    name: two\n',
      ),
    },
    {
      name: 'placeholders where text stands',
      text: provider(
        'type: vapi\ncredentials:\n  api_key: ${secret:vapi}\n  config:\n    trigger_url: https://${env:HOST}/calls\n',
      ),
    },
    {
      name: 'a placeholder where a number stands',
      text: 'name: a\ndescription: b\nproject: ${env:CEKURA_PROJECT_ID}\n',
    },
    { name: 'a prompt from a file', text: 'name: a\ndescription: ${file:prompt.md}\nproject: 1\n' },
    {
      name: 'an unknown agora configuration',
      text: provider('type: agora\ncredentials:\n  config:\n    anything: [1, 2]\n'),
    },
    { name: 'an id of a created agent', text: `id: 303\n${spec('')}` },
    {
      name: 'an import without name and description',
      text: 'project: 42\nprovider:\n  type: retell\n  agent_id: agent_1\n  configure_from_provider: true\n  credentials:\n    api_key: ${secret:retell}\n',
    },
    { name: 'a language of the later documents', text: spec('language: kk\n') },
    { name: 'a mock tool kept by its id alone', text: spec('mock_tools:\n  - id: 7\n') },
  ],

  'syntax: one error costs no more than its entry': [
    {
      name: 'a quote that is never closed',
      text: 'name: «"Support»\ndescription: Helps\nproject: 42\n',
      says: [[E, 'unclosed', 'never closed']],
    },
    {
      name: 'a bracket that is never closed',
      text: spec('telephony:\n  outbound_numbers: «["+14155550123"»\n  inbound: true\n'),
      says: [[E, 'unclosed', '`[`']],
    },
    {
      name: 'a brace that is never closed',
      text: spec('telephony: «{inbound: true»\nlanguage: en\n'),
      says: [[E, 'unclosed', '`{`']],
    },
    {
      name: 'a missing colon',
      text: spec('telephony: {phone_number: "+14155550123"}\nprovider:\n  «type custom»\n'),
      says: [[E, 'missing-colon', 'write `type: …`']],
    },
    ...[
      [
        'provider: {type: vapi, «agent_id abc», credentials: {api_key: "${secret:v}"}}\n',
        'agent_id',
      ],
      ['provider: {type: vapi, credentials: {«api_key sk_live_1234»}}\n', 'api_key'],
      ['telephony: {«inbound true»}\n', 'inbound'],
      ['knowledge_base_files: [{«path a.md»}]\n', 'path'],
      ['mock_tools:\n  - {«name t», mock_data: [], description: c}\n', 'name'],
      ['mock_tools:\n  - {name: t, «mock_data »[], description: c}\n', 'mock_data'],
    ].map(([text = '', key]) => ({
      name: `a missing colon between braces: ${key}`,
      text: spec(text),
      says: [[E, 'missing-colon', `write \`${key}: …\``]] satisfies Case['says'],
    })),
    {
      name: 'a missing space after the colon',
      text: spec('telephony: {phone_number: "+14155550123"}\nprovider:\n  «type:custom»\n'),
      says: [[E, 'missing-colon', '`type: …`']],
    },
    {
      name: 'a missing colon above nested keys',
      text: spec('«telephony»\n  inbound: true\n'),
      says: [[E, 'missing-colon', 'colon']],
    },
    {
      name: 'a word that has just been begun',
      text: spec('«transcript_provider»\n'),
      says: [[E, 'missing-colon', 'colon']],
    },
    {
      name: 'a word that has just been begun in an item',
      text: spec(
        'mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output:\n          a: 1\n          «b»\n',
      ),
      says: [[E, 'missing-colon', 'colon']],
    },
    {
      name: 'a tab',
      text: spec('telephony:\n«\tinbound: true»\n'),
      says: [[E, 'tab-indentation', 'use spaces']],
    },
    {
      name: 'a column of its own',
      text: spec('telephony:\n    inbound: true\n  «sip_uri: sip:a@example.com»\n'),
      says: [[E, 'bad-indentation', 'the same column']],
    },
    {
      name: 'two lines of text in the margin',
      text: 'name: a\nproject: 1\ndescription: «You are Mia.»\n- Never lie\n- Be kind\n',
      says: [[E, 'text-without-block', 'needs `|`']],
    },
    {
      name: 'a key and its value below a prompt, without a colon',
      text: 'name: a\nproject: 1\ndescription: Helps callers\n«Language en»\n',
      says: [[E, 'missing-colon', 'colon']],
      unfixable: true,
    },
    {
      name: 'two colons in a line',
      text: 'name: «Support: night»\ndescription: Helps\nproject: 42\n',
      says: [[E, 'unquoted-text', 'quotes']],
    },
    {
      name: 'Markdown around a key',
      text: '«**name:**» Support\ndescription: Helps\nproject: 42\n',
      says: [[E, 'markdown-key', "Markdown isn't YAML"]],
    },
    {
      name: 'a colon behind a value',
      text: 'name: Support\ndescription: Helps\nproject: 42«:»\n',
      says: [[E, 'extra-colon', 'remove the `:`']],
    },
    {
      name: 'a placeholder that is not closed',
      text: provider('type: vapi\nagent_id: a\ncredentials:\n  api_key: «${secret:»\n'),
      says: [[E, 'unclosed-placeholder', 'write `${secret:name}`']],
      unfixable: true,
    },
    {
      name: 'a line below a key that is a comment',
      text: provider('type: vapi\nagent_id: a\n# credentials:\n  «api_key: "${secret:k}"»\n'),
      says: [[E, 'commented-key', 'The key above this line is a comment']],
      unfixable: true,
    },
    {
      name: 'quotes inside quotes',
      text: 'name: "A «"good"» agent"\ndescription: Helps\nproject: 42\n',
      says: [[E, 'quote-in-quotes', 'Write `\\"`']],
    },
    {
      name: 'a key in brackets without a value, above another',
      text: '{\n  "name": "Support",\n  «"description"»:\n  "project": 42\n}\n',
      says: [[E, 'empty-value', 'no value yet']],
      unfixable: true,
    },
    {
      name: 'an escape YAML does not know',
      text: 'name: "a«\\d»"\ndescription: Helps\nproject: 42\n',
      says: [[E, 'bad-escape', 'double the backslash']],
    },
    {
      name: 'lines with dashes in a flow list',
      unfixable: true,
      text: spec('mock_tools: [\n  «- name: a»\n]\n'),
      says: [[E, 'yaml-syntax', 'use commas']],
    },
    {
      name: 'a value that begins with @',
      text: 'name: «@support»\ndescription: Helps\nproject: 42\n',
      says: [[E, 'unquoted-text', 'quotes']],
    },
    {
      name: 'a prompt that lost its indentation',
      text: 'name: a\nproject: 42\ndescription: |\n  You help.\n«You are kind»\nYou listen\n',
      says: [[E, 'bad-indentation', 'indent it under `description`']],
    },
    {
      name: 'a key without its colon below a prompt',
      text: 'name: a\ndescription: |\n  You help.\n«project 42»\n',
      says: [[E, 'missing-colon', 'colon']],
    },
    {
      name: 'a line below a prompt that may be a key or text',
      unfixable: true,
      text: 'name: a\nproject: 42\ndescription: |\n  You help.\n«and you listen»\n',
      says: [[E, 'missing-colon', 'indent']],
    },
    {
      name: 'no-break spaces as indentation',
      text: spec('telephony:\n«\u00a0\u00a0»inbound: true\n'),
      says: [[E, 'odd-space', 'plain spaces']],
    },
    {
      name: 'a fence of Markdown around the spec',
      text: `«\`\`\`yaml»\n${spec('')}\`\`\`\n`,
      says: [[E, 'code-fence', 'remove it']],
    },
    {
      name: 'a line of a program around the spec',
      text: '«payload =» {"name": "Support", "description": "Helps", "project": 42}\n',
      says: [[E, 'code-around', 'Only the JSON']],
    },
    {
      name: 'lines of a template of Helm',
      unfixable: true,
      text: spec('«{{- if .Values.inbound }}»\ntelephony:\n  inbound: true\n{{- end }}\n'),
      says: [[E, 'template-line', 'fill in the template first']],
    },
    {
      name: 'lines of a template of Jinja',
      unfixable: true,
      text: `«{# for callers #}»\n${spec('{% if greets %}\nagent_speaks_first: true\n{% endif %}\nlanguage: en\n')}`,
      says: [[E, 'template-line', 'fill in the template first']],
    },
    ...['${{ vars.A }}', '$(A)', '${A}'].map(
      (written): Case => ({
        name: `${written} where no text belongs, said once`,
        text: `name: a\ndescription: b\nproject: «${written}»\n`,
        says: [[E, 'placeholder-without-source', 'write `${env:A}`']],
      }),
    ),
    {
      name: 'one where one of several words belongs',
      text: spec('language: «${{ vars.LANGUAGE }}»\n'),
      says: [[E, 'placeholder-without-source', 'write `${env:LANGUAGE}`']],
    },
    {
      name: 'a template where a number belongs, said once',
      unfixable: true,
      text: 'name: a\ndescription: b\nproject: «{{ .Values.project }}»\n',
      says: [[E, 'wrong-type', 'takes a whole number']],
    },
    {
      name: 'an item that begins with another sign',
      text: spec('telephony:\n  outbound_numbers:\n    «•» "+14155550123"\n'),
      says: [[E, 'missing-dash', 'write `- `']],
    },
    {
      name: 'an item whose dash has no space behind it',
      text: spec('mock_tools:\n  «-»name: find_order\n'),
      says: [[E, 'missing-dash', 'space is missing']],
    },
    {
      name: 'two signs above a text',
      text: 'name: Support\nproject: 42\ndescription: «||»\n  You help callers.\n',
      says: [[E, 'block-header', 'write `|`']],
    },
    {
      name: 'a comment with slashes',
      text: spec('«//» for callers\nlanguage: en\n'),
      says: [[E, 'slash-comment', 'start with `#`']],
    },
    {
      name: 'a missing comma',
      text: spec('telephony: {inbound: true «sip_uri»: "sip:a@example.com"}\n'),
      says: [[E, 'missing-comma', 'write `,`']],
    },
    {
      name: 'two commas in a row',
      text: spec('telephony: {inbound: true,«,» sip_uri: "sip:a@example.com"}\n'),
      says: [[E, 'extra-comma', 'Two commas in a row']],
    },
    {
      name: 'a bracket too many',
      text: spec('telephony: {inbound: true}«}»\n'),
      says: [[E, 'extra-bracket', 'closes nothing']],
    },
    {
      name: 'a bracket of the other kind',
      text: spec('telephony: {inbound: true«]»\n'),
      says: [[E, 'wrong-bracket', 'needs `}`, not `]`']],
    },
    {
      name: 'a comma before the first entry',
      text: spec('telephony:\n  outbound_numbers: [«,» "+14155550123"]\n'),
      says: [[E, 'extra-comma', 'remove it']],
    },
    {
      name: 'text beside a pipe',
      text: 'name: a\nproject: 42\ndescription: | «You help.»\n',
      says: [[E, 'text-beside-block', 'line below']],
    },
    {
      name: 'text that needs a pipe',
      text: 'name: a\nproject: 42\ndescription: «You help.»\n  Rules: be kind.\n',
      says: [[E, 'text-without-block', 'needs `|`']],
    },
    {
      name: 'a list in the margin where only text can be',
      text: 'name: a\nproject: 42\ndescription:\n«- Never lie»\n- Be kind\n',
      says: [[E, 'text-without-block', 'needs `|`']],
    },
    {
      name: 'a list of maps there, which may be meant for another key',
      text: 'name: a\nproject: 42\n«description»:\n- name: find_order\n',
      says: [[E, 'wrong-type', 'not a list']],
      unfixable: true,
    },
    {
      name: 'a dash before a key',
      text: spec('«-» language: en\n'),
      says: [[E, 'stray-dash', 'remove the dash']],
    },
    {
      name: 'a merge conflict, the current version counts',
      unfixable: true,
      text: 'name: a\nproject: 1\n«<<<<<<< HEAD»\ndescription: ours\n=======\ndescription: "theirs\n>>>>>>> main\n',
      says: [[E, 'merge-conflict', 'keep one of the versions']],
    },
    {
      name: 'two merge conflicts, one with the common version between',
      unfixable: true,
      text: '«<<<<<<< HEAD»\nname: a\n||||||| 1f0c\nname: "b\n=======\nname: c: d\n>>>>>>> main\nproject: 1\ndescription: |\n  Help.\n«<<<<<<<»\n  Be kind.\n=======\n  Be quick.\n>>>>>>>\n',
      says: [
        [E, 'merge-conflict', 'merge conflict'],
        [E, 'merge-conflict', 'merge conflict'],
      ],
    },
    {
      name: 'markers of a merge conflict that are left behind, one of them to choose by',
      unfixable: true,
      text: 'name: a\n«<<<<<<< HEAD»\ndescription: b\n«=======»\nproject: 1\n',
      says: [
        [E, 'merge-conflict', 'left over from a merge conflict'],
        [E, 'merge-conflict', 'remove the line'],
      ],
    },
    {
      name: 'a line of signs in a prompt',
      text: 'name: a\nproject: 1\ndescription: |\n  <<<<<<< no conflict\n  =======\n',
    },
    { name: 'an end of the document', text: `${spec('')}...\n# the end\n` },
    {
      name: 'an end of the document behind a prompt',
      text: 'name: a\nproject: 1\ndescription: |\n  You answer.\n...\n',
    },
    {
      name: 'an end with more behind it',
      unfixable: true,
      text: `${spec('')}«...»\nlanguage: en\n`,
      says: [[E, 'second-document', '`...` ends the spec']],
    },
    {
      name: 'a second document',
      unfixable: true,
      text: `${spec('')}«---»\nname: other\n`,
      says: [[E, 'second-document', 'indent the line if it belongs to a text']],
    },
    {
      name: 'a key or a line of the text above',
      unfixable: true,
      text: 'name: a\nproject: 42\ndescription: |\n  You are Mia.\n  Be kind.\n «language: de»\n',
      says: [[E, 'bad-indentation', 'indent it like one of them']],
    },
    {
      name: 'a second JSON object',
      unfixable: true,
      text: '{"name": "a", "description": "b", "project": 42}\n«{»"name": "c", "description": "d", "project": 42}\n',
      says: [[E, 'second-document', 'move this one to another file']],
    },
    {
      name: 'a second JSON object over several lines, behind a comma, and a third',
      unfixable: true,
      text: '{\n  "name": "a",\n  "description": "b",\n  "project": 42\n},\n«{»\n  "name": "c"\n},\n{"name": "d"}\n',
      says: [[E, 'second-document', 'move this one to another file']],
    },
    {
      name: 'a key below a JSON object',
      unfixable: true,
      text: '{"name": "a", "description": "b", "project": 42}\n\n# German\n«language: de»\nlanguage: fr\n',
      says: [[E, 'second-document', 'write it between the braces']],
    },
    {
      name: 'dashes at the end',
      text: `${spec('')}«---»\n# the end\n`,
      says: [[E, 'second-document', 'nothing follows: remove the line']],
    },
    {
      name: 'a root that is a list',
      text: '«- name: a\n  description: b\n  project: 1»',
      says: [[E, 'not-a-map', 'not a list']],
    },
    {
      name: 'a root that is text',
      unfixable: true,
      text: '«hello there»',
      says: [[E, 'not-a-map', 'not text']],
    },
    {
      name: 'words behind a value between braces, which no quotes make a text',
      unfixable: true,
      text: spec('telephony: {phone_number: "+14155550123" «or none}»\n'),
      says: [[E, 'unquoted-text', "isn't allowed here"]],
    },
    {
      name: 'an alias without a name',
      unfixable: true,
      text: mockData('«*»'),
      says: [[E, 'undefined-alias', 'the name of an anchor']],
    },
    {
      name: 'an alias without an anchor',
      text: 'name: «*nobody»\ndescription: a\nproject: 42\n',
      says: [[E, 'undefined-alias', '&nobody']],
    },
    ...[
      'telephony: «*lines»\n',
      'telephony:\n  sip_auth: «*lines»\n',
      'mock_tools: «*lines»\n',
      'mock_tools: [«*lines»]\n',
      'provider:\n  type: vapi\n  agent_id: a\n  credentials: «*lines»\n',
      'provider:\n  type: livekit\n  credentials:\n    api_key: "${secret:k}"\n    config: «*lines»\n',
    ].map(
      (lines): Case => ({
        name: `one where a map or a list belongs: ${JSON.stringify(lines)}`,
        unfixable: true,
        text: spec(lines),
        says: [[E, 'undefined-alias', ': define it first.']],
      }),
    ),
    {
      name: 'a key given twice',
      unsure: true,
      text: spec('«name»: Again\n'),
      says: [[E, 'duplicate-key', 'written twice', 1]],
    },
    {
      name: 'a key given twice that looks like the place of a line',
      unsure: true,
      text: 'name: a\ndescription: b\nproject: 1\nprovider: {type: self_hosted, credentials: {config: {headers: {"{line}": a, «"{line}"»: b}}}}\ntelephony: {phone_number: "+14155550123"}\n',
      says: [[E, 'duplicate-key', '`{line}` is written twice', 4]],
    },
    {
      name: 'a nested key given twice',
      text: spec('telephony:\n  inbound: true\n  «inbound»: false\n'),
      says: [[E, 'duplicate-key', 'written twice', 5]],
    },
    {
      name: 'errors in two places, and what stands between them',
      text: 'name: «"a»\ndescription: «@b»\nproject: «x»\n',
      says: [
        [E, 'unclosed', ''],
        [E, 'unquoted-text', ''],
        [E, 'wrong-type', 'whole number'],
      ],
    },
    {
      name: 'emoji before the place count as two',
      unsure: true,
      text: 'name: 🚀\ndescription: b\nproject: 1\nmock_tools:\n  - {name: a, description: 🚀, «colour»: red}\n',
      says: [[E, 'unknown-key', '`colour`']],
    },
  ],

  keys: [
    {
      name: 'keys that are missing',
      text: '««name»»: a\n',
      says: [
        [E, 'missing-key', '`description`'],
        [E, 'missing-key', '`project`'],
      ],
    },
    {
      name: 'a typing mistake is not also missing',
      text: '«nmae»: a\ndescription: b\nproject: 1\n',
      says: [[E, 'unknown-key', 'did you mean `name`']],
    },
    {
      name: 'a part of a name',
      text: spec('telephony:\n  «url»: wss://example.com\n'),
      says: [[E, 'unknown-key', '`websocket_url`']],
    },
    {
      name: 'nothing like it',
      unsure: true,
      text: spec('«colour»: red\n'),
      says: [[E, 'unknown-key', 'a spec takes']],
    },
    {
      name: 'a key of another level',
      text: provider(
        'type: livekit\n«api_secret»: ${secret:s}\ncredentials:\n  api_key: "${secret:k}"\n  config:\n    url: wss://example.com\n',
      ),
      says: [[E, 'misplaced-key', '`provider.credentials.config`']],
    },
    {
      name: 'a key of the root below',
      text: provider(
        'type: custom\nchat_agent_details: {type: sms}\n«webhook_url»: https://example.com\n',
      ),
      says: [[E, 'misplaced-key', 'top level']],
    },
    {
      name: "another provider's key",
      unsure: true,
      text: provider(
        'type: vapi\ncredentials:\n  api_key: "${secret:k}"\n  config:\n    «api_secret»: x\n',
      ),
      says: [[E, 'other-type-key', 'belongs to LiveKit; Vapi takes `public_key`, `trigger_url`']],
    },
    {
      name: "another provider's key at the root",
      unsure: true,
      text: provider('type: vapi\ncredentials:\n  api_key: "${secret:k}"\n').concat(
        '«bot_id»: x\n',
      ),
      says: [[E, 'other-type-key', 'Kore.ai']],
    },
    {
      name: 'a v1 name',
      text: provider('type: vapi\ncredentials: {api_key: "${secret:k}"}\n').concat(
        '«assistant_id»: x\n',
      ),
      says: [[E, 'v1-key', 'write `provider.agent_id`']],
    },
    {
      name: 'a v1 name of a provider',
      text: provider('type: vapi\nauto_sync_prompt: true\ncredentials: {config: {}}\n').concat(
        '«vapi_api_key»: ${secret:k}\n',
      ),
      says: [[E, 'v1-key', '`provider.credentials.api_key`']],
    },
    {
      name: 'a v1 name is not also missing',
      text: '«agent_name»: a\ndescription: b\nproject: 1\n',
      says: [[E, 'v1-key', '`name`']],
    },
    {
      name: 'a v1 name in a tool',
      text: spec('mock_tools:\n  - name: a\n    «information»: []\n'),
      says: [[E, 'v1-key', '`mock_data`']],
    },
    {
      name: 'a key only the server sets',
      text: spec('«created_at»: "2026-01-01T00:00:00Z"\n'),
      says: [[W, 'read-only-key', 'remove']],
    },
    {
      name: 'inbound and phone_number at the root',
      text: spec('«inbound»: true\n«phone_number»: "+14155550123"\n'),
      says: [
        [I, 'older-key', '`telephony.inbound`'],
        [I, 'older-key', '`telephony.phone_number`'],
      ],
    },
    {
      name: 'webhook_secret alone',
      text: spec('«webhook_secret»: ${secret:w}\n'),
      says: [[W, 'unneeded-key', '`webhook_url`']],
    },
  ],

  values: [
    {
      name: 'text for a number',
      unfixable: true,
      text: 'name: a\ndescription: b\nproject: «forty»\n',
      says: [[E, 'wrong-type', 'a whole number, not text']],
    },
    {
      name: 'a quoted number',
      text: 'name: a\ndescription: b\nproject: «"42"»\n',
      says: [[E, 'wrong-type', 'write `42` without quotes']],
    },
    {
      name: 'a number for text',
      text: 'name: «42»\ndescription: b\nproject: 1\n',
      says: [[E, 'wrong-type', '`"42"`']],
    },
    {
      name: 'a phone number without quotes',
      text: spec('telephony:\n  phone_number: «+14155550123»\n'),
      says: [[E, 'wrong-type', '`"+14155550123"`']],
    },
    {
      name: 'nothing where text belongs',
      unfixable: true,
      text: 'name: a\n«description»:\nproject: 1\n',
      says: [[E, 'wrong-type', 'has no value yet']],
    },
    {
      name: 'an empty name',
      unfixable: true,
      text: 'name: «""»\ndescription: b\nproject: 1\n',
      says: [[E, 'empty-value', 'must not be empty']],
    },
    {
      name: 'a name of 256 characters',
      unfixable: true,
      text: `name: «${'a'.repeat(256)}»\ndescription: b\nproject: 1\n`,
      says: [[E, 'too-long', '255']],
    },
    ...[
      'agent_speaks_first: «None»\n',
      'telephony:\n  sip_auth: «nil»\n',
      'provider:\n  type: custom\n  chat_agent_details: «undefined»\n',
      'provider:\n  type: cisco\n  credentials: «none»\n',
    ].map(
      (lines): Case => ({
        name: `another word for null: ${JSON.stringify(lines)}`,
        text: spec(lines),
        says: [[E, 'wrong-type', 'write `null`']],
      }),
    ),
    {
      name: 'semicolons behind values',
      text: 'name: a\ndescription: b\nproject: «42;»\n',
      says: [[E, 'wrong-type', 'remove the `;` after `42`']],
    },
    {
      name: 'an empty text where one of several words belongs',
      unfixable: true,
      text: spec('language: «""»\ntelephony:\n  sip_originating_region: «" "»\n'),
      says: [
        [E, 'empty-value', '`language` has no value yet: use one of `af`'],
        [E, 'empty-value', 'use one of `us-east`, `us-west`'],
      ],
    },
    {
      name: 'yes for true',
      text: spec('telephony:\n  inbound: «yes»\n'),
      says: [[E, 'yaml11-boolean', 'write `true`']],
    },
    {
      name: 'off for false',
      text: provider(
        'type: vapi\nauto_sync_prompt: «off»\ncredentials:\n  api_key: "${secret:k}"\n',
      ),
      says: [[E, 'yaml11-boolean', 'write `false`']],
    },
    {
      name: 'a map for a list',
      text: spec('«mock_tools»:\n  name: a\n'),
      says: [[E, 'wrong-type', 'a list']],
    },
    {
      name: 'a map of other keys for a list',
      unfixable: true,
      text: spec('«mock_tools»:\n  find_order: [1]\n'),
      says: [[E, 'wrong-type', 'a list']],
    },
    {
      name: 'a key around a spec',
      text: '«assistant»:\n  name: a\n  description: b\n  project: 1\n',
      says: [[E, 'unknown-key', 'has no key around it']],
    },
    {
      name: 'keys that are not indented under theirs',
      text: spec(
        'provider:\n«type»: vapi\nagent_id: a\ncredentials: {api_key: "${secret:k}"}\nlanguage: en\n',
      ),
      says: [[E, 'unindented-key', '`type`, `agent_id`, `credentials` belong under `provider`']],
    },
    {
      name: 'arguments and answers that are not indented under theirs',
      text: spec(
        'mock_tools:\n  - name: a\n    description: b\n    mock_data:\n      - input:\n        «order_id»: 1\n        date: x\n        output:\n        «status»: ok\n',
      ),
      says: [
        [E, 'unindented-key', '`order_id`, `date` belong under `input`'],
        [E, 'unindented-key', '`status` belongs under `output`'],
      ],
    },
    {
      name: 'a key of the older API behind one that takes any',
      text: spec('predefined_metrics:\n«contact_number»: "+14155550123"\n'),
      says: [[E, 'v1-key', '`telephony.phone_number`']],
    },
    {
      name: 'a key with a slip behind one that takes any',
      unfixable: true,
      text: spec(
        'mock_tools:\n  - name: a\n    description: b\n    mock_data:\n      - «input»:\n        «outptu»: 1\n',
      ),
      says: [
        [E, 'wrong-type', 'no value yet'],
        [E, 'unknown-key', 'did you mean `output`'],
      ],
    },
    {
      name: 'one that is not indented in an inner map',
      text: provider('type: vapi\nagent_id: a\ncredentials:\n«api_key»: ${secret:k}\n'),
      says: [[E, 'unindented-key', '`api_key` belongs under `credentials`']],
    },
    {
      name: 'a key of another map behind one without a value',
      text: spec('«telephony»:\nlanguage: en\n'),
      says: [[E, 'wrong-type', 'no value yet']],
      unfixable: true,
    },
    {
      name: 'a map by name for a list',
      text: spec('«mock_tools»:\n  find_order:\n    mock_data: []\n'),
      says: [[E, 'wrong-type', 'a list']],
    },
    {
      name: 'JSON in quotes for a map',
      text: mockData('«"{\\"a\\": 1}"»'),
      says: [[E, 'wrong-type', 'without quotes']],
    },
    {
      name: 'an item that has none of its keys',
      unsure: true,
      text: spec('mock_tools:\n  - name: a\n    mock_data:\n      - {«foo»: 1, «bar»: 2}\n'),
      says: [
        [E, 'unknown-key', '`mock_data` takes `input`, `output`'],
        [E, 'unknown-key', '`mock_data` takes `input`, `output`'],
      ],
    },
    {
      name: 'a list of one number',
      text: 'name: a\ndescription: b\n«project»: [1]\n',
      says: [[E, 'wrong-type', 'not a list']],
    },
    {
      name: 'a list of two numbers',
      unfixable: true,
      text: 'name: a\ndescription: b\n«project»: [1, 2]\n',
      says: [[E, 'wrong-type', 'not a list']],
    },
    {
      name: 'a list of the parts of a map',
      text: spec('«telephony»:\n  - inbound: true\n  - phone_number: "+14155550123"\n'),
      says: [[E, 'wrong-type', 'not a list']],
    },
    {
      name: 'a list of maps with the same key',
      unfixable: true,
      text: spec('«telephony»:\n  - inbound: true\n  - inbound: false\n'),
      says: [[E, 'wrong-type', 'not a list']],
    },
    {
      name: 'a key that is missing',
      unfixable: true,
      text: spec('«:» en\n'),
      says: [[E, 'unknown-key', 'A key is missing before this colon']],
    },
    {
      name: 'a variable that is declared in a map, and used',
      text: 'name: a\ndescription: Ask {{guest}}.\nproject: 1\n«dynamic_variables»:\n  guest: who calls\n',
      says: [[E, 'wrong-type', 'a list']],
    },
    {
      name: 'a value near one of an enum',
      text: spec('mock_tools: [{name: a, served_via: {type: «direkt»}}]\n'),
      says: [[E, 'unknown-value', 'did you mean `direct`']],
    },
    {
      name: 'a provider that does not exist',
      text: provider('type: «vapy»\ncredentials:\n  api_key: "${secret:k}"\n'),
      says: [[E, 'unknown-value', '`vapi`']],
    },
    {
      name: 'a phone number without country code',
      unfixable: true,
      text: spec('telephony:\n  phone_number: «"0415 5550123"»\n'),
      says: [[E, 'wrong-format', '+14155550123']],
    },
    {
      name: 'a phone number in a list',
      unfixable: true,
      text: spec('telephony:\n  outbound_numbers:\n    - «"12"»\n'),
      says: [[E, 'wrong-format', 'phone number']],
    },
    {
      name: 'a web address for a socket',
      text: spec('telephony:\n  websocket_url: «https://example.com»\n'),
      says: [[E, 'wrong-format', 'wss://']],
    },
    {
      name: 'a socket without encryption',
      text: provider(
        'type: livekit\ncredentials: {api_key: "${secret:k}", config: {api_secret: "${secret:s}", url: «"ws://a.example"»}}\n',
      ),
      says: [[W, 'insecure-websocket', '`wss://`']],
    },
    {
      name: 'a telephony socket without encryption is common',
      text: spec('telephony:\n  websocket_url: ws://example.com\n'),
    },
    {
      name: 'no SIP address',
      unfixable: true,
      text: spec('telephony:\n  sip_uri: «https://example.com»\n'),
      says: [[E, 'wrong-format', 'sip:user@']],
    },
    {
      name: 'no URL',
      text: spec('webhook_url: «a.example»\n'),
      says: [[E, 'wrong-format', 'https://']],
    },
    ...['example', 'n/a', 'none', 'localhost:3000', 'mailto:a@b.example', 'a@b.example'].map(
      (text): Case => ({
        name: `${text}, of which nobody can tell the URL`,
        unfixable: true,
        text: spec(`webhook_url: «${text}»\n`),
        says: [[E, 'wrong-format', 'https://']],
      }),
    ),
    {
      name: 'no Base64',
      unfixable: true,
      text: spec(
        'knowledge_base_files:\n  - file_name: a.txt\n    content_base64: «"not base64!"»\n',
      ),
      says: [[E, 'wrong-format', 'Base64']],
    },
  ],

  lists: [
    {
      name: 'a file type nobody reads',
      unfixable: true,
      text: spec('knowledge_base_files:\n  - path: «notes.docx»\n'),
      says: [[E, 'wrong-file-type', 'pdf']],
    },
    {
      name: 'a file type nobody reads, in whatever name',
      unfixable: true,
      text: spec('knowledge_base_files:\n  - path: «notes$${y}.exe»\n'),
      says: [[E, 'wrong-file-type', 'pdf']],
    },
    {
      name: 'a placeholder in a path, which is read as it stands',
      unfixable: true,
      text: spec('knowledge_base_files:\n  - path: «${env:DOCS}/hours.md»\n'),
      says: [[E, 'placeholder-in-path', 'write the path of the file']],
    },
    {
      name: 'a file without content',
      text: spec('knowledge_base_files:\n  - «file_name»: a.txt\n'),
      says: [[E, 'missing-key', '`content_base64`']],
    },
    {
      name: 'a tool without a name',
      text: spec('mock_tools:\n  - «description»: a\n'),
      says: [[E, 'missing-key', '`name`']],
    },
    {
      name: 'a tool name with other characters',
      unsure: true,
      text: spec('mock_tools:\n  - name: «get/order»\n'),
      says: [[E, 'wrong-format', 'letters, digits']],
    },
    {
      name: 'two tools of one name',
      text: spec('mock_tools:\n  - name: a\n  - name: «a»\n'),
      says: [[E, 'repeated-name', 'already a tool `a`', 5]],
    },
    {
      name: 'two variables of one name',
      unfixable: true,
      text: greeting(
        'dynamic_variables:\n  - name: a\n    description: x\n  - name: «a»\n    description: y\n',
      ),
      says: [[E, 'repeated-name', 'already a variable `a`', 5]],
    },
    {
      name: 'a variable that begins with a digit',
      unfixable: true,
      text: greeting(
        'dynamic_variables:\n  - name: «1st»\n    description: "{{ 1st }}"\n  - name: a\n    description: x\n',
      ),
      says: [[W, 'wrong-format', 'not starting with a digit']],
    },
    {
      name: 'a variable without description',
      text: greeting('dynamic_variables:\n  - «name»: a\n'),
      says: [[E, 'missing-key', '`description`']],
    },
    {
      name: 'the same input twice, keys in another order',
      unfixable: true,
      text: spec(
        'mock_tools:\n  - name: a\n    mock_data:\n      - {input: {a: 1, b: 2}, output: x}\n      - {«input»: {b: 2, a: 1}, output: y}\n',
      ),
      says: [[E, 'repeated-input', 'already has an answer', 7]],
    },
    {
      name: 'a tool served by MCP without its number',
      text: spec('mock_tools:\n  - name: a\n    «served_via»: {type: mcp}\n'),
      says: [[E, 'missing-key', '`mock_index`']],
    },
    {
      name: 'a number without MCP',
      unsure: true,
      text: spec('mock_tools:\n  - name: a\n    served_via: {«mock_index»: 1}\n'),
      says: [[W, 'unneeded-key', 'mcp']],
    },
    {
      name: 'numbers begin at 1',
      text: spec('mock_tools:\n  - name: a\n    served_via: {type: mcp, mock_index: «0»}\n'),
      says: [[E, 'too-small', 'of 1 or more']],
    },
    {
      name: 'a problem in anchored text is told once',
      text: spec(
        'mock_tools:\n  - name: a\n    served_via: &via {type: «directt»}\n  - name: b\n    served_via: *via\n',
      ),
      says: [[E, 'unknown-value', '`direct`']],
    },
  ],

  providers: [
    {
      name: 'credentials that are missing',
      text: spec('«provider»:\n  type: vapi\n'),
      says: [[E, 'missing-key', '`credentials`']],
    },
    {
      name: 'a key that is missing',
      text: provider('type: vapi\n«credentials»:\n  config: {}\n'),
      says: [[E, 'missing-key', '`api_key`']],
    },
    {
      name: 'configuration that is missing',
      text: provider('type: livekit\n«credentials»:\n  api_key: "${secret:k}"\n'),
      says: [[E, 'missing-key', '`config`']],
    },
    {
      name: 'keys of the configuration that are missing',
      text: provider(
        'type: livekit\ncredentials:\n  api_key: "${secret:k}"\n  «config»:\n    url: wss://example.com\n',
      ),
      says: [[E, 'missing-key', '`api_secret`']],
    },
    {
      name: 'pipecat needs a name',
      text: provider(
        'type: pipecat\ncredentials:\n  api_key: "${secret:k}"\n  «config»:\n    room_properties: {}\n',
      ),
      says: [[E, 'missing-key', '`pipecat_agent_name`']],
    },
    {
      name: 'pipecat with tracing needs none',
      text: provider(
        'type: pipecat\ncredentials:\n  api_key: "${secret:k}"\n  config:\n    tracing_enabled: true\n',
      ),
    },
    {
      name: 'what only later documents require is a warning',
      text: provider('type: telnyx\n«credentials»: {}\n'),
      says: [[W, 'missing-key', '`api_key`']],
    },
    {
      name: 'a key where none is needed',
      unsure: true,
      text: provider(
        'type: custom\nchat_agent_details: {type: sms}\ncredentials:\n  «api_key»: "${secret:k}"\n',
      ),
      says: [[W, 'unneeded-key', 'Custom']],
    },
    {
      name: 'no type, and keys that need one',
      unfixable: true,
      text: spec('«provider»:\n  agent_id: x\n  credentials: {api_key: "${secret:k}"}\n'),
      says: [[W, 'missing-key', "which doesn't use `agent_id`, `api_key`"]],
    },
    {
      name: 'an agent id nobody uses',
      unsure: true,
      text: provider('type: cisco\n«agent_id»: x\n'),
      says: [[W, 'unneeded-key', '`agent_id`']],
    },
    {
      name: 'a flag the provider does not have',
      unsure: true,
      text: provider(
        'type: livekit\n«auto_sync_prompt»: true\ncredentials:\n  api_key: "${secret:k}"\n  config: {api_secret: "${secret:s}", url: wss://example.com}\n',
      ),
      says: [[W, 'unsupported-flag', 'LiveKit']],
    },
    {
      name: 'a flag that asks for nothing',
      text: provider('type: cisco\nauto_sync_prompt: false\nauto_import_calls: null\n'),
    },
    {
      name: 'dialling needs a trigger',
      text: `${provider('type: custom\n«auto_dial_outbound»: true\n')}telephony: {phone_number: "+14155550123"}\n`,
      says: [[W, 'flag-needs-key', 'trigger_url']],
    },
    {
      name: 'an import needs an agent id',
      text: 'project: 1\n«provider»:\n  type: vapi\n  configure_from_provider: true\n  credentials: {api_key: "${secret:k}"}\n',
      says: [[E, 'missing-key', '`agent_id`']],
    },
    {
      name: 'an import without a key needs a saved one',
      text: 'project: 1\nprovider:\n  type: vapi\n  agent_id: a\n  «configure_from_provider»: true\n',
      says: [[W, 'import-without-key', 'saved Vapi key']],
    },
    {
      name: "another platform's chat",
      unfixable: true,
      text: provider(
        'type: vapi\ncredentials: {api_key: "${secret:k}"}\nchat_agent_details:\n  type: «retell»\n  config: {agent_id: a}\n',
      ),
      says: [[W, 'chat-does-not-fit', '`retell`']],
    },
    {
      name: 'a chat that fits everywhere',
      text: provider(
        'type: vapi\ncredentials: {api_key: "${secret:k}"}\nchat_agent_details: {type: sms}\n',
      ),
    },
    {
      name: 'a chat without its configuration',
      text: provider(
        'type: retell\ncredentials: {api_key: "${secret:k}"}\n«chat_agent_details»:\n  type: retell\n',
      ),
      says: [[E, 'missing-key', '`config`']],
    },
    {
      name: "another chat's key",
      unsure: true,
      text: provider(
        'type: retell\ncredentials: {api_key: "${secret:k}"}\nchat_agent_details:\n  type: retell\n  config: {agent_id: a, «domain»: x}\n',
      ),
      says: [[E, 'other-type-key', 'Agentforce']],
    },
    {
      name: 'a chat over a socket without encryption',
      text: provider(
        'type: custom\nchat_agent_details:\n  type: self_hosted\n  config: {url: «"ws://example.com"»}\n',
      ),
      says: [[W, 'insecure-websocket', '`wss://`']],
    },
  ],
  'secrets and what is not filled in': [
    {
      name: 'a key in plain text',
      text: provider('type: vapi\ncredentials:\n  api_key: «sk_live_1»\n'),
      says: [[I, 'plain-secret', '`${secret:vapi_api_key}`']],
    },
    {
      name: 'a key in plain text that an import needs',
      text: 'project: 1\nprovider:\n  type: vapi\n  agent_id: a\n  configure_from_provider: true\n  credentials:\n    api_key: «sk_live_1»\n',
      says: [[I, 'plain-secret', '`${secret:vapi_api_key}`']],
    },
    {
      name: 'a secret of the configuration, in flow style',
      text: provider(
        'type: livekit\ncredentials: {api_key: "${secret:k}", config: {api_secret: «s», url: "wss://a.example"}}\n',
      ),
      says: [[I, 'plain-secret', '`api_secret`']],
    },
    {
      name: 'an authorization header',
      text: provider(
        'type: custom\nchat_agent_details:\n  type: self_hosted\n  config:\n    url: wss://a.example\n    headers:\n      Content-Type: text/plain\n      Authorization: «Bearer token»\n',
      ),
      says: [[I, 'plain-secret', '`Authorization`']],
    },
    {
      name: 'a header that is masked is marked as well',
      text: provider(
        'type: custom\nchat_agent_details:\n  type: self_hosted\n  config:\n    url: wss://a.example\n    headers:\n      X-Password: «hunter2»\n',
      ),
      says: [[I, 'plain-secret', '`X-Password`']],
    },
    {
      name: 'a password',
      text: spec('telephony:\n  sip_auth: {username: a, password: «p»}\n'),
      says: [[I, 'plain-secret', '`password`']],
    },
    {
      name: 'angle brackets',
      unfixable: true,
      text: provider('type: vapi\ncredentials:\n  api_key: «<key>»\n'),
      says: [[W, 'not-filled-in', 'Replace this with the real value.']],
    },
    {
      name: 'where text is taken as it stands',
      unfixable: true,
      text: provider(
        'type: vapi\nagent_id: «<assistant id>»\ncredentials: {api_key: "${secret:k}"}\n',
      ),
      says: [[W, 'not-filled-in', 'Replace `<assistant id>` with the real value.']],
    },
    {
      name: 'where a number is wanted, which would be refused',
      unfixable: true,
      text: 'name: a\ndescription: b\nproject: «<project id>»\n',
      says: [[E, 'not-filled-in', 'Replace `<project id>` with the real value.']],
    },
    {
      name: 'where a phone number is wanted, which would be refused',
      unfixable: true,
      text: spec('telephony: {phone_number: «"<phone number>"»}\n'),
      says: [[E, 'not-filled-in', 'Replace `<phone number>` with the real value.']],
    },
    {
      name: 'YOUR_API_KEY',
      unfixable: true,
      text: provider('type: vapi\ncredentials:\n  api_key: «YOUR_API_KEY»\n'),
      says: [[W, 'not-filled-in', 'real value']],
    },
    {
      name: 'your agent id',
      unfixable: true,
      text: provider(
        'type: vapi\nagent_id: «your agent id»\ncredentials: {api_key: "${secret:k}"}\n',
      ),
      says: [[W, 'not-filled-in', 'real value']],
    },
    {
      name: 'texts that begin with you',
      text: 'name: Your dental helper\ndescription: >\n  Your name is Mia and you answer\n  the phone.\nproject: 1\nmock_tools:\n  - name: find_visit\n    description: Your way to find a visit\n    mock_data: [{input: {a: your-choice}, output: You are in}]\n',
    },
    {
      name: 'a text that begins with you, of one line',
      text: 'name: a\ndescription: You replace me at the desk\nproject: 1\n',
    },
    {
      name: 'changeme',
      unfixable: true,
      text: spec('webhook_url: https://a.example\nwebhook_secret: «changeme»\n'),
      says: [[W, 'not-filled-in', 'real value']],
    },
    ...[
      'xxx',
      'XXXXXXXX',
      '"..."',
      'sk-...',
      '"sk_xxxx"',
      'REDACTED',
      '"[REDACTED]"',
      '••••••••',
      '"***"',
      '…',
      '"<...>"',
    ].map(
      (value): Case => ({
        name: `signs in place of a secret: ${value}`,
        unfixable: true,
        text: spec(`webhook_url: https://a.example\nwebhook_secret: «${value}»\n`),
        says: [[W, 'not-filled-in', 'Replace this with the real value.']],
      }),
    ),
    {
      name: 'signs in a name are one',
      text: 'name: xxx\ndescription: ...\nproject: 42\n',
    },
    {
      name: 'an empty string where one is required',
      unfixable: true,
      text: provider('type: vapi\ncredentials:\n  api_key: «""»\n'),
      says: [[W, 'not-filled-in', 'Enter a value for `api_key`.']],
    },
    {
      name: 'a placeholder without its source',
      text: provider('type: vapi\ncredentials:\n  api_key: «${VAPI_API_KEY}»\n'),
      says: [[W, 'placeholder-without-source', '`${env:VAPI_API_KEY}`']],
    },
    {
      name: 'the same in a prompt means something else',
      text: 'name: a\ndescription: Say ${NAME}\nproject: 1\n',
    },
    {
      name: 'a literal one',
      text: provider('type: vapi\nagent_id: $${A}\ncredentials:\n  api_key: ${env:A}\n'),
    },
  ],
  'placeholders that would be sent as they stand': [
    {
      name: 'a line break behind a URL is not sent',
      text: spec('webhook_url: |\n  https://a.example\n'),
    },
    {
      name: 'a file with a line break or spaces around it is the whole value',
      text: 'name: " ${file:name.txt} "\ndescription: |\n  ${file:prompt.md}\nproject: 42\n',
    },
    {
      name: 'files among text',
      text: 'name: a\ndescription: |-\n  «${file:prompt.md}»\n  «${file:rules.md}»\nproject: 42\nmock_tools:\n  - name: t\n    description: "See «${file:hints.md}»"\n    mock_data: []\n',
      says: [
        [W, 'file-among-text', 'the whole value'],
        [W, 'file-among-text', 'the whole value'],
        [W, 'file-among-text', '`$${file:…}`'],
      ],
      unfixable: true,
    },
    {
      name: 'a file beside another placeholder',
      text: spec('webhook_url: https://${env:HOST}/«${file:path.txt}»\n'),
      says: [[W, 'file-among-text', 'the whole value']],
      unfixable: true,
    },
    {
      name: 'a file without a name',
      text: 'name: a\ndescription: «"${file: }"»\nproject: 42\n',
      says: [[W, 'placeholder-without-source', 'needs a path']],
      unfixable: true,
    },
    {
      name: 'files that are meant as text',
      text: 'name: a\ndescription: Write $${file:a.md} there\nproject: 42\n',
    },
    ...(
      [
        ['secrets', '${secrets:vapi}', '${secret:vapi}'],
        ['an environment in capitals', '${ENV:VAPI}', '${env:VAPI}'],
        ['a dot', '${env.VAPI}', '${env:VAPI}'],
        ['an environment of Node', '${process.env.VAPI}', '${env:VAPI}'],
        ['a secret of a workflow', '${{ secrets.VAPI }}', '${secret:VAPI}'],
        ['a variable of a workflow', '${{ env.VAPI }}', '${env:VAPI}'],
        ['a variable of a pipeline', '$(VAPI)', '${env:VAPI}'],
        ['a default', '${env:VAPI:-abc}', '${env:VAPI}'],
        ['a default of a shell', '${VAPI:-abc}', '${env:VAPI}'],
        ['a file in capitals', '${FILE:key.txt}', '${file:key.txt}'],
      ] as const
    ).map(
      ([name, written, meant]): Case => ({
        name: `${name} at a place for a secret`,
        text: provider(`type: vapi\ncredentials:\n  api_key: «${written}»\n`),
        says: [
          [
            W,
            written.includes(':-') ? 'placeholder-default' : 'placeholder-without-source',
            `\`${meant}\``,
          ],
        ],
      }),
    ),
    {
      name: 'one in braces alone',
      text: provider('type: vapi\ncredentials:\n  api_key: "«{{ env.VAPI }}»"\n'),
      says: [[W, 'placeholder-without-source', '`${env:VAPI}`']],
    },
    {
      name: 'each of several, also in a list or map in brackets',
      text: provider(
        'type: vapi\nagent_id: «${A}»-«${A2}»\ncredentials: {api_key: «$KEY», config: {public_key: "a«${ENV:B}»"}}\n',
      ),
      says: [
        [W, 'placeholder-without-source', '`${env:A}`'],
        [W, 'placeholder-without-source', '`${env:A2}`'],
        [W, 'placeholder-without-source', '`${env:KEY}`'],
        [W, 'placeholder-without-source', '`${env:B}`'],
      ],
    },
    {
      name: 'a part of a URL, which is no URL before it is filled in',
      text: provider(
        'type: vapi\ncredentials:\n  api_key: ${env:K}\n  config:\n    trigger_url: «${env.HOST}»/calls\n',
      ),
      says: [[W, 'placeholder-without-source', '`${env:HOST}`']],
    },
    ...[
      ...['"%A%"', '$env:A', 'env:A', 'process.env.A', 'env.A', 'env(A)', '"getenv(\'A\')"'],
      ...[
        'os.environ["A"]',
        '"os.getenv(\'A\')"',
        'ENV["A"]',
        '"<%= ENV[\'A\'] %>"',
        '${env:A',
        '${env:A}}',
      ],
    ].map((written): Case => {
      const inside = written.replaceAll(/^"|"$/g, '');
      return {
        name: `${written}, as an id`,
        text: provider(
          `type: vapi\nagent_id: ${written.replace(inside, `«${inside}»`)}\ncredentials: {api_key: "\${secret:k}"}\n`,
        ),
        says: [[W, 'placeholder-without-source', '`${env:A}`']],
      };
    }),
    ...['secret:a', 'file:a.txt'].map(
      (written): Case => ({
        name: `${written}, without its braces`,
        text: provider(
          `type: vapi\nagent_id: «${written}»\ncredentials: {api_key: "\${secret:k}"}\n`,
        ),
        says: [[W, 'placeholder-without-source', `\`\${${written}}\``]],
      }),
    ),
    ...['environment-1', 'env.prod', '"100%"', 'env-a', 'secrets', '"file://a"'].map(
      (id): Case => ({
        name: `${id}, an id`,
        text: provider(`type: vapi\nagent_id: ${id}\ncredentials: {api_key: "\${secret:k}"}\n`),
      }),
    ),
    {
      name: 'a source that nobody knows',
      text: provider('type: vapi\nagent_id: «${vault:a/b}»\ncredentials:\n  api_key: ${env:K}\n'),
      says: [[W, 'placeholder-without-source', '`${secret:name}`']],
      unfixable: true,
    },
    {
      name: 'no name',
      text: provider('type: vapi\nagent_id: «${env:}»\ncredentials:\n  api_key: ${env:K}\n'),
      says: [[W, 'placeholder-without-source', '`${env:NAME}`']],
      unfixable: true,
    },
    {
      name: 'a variable of a prompt in an id',
      text: provider('type: vapi\nagent_id: "{{ agent }}"\ncredentials:\n  api_key: ${env:K}\n'),
    },
  ],
  'secrets where any key may stand': [
    ...(
      [
        ['a key', 'my_token: «abc123»', 'livekit_my_token'],
        ['a deep key', 'a: {b: {privateKey: «abc123»}}', 'livekit_privatekey'],
        ['an item of a list', 'tokens: [«abc123»]', 'livekit_tokens_0'],
        ['below a secret key', 'credentials: {login: «abc123»}', 'livekit_login'],
      ] as const
    ).map(
      ([name, written, secret]): Case => ({
        name,
        text: livekitConfig(written),
        says: [[I, 'plain-secret', `write \`\${secret:${secret}}\``]],
      }),
    ),
    {
      name: 'for any configuration of a platform',
      text: provider('type: agora\ncredentials:\n  config:\n    client_secret: «abc123»\n'),
      says: [[I, 'plain-secret', 'agora_client_secret']],
    },
    {
      name: 'one that is not filled in',
      text: livekitConfig('my_token: «<your token>»'),
      says: [[W, 'not-filled-in', 'the real value']],
      unfixable: true,
    },
    {
      name: 'nothing of names that only look alike',
      text: livekitConfig(
        'author: Jane\n      keyword: a\n      tokenizer: b\n      max_tokens: 100',
      ),
    },
    { name: 'nothing of placeholders', text: livekitConfig('jwt: "${secret:a}"') },
  ],
  'numbers that are sent as others, or that were meant as text': [
    ...(
      [
        ['12345678901234567890', 'is sent as `12345678901234567000`'],
        ['8421999999999995999', 'is sent as `8421999999999996000`'],
        ['9007199254740993', 'is sent as `9007199254740992`'],
        ['-9007199254740993', 'is sent as `-9007199254740992`'],
        ['9999999999999.99999', 'is sent as `10000000000000`'],
        ['1e400', 'is sent as `null`'],
        ['61e9540', 'is sent as `null`'],
        ['6E-578', 'is sent as `0`'],
        ['.inf', 'is sent as `null`'],
        ['-.Inf', 'is sent as `null`'],
        ['.nan', 'is sent as `null`'],
      ] as const
    ).map(
      ([written, says]): Case => ({
        name: `${written} in mock data`,
        text: mockData(`{order: «${written}»}`),
        says: [[W, 'inexact-number', says]],
      }),
    ),
    ...(
      [
        ['01234', '`1234`', W],
        ['-007', '`-7`', W],
        ['12E3', '`12000`', W],
        ['1000000000000000000000', '`1e+21`', W],
        ['+4915112345', '`4915112345`', W],
        ['1.10', '`1.1`', I],
        ['5.0', '`5`', I],
        ['-0', '`0`', I],
        ['.5', '`0.5`', I],
      ] as const
    ).map(
      ([written, sent, severity]): Case => ({
        name: `${written} in mock data`,
        text: mockData(`{order: «${written}»}`),
        says: [[severity, 'rewritten-number', `is sent as ${sent}: put it in quotes`]],
      }),
    ),
    {
      name: 'in lists, block maps and behind anchors',
      text: mockData('\n          order: &a [«1e400»]\n          other: *a\n'),
      says: [[W, 'inexact-number', 'put it in quotes']],
    },
    {
      name: 'a project that is too large',
      text: 'name: a\ndescription: b\nproject: «12345678901234567890»\n',
      says: [[W, 'inexact-number', 'is sent as `12345678901234567000`']],
      unfixable: true,
    },
    {
      name: 'a project that is no number in JSON',
      text: 'name: a\ndescription: b\nproject: «.inf»\n',
      says: [[E, 'inexact-number', 'is sent as `null`: write the number']],
      unfixable: true,
    },
    {
      name: 'a project with a zero before it',
      text: 'name: a\ndescription: b\nproject: «042»\n',
      says: [[W, 'rewritten-number', 'is sent as `42`']],
    },
    {
      name: 'numbers that are sent as they stand',
      text: mockData('{a: 0, b: -1, c: 9007199254740991, d: 1.5, e: "01234", f: 0.001}'),
    },
    {
      name: 'numbers in hexadecimal and octal digits',
      text: mockData('{a: 0x2A, b: 0o755, c: 0x1FFFFFFFFFFFFF}'),
    },
    {
      name: 'a hexadecimal number that is too large',
      text: mockData('{order: «0xFFFFFFFFFFFFFFFF»}'),
      says: [[W, 'inexact-number', 'is sent as `18446744073709552000`']],
    },
    {
      name: 'an id that looks like a number',
      text: provider(
        'type: vapi\nagent_id: «12345678901234567890»\ncredentials:\n  api_key: ${env:K}\n',
      ),
      says: [[E, 'wrong-type', '`"12345678901234567890"`']],
    },
    {
      name: 'at a place for a secret, of which nothing is shown',
      text: provider('type: agora\ncredentials:\n  config:\n    secret_key: «0123456»\n'),
      says: [[W, 'rewritten-number', 'put it in quotes']],
    },
  ],
  tags: [
    {
      name: 'those of YAML for what JSON has as well',
      text: 'name: !!str 5\ndescription: ! "b"\nproject: !!int 42\ndynamic_variables: !!seq []\n',
    },
    {
      name: 'those of other tools that stand for a value',
      text: `name: a\ndescription: «!include prompt.md»\nproject: 42\nprovider:\n  type: vapi\n  agent_id: «!env_var AGENT»\n  credentials: {api_key: «!secret vapi_key»}\n`,
      says: [
        [E, 'unknown-tag', '`${file:prompt.md}`'],
        [E, 'unknown-tag', '`${env:AGENT}`'],
        [E, 'unknown-tag', '`${secret:vapi_key}`'],
      ],
    },
    {
      name: 'one of them where a number belongs',
      text: 'name: a\ndescription: b\nproject: «!include project.txt»\n',
      says: [[E, 'unknown-tag', '`${file:project.txt}`']],
    },
    {
      name: 'a text that begins like one',
      text: 'name: a\ndescription: «!important be kind»\nproject: 42\n',
      says: [[E, 'unknown-tag', 'put the value in quotes']],
    },
    {
      name: 'one before a map, whose keys are still checked',
      text: 'name: a\ndescription: b\nproject: 42\ntelephony: «!phone»\n  «inbund»: true\n',
      says: [
        [E, 'unknown-tag', 'This tag'],
        [E, 'unknown-key', 'did you mean `inbound`'],
      ],
      unfixable: true,
    },
    {
      name: 'one without a name',
      text: 'name: a\ndescription: «! be kind»\nproject: 42\n',
      says: [[E, 'unknown-tag', 'put the value in quotes']],
    },
    {
      name: 'one before text in quotes',
      text: 'name: a\ndescription: «!lower "be kind"»\nproject: 42\n',
      says: [[E, 'unknown-tag', '`!lower`']],
    },
    ...['!!timestamp 2001-12-14', '!!binary aGk=', '!date 2001-12-14'].map(
      (written): Case => ({
        name: `${written} in mock data`,
        text: mockData(`{a: «${written}»}`),
        says: [[E, 'unknown-tag', "isn't sent"]],
      }),
    ),
    {
      name: 'a number that is to be a fraction',
      text: mockData('{a: «!!float 1», b: !!float 1.5}'),
      says: [[E, 'unknown-tag', '`!!float`']],
    },
    ...['!!omap', '!!set', '!thing'].map(
      (tag): Case => ({
        name: `${tag} before a map or list`,
        text: mockData(`{a: «${tag}» ${tag === '!!omap' ? '[b: 1]' : '{b: }'}}`),
        says: [[E, 'unknown-tag', `\`${tag}\``]],
        unfixable: true,
      }),
    ),
    {
      name: 'a tag of YAML before what is no such value',
      text: mockData('{a: «!!bool yes», b: «!!int 1.5»}'),
      says: [
        [E, 'unknown-tag', '`!!bool`'],
        [E, 'unknown-tag', '`!!int`'],
      ],
    },
    {
      name: 'merge keys with what is no map',
      text: mockData('{<<: «text»}').replace('output: 1', 'output: {<<: «[a]»}'),
      says: [
        [E, 'wrong-merge', '`"<<"`'],
        [E, 'wrong-merge', '`"<<"`'],
      ],
      unfixable: true,
    },
  ],
  'what is pasted along with a value': [
    {
      name: 'a character that nobody sees, in an id',
      text: provider(
        'type: vapi\nagent_id: «"abc\u200b"»\ncredentials: {api_key: "${secret:k}"}\n',
      ),
      says: [[W, 'hidden-character', 'U+200B']],
    },
    {
      name: 'two of them, around a URL',
      text: spec('webhook_url: «"https://a.example/\u202a\u202c"»\n'),
      says: [[W, 'hidden-character', 'remove them']],
    },
    {
      name: 'one that is written as an escape, and those of a name and a prompt',
      text: `name: "\u200f\u05d0"\ndescription: "a\u200bb"\nproject: 1\nprovider:\n  type: vapi\n  agent_id: "a\\u200b"\n  credentials: {api_key: "\${secret:k}"}\n`,
    },
    {
      name: 'curly quotes around a name',
      text: 'name: «\u201cSupport\u201d»\ndescription: Helps\nproject: 1\n',
      says: [[W, 'curly-quotes', 'sent with these quotes']],
    },
    {
      name: 'those of other languages, and single ones',
      text: `name: «\u201eSupport\u201c»\ndescription: «\u2018Helps callers\u2019»\nproject: 1\n`,
      says: [
        [W, 'curly-quotes', '`name`'],
        [W, 'curly-quotes', '`description`'],
      ],
    },
    {
      name: 'curly quotes around a part, and in quotes that YAML knows',
      text: `name: \u201cA\u201d and \u201cB\u201d\ndescription: "\u201cHelps\u201d"\nproject: 1\n`,
    },
    {
      name: 'curly quotes around a number, mended with it',
      text: spec('telephony:\n  phone_number: «\u201c+14155550123\u201d»\n'),
      says: [[E, 'wrong-format', 'phone number']],
    },
    {
      name: 'the comma of a line of JSON',
      text: provider('type: vapi\nagent_id: «abc,»\ncredentials: {api_key: "${secret:k}"}\n'),
      says: [[W, 'extra-comma', 'sent with the comma']],
    },
    {
      name: 'a comma at the end of a text',
      text: 'name: Hello,\ndescription: Hello,\nproject: 1\n',
    },
  ],
  'text that a comment cuts off': [
    {
      name: 'a heading between a key and its text',
      unsure: true,
      text: 'name: a\nproject: 1\ndescription: «# Role»\n  You are Mia.\n',
      says: [[I, 'cut-text', 'write `|` after `description:`']],
    },
    {
      name: 'a heading below a key of a tool',
      unsure: true,
      text: spec('mock_tools:\n  - name: a\n    description:\n      «## Finds»\n      the order\n'),
      says: [[I, 'cut-text', "isn't sent"]],
    },
    {
      name: 'a comment between a key and its text',
      text: 'name: a\nproject: 1\ndescription: # the prompt\n  You are Mia.\n',
    },
    {
      name: 'all of a value',
      unsure: true,
      text: 'name: «#1 Support»\ndescription: a\nproject: 1\n',
      says: [[E, 'wrong-type', 'put the text in quotes']],
    },
    {
      name: 'behind a number sign',
      text: 'name: Support\ndescription: «Call us at the #1 place»\nproject: 42\n',
      says: [[I, 'cut-text', '`description` ends']],
    },
    {
      name: 'in a name, and in the middle of a sentence',
      text: 'name: «Line #2»\ndescription: «Press the # key, then say the order #1234 aloud.»\nproject: 42\n',
      says: [
        [I, 'cut-text', '`name` ends'],
        [I, 'cut-text', '`description` ends'],
      ],
    },
    ...[
      spec('telephony:\n  sip_auth:\n    username: a\n    password: ««hunter #2»»\n'),
      spec('webhook_url: https://a.example\nwebhook_secret: ««p4ss #word here»»\n'),
      provider('type: agora\ncredentials:\n  config:\n    my_token: ««abc #1»»\n'),
    ].map(
      (text): Case => ({
        name: `a secret: ${text.split('\n').at(-2)?.trim()}`,
        text,
        says: [
          [I, 'cut-text', 'ends at ` #`'],
          [I, 'plain-secret', 'in plain text'],
        ],
      }),
    ),
    {
      name: 'a comment behind a secret, and behind a placeholder',
      text: spec(
        'webhook_url: https://a.example\nwebhook_secret: «abc» # 2 of 3\ntelephony:\n  sip_auth:\n    username: a\n    password: ${secret:p} #prod\n',
      ),
      says: [[I, 'plain-secret', 'in plain text']],
    },
    {
      name: 'in a tool, at the end of a file with CRLF',
      text: 'name: a\r\nproject: 42\r\nmock_tools:\r\n  - name: t\r\n    mock_data: []\r\n    description: «Finds order #12»\r\ndescription: b\r\n',
      says: [[I, 'cut-text', 'in quotes']],
    },
    {
      name: 'comments that are some',
      text: 'name: Support # ours\ndescription: Helps callers. # Written by the team in Oslo.\nproject: 42 # 2nd project\nlanguage: en # 1st of our languages\nwebhook_url: https://a.example # the one of staging\n',
    },
    { name: 'in quotes', text: 'name: "Line #2"\ndescription: b#2\nproject: 42\n' },
  ],
  'names that mean something else elsewhere': [
    {
      name: 'an id of the map that they stand in',
      unsure: true,
      text: spec(
        'provider:\n  type: vapi\n  agent_id: a\n  credentials: {api_key: "${secret:v}", «id»: 3}\n',
      ),
      says: [[E, 'unknown-key', 'Unknown key `id`']],
    },
    {
      name: 'a user name and a password of the provider',
      unsure: true,
      text: spec(
        'provider:\n  type: vapi\n  credentials: {api_key: "${secret:v}", «password»: b}\n',
      ),
      says: [[E, 'unknown-key', 'Unknown key `password`']],
    },
    {
      name: 'a password where two places take one',
      unsure: true,
      text: spec(
        'telephony: {sip_uri: "sip:a@b.example", websocket_url: "wss://a.example", «password»: b}\n',
      ),
      says: [[E, 'misplaced-key', 'in `telephony.sip_auth` or `telephony.websocket_auth`']],
    },
    {
      name: 'one word of a key',
      text: spec('«first»: true\n'),
      says: [[E, 'unknown-key', 'did you mean `agent_speaks_first`?']],
    },
    {
      name: 'what only Cekura sets',
      unsure: true,
      text: spec('«personalities»: [1]\n'),
      says: [[E, 'unknown-key', 'Unknown key `personalities`']],
    },
    {
      name: 'a key that only holds an anchor',
      unfixable: true,
      text: '«x-prompt»: &prompt |\n  You are Mia.\nname: a\nproject: 42\ndescription: *prompt\n',
      says: [[E, 'unknown-key', 'write `&prompt` and its value where it is used first']],
    },
    {
      name: 'another name of a key that only holds an anchor',
      unfixable: true,
      text: '«agent_name»: &n Mia\nproject: 42\ndescription: b\nname: *n\n',
      says: [[E, 'unknown-key', 'write `&n`']],
    },
  ],
  'a file whose placeholder is not written as one': [
    ...[
      { key: 'description', value: '«${ file:prompts/a.md }»', meant: '${file:prompts/a.md}' },
      { key: 'description', value: '«${file:prompts/a.md»', meant: '${file:prompts/a.md}' },
      { key: 'description', value: '«${FILE:prompts/a.md}»', meant: '${file:prompts/a.md}' },
      { key: 'webhook_url', value: '«"${ file: a.txt }"»', meant: '${file:a.txt}' },
      { key: 'webhook_url', value: '«${file:a.txt»', meant: '${file:a.txt}' },
      // To YAML, these are keys.
      {
        key: 'description',
        value: '«${file: prompts/a.md}»',
        meant: '${file:prompts/a.md}',
        isKey: true,
      },
      { key: 'webhook_url', value: '«${env: X }»', meant: '${env:X}', isKey: true },
    ].map(({ key, value, meant, isKey }) => ({
      name: `${key}: ${value}`,
      text: `name: a\nproject: 42\n${key === 'description' ? '' : 'description: b\n'}${key}: ${value}\n`,
      says: [
        isKey
          ? [E, 'unquoted-text', `write \`${meant}\``]
          : [W, 'placeholder-without-source', `write \`${meant}\``],
      ] satisfies Case['says'],
    })),
    ...['description', 'webhook_url'].map((key) => ({
      name: `${key} without a path`,
      unfixable: true,
      text: `name: a\nproject: 42\n${key === 'description' ? '' : 'description: b\n'}${key}: «\${file:}»\n`,
      says: [[W, 'placeholder-without-source', 'needs a path']] satisfies Case['says'],
    })),
  ],
  'keys of other platforms, at their places': [
    ...[
      [
        'telephony:\n  sip_uri: sip:a@b.example\n  sip_auth: {username: u}\n  «password»: ${secret:p}',
        'misplaced-key',
        'write it in `telephony.sip_auth`.',
      ],
      [
        'telephony:\n  websocket_url: wss://a.example\n  websocket_auth: {username: u}\n  «password»: ${secret:p}',
        'misplaced-key',
        'write it in `telephony.websocket_auth`.',
      ],
      [
        'provider:\n  type: vapi\n  credentials: {api_key: "${secret:k}"}\n  «id»: abc',
        'unknown-key',
        '`id` is called `agent_id` here',
      ],
      [
        'provider:\n  type: vapi\n  credentials: {«token»: "${secret:k}"}',
        'unknown-key',
        '`token` is called `api_key` here',
      ],
      [
        'provider:\n  type: genesys\n  credentials:\n    «client_secret»: ${secret:k}\n    config: {client_id: a, region: b}',
        'unknown-key',
        '`client_secret` is called `api_key` here',
      ],
      [
        'provider:\n  type: pipecat\n  credentials:\n    api_key: ${secret:k}\n    config:\n      «agent_name»: bot',
        'unknown-key',
        '`agent_name` is called `pipecat_agent_name` here',
      ],
      [
        'provider:\n  type: livekit\n  credentials: {api_key: "${secret:k}"}\n  «config»: {api_secret: "${secret:s}", url: wss://a.example}',
        'misplaced-key',
        'write it in `provider.credentials`.',
      ],
      [
        'provider:\n  type: vapi\n  «phone_number»: "+14155550123"\n  credentials: {api_key: "${secret:k}"}',
        'misplaced-key',
        'write it in `telephony`',
      ],
      [
        'provider:\n  chat_agent_details:\n    type: self_hosted\n    config:\n      «websocket_url»: wss://a.example',
        'v1-key',
        'write `url`',
      ],
      [
        'mock_tools:\n  - «tool»: t\n    mock_data: []\n    description: b',
        'unknown-key',
        '`tool` is called `name` here',
      ],
      [
        'mock_tools:\n  - name: t\n    mock_data: []\n    description: b\n    «created_at»: 2026-01-01',
        'read-only-key',
        'set by Cekura',
      ],
      [
        '«webhook»: https://a.example\nwebhook_secret: ${secret:w}',
        'unknown-key',
        'is called `webhook_url` here',
      ],
      [
        'provider:\n  type: vapi\n  credentials: {api_key: "${secret:k}"}\n«VAPI_ASSISTANT_ID»: abc',
        'unknown-key',
        '`VAPI_ASSISTANT_ID` is called `provider.agent_id` here',
      ],
      [
        'provider:\n  type: livekit\n  credentials: {api_key: "${secret:k}", config: {api_secret: "${secret:s}"}}\n  «LIVEKIT_URL»: wss://a.example',
        'unknown-key',
        '`LIVEKIT_URL` is called `provider.credentials.config.url` here',
      ],
      [
        'provider:\n  type: livekit\n  credentials:\n    api_key: ${secret:k}\n    config:\n      url: wss://a.example\n      «LIVEKIT_API_SECRET»: ${secret:s}',
        'unknown-key',
        '`LIVEKIT_API_SECRET` is called `provider.credentials.config.api_secret` here',
      ],
      [
        'mock_tools:\n  - name: t\n    description: b\n    mock_data:\n    - input: {}\n    «output»: {}',
        'misplaced-key',
        'write it in `mock_tools[].mock_data[]`',
      ],
      [
        'knowledge_base_files:\n  - file_name: a.md\n«content_base64»: TW9u',
        'misplaced-key',
        'write it in `knowledge_base_files[]`',
      ],
      [
        'mock_tools:\n  - type: function\n    «function»:\n      name: t\n      description: b\n      mock_data: []',
        'unknown-key',
        '`name` stands directly in an item',
      ],
      [
        'provider:\n  type: vapi\n  credentials: {api_key: "${secret:k}"}\n«assistantId»: abc',
        'unknown-key',
        '`assistantId` is called `provider.agent_id` here',
      ],
      [
        'provider:\n  type: vapi\n  credentials: {api_key: "${secret:k}"}\n  «assistantId»: abc',
        'unknown-key',
        'is called `agent_id` here',
      ],
      [
        'provider:\n  type: bland\n  credentials: {api_key: "${secret:k}"}\n  «pathway_id»: abc',
        'unknown-key',
        'is called `agent_id` here',
      ],
      [
        'provider:\n  type: synthflow\n  credentials: {api_key: "${secret:k}"}\n  «model_id»: abc',
        'unknown-key',
        'is called `agent_id` here',
      ],
      [
        'provider:\n  type: vapi\n  «vapi_api_key»: "${secret:k}"',
        'v1-key',
        'write `credentials.api_key`',
      ],
      [
        'provider:\n  type: vapi\n  credentials:\n    «vapi_api_key»: "${secret:k}"',
        'v1-key',
        'write `api_key`',
      ],
      [
        'telephony: {phone_number: "+14155550123"}\nprovider:\n  «name»: custom',
        'unknown-key',
        '`name` is called `type` here',
      ],
    ].map(
      ([lines = '', code = '', message = '']): Case => ({
        name: lines,
        text: spec(`${lines}\n`),
        says: [[E, code, message]],
      }),
    ),
    {
      name: 'a type in place of its key',
      unfixable: true,
      text: spec('provider:\n  «vapi»: {assistant_id: x}\n'),
      says: [[E, 'unknown-key', 'write `type: vapi`']],
    },
    {
      name: 'a value that the key of another place does not take',
      unsure: true,
      text: spec('mock_tools:\n  - name: a\n    «type»: function\n'),
      says: [[E, 'unknown-key', '`mock_tools` takes']],
    },
    {
      name: 'a list in a list',
      unsure: true,
      text: spec('mock_tools:\n  - name: a\n    «output»: 1\n'),
      says: [[E, 'misplaced-key', 'in `mock_tools[].mock_data[]`']],
    },
  ],

  'placeholders that are half written': [
    ...['${', '${secret', '"${env:"', '"${"'].map(
      (value): Case => ({
        name: value,
        unfixable: true,
        text: provider(
          `type: vapi\ncredentials:\n  api_key: ${value.replace(/\$[^"]*/, '«$&»')}\n`,
        ),
        says: [[W, 'placeholder-without-source', 'write `${env:NAME}`, `${secret:name}`']],
      }),
    ),
    {
      name: 'white space before the brace',
      text: provider('type: vapi\ncredentials:\n  api_key: «$ {secret:k}»\n'),
      says: [[W, 'placeholder-without-source', 'write `${secret:k}`']],
    },
    {
      name: 'variables of prompts',
      unfixable: true,
      text: 'name: a\ndescription: b\nproject: «{{ project_id }}»\ntelephony:\n  inbound: «"{{ is in }}"»\n',
      says: [
        [E, 'wrong-type', 'write `${env:PROJECT_ID}`'],
        [E, 'wrong-type', 'write `${env:NAME}`'],
      ],
    },
  ],

  'what ends a line elsewhere, behind a value': [
    ...[
      [
        'telephony:\n  phone_number: «"+14155550123;"»',
        'wrong-format',
        'remove the `;` at the end',
      ],
      ['telephony:\n  phone_number: «+14155550123,»', 'wrong-format', 'remove the `,` at the end'],
      [
        'telephony:\n  phone_number: «+1 415 555 0123.»',
        'wrong-format',
        'remove the `.` at the end',
      ],
      ['webhook_url: «https://a.example;»', 'wrong-format', 'remove the `;` at the end'],
      ['language: «en.»', 'unknown-value', 'remove the `.` after `en`'],
      ['language: «en;»', 'unknown-value', 'remove the `;` after `en`'],
      ['language: «"en,"»', 'unknown-value', 'remove the `,` after `en`'],
      ['telephony:\n  inbound: «true.»', 'wrong-type', 'remove the `.` after `true`'],
    ].map(
      ([lines = '', code = '', message = '']): Case => ({
        name: lines,
        text: spec(`${lines}\n`),
        says: [[E, code, message]],
      }),
    ),
    {
      name: 'where a semicolon is sent',
      text: spec('telephony:\n  sip_uri: «sip:a@b.example;»\n'),
      says: [[W, 'extra-comma', 'sent with the semicolon']],
    },
  ],

  'numbers where a phone number belongs': [
    {
      name: 'with a code of its country, whose zeros YAML takes for nothing',
      text: spec('telephony:\n  phone_number: «004915112345678»\n'),
      says: [[E, 'wrong-type', 'with its country code like `+14155550123`, in quotes']],
    },
    {
      name: 'without one, which no quotes make right',
      unfixable: true,
      text: spec('telephony:\n  phone_number: «4155550123»\n'),
      says: [[E, 'wrong-type', 'with its country code like `+14155550123`, in quotes']],
    },
    {
      name: 'in a list',
      unfixable: true,
      text: spec('telephony:\n  outbound_numbers:\n    - «4155550123»\n'),
      says: [[E, 'wrong-type', 'This item of `outbound_numbers` takes a phone number']],
    },
  ],

  'numbers behind a number sign': [
    {
      name: 'the id of a project',
      text: 'name: a\ndescription: b\nproject: «#42»\n',
      says: [[E, 'wrong-type', '`#` starts a comment: write `42`']],
    },
    {
      name: 'a comment',
      unfixable: true,
      text: 'name: a\ndescription: b\n«project»: # 42 is the id\n',
      says: [[E, 'wrong-type', 'no value yet: it takes a whole number']],
    },
  ],
  'text that an anchor cuts': [
    {
      name: 'at the beginning of a prompt',
      text: 'name: a\nproject: 1\ndescription: «&Mia is kind.»\n',
      says: [[I, 'unused-anchor', '`&Mia`']],
    },
    {
      name: 'a character of HTML, in a name and a tool',
      text: 'name: «&quot;Front desk&quot;»\nproject: 1\ndescription: b\nmock_tools:\n  - name: t\n    description: «&lt;b&gt;Finds an order»\n    mock_data: []\n',
      says: [
        [I, 'unused-anchor', '`&quot;Front`'],
        [I, 'unused-anchor', '`&lt;b&gt;Finds`'],
      ],
    },
    {
      name: 'all of it',
      unsure: true,
      text: 'name: a\nproject: 1\ndescription: «&quot;Hi&quot;»\n',
      says: [[E, 'wrong-type', '`&` starts a YAML anchor']],
    },
    {
      name: 'a secret',
      text: provider('type: vapi\ncredentials:\n  api_key: ««&hun"ter2 abc def»»\n'),
      says: [
        [I, 'plain-secret', 'in plain text'],
        [I, 'unused-anchor', 'This is'],
      ],
    },
    {
      name: 'text of several lines',
      unfixable: true,
      text: 'name: a\nproject: 1\ndescription: «&Mia\n  is kind.»\n',
      says: [[I, 'unused-anchor', 'in quotes']],
    },
    {
      name: 'an anchor that is used, and one of a text with quotes or `|`',
      text: 'name: &name Front desk\nproject: 1\ndescription: &all |\n  b\ntelephony: &phone {inbound: true}\nemail_id: &mail "a@example.com"\nmock_tools:\n  - name: &tool t\n    description: *name\n    mock_data: []\n',
    },
  ],
  'numbers between brackets that commas cut': [
    ...[
      ['one', '[«1,000», 2]'],
      ['several', '[5, «-2,050», [«10,000,000»]]'],
      ['with a group that could stand alone', '{a: [«3,000,500»]}'],
      ['with decimals', '[a, «1,000.50»]'],
    ].map(
      ([name = '', answer = '']): Case => ({
        name,
        text: mockData(`{answer: ${answer}}`),
        says: [...answer.matchAll(/«/g)].map(() => [W, 'cut-text', 'as more than one number']),
      }),
    ),
    {
      name: 'those that may be two numbers',
      text: mockData('{a: [12,345], b: [1,0], c: [0,100]}'),
    },
  ],
  'values between braces that a comma ends': [
    {
      name: 'a number',
      text: spec(
        'mock_tools:\n  - name: t\n    mock_data: [{input: {price: «1,000»}, output: 1}]\n',
      ),
      says: [[W, 'cut-text', '`price` ends at the comma']],
    },
    {
      name: 'one with several commas, and text',
      text: spec(
        'mock_tools:\n  - name: t\n    mock_data:\n      - input: {price: «1,000,000», unit: USD}\n        output: {says: «Hello, Mia», ok: true}\n',
      ),
      says: [
        [W, 'cut-text', 'in quotes'],
        [W, 'cut-text', 'in quotes'],
      ],
    },
    {
      name: 'of a map with keys of its own',
      text: spec(
        'telephony:\n  sip_uri: sip:a@b.example\n  sip_auth: {username: a, password: ««p@ss,word»»}\n',
      ),
      says: [
        [E, 'cut-text', '`password` ends at the comma'],
        [I, 'plain-secret', 'in plain text'],
      ],
    },
    {
      name: 'but not a key that has just been begun',
      unfixable: true,
      text: spec('telephony: {inbound: true, «phone»}\n'),
      says: [[E, 'unknown-key', 'did you mean `phone_number`']],
    },
    {
      name: 'on two lines, where no fix can tell what is meant',
      text: spec(
        'mock_tools:\n  - name: t\n    mock_data:\n      - input: {}\n        output: {says: «Hello,\n          Mia»}\n',
      ),
      says: [[W, 'cut-text', 'in quotes']],
      unfixable: true,
    },
    {
      name: 'where the keys are known, what follows is an unknown one',
      text: spec('telephony: {inbound: true, «000»}\n'),
      says: [[E, 'unknown-key', '`000`']],
    },
    {
      name: 'not keys with colons, in quotes or alone, and not items',
      text: spec(
        'mock_tools:\n  - name: t\n    mock_data:\n      - input: {a, b}\n        output: {a: 1, b: , c:, "d", "e": 2, f: [1, 2]}\n',
      ),
    },
  ],
  'prompt and variables together': [
    {
      name: 'a name nobody declares, told once',
      text: 'name: a\ndescription: |\n  Greet {{ «who» }}, again {{ who }}.\nproject: 1\n',
      says: [[I, 'undeclared-variable', 'declare it']],
    },
    {
      name: 'a name nobody declares, beside others',
      text: 'name: a\ndescription: Greet {{first}} and {{«second»}}\nproject: 1\ndynamic_variables:\n  - name: first\n    description: x\n',
      says: [[I, 'undeclared-variable', '`{{ second }}`']],
    },
    {
      name: 'a name nobody declares, in flow style',
      text: 'name: a\ndescription: "Greet {{first}} and {{«second»}}"\nproject: 1\ndynamic_variables: [{name: first, description: x}]\n',
      says: [[I, 'undeclared-variable', '`{{ second }}`']],
    },
    {
      name: 'a variable the prompt does not use',
      unfixable: true,
      text: spec('dynamic_variables:\n  - name: «who»\n    description: x\n'),
      says: [[H, 'unused-variable', '`{{ who }}`']],
    },
    {
      name: 'a prompt in a file is not looked into',
      text: 'name: a\ndescription: ${file:prompt.md}\nproject: 1\ndynamic_variables:\n  - name: who\n    description: x\n',
    },
  ],
  'ways to an agent on its own server': [
    {
      name: 'none: it can only be observed',
      text: provider('type: «custom»\n'),
      says: [[H, 'no-way-in', '`telephony`']],
    },
    {
      name: 'none in telephony',
      text: spec('telephony: {inbound: true}\nprovider: {type: «self_hosted»}\n'),
      says: [[H, 'no-way-in', '`phone_number`']],
    },
    {
      name: 'a phone number',
      text: `${provider('type: custom\n')}telephony: {phone_number: "+14155550123"}\n`,
    },
    {
      name: 'SIP',
      text: `${provider('type: custom\n')}telephony: {sip_uri: "sip:a@example.com"}\n`,
    },
    { name: 'chat', text: provider('type: custom\nchat_agent_details: {type: whatsapp}\n') },
    { name: 'platforms find their own', text: provider('type: cisco\n') },
  ],
  'one cause, one diagnostic': [
    {
      name: 'an unneeded configuration, not also what stands in it',
      unsure: true,
      text: provider(
        'type: telnyx\ncredentials:\n  api_key: "${secret:k}"\n  «config»: {region: x}\n',
      ),
      says: [[W, 'unneeded-key', 'Telnyx']],
    },
    {
      name: 'a read-only key, whatever its value',
      text: spec('«created_at»: 2024\n'),
      says: [[W, 'read-only-key', 'remove']],
    },
    {
      name: 'an import where there is none',
      unsure: true,
      text: provider(
        'type: livekit\n«configure_from_provider»: true\ncredentials: {api_key: "${secret:k}", config: {api_secret: "${secret:s}", url: "wss://a.example"}}\n',
      ),
      says: [[W, 'unsupported-flag', 'LiveKit']],
    },
    {
      name: 'no credentials where later documents want them',
      text: spec('«provider»:\n  type: telnyx\n'),
      says: [[W, 'missing-key', '`credentials`']],
    },
    {
      name: 'null for credentials that are needed',
      text: provider('type: vapi\ncredentials: «null»\n'),
      says: [[E, 'empty-value', '`credentials` needs `api_key`']],
    },
    {
      name: 'null for credentials of an import',
      text: 'project: 1\nprovider:\n  type: vapi\n  agent_id: a\n  «configure_from_provider»: true\n  credentials: null\n',
      says: [[W, 'import-without-key', 'saved']],
    },
    {
      name: 'a chat without a type says nothing of its configuration',
      unfixable: true,
      text: provider('type: cisco\n«chat_agent_details»:\n  config: {agent_id: x}\n'),
      says: [[W, 'missing-key', '`type`']],
    },
    {
      name: 'a block whose text lost its indentation',
      text: 'name: a\nproject: 1\ndescription: |\n«You are kind.»\nYou listen.\n',
      says: [[E, 'bad-indentation', 'under `description`']],
    },
    {
      name: 'a placeholder without quotes in flow style',
      text: provider('type: vapi\ncredentials: {api_key: $«{secret:k}}»\n'),
      says: [[E, 'unquoted-text', 'quotes']],
    },
    {
      name: 'an empty answer of a mock tool',
      text: spec(
        'mock_tools:\n  - name: a\n    mock_data:\n      - {input: {x: 1}, output: ""}\n      - {input: {x: 2}, output: <none>}\n',
      ),
    },
    {
      name: 'the same at the root and in telephony',
      text: spec('«inbound»: true\ntelephony: {inbound: true, phone_number: "+14155550123"}\n'),
      says: [[I, 'older-key', '`telephony.inbound`']],
    },
    {
      name: 'a shell variable',
      text: provider('type: vapi\ncredentials:\n  api_key: «$VAPI_KEY»\n'),
      says: [[W, 'placeholder-without-source', '`${env:VAPI_KEY}`']],
    },
  ],
  'what was surely meant': [
    {
      name: 'a key indented below a value',
      text: spec('telephony:\n  inbound: true\n   «phone_number: "+14155550123"»\n'),
      says: [[E, 'bad-indentation', 'the same column']],
    },
    {
      name: 'a quoted boolean',
      text: spec('agent_speaks_first: «"true"»\n'),
      says: [[E, 'wrong-type', 'without quotes']],
    },
    {
      name: 'a quoted yes',
      text: spec('agent_speaks_first: «"yes"»\n'),
      says: [[E, 'yaml11-boolean', 'write `true`']],
    },
    {
      name: 'one number for a list',
      text: spec('telephony:\n  outbound_numbers: «"+14155550123"»\n'),
      says: [[E, 'wrong-type', '`["+14155550123"]`']],
    },
    {
      name: 'one number without quotes for a list',
      text: spec('telephony:\n  outbound_numbers: «+14155550123»\n'),
      says: [[E, 'wrong-type', '`["+14155550123"]`']],
    },
    {
      name: 'paths for a list of files',
      text: spec('knowledge_base_files: «docs/faq.md, prices.pdf»\n'),
      says: [[E, 'wrong-type', '`[{path: docs/faq.md}, {path: prices.pdf}]`']],
    },
    {
      name: 'lines without dashes for a list',
      text: spec('telephony:\n  outbound_numbers:\n    «+14155550123\n    +14155550124»\n'),
      says: [[E, 'wrong-type', 'write `- ` before each line']],
    },
    {
      name: 'a language by its name',
      text: spec('language: «Danish»\n'),
      says: [[E, 'unknown-value', 'did you mean `da`']],
    },
    {
      name: 'a language with its country',
      text: spec('language: «en-US»\n'),
      says: [[E, 'unknown-value', 'did you mean `en`']],
    },
  ],
  'half typed': [
    {
      name: 'a key being begun below another',
      unfixable: true,
      text: spec('provider:\n  «ty»\n'),
      says: [[E, 'missing-colon', '`type: …`']],
    },
    {
      name: 'an item whose quote is still open',
      text: spec('telephony:\n  outbound_numbers:\n    - «"+14155550123»\n'),
      says: [[E, 'unclosed', 'never closed']],
    },
    {
      name: 'a key without its value yet',
      unfixable: true,
      text: 'name: a\ndescription: b\n«project»:\n',
      says: [[E, 'wrong-type', 'has no value yet']],
    },
  ],
  'what only newer documents tell': [
    {
      name: 'a secret for the trigger',
      text: provider(
        'type: vapi\ncredentials:\n  api_key: "${secret:k}"\n  config: {trigger_url: "https://a.example/call", trigger_secret: "${secret:t}"}\n',
      ),
    },
    {
      name: 'a secret for the trigger, in plain text',
      text: provider(
        'type: custom\nchat_agent_details: {type: sms}\ncredentials:\n  config: {trigger_secret: «t»}\n',
      ),
      says: [[I, 'plain-secret', '`trigger_secret`']],
    },
    {
      name: 'a trigger with a password in it',
      unfixable: true,
      text: provider(
        'type: retell\ncredentials: {api_key: "${secret:k}", config: {trigger_url: «"https://a:hunter2@b.example/call"»}}\n',
      ),
      says: [[W, 'private-url', 'without user name or password']],
    },
    {
      name: 'a trigger on the own machine',
      unfixable: true,
      text: provider(
        'type: retell\ncredentials: {api_key: "${secret:k}", config: {trigger_url: «"http://localhost:3000/call"»}}\n',
      ),
      says: [[W, 'private-url', 'public address']],
    },
    {
      name: 'a trigger in a private network',
      unfixable: true,
      text: provider(
        'type: retell\ncredentials: {api_key: "${secret:k}", config: {trigger_url: «"http://192.168.1.7/call"»}}\n',
      ),
      says: [[W, 'private-url', 'public address']],
    },
    {
      name: 'what Cisco takes to sign in',
      text: provider(
        'type: cisco\ncredentials:\n  api_key: "${secret:k}"\n  config: {org_id: o, region: us1, client_id: c, refresh_token: "${secret:r}"}\n',
      ),
    },
    {
      name: 'what Cisco asks for once it signs in',
      text: provider('type: cisco\ncredentials:\n  «config»: {region: us1}\n'),
      says: [[W, 'missing-key', '`org_id`']],
    },
    {
      name: 'fields to black out',
      text: provider(
        'type: retell\ncredentials: {api_key: "${secret:k}"}\nredact_fields: [card, birthday]\n',
      ),
    },
    {
      name: 'one field to black out',
      text: provider(
        'type: retell\ncredentials: {api_key: "${secret:k}"}\nredact_fields: «card»\n',
      ),
      says: [[E, 'wrong-type', 'a list']],
    },
    { name: 'no e-mail', text: spec('email_id: null\n') },
    {
      name: 'an e-mail address',
      unfixable: true,
      text: spec('email_id: «help at example.com»\n'),
      says: [[E, 'wrong-format', 'email']],
    },
    {
      name: 'an e-mail address of 260 characters',
      unfixable: true,
      text: spec(`email_id: «${'a'.repeat(248)}@example.com»\n`),
      says: [[E, 'too-long', '254']],
    },
    {
      name: 'what answers carry of a provider',
      text: provider('type: cisco\n«chat_provider»: sms\n'),
      says: [[W, 'read-only-key', 'set by Cekura']],
    },
    {
      name: 'what answers carry of a configuration',
      text: provider(
        'type: vapi\ncredentials: {api_key: "${secret:k}", config: {«trigger_secret_configured»: true}}\n',
      ),
      says: [[W, 'read-only-key', 'set by Cekura']],
    },
    {
      name: 'what answers carry of a tool',
      text: spec(
        'mock_tools:\n  - name: a\n    «url»: https://api.cekura.ai/x\n    «mcp_server»: m\n    «subscriber_count»: 2\n    «is_shared»: true\n',
      ),
      says: [
        [W, 'read-only-key', '`url` is set by Cekura'],
        [W, 'read-only-key', '`mcp_server`'],
        [W, 'read-only-key', '`subscriber_count`'],
        [W, 'read-only-key', 'A change to this tool also affects other agents.'],
      ],
    },
    {
      name: 'the address that answers carry of a tool',
      text: spec(
        'mock_tools:\n  - name: a\n    served_via: {type: direct, «url»: "https://api.cekura.ai/x"}\n',
      ),
      says: [[W, 'read-only-key', '`url` is set by Cekura']],
    },
    {
      name: 'Kore.ai without its client secret',
      text: provider('type: koreai\n«credentials»:\n  config: {client_id: c, bot_id: b}\n'),
      says: [[W, 'missing-key', '`api_key`']],
    },
    {
      name: 'Genesys without its client secret',
      text: provider('type: genesys\n«credentials»:\n  config: {client_id: c, region: r}\n'),
      says: [[W, 'missing-key', '`api_key`']],
    },
    {
      name: 'a placeholder of Cekura',
      unfixable: true,
      text: provider('type: vapi\ncredentials:\n  api_key: «CEKURA_PLACEHOLDER_REPLACE_ME»\n'),
      says: [[W, 'not-filled-in', 'real value']],
    },
    {
      name: 'a placeholder address of Cekura',
      unfixable: true,
      text: provider(
        'type: livekit\ncredentials: {api_key: "${secret:k}", config: {api_secret: "${secret:s}", url: «"wss://REPLACE-ME.livekit.cloud"»}}\n',
      ),
      says: [[W, 'not-filled-in', 'real value']],
    },
  ],
  'names that are used exactly as they appear': [
    {
      name: 'variables of any script',
      text: 'name: a\ndescription: Hello {{ größe }} {{ 名前 }}\nproject: 1\ndynamic_variables:\n  - {name: größe, description: x}\n  - {name: 名前, description: x}\n',
    },
    ...['order-id', 'order.id', 'order id', '1st'].map((name) => ({
      name: `the variable ${name}`,
      ...(name === '1st' ? { unfixable: true } : { unsure: true }),
      text: `name: a\ndescription: Ask {{ ${name} }}\nproject: 1\ndynamic_variables:\n  - {name: «${name}», description: x}\n`,
      says: [[W, 'wrong-format', 'letters, digits and `_`']] satisfies Case['says'],
    })),
    {
      name: 'a tool with a space',
      unfixable: true,
      text: spec('mock_tools:\n  - name: «get order»\n'),
      says: [[W, 'wrong-format', 'letters, digits']],
    },
    {
      name: 'a tool without a letter that a name may have',
      unfixable: true,
      text: spec('mock_tools:\n  - name: «予約»\n'),
      says: [[E, 'wrong-format', 'letters, digits']],
    },
    {
      name: 'a tool with a letter of its language',
      unsure: true,
      text: spec('mock_tools:\n  - name: «bücher»\n'),
      says: [[E, 'wrong-format', 'letters, digits']],
    },
    {
      name: 'two tools of one number',
      unfixable: true,
      text: spec('mock_tools:\n  - {id: 7, name: a}\n  - {id: «7», name: b}\n'),
      says: [[E, 'repeated-id', 'already a tool with the id `7`', 5]],
    },
  ],
  imports: [
    ...['', ' null', ' ""', ' "  "'].map((value) => ({
      name: `an agent id that is${value}`,
      unfixable: true,
      text: `project: 1\nprovider:\n  type: vapi\n  ${value === '' ? '«agent_id»:' : `agent_id: «${value.trim()}»`}\n  configure_from_provider: true\n  credentials: {api_key: "\${secret:k}"}\n`,
      says: [
        [E, 'empty-value', '`configure_from_provider` needs `agent_id`'],
      ] satisfies Case['says'],
    })),
    {
      name: 'no agent id',
      text: 'project: 1\n«provider»:\n  type: retell\n  configure_from_provider: true\n  credentials: {api_key: "${secret:k}"}\n',
      says: [[E, 'missing-key', '`configure_from_provider` needs `agent_id`']],
    },
    {
      name: 'a key that is empty',
      unfixable: true,
      text: 'project: 1\nprovider:\n  type: vapi\n  agent_id: a\n  configure_from_provider: true\n  credentials: {api_key: «""»}\n',
      says: [[E, 'empty-value', '`configure_from_provider` needs `api_key`']],
    },
    {
      name: 'from a provider that has none: all is required as ever',
      text: '««project»»: 1\nprovider:\n  type: koreai\n  «configure_from_provider»: true\n  credentials: {api_key: "${secret:k}", config: {client_id: c, bot_id: b}}\n',
      says: [
        [E, 'missing-key', '`description`'],
        [E, 'missing-key', '`name`'],
        [W, 'unsupported-flag', 'Kore.ai'],
      ],
    },
    {
      name: 'from a provider that has none: its credentials too',
      text: spec('«provider»:\n  type: livekit\n  «configure_from_provider»: true\n'),
      says: [
        [E, 'missing-key', '`credentials`'],
        [W, 'unsupported-flag', 'LiveKit'],
      ],
    },
  ],
  telephony: [
    ...['sip:pbx.example.com', 'sip:192.0.2.1:5060', 'SIP:100@pbx.example.com', 'sips:a@b'].map(
      (address) => ({
        name: `the address ${address}`,
        text: spec(`telephony:\n  sip_uri: ${address}\n`),
      }),
    ),
    ...[
      ...['<sip:100@pbx.example.com>', 'sip://100@pbx.example.com', 'sip:/100@pbx.example.com'],
      ...['pbx.example.com:5060', 'desk@pbx.example.com', '"sip: 100@pbx.example.com"'],
      ...['192.0.2.1:5060', '"100@pbx.example.com;transport=tls"', '\u201csip:a@b.example\u201d'],
    ].map((address) => ({
      name: `the address ${address}`,
      text: spec(`telephony:\n  sip_uri: «${address}»\n`),
      says: [[E, 'wrong-format', 'SIP address']] satisfies Case['says'],
    })),
    ...[
      ...['https://desk@a.example', 'tel:+14155550123', 'mailto:desk@a.example'],
      ...[
        '"sip;100@pbx.example.com"',
        'voip:100@pbx.example.com',
        'alice:hunter22@pbx.example.com',
      ],
      ...['sip:a@b.example,sip:c@d.example', '"Desk <sip:100@pbx.example.com>"', 'pbx'],
    ].map((address) => ({
      name: `an address of another kind, ${address}`,
      unfixable: true,
      text: spec(`telephony:\n  sip_uri: «${address}»\n`),
      says: [[E, 'wrong-format', 'SIP address']] satisfies Case['says'],
    })),
    ...[
      ...['+1 415 555 0123 ext. 12', '+14155550123,,1234#', '+1-800-555-CATS', '+1415555012３'],
      ...['+49 0 30 1234567', '+49 030 1234567', '+1 415 555 0123;ext=12', '+1415 – 5550123'],
      ...['whatsapp:+14155550123', '011 44 20 7946 0958', '+14155550123 / +14155550124'],
    ].map((number) => ({
      name: `the number ${number}, which holds more`,
      unfixable: true,
      text: spec(`telephony:\n  phone_number: «"${number}"»\n`),
      says: [[E, 'wrong-format', 'phone number']] satisfies Case['says'],
    })),
    {
      name: 'a number for a SIP address',
      unfixable: true,
      text: spec('telephony:\n  sip_uri: «"+1 415 555 0123"»\n'),
      says: [[E, 'wrong-format', 'as `phone_number`']],
    },
    ...[
      ...['+44 (0)20 7946 0123', 'tel:+1-415-555-0123', '0044 20 7946 0123', '+39 06 12345678'],
      ...['\u202a+14155550123\u202c', '+1 415\u2011555\u20110123', '\uff0b14155550123'],
    ].map((number) => ({
      name: `the number ${number}`,
      text: spec(`telephony:\n  phone_number: «"${number}"»\n`),
      says: [[E, 'wrong-format', 'phone number']] satisfies Case['says'],
    })),
    {
      name: 'a user name without its password',
      text: spec('telephony:\n  «sip_auth»: {username: a}\n'),
      says: [[W, 'missing-key', '`password`']],
    },
    {
      name: 'a password without its user name',
      text: spec('telephony:\n  «websocket_auth»: {password: "${secret:p}"}\n'),
      says: [[W, 'missing-key', '`username`']],
    },
    { name: 'neither of both', text: spec('telephony:\n  sip_auth: {}\n') },
    {
      name: 'a password whose key is mistyped is not also missing',
      text: spec('telephony:\n  sip_auth: {username: a, «passwrd»: "${secret:p}"}\n'),
      says: [[E, 'unknown-key', 'did you mean `password`']],
    },
    ...['config: null', 'config: {}', 'config: {a: 1}'].map(
      (line): Case => ({
        name: `for the worker of LiveKit, ${line}`,
        text: provider(
          `type: livekit\ncredentials: {api_key: "\${secret:k}", config: {api_secret: "\${secret:s}", url: "wss://a.example", ${line}}}\n`,
        ),
      }),
    ),
    ...['7', '{a: 1}', '[a]'].map(
      (id): Case => ({
        name: `an agent id of ${id} where none is used, which Cekura would refuse`,
        unsure: true,
        text: provider(
          `type: livekit\n«agent_id»: ${id}\ncredentials: {api_key: "\${secret:k}", config: {api_secret: "\${secret:s}", url: "wss://a.example"}}\n`,
        ),
        says: [[E, 'unneeded-key', '`agent_id`']],
      }),
    ),
    {
      name: 'two directions',
      unfixable: true,
      text: spec('«inbound»: true\ntelephony: {inbound: false, phone_number: "+14155550123"}\n'),
      says: [[W, 'contradicting-keys', '`telephony.inbound`', 5]],
    },
    {
      name: 'two numbers',
      unfixable: true,
      text: spec('telephony:\n  phone_number: "+14155550123"\n«phone_number»: "+14155550124"\n'),
      says: [[W, 'contradicting-keys', '`telephony.phone_number`', 5]],
    },
    {
      name: 'credentials of null beside telephony',
      text: `${provider('type: vapi\ncredentials: «null»\n')}telephony: {phone_number: "+14155550123"}\n`,
      says: [[W, 'phone-only', 'by phone']],
    },
    {
      name: 'an agent that dials and takes calls',
      unfixable: true,
      text: `${provider('type: bland\n«auto_dial_outbound»: true\ncredentials: {api_key: "${secret:k}"}\n')}telephony: {inbound: true, phone_number: "+14155550123"}\n`,
      says: [[W, 'flag-needs-key', '`inbound: false`', 8]],
    },
    {
      name: 'an agent that dials without a number',
      text: provider(
        'type: bland\n«auto_dial_outbound»: true\ncredentials: {api_key: "${secret:k}"}\n',
      ),
      says: [[W, 'flag-needs-key', '`telephony.phone_number`']],
    },
    {
      name: 'an agent that dials from its number',
      text: `${provider('type: bland\nauto_dial_outbound: true\ncredentials: {api_key: "${secret:k}"}\n')}telephony: {phone_number: "+14155550123"}\n`,
    },
    {
      name: "the default of Synthflow's address",
      text: provider(
        'type: synthflow\ncredentials: {api_key: "${secret:k}", config: {synthflow_base_url_override: ""}}\n',
      ),
    },
    {
      name: 'headers of any kind',
      text: provider(
        'type: custom\nchat_agent_details:\n  type: self_hosted\n  config: {url: "wss://a.example", headers: {X-Shard: 7, X-Beta: true, Authorization: null}}\n',
      ),
    },
    {
      name: 'a name of blanks',
      unfixable: true,
      text: 'name: «"   "»\ndescription: b\nproject: 1\n',
      says: [[E, 'empty-value', 'must not be empty']],
    },
    {
      name: 'a prompt of blanks',
      unfixable: true,
      text: 'name: a\ndescription: «"   "»\nproject: 1\n',
      says: [[E, 'empty-value', 'must not be empty']],
    },
  ],
  'a provider that is not known: nothing is said that depends on it': [
    ...['type:', 'type: null', 'type: [vapi]', 'type: {a: b}'].map((line) => ({
      name: line,
      text: provider(
        `${line === 'type:' ? '«type»:' : /[[{]/.test(line) ? line.replace('type', '«type»') : line.replace(/\S+$/, '«$&»')}\nagent_id: a\ncredentials: {api_key: "\${secret:k}", config: {api_secret: "\${secret:s}"}}\nauto_sync_prompt: true\nauto_dial_outbound: true\nsend_post_conversation_metadata: true\n`,
      ),
      unfixable: true,
      says: [[E, 'wrong-type', '']] satisfies Case['says'],
    })),
    {
      name: 'an alias that stands for nothing',
      unfixable: true,
      text: provider('type: «*nobody»\nagent_id: a\nauto_sync_prompt: true\n'),
      says: [[E, 'undefined-alias', '']],
    },
    {
      name: 'a placeholder',
      text: provider('type: ${env:PROVIDER}\nagent_id: a\nauto_sync_prompt: true\n'),
    },
    {
      name: 'a word without its colon',
      text: provider(
        '«type vapi»\nagent_id: a\nauto_sync_prompt: true\ncredentials: {api_key: "${secret:k}"}\n',
      ),
      says: [[E, 'missing-colon', '`type: …`']],
    },
    {
      name: 'a name that nobody has',
      unfixable: true,
      text: provider('type: «qqqqqqqqqq»\nagent_id: a\nauto_sync_prompt: true\n'),
      says: [[E, 'unknown-value', 'use one of']],
    },
    {
      name: 'an import from it',
      unfixable: true,
      text: 'project: 1\nprovider:\n  «type»:\n  configure_from_provider: true\n',
      says: [[E, 'wrong-type', '']],
    },
    {
      name: 'keys that no provider knows',
      unsure: true,
      text: provider(
        'type: ${env:PROVIDER}\n«colour»: red\ncredentials: {«shade»: dark, api_key: "${secret:k}"}\nchat_agent_details: {type: "${env:CHAT}", config: {«hue»: 1}}\n',
      ),
      says: [
        [E, 'unknown-key', '`colour`'],
        [E, 'unknown-key', '`shade`'],
        [E, 'unknown-key', '`hue`'],
      ],
    },
    {
      name: 'a key of some provider, elsewhere',
      text: provider(
        'type: ${env:PROVIDER}\n«api_secret»: ${secret:s}\ncredentials: {api_key: "${secret:k}"}\n',
      ),
      says: [[E, 'misplaced-key', '`provider.credentials.config`']],
    },
    {
      name: 'variables of some platform',
      text: 'name: a\ndescription: Now {{ system__time }}, {{ current_time }}\nproject: 1\nprovider: {type: "${env:P}"}\n',
    },
  ],
  'prompts in Liquid': [
    {
      name: 'variables with filters, parts and in tags',
      text: 'name: a\ndescription: |\n  {{ a | upcase }} {{ b.c }} {%- if d %}{{- e -}}{% endif %} {{f_{{g}}}}\nproject: 1\ndynamic_variables:\n  - {name: a, description: x}\n  - {name: b, description: x}\n  - {name: d, description: x}\n  - {name: e, description: x}\n  - {name: g, description: x}\n',
    },
    {
      name: 'what they read is declared too',
      text: 'name: a\ndescription: |\n  {{ «a» | upcase }} {{ «b».c }} {% if «d» %}x{% endif %} {{f_{{«g»}}}}\nproject: 1\n',
      says: [
        [I, 'undeclared-variable', '`{{ a }}`'],
        [I, 'undeclared-variable', '`{{ b }}`'],
        [I, 'undeclared-variable', '`{{ d }}`'],
        [I, 'undeclared-variable', '`{{ g }}`'],
      ],
    },
    {
      name: 'what a template names itself is no variable',
      text: 'name: a\ndescription: "{% assign a = 1 %}{{ a }}{% for b in (1..3) %}{{ b }}{{ forloop.index }}{% endfor %}"\nproject: 1\n',
    },
    ...[
      ...[
        '{{{x}}}',
        '{{#if x}}a{{/if}}',
        '{{#each x}}{{this}}{{/each}}',
        '{{#x}}a{{/x}}',
        '{{^x}}a{{/x}}',
      ],
      ...[
        '{{&x}}',
        '{{#unless x}}a{{else if x}}b{{/unless}}',
        "{{ x or 'there' }}",
        '{{ x if x else 1 }}',
      ],
      ...['{{ x + 1 }}', '{{ x ?? "there" }}', '{{ say(x) }}', '{{ "now" | date: "%Y", x }}'],
      ...['{% if x is defined %}a{% endif %}', '{% with y = x %}{{ y }}{% endwith %}'],
      ...['{% macro m(y) %}{{ y }}{% endmacro %}{{ x }}', '{% render "a", b: x %}'],
      ...['{% liquid assign y = x\n  echo y\n  %}', '{# {{ y }} #}{{ x }}', '{#intro} {{ x }}'],
      ...['{{! {{ x }} }}', '{{> part}} {{ x }}', '{{ x, and more }}'],
    ].map(
      (description): Case => ({
        name: `a use in ${description.replaceAll('\n', ' ')}`,
        text: `name: a\ndescription: |\n  ${description}\nproject: 1\ndynamic_variables:\n  - {name: x, description: d}\n`,
      }),
    ),
    {
      name: 'one in a comment of Jinja alone',
      unsure: true,
      text: 'name: a\ndescription: "{# {{ x }} #}"\nproject: 1\ndynamic_variables:\n  - {name: «x», description: d}\n',
      says: [[H, 'unused-variable', '`{{ x }}`']],
      unfixable: true,
    },
    {
      name: 'what may be no template, of which nothing is declared',
      text: 'name: a\ndescription: "{{{x}}} {{#if x}}{{/if}} {{ first name }} {{ x or y }} {{ 1 + x }}"\nproject: 1\n',
    },
    {
      name: 'a prompt by an alias',
      text: 'name: a\nproject: 1\nmock_tools:\n  - name: look_up\n    description: &text Ask for {{ city }}.\ndescription: *text\ndynamic_variables:\n  - {name: city, description: x}\n',
    },
    {
      name: 'a comment behind a block',
      text: 'name: a\nproject: 1\ndescription: | # {{ foo }}\n  Hello\n',
    },
    {
      name: 'a variable that a tool uses',
      text: spec(
        'mock_tools:\n  - name: a\n    mock_data: [{input: {id: "{{ order }}"}, output: 1}]\ndynamic_variables:\n  - {name: order, description: x}\n',
      ),
    },
    ...[
      ['elevenlabs', '{{ system__time_utc }}, {{system__caller_id}}'],
      ['retell', '{{current_time}} {{ user_number }} {{session_duration}} {{call_id}}'],
      ['vapi', '{{ now | date: "%A" }} {{ customer.number }} {{transport.x}}'],
    ].map(([type, description]) => ({
      name: `variables that ${type} fills in`,
      text: `name: a\ndescription: '${description}'\nproject: 1\nprovider: {type: ${type}, credentials: {api_key: "\${secret:k}"}}\n`,
    })),
    {
      name: 'those of another platform',
      text: 'name: a\ndescription: "{{ «system__time» }}"\nproject: 1\nprovider: {type: retell, credentials: {api_key: "${secret:k}"}}\n',
      says: [[I, 'undeclared-variable', '`{{ system__time }}`']],
    },
  ],
  'messages that give the reason': [
    {
      name: 'what a configuration needs',
      text: provider('type: livekit\n«credentials»:\n  api_key: "${secret:k}"\n'),
      says: [[E, 'missing-key', 'LiveKit needs `api_secret` and `url`']],
    },
    {
      name: 'what credentials need',
      text: spec('«provider»:\n  type: livekit\n'),
      says: [[E, 'missing-key', 'LiveKit needs `api_key` and `config`']],
    },
    ...['sms', 'whatsapp', 'agentforce', 'sierra'].map((type) => ({
      name: `the chat ${type} for a provider`,
      unfixable: true,
      text: provider(`type: «${type}»\n`),
      says: [[E, 'unknown-value', '`provider.chat_agent_details.type`']] satisfies Case['says'],
    })),
    {
      name: 'a provider for a chat',
      unfixable: true,
      text: provider('type: cisco\nchat_agent_details: {type: «pipecat»}\n'),
      says: [[E, 'unknown-value', '`provider.type`']],
    },
  ],
  'secrets in addresses': [
    ...[
      'sip_uri: «sip:alice:hunter22@pbx.example.com»',
      'websocket_url: «wss://voice.example.com/agent?token=hunter22»',
      'websocket_url: «wss://hunter22@voice.example.com/agent»',
      'websocket_url: «wss://a:hunter22@voice.example.com/agent»',
    ].map((line) => ({
      name: line,
      unfixable: true,
      text: spec(`telephony:\n  ${line}\n`),
      says: [[I, 'plain-secret', 'holds a secret']] satisfies Case['says'],
    })),
    {
      name: 'who is called is no secret',
      text: spec('telephony: {sip_uri: "sip:alice@pbx.example.com"}\n'),
    },
    {
      name: 'a placeholder in their place',
      text: spec(
        'telephony: {sip_uri: "sip:alice:${secret:p}@pbx.example.com", websocket_url: "wss://a.example?token=${env:T}"}\n',
      ),
    },
  ],
  'more than is read': [
    {
      name: 'brackets in brackets',
      unfixable: true,
      text: `name: ${'['.repeat(98)}«[»[`,
      says: [[E, 'too-deep', 'close brackets']],
    },
    {
      name: 'aliases of aliases',
      unfixable: true,
      text: spec(
        'mock_tools:\n  - &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n  - &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n  - &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n  - &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n  - &e [*d, *d, *d, *d, *d, *d, *d, «*d», *d, *d]\n',
      ),
      says: [[E, 'too-large', 'Aliases']],
    },
  ],
  'names that others use': [
    ...[
      ...['prompt', 'system_prompt', 'systemPrompt', 'general_prompt', 'instructions'],
      ...['Prompt', 'System-Prompt', 'SYSTEM PROMPT', 'agentPrompt', 'instruction', 'system'],
    ].map((key) => ({
      name: `the key ${key}`,
      text: `name: a\n«${key}»: You answer the phone.\nproject: 1\n`,
      says: [[E, 'unknown-key', 'is called `description` here']] satisfies Case['says'],
    })),
    ...['first_message', 'firstMessage', 'begin_message', 'greeting', 'welcomeMessage'].map(
      (key): Case => ({
        name: `the key ${key}, which is a part of the prompt`,
        unfixable: true,
        text: spec(`«${key}»: Hello.\n`),
        says: [[E, 'unknown-key', 'write it into `description`']],
      }),
    ),
    ...['tools', 'functions', 'generalTools'].map(
      (key): Case => ({
        name: `the key ${key}`,
        text: spec(`«${key}»:\n  - name: find_order\n`),
        says: [[E, 'unknown-key', 'is called `mock_tools` here']],
      }),
    ),
    {
      name: 'a key that says the reverse of another',
      unsure: true,
      text: spec('«outbound»: true\n'),
      says: [[E, 'unknown-key', 'a spec takes']],
    },
    ...[
      ['agentId', 'vapi', 'agent_id'],
      ['apiKey', 'vapi', 'api_key'],
      ['publicKey', 'vapi', 'public_key'],
    ].map(
      ([key = '', type = '', meant = '']): Case => ({
        name: `the key ${key} at the top`,
        text: `name: a\ndescription: b\nproject: 1\nprovider:\n  type: ${type}\n  credentials: {${key === 'apiKey' ? '' : 'api_key: "${secret:k}"'}}\n«${key}»: "\${secret:x}"\n`,
        says: [[E, 'misplaced-key', `write it as \`${meant}\``]],
      }),
    ),
    ...['openai', 'twilio', 'dialogflow'].map(
      (type): Case => ({
        name: `the provider ${type}, which is near no other`,
        unfixable: true,
        text: `name: a\ndescription: b\nproject: 1\nprovider:\n  type: «${type}»\n`,
        says: [[E, 'unknown-value', 'use one of']],
      }),
    ),
    ...['promt', 'promts', 'Systemprompts'].map((key) => ({
      name: `the key ${key}, mistyped`,
      text: `name: a\n«${key}»: You answer the phone.\nproject: 1\n`,
      says: [[E, 'unknown-key', 'did you mean `description`?']] satisfies Case['says'],
    })),
    ...[
      ['fil', 'tl'],
      ['nb', 'no'],
      ['spa', 'es'],
      ['cn', 'zh'],
      ['ua', 'uk'],
      ['multilingual', 'multi'],
      ['pt-BR', 'pt'],
      ['nb-NO', 'no'],
      ['fil_PH', 'tl'],
      ['jpn', 'ja'],
      ['zho', 'zh'],
      ['Mandarin', 'zh'],
      ['filipino', 'tl'],
      ['Spanish', 'es'],
    ].map(([written, meant]) => ({
      name: `the language ${written}`,
      text: spec(`language: «${written}»\n`),
      says: [[E, 'unknown-value', `did you mean \`${meant}\``]] satisfies Case['says'],
    })),
    ...['lt', 'lv', 'ca', 'fa', 'hr', 'yue'].map((written) => ({
      name: `the language ${written}, which is near no other`,
      unfixable: true,
      text: spec(`language: «${written}»\n`),
      says: [[E, 'unknown-value', 'use one of']] satisfies Case['says'],
    })),
  ],
  'aliases and merge keys: a finding stands where they are used wrongly': [
    {
      name: 'a merge key brings a key in that another type has',
      unfixable: true,
      text: provider(
        'type: livekit\ncredentials:\n  api_key: "${secret:k}"\n  config: &cfg\n    api_secret: "${secret:s}"\n    url: wss://a.example\nchat_agent_details:\n  type: livekit\n  config:\n    <<: ««*cfg»»\n',
      ),
      says: [
        [E, 'other-type-key', '`api_secret` belongs to'],
        [E, 'other-type-key', '`url` belongs to'],
      ],
    },
    {
      name: 'the same from a list of maps',
      unfixable: true,
      text: provider(
        'type: livekit\ncredentials:\n  api_key: "${secret:k}"\n  config: &cfg\n    api_secret: "${secret:s}"\n    url: wss://a.example\nchat_agent_details:\n  type: livekit\n  config:\n    <<: [««*cfg»»]\n',
      ),
      says: [
        [E, 'other-type-key', '`api_secret` belongs to'],
        [E, 'other-type-key', '`url` belongs to'],
      ],
    },
    {
      name: 'an alias brings in what belongs where it is written',
      unfixable: true,
      text: provider(
        'type: retell\nagent_id: a\ncredentials:\n  api_key: "${secret:k}"\n  config: &cfg\n    trigger_url: https://a.example/t\nchat_agent_details:\n  type: retell\n  config:\n    <<: «*cfg»\n    agent_id: b\n',
      ),
      says: [[E, 'misplaced-key', "doesn't belong here, only in `provider.credentials.config`"]],
    },
    {
      name: 'a map that lacks a key where the alias stands',
      unfixable: true,
      text: provider(
        'type: retell\nagent_id: a\ncredentials:\n  api_key: "${secret:k}"\n  config: &cfg {}\nchat_agent_details:\n  type: retell\n  config: «*cfg»\n',
      ),
      says: [[E, 'missing-key', '`agent_id` is missing']],
    },
    {
      name: 'a key of a merged map that is given another value',
      text: spec(
        'mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output: &o {description: 1, name: b}\n  - <<: *o\n    description: x\n',
      ),
    },
    {
      name: 'a phone number and a URL that are right where they are written',
      unfixable: true,
      text: spec(
        'mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output: {num: &n 555 0123, url: &u example.com/hook}\ntelephony:\n  phone_number: «*n»\nwebhook_url: «*u»\n',
      ),
      says: [
        [E, 'wrong-format', '`phone_number` takes a phone number'],
        [E, 'wrong-format', '`webhook_url` takes a URL'],
      ],
    },
    {
      name: 'a phone number in a list that a merge key brings in',
      unfixable: true,
      text: spec(
        'mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output: &o {outbound_numbers: [555]}\ntelephony:\n  <<: «*o»\n',
      ),
      says: [[E, 'wrong-type', '`outbound_numbers` takes a phone number']],
    },
    {
      name: 'a phone number that is wrong where it is written, too',
      unfixable: true,
      text: spec('telephony:\n  phone_number: &n «555 0123»\n  outbound_numbers: [*n]\n'),
      says: [[E, 'wrong-format', '`phone_number` takes']],
    },
    {
      name: 'a secret in plain text behind an alias',
      unfixable: true,
      text: spec(
        'mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output: {x: &k sk_live_1}\nprovider:\n  type: vapi\n  credentials: {api_key: «*k»}\n',
      ),
      says: [[I, 'plain-secret', '`api_key` is a secret']],
    },
    {
      name: 'an item that is called like the one it stands for',
      unfixable: true,
      text: spec('mock_tools:\n  - &a {name: one}\n  - «*a»\n'),
      says: [[E, 'repeated-name', '`one`', 5]],
    },
    {
      name: 'two merge keys in a map',
      text: spec(
        'mock_tools:\n  - &a\n    name: one\n    description: First\n  - &b\n    name: two\n    mock_data: []\n  - <<: *a\n    <<: *b\n    name: three\n  - <<: [*a, *b]\n    name: four\n',
      ),
    },
    {
      name: 'an item before its anchor',
      unfixable: true,
      text: spec('mock_tools:\n  - «*later»\n  - &later\n    name: one\n'),
      says: [[E, 'undefined-alias', 'define it first']],
    },
    ...['*nothing', '[*nothing]'].map(
      (value): Case => ({
        name: `a merge of ${value}, which no quotes make right`,
        unfixable: true,
        text: spec(
          `telephony:\n  <<: ${value.replace('*nothing', '«*nothing»')}\n  inbound: true\n`,
        ),
        says: [[E, 'undefined-alias', 'define it first']],
      }),
    ),
    {
      name: 'a number before its anchor',
      unfixable: true,
      text: spec('telephony:\n  outbound_numbers: [«*n»]\n  phone_number: &n "+14155550123"\n'),
      says: [[E, 'undefined-alias', 'define it first']],
    },
    {
      name: 'a key by an alias',
      text: spec(
        'mock_tools:\n  - name: &n find_order\n    mock_data:\n      - input: {}\n        output: {*n : found, other: 1}\n',
      ),
    },
    {
      name: 'a key of the spec by an alias',
      text: 'name: &k description\n*k : Helps callers\nproject: 42\n',
    },
    {
      name: 'a key by an alias that is given already',
      text: spec(
        'mock_tools:\n  - name: &n find_order\n    mock_data:\n      - input: {}\n        output: {find_order: 1, «*n» : 1}\n',
      ),
      says: [[E, 'duplicate-key', '`find_order` is written twice', 8]],
    },
    {
      name: 'a key by an alias without an anchor',
      text: spec(
        'mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output: {«*n» : found}\n',
      ),
      says: [[E, 'undefined-alias', '`&n`']],
    },
    ...['[a, b]', '{a: b}', '*list'].map(
      (key): Case => ({
        name: `the key ${key}`,
        unfixable: true,
        text: spec(
          `mock_tools:\n  - name: a\n    mock_data:\n      - input: &list [a]\n        output:\n          ? «${key}»\n          : c\n          d: e\n`,
        ).replace('input: &list [a]', 'input: {x: &list [a]}'),
        says: [[E, 'key-not-text', 'A key must be text']],
      }),
    ),
  ],
  'empty items are marked at their dashes': [
    {
      name: 'of a list of maps, with white space and comments',
      text: spec('mock_tools:\n  - name: one\n  «-» \n  # two\n  - name: two\n'),
      says: [[E, 'wrong-type', 'has no value yet']],
    },
    {
      name: 'of a list without indentation, before a block that looks like an item',
      text: spec('mock_tools:\n«-»\n- name: one\n  description: |\n    - a\n'),
      says: [[E, 'wrong-type', 'has no value yet']],
    },
    {
      name: 'behind a block that looks like an item',
      text: spec('mock_tools:\n- name: one\n  description: |\n    - a\n«-»'),
      says: [[E, 'wrong-type', 'has no value yet']],
    },
    {
      name: 'of a list of texts',
      unfixable: true,
      text: spec('telephony:\n  outbound_numbers:\n    - "+14155550123"\n    «-» # soon\n'),
      says: [[E, 'wrong-type', 'takes text']],
    },
  ],
  'URLs without their two slashes': [
    ...['https:/a.example/x', 'https:a.example/x', 'https:///a.example/x', 'http:/a.example'].map(
      (url): Case => ({
        name: url,
        text: spec(`webhook_url: «${url}»\n`),
        says: [[E, 'wrong-format', 'two slashes after `http']],
      }),
    ),
    {
      name: 'with backslashes',
      text: spec('webhook_url: «https:\\\\a.example\\x»\n'),
      says: [[E, 'wrong-format', 'two slashes after `https:`']],
    },
    ...['https//a.example/x', 'https;//a.example/x', 'http.//a.example'].map(
      (url): Case => ({
        name: `${url}, with another sign or none for the colon`,
        text: spec(`webhook_url: «${url}»\n`),
        says: [[E, 'wrong-format', 'takes a URL']],
      }),
    ),
    ...['https://https://a.example', 'https://https//a.example', '<https://a.example>'].map(
      (url): Case => ({
        name: `${url}, with more than the URL`,
        text: spec(`webhook_url: «${url}»\n`),
        says: [[E, 'wrong-format', 'takes a URL']],
      }),
    ),
    ...['http://https://a.example', 'https://a.example,https://b.example'].map(
      (url): Case => ({
        name: `${url}, which may be either of two`,
        unfixable: true,
        text: spec(`webhook_url: «${url}»\n`),
        says: [[E, 'wrong-format', 'takes a URL']],
      }),
    ),
    {
      name: 'a URL in the path of another',
      text: spec('webhook_url: https://a.example/https://b.example/c\n'),
    },
    {
      name: 'of a WebSocket',
      text: spec('telephony:\n  websocket_url: «wss:/a.example/x»\n'),
      says: [[E, 'wrong-format', 'write `wss://…`']],
    },
    {
      name: 'of another kind',
      unfixable: true,
      text: spec('webhook_url: «ftp://a.example/x»\n'),
      says: [[E, 'wrong-format', 'takes a URL']],
    },
  ],
  'phone numbers with more than a number': [
    ...[
      ...[
        '+1 415 555 0123 ext. 12',
        '+1 415 555 0123 x9',
        '+14155550123,,1234#',
        '+1-800-555-CATS',
      ],
      ...['+1415555012３', '+1 415 555 0123 (12)', '+1 415 555 0123 / 24', '+14155550123 - 27'],
      ...['+44 (020) 7946 0000', '+14155550123 +14155550124', '+39 (0)6 1234567'],
    ].map(
      (number): Case => ({
        name: number,
        unfixable: true,
        text: spec(`telephony:\n  outbound_numbers:\n    - «"${number}"»\n`),
        says: [[E, 'wrong-format', 'takes a phone number']],
      }),
    ),
    ...['+44 (0)20 7946 0000', '0044 20 7946 0000', 'tel:+1-415-555-0123', '+1.415.555.0123'].map(
      (number): Case => ({
        name: `${number}, which is one`,
        text: spec(`telephony:\n  outbound_numbers:\n    - «"${number}"»\n`),
        says: [[E, 'wrong-format', 'takes a phone number']],
      }),
    ),
  ],
  'names that others know': [
    ...['book.appointment', 'bücher', 'book/it'].map(
      (name): Case => ({
        name: `the tool ${name}`,
        unsure: true,
        text: spec(`mock_tools:\n  - name: «${name}»\n`),
        says: [[E, 'wrong-format', 'takes letters']],
      }),
    ),
    {
      name: 'a tool whose other name another has',
      unfixable: true,
      text: spec('mock_tools:\n  - name: «book.it»\n  - name: book_it\n'),
      says: [[E, 'wrong-format', 'takes letters']],
    },
    {
      name: 'a variable with a dash',
      unsure: true,
      text: 'name: a\ndescription: Ask {{order-id}}.\nproject: 1\ndynamic_variables:\n  - name: «order-id»\n    description: d\n',
      says: [[W, 'wrong-format', 'usually takes']],
    },
    {
      name: 'a variable in braces',
      unsure: true,
      text: 'name: a\ndescription: b\nproject: 1\ndynamic_variables:\n  - name: «"{{ who }}"»\n    description: d\n',
      says: [[W, 'wrong-format', 'usually takes']],
    },
    {
      name: 'a variable whose other name another has',
      unfixable: true,
      text: 'name: a\ndescription: "{{order-id}} {{order_id}}"\nproject: 1\ndynamic_variables:\n  - name: «order-id»\n    description: d\n  - name: order_id\n    description: d\n',
      says: [[W, 'wrong-format', 'usually takes']],
    },
  ],
  'a misplaced key is not missing where it belongs': [
    {
      name: 'an API key beside the type',
      text: provider('type: vapi\nagent_id: a\n«api_key»: "${secret:k}"\n'),
      says: [[E, 'misplaced-key', 'write it in `provider.credentials`']],
    },
    {
      name: 'an API key at the root',
      text: spec('«vapi_api_key»: "${secret:k}"\nprovider:\n  type: vapi\n'),
      says: [[E, 'v1-key', '`provider.credentials.api_key`']],
    },
  ],
  'a mistake in a map says nothing of what else it lacks': [
    {
      name: 'a path with a comma',
      text: spec('knowledge_base_files:\n  - path: «a.md,»\n'),
      says: [[W, 'extra-comma', 'remove it']],
    },
  ],
  'a line indented too deep is one mistake': [
    {
      name: 'and so are the lines that follow it in its column',
      text: 'name: a\n  «project: 42»\n  description: |\n    Help.\n  language: en\n',
      says: [[E, 'bad-indentation', 'the same column']],
    },
    {
      name: 'between the columns of the maps around it',
      text: provider(
        'type: retell\nagent_id: a\ncredentials:\n    api_key: "${secret:k}"\n  «config:»\n    trigger_url: https://a.example\n',
      ),
      says: [[E, 'bad-indentation', 'the same column']],
    },
    {
      name: 'in an item',
      text: spec('mock_tools:\n  - name: one\n      «description: x»\n    mock_data: []\n'),
      says: [[E, 'bad-indentation', 'the same column']],
    },
    {
      name: 'in a map, with right keys below it',
      text: provider('type: retell\n  «agent_id: a»\ncredentials:\n  api_key: "${secret:k}"\n'),
      says: [[E, 'bad-indentation', 'the same column']],
    },
  ],
};

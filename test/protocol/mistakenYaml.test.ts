import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { marked } from '../marked';
import { Server } from './server';

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

/** What people paste and type that YAML reads otherwise: `«…»` marks the one error, with its code; then what the fix writes. */
type Row = [name: string, text: string, code: string, mended: string];

const top = 'name: Support\nproject: 42\n';
const spec = `${top}description: Helps callers.\n`;

/** Lines of a prompt that YAML nests deeper than anything is read, where they are no text. */
const manyLines = '  - When upset, name it: "a" go on\n  Say: "b" once\n'.repeat(120);

/** More than is read again to find out what was meant by one entry. */
const longList = `${spec}mock_tools:\n${Array.from({ length: 100 }, (_, n) => `  - name: t${n}\n    description: Finds an order\n    mock_data: []\n`).join('')}`;

const groups: Record<string, Row[]> = {
  'prompts of several lines in quotes, with quotes in them': [
    [
      'in the margin',
      'name: Support\ndescription: "You are A.\n«Say "hi" twice.»\nThen: leave."\nproject: 42\n',
      'bad-indentation',
      'name: Support\ndescription: |\n  You are A.\n  Say "hi" twice.\n  Then: leave.\nproject: 42\n',
    ],
    [
      'indented',
      'name: Support\ndescription: "You are A.\n  «Say "hi" twice.»\n  Then: leave."\nproject: 42\n',
      'bad-indentation',
      'name: Support\ndescription: |\n  You are A.\n  Say "hi" twice.\n  Then: leave.\nproject: 42\n',
    ],
    [
      'below their quote',
      'name: Support\ndescription: "\n  «You are A.»\n  Say "hi" twice.\n  Then: leave.\n"\nproject: 42\n',
      'bad-indentation',
      'name: Support\ndescription: |\n  You are A.\n  Say "hi" twice.\n  Then: leave.\nproject: 42\n',
    ],
    [
      'with an empty line and a heading',
      'name: Support\ndescription: "\n  «You are A.»\n\n  # Rules\n\n  Say "hi".\n"\nproject: 42\n',
      'bad-indentation',
      'name: Support\ndescription: |\n  You are A.\n\n  # Rules\n\n  Say "hi".\nproject: 42\n',
    ],
    [
      'with a quote at the end of a line',
      'name: Support\ndescription: "You are A.\n«Say "hi"»\n\n# Rules\nSay "bye"."\nproject: 42\n',
      'bad-indentation',
      'name: Support\ndescription: |\n  You are A.\n  Say "hi"\n\n  # Rules\n  Say "bye".\nproject: 42\n',
    ],
    [
      'with apostrophes',
      "name: Support\ndescription: 'You're A.\n  «Don't lie.'»\nproject: 42\n",
      'bad-indentation',
      "name: Support\ndescription: |\n  You're A.\n  Don't lie.\nproject: 42\n",
    ],
    [
      'with one apostrophe, below their quote',
      "name: Support\ndescription: '\n  «You're A.»\n  '\nproject: 42\n",
      'bad-indentation',
      "name: Support\ndescription: |\n  You're A.\nproject: 42\n",
    ],
    [
      'with two apostrophes for one',
      "name: Support\ndescription: 'You''re A.\n«Don''t lie.'»\nproject: 42\n",
      'bad-indentation',
      "name: Support\ndescription: |\n  You're A.\n  Don't lie.\nproject: 42\n",
    ],
    [
      'with CRLF',
      'name: Support\r\ndescription: "\r\n  «Say "hi".»\r\n"\r\nproject: 42\r\n',
      'bad-indentation',
      'name: Support\r\ndescription: |\r\n  Say "hi".\r\nproject: 42\r\n',
    ],
    [
      'that begin with an empty line',
      'name: Support\ndescription: "\n«You are A.»\n"\nproject: 42\n',
      'bad-indentation',
      'name: Support\ndescription: |\n  You are A.\nproject: 42\n',
    ],
    [
      'of a tool',
      `${spec}mock_tools:\n  - name: a\n    description: "\n    «Finds "one".»\n    "\n    mock_data: []\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: a\n    description: |\n      Finds "one".\n    mock_data: []\n`,
    ],
  ],
  'prompts whose quote is never closed': [
    [
      'in the margin',
      'name: Support\ndescription: «"You are Mia.»\nBe kind.\nproject: 42\n',
      'unclosed',
      'name: Support\ndescription: |\n  You are Mia.\n  Be kind.\nproject: 42\n',
    ],
    [
      'indented',
      'name: Support\ndescription: «"You are Mia.»\n    Rules: be kind.\nproject: 42\n',
      'unclosed',
      'name: Support\ndescription: |\n    You are Mia.\n    Rules: be kind.\nproject: 42\n',
    ],
    [
      'with a heading, items and a comment above the next key',
      'name: Support\ndescription: «"You are Mia.»\n\n# Role\nBe kind: always.\n- one\n* two\n\n# As we say\nproject: 42\n',
      'unclosed',
      'name: Support\ndescription: |\n  You are Mia.\n\n  # Role\n  Be kind: always.\n  - one\n  * two\n\n# As we say\nproject: 42\n',
    ],
    [
      'with other quotes in it',
      'name: Support\ndescription: «"You are Mia.»\nSay "hi" first.\nBe kind.\nproject: 42\n',
      'unclosed',
      'name: Support\ndescription: |\n  You are Mia.\n  Say "hi" first.\n  Be kind.\nproject: 42\n',
    ],
    [
      'with an apostrophe',
      "name: Support\ndescription: «'You are Mia.»\nDon't shout.\nBe kind.\nproject: 42\n",
      'unclosed',
      "name: Support\ndescription: |\n  You are Mia.\n  Don't shout.\n  Be kind.\nproject: 42\n",
    ],
    [
      'alone above the text',
      'name: Support\ndescription: «"»\nYou are Mia.\n  Be kind.\nproject: 42\n',
      'unclosed',
      'name: Support\ndescription: |\n  You are Mia.\n    Be kind.\nproject: 42\n',
    ],
    [
      'alone above a text whose first line is deeper',
      'name: Support\ndescription: «"»\n    You are Mia.\n  Be kind.\nproject: 42\n',
      'unclosed',
      'name: Support\ndescription: |\n  You are Mia.\n  Be kind.\nproject: 42\n',
    ],
    [
      'of a tool',
      `${spec}mock_tools:\n  - name: a\n    description: «"Gives an order»\n      by its number.\n    mock_data: []\n`,
      'unclosed',
      `${spec}mock_tools:\n  - name: a\n    description: |\n      Gives an order\n      by its number.\n    mock_data: []\n`,
    ],
    [
      'at the end',
      `${top}description: «"You are Mia.»\nBe kind.`,
      'unclosed',
      `${top}description: |\n  You are Mia.\n  Be kind.`,
    ],
    [
      'in one line',
      'name: Support\ndescription: «"You are Mia.»\nproject: 42\n',
      'unclosed',
      'name: Support\ndescription: "You are Mia."\nproject: 42\n',
    ],
  ],
  'quotes of a word processor around keys and values': [
    [
      'a value with a colon in JSON',
      '{"name": "a", "project": 42, "description": «“You are Mia: be kind”»}\n',
      'curly-quotes',
      '{"name": "a", "project": 42, "description": "You are Mia: be kind"}\n',
    ],
    [
      'keys and values of JSON',
      '{«“name”»: “a”, “project”: 42, “description”: “You say "hi", then: bye”}\n',
      'curly-quotes',
      '{"name": "a", "project": 42, "description": "You say \\"hi\\", then: bye"}\n',
    ],
    [
      'JSON over several lines',
      '{\n  «“name”»: “a”,\n  “project”: 42,\n  “description”: “You are Mia, be kind”\n}\n',
      'curly-quotes',
      '{\n  "name": "a",\n  "project": 42,\n  "description": "You are Mia, be kind"\n}\n',
    ],
    [
      'a key between braces',
      `${spec}telephony: {«“inbound”»: true}\n`,
      'curly-quotes',
      `${spec}telephony: {"inbound": true}\n`,
    ],
    [
      'a value with a colon',
      `${top}description: «“You are Mia: be kind”»\n`,
      'unquoted-text',
      `${top}description: "You are Mia: be kind"\n`,
    ],
  ],
  'placeholders without their sign': [
    [
      'a file',
      `${top}description: «{file:examples.md}»\n`,
      'placeholder-without-source',
      `${top}description: \${file:examples.md}\n`,
    ],
    [
      'a variable, with a comment',
      `${spec}webhook_url: «{env:URL}» # ours\n`,
      'placeholder-without-source',
      `${spec}webhook_url: \${env:URL} # ours\n`,
    ],
    [
      'a secret, nested',
      `${spec}provider:\n  type: vapi\n  agent_id: a\n  credentials:\n    api_key: «{secret:vapi}»\n`,
      'placeholder-without-source',
      `${spec}provider:\n  type: vapi\n  agent_id: a\n  credentials:\n    api_key: \${secret:vapi}\n`,
    ],
  ],
  'values beside their key, in the line below': [
    [
      'an address',
      `${spec}webhook_url:\n«https://a.example/x»\nlanguage: de\n`,
      'bad-indentation',
      `${spec}webhook_url:\n  https://a.example/x\nlanguage: de\n`,
    ],
    [
      'a number in quotes, nested',
      `${spec}telephony:\n  phone_number:\n  «"+14155550123"»\n  inbound: true\n`,
      'bad-indentation',
      `${spec}telephony:\n  phone_number:\n    "+14155550123"\n  inbound: true\n`,
    ],
    [
      'a placeholder',
      `${spec}webhook_url:\n«\${env:URL}»\n`,
      'bad-indentation',
      `${spec}webhook_url:\n  \${env:URL}\n`,
    ],
  ],
  'JSON that is half typed': [
    [
      'a quote before a comma',
      `{\n  "name": "Support",\n  "description": «"Helps,»\n  "project": 42\n}\n`,
      'unclosed',
      `{\n  "name": "Support",\n  "description": "Helps",\n  "project": 42\n}\n`,
    ],
    [
      'a quote at the end',
      `{\n  "name": "Support",\n  "project": 42,\n  "description": «"Helps»\n}\n`,
      'unclosed',
      `{\n  "name": "Support",\n  "project": 42,\n  "description": "Helps"\n}\n`,
    ],
    [
      'a quote of one before a bracket',
      `${spec}mock_tools:\n  - name: a\n    mock_data:\n      - input: {"a": «"x}»\n        output: 1\n`,
      'unclosed',
      `${spec}mock_tools:\n  - name: a\n    mock_data:\n      - input: {"a": "x"}\n        output: 1\n`,
    ],
    [
      'a map at the end',
      `{\n  "name": "Support",\n  "description": "Helps",\n  "project": 42,\n  "telephony": «{"inbound": true»\n}\n`,
      'unclosed',
      `{\n  "name": "Support",\n  "description": "Helps",\n  "project": 42,\n  "telephony": {"inbound": true}\n}\n`,
    ],
    [
      'a map before a key',
      `{\n  "name": "Support",\n  "description": "Helps",\n  "telephony": «{"inbound": true,»\n  "project": 42\n}\n`,
      'unclosed',
      `{\n  "name": "Support",\n  "description": "Helps",\n  "telephony": {"inbound": true},\n  "project": 42\n}\n`,
    ],
    [
      'a map of several lines',
      `{\n  "name": "Support",\n  "description": "Helps",\n  "project": 42,\n  "telephony": «{»\n    "inbound": true\n}\n`,
      'unclosed',
      `{\n  "name": "Support",\n  "description": "Helps",\n  "project": 42,\n  "telephony": {\n    "inbound": true\n  }\n}\n`,
    ],
    [
      'a list of several lines',
      `{\n  "name": "Support",\n  "description": "Helps",\n  "project": 42,\n  "mock_tools": «[»\n    {"name": "a", "mock_data": []}\n}\n`,
      'unclosed',
      `{\n  "name": "Support",\n  "description": "Helps",\n  "project": 42,\n  "mock_tools": [\n    {"name": "a", "mock_data": []}\n  ]\n}\n`,
    ],
  ],
  'quotes inside quotes': [
    [
      'of a word',
      `name: "A «"good"» agent"\ndescription: Helps\nproject: 42\n`,
      'quote-in-quotes',
      `name: "A \\"good\\" agent"\ndescription: Helps\nproject: 42\n`,
    ],
    [
      'beside one that is escaped',
      `${top}description: "Say \\"hi\\" and «"bye"»." # ours\n`,
      'quote-in-quotes',
      `${top}description: "Say \\"hi\\" and \\"bye\\"." # ours\n`,
    ],
    [
      'an apostrophe',
      `name: 'A«'»s desk'\ndescription: Helps\nproject: 42\n`,
      'quote-in-quotes',
      `name: 'A''s desk'\ndescription: Helps\nproject: 42\n`,
    ],
    [
      'an apostrophe before a colon',
      `${top}description: 'Don«'»t say: no' # ours\n`,
      'quote-in-quotes',
      `${top}description: 'Don''t say: no' # ours\n`,
    ],
    [
      'of JSON',
      `{\n  "name": "Support",\n  "description": "You said «"hi"».",\n  "project": 42\n}\n`,
      'quote-in-quotes',
      `{\n  "name": "Support",\n  "description": "You said \\"hi\\".",\n  "project": 42\n}\n`,
    ],
    [
      'of JSON in one line',
      `{"name": "A «"good"» agent", "description": "Helps", "project": 42}\n`,
      'quote-in-quotes',
      `{"name": "A \\"good\\" agent", "description": "Helps", "project": 42}\n`,
    ],
  ],
  'Markdown around keys': [
    [
      'one',
      `name: Support\nproject: 42\n«**description:**» Helps callers.\n`,
      'markdown-key',
      `name: Support\nproject: 42\ndescription: Helps callers.\n`,
    ],
    [
      'all of them',
      `«**name**:» Support\n**project**: 42\n**description**: Helps callers.\n`,
      'markdown-key',
      `name: Support\nproject: 42\ndescription: Helps callers.\n`,
    ],
    [
      'items',
      `«- **name:**» Support\n- **description:** Helps callers.\n- **project:** 42\n`,
      'markdown-key',
      `name: Support\ndescription: Helps callers.\nproject: 42\n`,
    ],
    [
      'backticks',
      `«\`name\`:» Support\nproject: 42\ndescription: Helps callers.\n`,
      'markdown-key',
      `name: Support\nproject: 42\ndescription: Helps callers.\n`,
    ],
    [
      'a quotation',
      `«> name:» Support\n> description: Helps callers.\n> project: 42\n`,
      'markdown-key',
      `name: Support\ndescription: Helps callers.\nproject: 42\n`,
    ],
    [
      'in a map',
      `name: Support\nproject: 42\ndescription: Helps callers.\ntelephony:\n  «**inbound:**» true\n`,
      'markdown-key',
      `name: Support\nproject: 42\ndescription: Helps callers.\ntelephony:\n  inbound: true\n`,
    ],
  ],
  'no-break spaces before the lines of a prompt': [
    [
      'all',
      `name: Support\nproject: 42\ndescription: |\n«\u00a0\u00a0»You are A.\n\u00a0\u00a0Be nice.\n`,
      'odd-space',
      `name: Support\nproject: 42\ndescription: |\n  You are A.\n  Be nice.\n`,
    ],
    [
      'before a plain one',
      `name: Support\nproject: 42\ndescription: |\n«\u00a0 »You are A.\n  Be nice.\n`,
      'odd-space',
      `name: Support\nproject: 42\ndescription: |\n  You are A.\n  Be nice.\n`,
    ],
    [
      'below a line that is right',
      `name: Support\nproject: 42\ndescription: |\n  You are A.\n«\u00a0\u00a0»Be nice.\n`,
      'odd-space',
      `name: Support\nproject: 42\ndescription: |\n  You are A.\n  Be nice.\n`,
    ],
  ],
  'more columns in the header of a text than it is indented by': [
    [
      'four',
      `name: Support\nproject: 42\ndescription: |«4»\n  You are A.\n`,
      'block-header',
      `name: Support\nproject: 42\ndescription: |\n  You are A.\n`,
    ],
    [
      'two',
      `name: Support\nproject: 42\ndescription: |«2»\n You are A.\n`,
      'block-header',
      `name: Support\nproject: 42\ndescription: |\n You are A.\n`,
    ],
    [
      'before a sign',
      `name: Support\nproject: 42\ndescription: >«2»-\n You are A.\n`,
      'block-header',
      `name: Support\nproject: 42\ndescription: >-\n You are A.\n`,
    ],
    [
      'behind one, with a comment',
      `name: Support\nproject: 42\ndescription: >-«4» # ours\n  You are A.\n  B: c\n`,
      'block-header',
      `name: Support\nproject: 42\ndescription: >- # ours\n  You are A.\n  B: c\n`,
    ],
  ],
  'signs in and behind values': [
    [
      'a space in a placeholder',
      `name: Support\nproject: 42\ndescription: Helps callers.\nprovider:\n  type: vapi\n  agent_id: a\n  credentials:\n    api_key: «\${secret: k}»\n`,
      'unquoted-text',
      `name: Support\nproject: 42\ndescription: Helps callers.\nprovider:\n  type: vapi\n  agent_id: a\n  credentials:\n    api_key: \${secret:k}\n`,
    ],
    [
      'a colon behind a number',
      `name: Support\ndescription: Helps\nproject: 42«:»\n`,
      'extra-colon',
      `name: Support\ndescription: Helps\nproject: 42\n`,
    ],
    [
      'a colon behind true',
      `name: Support\nproject: 42\ndescription: Helps callers.\ntelephony:\n  inbound: true«:» # ours\n`,
      'extra-colon',
      `name: Support\nproject: 42\ndescription: Helps callers.\ntelephony:\n  inbound: true # ours\n`,
    ],
  ],
  'backslashes in double quotes': [
    [
      'of a path, another of which YAML takes for a line break',
      `${top}description: "C:«\\d»ocs\\new.md"\n`,
      'bad-escape',
      `${top}description: "C:\\\\docs\\\\new.md"\n`,
    ],
    [
      'of an expression',
      `${top}description: "«\\d»+ \\. ok" # ours\n`,
      'bad-escape',
      `${top}description: "\\\\d+ \\\\. ok" # ours\n`,
    ],
    [
      'beside escapes that are meant',
      `${top}description: "Say \\"hi\\".\\nThen «\\d»."\n`,
      'bad-escape',
      `${top}description: "Say \\"hi\\".\\nThen \\\\d."\n`,
    ],
    [
      'in several lines',
      `${top}description: "Match «\\d»\n  or \\x here"\n`,
      'bad-escape',
      `${top}description: "Match \\\\d\n  or \\\\x here"\n`,
    ],
    [
      'in JSON',
      '{\n  "name": "Support",\n  "description": "Match «\\d».",\n  "project": 42\n}\n',
      'bad-escape',
      '{\n  "name": "Support",\n  "description": "Match \\\\d.",\n  "project": 42\n}\n',
    ],
  ],
  'values glued to their keys': [
    ...['|', '|-', '>', '>-'].map(
      (header): Row => [
        `${header} above a text`,
        `${top}«description:»${header}\n  You are Mia.\n  Rules: be kind.\nlanguage: en\n`,
        'missing-colon',
        `${top}description: ${header}\n  You are Mia.\n  Rules: be kind.\nlanguage: en\n`,
      ],
    ),
    [
      'the text of a tool',
      `${spec}mock_tools:\n  - name: find_order\n    «description:»|\n      Finds it.\n    mock_data: []\n`,
      'missing-colon',
      `${spec}mock_tools:\n  - name: find_order\n    description: |\n      Finds it.\n    mock_data: []\n`,
    ],
    [
      'a map',
      `${spec}«telephony:»{inbound: true, phone_number: "+14155550123"}\n`,
      'missing-colon',
      `${spec}telephony: {inbound: true, phone_number: "+14155550123"}\n`,
    ],
    [
      'a nested map',
      `${spec}telephony:\n  «sip_auth:»{username: a, password: "\${secret:k}"}\n`,
      'missing-colon',
      `${spec}telephony:\n  sip_auth: {username: a, password: "\${secret:k}"}\n`,
    ],
    [
      'a list',
      `${spec}«mock_tools:»[]\nlanguage: en\n`,
      'missing-colon',
      `${spec}mock_tools: []\nlanguage: en\n`,
    ],
  ],
  'a colon that is missing in JSON': [
    [
      'before a text',
      '{\n  "name": "Support",\n  «"description"» "Helps callers.",\n  "project": 42\n}\n',
      'missing-colon',
      '{\n  "name": "Support",\n  "description": "Helps callers.",\n  "project": 42\n}\n',
    ],
    [
      'before a number',
      '{"name": "Support", "description": "Helps callers.", «"project"» 42}\n',
      'missing-colon',
      '{"name": "Support", "description": "Helps callers.", "project": 42}\n',
    ],
    [
      'in a map of it',
      `${spec}telephony: {"inbound": true, «"phone_number"» "+14155550123"}\n`,
      'missing-colon',
      `${spec}telephony: {"inbound": true, "phone_number": "+14155550123"}\n`,
    ],
  ],
  'lines of a program around JSON': [
    [
      'in Python',
      `«payload =» {\n    'name': 'Support',\n    'description': 'Helps callers.',\n    'project': 42,\n}\n`,
      'code-around',
      `{\n    'name': 'Support',\n    'description': 'Helps callers.',\n    'project': 42,\n}\n`,
    ],
    [
      'in JavaScript',
      `«const agent =» {\n  name: 'Support',\n  description: 'Helps callers.',\n  project: 42,\n};\n`,
      'code-around',
      `{\n  name: 'Support',\n  description: 'Helps callers.',\n  project: 42,\n}\n`,
    ],
    [
      'of a module',
      `«export default» {\n  name: "Support",\n  description: "Helps callers.",\n  project: 42\n}\n`,
      'code-around',
      `{\n  name: "Support",\n  description: "Helps callers.",\n  project: 42\n}\n`,
    ],
  ],
  'brackets that close nothing': [
    [
      'behind a map',
      `${spec}telephony: {inbound: true}«}»\nlanguage: en\n`,
      'extra-bracket',
      `${spec}telephony: {inbound: true}\nlanguage: en\n`,
    ],
    [
      'behind a list',
      `${spec}telephony:\n  outbound_numbers: ["+14155550123"]«]»\n  inbound: false\n`,
      'extra-bracket',
      `${spec}telephony:\n  outbound_numbers: ["+14155550123"]\n  inbound: false\n`,
    ],
    [
      'of a call',
      `${spec}telephony: {inbound: true}«)»\n`,
      'extra-bracket',
      `${spec}telephony: {inbound: true}\n`,
    ],
    [
      'of JSON',
      '{\n  "name": "Support",\n  "description": "Helps callers.",\n  "project": 42\n}«}»\n',
      'extra-bracket',
      '{\n  "name": "Support",\n  "description": "Helps callers.",\n  "project": 42\n}\n',
    ],
    ['alone, below keys', `${spec}«}»\n`, 'extra-bracket', `${spec}\n`],
  ],
  'brackets of the other kind': [
    [
      'at the end of a map',
      `${spec}telephony: {inbound: true«]» # ours\n`,
      'wrong-bracket',
      `${spec}telephony: {inbound: true} # ours\n`,
    ],
    [
      'at the end of a list',
      `${spec}telephony:\n  outbound_numbers: ["+14155550123"«}»\n  inbound: false\n`,
      'wrong-bracket',
      `${spec}telephony:\n  outbound_numbers: ["+14155550123"]\n  inbound: false\n`,
    ],
    [
      'at the end of JSON',
      '{\n  "name": "Support",\n  "description": "Helps callers.",\n  "project": 42\n«]»\n',
      'wrong-bracket',
      '{\n  "name": "Support",\n  "description": "Helps callers.",\n  "project": 42\n}\n',
    ],
    [
      'inside JSON',
      '{\n  "name": "Support",\n  "description": "Helps callers.",\n  "telephony": {"inbound": true«]»,\n  "project": 42\n}\n',
      'wrong-bracket',
      '{\n  "name": "Support",\n  "description": "Helps callers.",\n  "telephony": {"inbound": true},\n  "project": 42\n}\n',
    ],
    [
      'inside JSON, where it could close a list further out',
      `${spec}mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output: {\n          "a": [1, 2«}»,\n          "b": 3\n        }\n`,
      'wrong-bracket',
      `${spec}mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output: {\n          "a": [1, 2],\n          "b": 3\n        }\n`,
    ],
    [
      'and one too many',
      `${spec}telephony: {inbound: true«]»}\n`,
      'extra-bracket',
      `${spec}telephony: {inbound: true}\n`,
    ],
    [
      'as the inner one is missing',
      `${spec}mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output: {a: «[1, 2}»\n`,
      'unclosed',
      `${spec}mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output: {a: [1, 2]}\n`,
    ],
    [
      'as the inner one of JSON is missing',
      '{\n  "name": "Support",\n  "project": 42,\n  "description": "Helps {{a}}",\n  "dynamic_variables": «[{"name": "a", "description": "Who"}»\n}\n',
      'unclosed',
      '{\n  "name": "Support",\n  "project": 42,\n  "description": "Helps {{a}}",\n  "dynamic_variables": [{"name": "a", "description": "Who"}]\n}\n',
    ],
  ],
  'a sign of a text below its key': [
    ...['|', '>-'].flatMap((sign): Row[] => [
      [
        `${sign} above an indented text`,
        `${top}description:\n«${sign}»\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
        'text-without-block',
        `${top}description: ${sign}\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
      ],
      [
        `${sign} above a text in the first column`,
        `${top}description:\n«${sign}»\nYou are Mia.\nBe kind.\nlanguage: en\n`,
        'text-without-block',
        `${top}description: ${sign}\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
      ],
    ]),
  ],
  'keys glued to their values between braces': [
    [
      'a secret',
      `${spec}provider: {type: vapi, agent_id: a, credentials: {«api_key:»"\${secret:k}"}}\n`,
      'missing-colon',
      `${spec}provider: {type: vapi, agent_id: a, credentials: {api_key: "\${secret:k}"}}\n`,
    ],
    [
      'several, in quotes and not',
      `${spec}telephony: {«phone_number:»"+14155550123", inbound:true}\n`,
      'missing-colon',
      `${spec}telephony: {phone_number: "+14155550123", inbound: true}\n`,
    ],
    [
      'a sign of equality',
      `${spec}telephony: {«inbound=»true}\n`,
      'missing-colon',
      `${spec}telephony: {inbound: true}\n`,
    ],
    [
      'the answer of a tool',
      `${spec}mock_tools:\n  - name: a\n    mock_data: [{input:{}, «output:»1}]\n`,
      'missing-colon',
      `${spec}mock_tools:\n  - name: a\n    mock_data: [{input:{}, output: 1}]\n`,
    ],
    [
      'a whole spec',
      `{«name:»"Support", description:"Helps callers.", project:42}\n`,
      'missing-colon',
      `{name: "Support", description: "Helps callers.", project: 42}\n`,
    ],
  ],
  'items in another column than those above': [
    ...[
      ['left of them', '', '  '],
      ['right of them', '    ', '  '],
      ['right of others in the first column', '  ', ''],
    ].map(([name = '', pasted, right]): Row => {
      const item = (column = '', mark = ['', '']) =>
        `${column}${mark[0]}- name: ${mark[0] === '' && column === right ? 'a' : 'c'}${mark[1]}\n${column}  description: b\n${column}  mock_data: []\n`;
      const first = item(right);
      return [
        name,
        `${spec}mock_tools:\n${first}${item(pasted, ['«', '»'])}`,
        'bad-indentation',
        `${spec}mock_tools:\n${first}${first.replace('name: a', 'name: c')}`,
      ];
    }),
    [
      'two of them',
      `${spec}mock_tools:\n  - name: a\n    description: b\n    mock_data: []\n«- name: c»\n  description: b\n  mock_data: []\n\n- name: d\n  description: b\n  mock_data:\n    - input: {}\n      output: 1\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: a\n    description: b\n    mock_data: []\n  - name: c\n    description: b\n    mock_data: []\n\n  - name: d\n    description: b\n    mock_data:\n      - input: {}\n        output: 1\n`,
    ],
    [
      'in an answer',
      `${spec}mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output:\n          - name: x\n            «- name: y»\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output:\n          - name: x\n          - name: y\n`,
    ],
    [
      'one in a long list',
      `${longList}«- name: c»\n  description: b\n  mock_data: []\n`,
      'bad-indentation',
      `${longList}  - name: c\n    description: b\n    mock_data: []\n`,
    ],
    [
      'only its first line',
      `${spec}mock_tools:\n  - name: a\n    description: b\n    mock_data: []\n«- name: c»\n    description: b\n    mock_data: []\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: a\n    description: b\n    mock_data: []\n  - name: c\n    description: b\n    mock_data: []\n`,
    ],
    [
      'one that others follow which are right',
      `${spec}mock_tools:\n  - name: a\n    description: b\n    mock_data:\n      - input: {a: 1}\n        output: 1\n    «- input: {a: 2}»\n      output: 2\n      - input: {a: 3}\n        output: 3\n  - name: c\n    description: b\n    mock_data: []\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: a\n    description: b\n    mock_data:\n      - input: {a: 1}\n        output: 1\n      - input: {a: 2}\n        output: 2\n      - input: {a: 3}\n        output: 3\n  - name: c\n    description: b\n    mock_data: []\n`,
    ],
  ],
  'several keys on one line': [
    [
      'behind a map in braces',
      `${spec}mock_tools:\n  - name: a\n    description: b\n    mock_data:\n      - input: {a: 1, b: "}, x: "}, «output»: {b: 2}\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: a\n    description: b\n    mock_data:\n      - input: {a: 1, b: "}, x: "}\n        output: {b: 2}\n`,
    ],
    [
      'behind a name',
      `${spec}mock_tools:\n  - name: a, «description»: Finds it, and more, mock_data: []\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: a\n    description: Finds it, and more\n    mock_data: []\n`,
    ],
    [
      'behind a name in quotes',
      `${spec}mock_tools:\n  - name: "a", «description»: 'b'\n    mock_data: []\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: "a"\n    description: 'b'\n    mock_data: []\n`,
    ],
    [
      'of a provider',
      `${spec}provider:\n  type: vapi, «agent_id»: abc\n  credentials: {api_key: "\${secret:k}"}\n`,
      'bad-indentation',
      `${spec}provider:\n  type: vapi\n  agent_id: abc\n  credentials: {api_key: "\${secret:k}"}\n`,
    ],
  ],
  'text of an answer with a comma before what looks like a key': [
    ['of its own', 'note: «Called, name: Bob»', 'note: "Called, name: Bob"'],
    ['of the tool', '«hi, name: Bob»', '"hi, name: Bob"'],
  ].map(([name = '', text, mended]): Row => {
    const answer = (output = '') =>
      `${spec}mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output:${output.includes(': ') && !/^[«"]/.test(output) ? '\n          ' : ' '}${output}\n`;
    return [name, answer(text), 'unquoted-text', answer(mended)];
  }),
  'what is left of a merge conflict': [
    [
      'the line that closed it',
      `${top}«>>>>>>> feature/prompt»\ndescription: Helps callers.\n`,
      'merge-conflict',
      spec,
    ],
    ['the line that opened it', `«<<<<<<< HEAD»\r\n${spec}`, 'merge-conflict', spec],
  ],
  'rules and headings of a prompt in the margin, between lines that are right': [
    ...['===', '---', '***', '## Tone'].map(
      (line): Row => [
        line,
        `${top}description: |\n  Persona\n«${line}»\n  Be kind.\n    Be quick.\n`,
        'bad-indentation',
        `${top}description: |\n  Persona\n  ${line}\n  Be kind.\n    Be quick.\n`,
      ],
    ),
    [
      'above all of the text, which keeps its form',
      `${top}description: |\n«# Role»\n    code\nNext\n`,
      'bad-indentation',
      `${top}description: |\n  # Role\n      code\n  Next\n`,
    ],
    [
      'and a line that others stand under',
      `${top}description: |\n  Persona\n«===»\n  Be kind.\nRules:\n  - Be quick.\n`,
      'bad-indentation',
      `${top}description: |\n  Persona\n  ===\n  Be kind.\n  Rules:\n    - Be quick.\n`,
    ],
  ],
  'a line further left than those around it': [
    [
      'in the margin',
      `${spec}provider:\n  type: vapi\n«agent_id: a»\n  credentials:\n    api_key: "\${secret:k}"\n`,
      'bad-indentation',
      `${spec}provider:\n  type: vapi\n  agent_id: a\n  credentials:\n    api_key: "\${secret:k}"\n`,
    ],
    [
      'the first below its key',
      `${spec}telephony:\n«sip_uri: sip:a@example.com»\n  phone_number: "+14155550123"\n`,
      'bad-indentation',
      `${spec}telephony:\n  sip_uri: sip:a@example.com\n  phone_number: "+14155550123"\n`,
    ],
    [
      'in an inner map',
      `${spec}provider:\n  type: livekit\n  credentials:\n    api_key: "\${secret:k}"\n    config:\n      agent_name: a\n  «api_secret: "\${secret:s}"»\n      url: wss://a.example\n`,
      'bad-indentation',
      `${spec}provider:\n  type: livekit\n  credentials:\n    api_key: "\${secret:k}"\n    config:\n      agent_name: a\n      api_secret: "\${secret:s}"\n      url: wss://a.example\n`,
    ],
    [
      'an item of a list',
      `${spec}mock_tools:\n  - name: a\n    mock_data:\n«- input: {}»\n        output: 1\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output: 1\n`,
    ],
    [
      'a line of a prompt',
      `${top}description: |\n  You are Mia.\n«Be kind.»\n  Be quick.\n    Always.\n`,
      'bad-indentation',
      `${top}description: |\n  You are Mia.\n  Be kind.\n  Be quick.\n    Always.\n`,
    ],
    [
      'an item of a list in a prompt',
      `${top}description: |\n  - Be kind.\n«- Be quick.»\n  - Be brief.\n`,
      'bad-indentation',
      `${top}description: |\n  - Be kind.\n  - Be quick.\n  - Be brief.\n`,
    ],
  ],
  'items without their dash': [
    [
      'beside others',
      `${spec}mock_tools:\n  - name: a\n    description: b\n    mock_data: []\n  «name: c»\n  description: b\n  mock_data:\n    - input: {}\n      output: 1\n  - name: d\n    description: b\n    mock_data: []\n`,
      'missing-dash',
      `${spec}mock_tools:\n  - name: a\n    description: b\n    mock_data: []\n  - name: c\n    description: b\n    mock_data:\n      - input: {}\n        output: 1\n  - name: d\n    description: b\n    mock_data: []\n`,
    ],
    [
      'but not one whose first key stands in another line',
      `${spec}mock_tools:\n  - name: a\n    mock_data: []\n  - description: b\n  «name: c»\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: a\n    mock_data: []\n  - description: b\n    name: c\n`,
    ],
    [
      'with their keys in place',
      `${spec}mock_tools:\n  - name: a\n    description: b\n    mock_data: []\n  «name: c»\n    description: b\n    mock_data: []\n`,
      'missing-dash',
      `${spec}mock_tools:\n  - name: a\n    description: b\n    mock_data: []\n  - name: c\n    description: b\n    mock_data: []\n`,
    ],
  ],
  'lines indented with tabs': [
    [
      'a map',
      `${spec}telephony:\n«\t»inbound: true\n\tsip_uri: sip:a@example.com\n\tsip_auth:\n\t\tusername: a\n\t\tpassword: "\${secret:s}"\n`,
      'tab-indentation',
      `${spec}telephony:\n  inbound: true\n  sip_uri: sip:a@example.com\n  sip_auth:\n    username: a\n    password: "\${secret:s}"\n`,
    ],
    [
      'a list',
      `${spec}mock_tools:\n«\t»- name: a\n\t  description: b\n\t  mock_data: []\n`,
      'tab-indentation',
      `${spec}mock_tools:\n  - name: a\n    description: b\n    mock_data: []\n`,
    ],
    [
      'below one with four spaces',
      `${spec}telephony:\n    inbound: true\n«\t»sip_uri: sip:a@example.com\n\tphone_number: "+14155550123"\n`,
      'tab-indentation',
      `${spec}telephony:\n    inbound: true\n    sip_uri: sip:a@example.com\n    phone_number: "+14155550123"\n`,
    ],
    [
      'with the text in it',
      `${spec}mock_tools:\n«\t»- name: a\n\t  description: |\n\t    Finds\n\t      it\n\t  mock_data: []\n`,
      'tab-indentation',
      `${spec}mock_tools:\n  - name: a\n    description: |\n      Finds\n        it\n    mock_data: []\n`,
    ],
    [
      'below a key that is deeper than a tab usually is',
      `${spec}mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output:\n«\t    »a: 1\n\t    b: 2\n`,
      'tab-indentation',
      `${spec}mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output:\n            a: 1\n            b: 2\n`,
    ],
    [
      'the text of a tool',
      `${spec}mock_tools:\n  - name: a\n    description: |\n\t«Finds an order»\n\t  by its number.\n    mock_data: []\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: a\n    description: |\n      Finds an order\n        by its number.\n    mock_data: []\n`,
    ],
    [
      'a line of a text in the margin, which keeps its tab',
      `${top}description: |\n«Run make:»\n\tgcc x\nThen leave.\n`,
      'bad-indentation',
      `${top}description: |\n  Run make:\n  \tgcc x\n  Then leave.\n`,
    ],
  ],
  'keys in the column of the dash above': [
    [
      'or right of it',
      `${spec}mock_tools:\n  - name: a\n    description: b\n   «mock_data:»\n     - input: {a: 1}\n       output: {b: 2}\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: a\n    description: b\n    mock_data:\n      - input: {a: 1}\n        output: {b: 2}\n`,
    ],
    [
      'of one item',
      `${spec}mock_tools:\n  - name: a\n  «description: Finds»\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: a\n    description: Finds\n`,
    ],
    [
      'of several items',
      `${spec}mock_tools:\n  - name: a\n  «description: Finds»\n  mock_data: []\n  # ours\n  - name: b\n  description: |\n    Books\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: a\n    description: Finds\n    mock_data: []\n  # ours\n  - name: b\n    description: |\n      Books\n`,
    ],
    [
      'of an answer, with lines below it',
      `${spec}mock_tools:\n  - name: a\n    mock_data:\n      - input: {a: 1}\n      «output:»\n        b: 1\n      - input: {a: 2}\n        output: 3\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: a\n    mock_data:\n      - input: {a: 1}\n        output:\n          b: 1\n      - input: {a: 2}\n        output: 3\n`,
    ],
  ],
  'entries beside the key of their map or list': [
    [
      'of a map',
      `${spec}telephony: «inbound:» true\n`,
      'bad-indentation',
      `${spec}telephony:\n  inbound: true\n`,
    ],
    [
      'of a map that goes on below',
      `${spec}telephony: «phone_number:» "+14155550123"\n    inbound: true\n`,
      'bad-indentation',
      `${spec}telephony:\n    phone_number: "+14155550123"\n    inbound: true\n`,
    ],
    [
      'of a map, with a dash',
      `${spec}telephony: «- inbound:» true\n`,
      'bad-indentation',
      `${spec}telephony:\n  inbound: true\n`,
    ],
    [
      'of an inner map',
      `${spec}provider:\n  type: vapi\n  agent_id: a\n  credentials: «api_key:» \${secret:k}\n`,
      'bad-indentation',
      `${spec}provider:\n  type: vapi\n  agent_id: a\n  credentials:\n    api_key: \${secret:k}\n`,
    ],
    [
      'of a list',
      `${spec}mock_tools: «- name:» a\n    description: b\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: a\n    description: b\n`,
    ],
    [
      'of a list, without a dash',
      `${spec}mock_tools: «name:» a\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: a\n`,
    ],
  ],
  'values that lost their key': [
    [
      'a provider',
      `${spec}provider:\n  «vapi»\n  agent_id: a\n  credentials: {api_key: "\${secret:k}"}\n`,
      'missing-colon',
      `${spec}provider:\n  type: vapi\n  agent_id: a\n  credentials: {api_key: "\${secret:k}"}\n`,
    ],
    ['a language', `${spec}«en»\n`, 'missing-colon', `${spec}language: en\n`],
    [
      'the name of a tool',
      `${spec}mock_tools:\n  - «find_order»\n`,
      'missing-colon',
      `${spec}mock_tools:\n  - name: find_order\n`,
    ],
    [
      'the name of a tool in brackets',
      `${spec}mock_tools: [«find_order»]\n`,
      'missing-colon',
      `${spec}mock_tools: [{name: find_order}]\n`,
    ],
  ],
  'backticks around a text': [
    [
      'alone on their lines, in the first column',
      `${top}description: «\`»\nYou are Mia.\nSay "it's".\n\`\nlanguage: en\n`,
      'block-header',
      `${top}description: |\n  You are Mia.\n  Say "it's".\nlanguage: en\n`,
    ],
    [
      'a code fence with another in it',
      `${top}description: «\`\`\`»markdown\n# Role\n\`\`\`bash\nls\n\`\`\`\nBye\n\`\`\`\nlanguage: en\n`,
      'block-header',
      `${top}description: |\n  # Role\n  \`\`\`bash\n  ls\n  \`\`\`\n  Bye\nlanguage: en\n`,
    ],
    [
      'a code fence',
      `${top}description: «\`\`\`»\n  You are Mia.\n  \`\`\`\nlanguage: en\n`,
      'block-header',
      `${top}description: |\n  You are Mia.\nlanguage: en\n`,
    ],
    [
      'in JSON',
      '{\n  "name": "Support",\n  "project": 42,\n  "description": «`»You are Mia.\nBe kind.`\n}\n',
      'unquoted-text',
      '{\n  "name": "Support",\n  "project": 42,\n  "description": "You are Mia.\\nBe kind."\n}\n',
    ],
    [
      'in a program, with backticks in the text',
      "{\n  name: 'Support',\n  project: 42,\n  description: «`»It's \\`a\\`\n  and b.`,\n  telephony: { inbound: true },\n}\n",
      'unquoted-text',
      `{\n  name: 'Support',\n  project: 42,\n  description: "It's \`a\`\\n  and b.",\n  telephony: { inbound: true },\n}\n`,
    ],
  ],
  'three quotes around a text': [
    [
      'in JSON',
      '{\n  "name": "Support",\n  "project": 42,\n  "description": «"""»You are Mia.\nBe kind."""\n}\n',
      'unquoted-text',
      '{\n  "name": "Support",\n  "project": 42,\n  "description": "You are Mia.\\nBe kind."\n}\n',
    ],
    [
      'in the first column',
      `${top}description: «"""»\nYou are Mia.\nRules: be kind.\n"""\nlanguage: en\n`,
      'block-header',
      `${top}description: |\n  You are Mia.\n  Rules: be kind.\nlanguage: en\n`,
    ],
    [
      'in the first column, with the text beside them',
      `${top}description: «"""»You are Mia.\nSay """ once."""\nlanguage: en\n`,
      'block-header',
      `${top}description: |\n  You are Mia.\n  Say """ once.\nlanguage: en\n`,
    ],
    [
      'with three quotes in the text',
      `${top}description: «"""»\nSay: """Hi"""\nBye\n""" # end\nlanguage: en\n`,
      'block-header',
      `${top}description: |\n  Say: """Hi"""\n  Bye\nlanguage: en\n`,
    ],
    [
      'with a key of a spec in the text',
      `${top}description: «"""»\nSay\nlanguage: en is spoken.\nBye\n"""\n`,
      'block-header',
      `${top}description: |\n  Say\n  language: en is spoken.\n  Bye\n`,
    ],
    [
      'that begin the text beside them alone',
      `${top}description: «"""»Hi\n"""\n`,
      'block-header',
      `${top}description: |\n  Hi\n`,
    ],
    [
      'of one line, with a comment',
      `${top}description: «"""Hi: you"""» # end\n`,
      'unquoted-text',
      `${top}description: "Hi: you" # end\n`,
    ],
    [
      'that are never closed',
      `${top}description: «"""»\nYou are Mia.\nBe kind.\nlanguage: en\n`,
      'block-header',
      `${top}description: |\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
    ],
    [
      'of one line',
      `${top}description: «"""You are Mia: be kind."""»\nlanguage: en\n`,
      'unquoted-text',
      `${top}description: "You are Mia: be kind."\nlanguage: en\n`,
    ],
    [
      'in the text of a tool, in the first column',
      `${spec}mock_tools:\n  - name: a\n    description: «"""»\nFinds it.\nIt is: good\n"""\n    mock_data: []\n`,
      'block-header',
      `${spec}mock_tools:\n  - name: a\n    description: |\n      Finds it.\n      It is: good\n    mock_data: []\n`,
    ],
    [
      'alone on their lines',
      `${top}description: «"""»\n  You are Mia.\n  Rules: be kind.\n  """\nlanguage: en\n`,
      'block-header',
      `${top}description: |\n  You are Mia.\n  Rules: be kind.\nlanguage: en\n`,
    ],
    [
      'the last behind the text',
      `${top}description: «'''»\n  You are Mia.'''\nlanguage: en\n`,
      'block-header',
      `${top}description: |\n  You are Mia.\nlanguage: en\n`,
    ],
  ],
  'what should be `|` or `>`': [
    [
      '|| above a text',
      `${top}description: «||»\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
      'block-header',
      `${top}description: |\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
    ],
    [
      '|||- above a text',
      `${top}description: «|||-»\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
      'block-header',
      `${top}description: |-\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
    ],
    [
      '>> above a text',
      `${top}description: «>>»\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
      'block-header',
      `${top}description: >\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
    ],
    [
      '|-- above a text',
      `${top}description: «|--»\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
      'block-header',
      `${top}description: |-\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
    ],
    [
      '| - above a text',
      `${top}description: «| -»\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
      'block-header',
      `${top}description: |-\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
    ],
    [
      '|: above a text',
      `${top}description: «|:»\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
      'block-header',
      `${top}description: |\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
    ],
    [
      '|. above a text',
      `${top}description: «|.»\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
      'block-header',
      `${top}description: |\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
    ],
    [
      ': | above a text',
      `${top}description: «: |»\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
      'block-header',
      `${top}description: |\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
    ],
    [
      '"|" above a text',
      `${top}description: «"|"»\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
      'block-header',
      `${top}description: |\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
    ],
    [
      '-| above a text',
      `${top}description: «-|»\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
      'block-header',
      `${top}description: |-\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
    ],
    [
      '|0 above a text',
      `${top}description: «|0»\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
      'block-header',
      `${top}description: |\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
    ],
    [
      '|# above a text',
      `${top}description: «|#»\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
      'block-header',
      `${top}description: |\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
    ],
    [
      '\u00a6 above a text',
      `${top}description: «\u00a6»\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
      'block-header',
      `${top}description: |\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
    ],
    [
      '\uff5c- above a text',
      `${top}description: «\uff5c-»\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
      'block-header',
      `${top}description: |-\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
    ],
    [
      '\uff1e above a text',
      `${top}description: «\uff1e»\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
      'block-header',
      `${top}description: >\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
    ],
    [
      'above the text of a tool',
      `${spec}mock_tools:\n  - name: find_order\n    description: «||»\n      Finds an order.\n    mock_data: []\n`,
      'block-header',
      `${spec}mock_tools:\n  - name: find_order\n    description: |\n      Finds an order.\n    mock_data: []\n`,
    ],
  ],
  'signs beside `|` that are of the text': [
    [
      'a table behind it',
      `${top}description: |« | a | b |»\n  |---|---|\n  | 1 | 2 |\n`.replace('|« |', '| «|'),
      'text-beside-block',
      `${top}description: |\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n`,
    ],
    [
      'a table without it',
      `${top}description: «| a | b |»\n  |---|---|\n  | 1 | 2 |\n`,
      'text-without-block',
      `${top}description: |\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n`,
    ],
    [
      'a table without white space',
      `${top}description: «|a|b|»\n  |-|-|\n  |1|2|\n`,
      'text-without-block',
      `${top}description: |\n  |a|b|\n  |-|-|\n  |1|2|\n`,
    ],
    [
      'a table whose first cell is empty',
      `${top}description: «| | a | b |»\n  |---|---|---|\n  | x | 1 | 2 |\n`,
      'text-without-block',
      `${top}description: |\n  | | a | b |\n  |---|---|---|\n  | x | 1 | 2 |\n`,
    ],
    [
      'a row alone',
      `${top}description: «| a | b |»\n`,
      'text-without-block',
      `${top}description: |\n  | a | b |\n`,
    ],
    [
      'lines that are quoted',
      `${top}description: «> You are Mia.»\n  > Be kind.\n`,
      'text-without-block',
      `${top}description: |\n  > You are Mia.\n  > Be kind.\n`,
    ],
    [
      'such lines behind it',
      `${top}description: > «> You are Mia.»\n  > Be kind.\n`,
      'text-beside-block',
      `${top}description: >\n  > You are Mia.\n  > Be kind.\n`,
    ],
    [
      'items behind it',
      `${top}description: |- «- Be kind»\n  - Be short\n`,
      'text-beside-block',
      `${top}description: |-\n  - Be kind\n  - Be short\n`,
    ],
    [
      'a heading behind it',
      `${top}description: |«# Role»\n  You are Mia.\n`,
      'text-beside-block',
      `${top}description: |\n  # Role\n  You are Mia.\n`,
    ],
  ],
  'conditions in a prompt in the margin': [
    [
      'around sentences',
      `${top}description: |\n«{% if vip %}»\nThank them first.\n{% endif %}\nlanguage: en\n`,
      'bad-indentation',
      `${top}description: |\n  {% if vip %}\n  Thank them first.\n  {% endif %}\nlanguage: en\n`,
    ],
    [
      'below a first sentence',
      `${top}description: You are Mia.\n«{% if vip %}»\nThank them first.\n{% endif %}\nlanguage: en\n`,
      'text-without-block',
      `${top}description: |\n  You are Mia.\n  {% if vip %}\n  Thank them first.\n  {% endif %}\nlanguage: en\n`,
    ],
  ],
  'dashes in a prompt in the margin': [
    [
      'front matter below a key',
      `${top}description:\n«---»\ntitle: Mia\n---\nYou are Mia.\nlanguage: en\n`,
      'text-without-block',
      `${top}description: |\n  ---\n  title: Mia\n  ---\n  You are Mia.\nlanguage: en\n`,
    ],
    [
      'front matter that looks like a spec',
      `${top}description: |\n«---»\nname: mia\ndescription: Helps\n---\n# Role\nYou are Mia.\nlanguage: en\n`,
      'bad-indentation',
      `${top}description: |\n  ---\n  name: mia\n  description: Helps\n  ---\n  # Role\n  You are Mia.\nlanguage: en\n`,
    ],
    [
      'rules between paragraphs',
      `${top}description: You are Mia.\n«---»\nBe kind.\n---\nRules: never lie.\nlanguage: en\n`,
      'text-without-block',
      `${top}description: |\n  You are Mia.\n  ---\n  Be kind.\n  ---\n  Rules: never lie.\nlanguage: en\n`,
    ],
    [
      'one between paragraphs of which the first is indented',
      `${top}description: |\n  You are Mia.\n«---»\nBe kind.\nlanguage: en\n`,
      'bad-indentation',
      `${top}description: |\n  You are Mia.\n  ---\n  Be kind.\nlanguage: en\n`,
    ],
    [
      'one between paragraphs that are indented',
      `${top}description: |\n  You are Mia.\n\n«---»\n\n  # Task\n  Be kind.\nlanguage: en\n`,
      'bad-indentation',
      `${top}description: |\n  You are Mia.\n\n  ---\n\n  # Task\n  Be kind.\nlanguage: en\n`,
    ],
    [
      'items of a list below one',
      `${top}description: You are Mia.\n«---»\n- Never lie\n- Be kind\nlanguage: en\n`,
      'text-without-block',
      `${top}description: |\n  You are Mia.\n  ---\n  - Never lie\n  - Be kind\nlanguage: en\n`,
    ],
    [
      'in the text of a tool',
      `${spec}mock_tools:\n  - name: find_order\n    description: |\n«---»\nFinds it.\n---\nNever guesses.\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: find_order\n    description: |\n      ---\n      Finds it.\n      ---\n      Never guesses.\n`,
    ],
  ],
  'white space that is none to YAML': [
    [
      'no-break spaces as indentation',
      `${spec}provider:\n«\u00a0 \u00a0 »type: cisco\n`,
      'odd-space',
      `${spec}provider:\n    type: cisco\n`,
    ],
    [
      'one behind a colon',
      `${spec}provider:\n  type:«\u00a0»cisco\n`,
      'odd-space',
      `${spec}provider:\n  type: cisco\n`,
    ],
    [
      'one at the end of a word',
      `${spec}language: en«\u00a0»\n`,
      'odd-space',
      `${spec}language: en \n`,
    ],
    [
      'ideographic spaces before a dash',
      `${spec}mock_tools:\n«\u3000\u3000»- name: find_order\n`,
      'odd-space',
      `${spec}mock_tools:\n  - name: find_order\n`,
    ],
    [
      'one behind a dash',
      `${spec}mock_tools:\n  -«\u00a0»name: find_order\n`,
      'odd-space',
      `${spec}mock_tools:\n  - name: find_order\n`,
    ],
  ],
  'signs of other languages': [
    [
      'a full-width colon',
      `name«\uff1a»Support\nproject: 42\ndescription: Helps callers.\n`,
      'missing-colon',
      spec,
    ],
    [
      'one above nested keys',
      `${spec}telephony«\uff1a»\n  inbound: true\n`,
      'missing-colon',
      `${spec}telephony:\n  inbound: true\n`,
    ],
    [
      'several full-width colons in one map',
      `${spec}telephony:\n  inbound«\uff1a»true\n  phone_number\uff1a "+14155550123"\n`,
      'missing-colon',
      `${spec}telephony:\n  inbound: true\n  phone_number: "+14155550123"\n`,
    ],
    [
      'a full-width comma between keys',
      `${spec}telephony: {inbound: true«\uff0c»phone_number: "+14155550123"}\n`,
      'missing-comma',
      `${spec}telephony: {inbound: true, phone_number: "+14155550123"}\n`,
    ],
    [
      'semicolons between keys',
      `${spec}telephony: {inbound: true«;» phone_number: "+14155550123"; sip_uri: "sip:a@example.com;transport=tls"}\n`,
      'missing-comma',
      `${spec}telephony: {inbound: true, phone_number: "+14155550123", sip_uri: "sip:a@example.com;transport=tls"}\n`,
    ],
    [
      'ideographic commas between texts, one in a text left alone',
      `${spec}mock_tools:\n  - name: find_city\n    mock_data:\n      - input: {}\n        output: ["a\u3001b"«\u3001» "c"\u3001 "d"]\n`,
      'missing-comma',
      `${spec}mock_tools:\n  - name: find_city\n    mock_data:\n      - input: {}\n        output: ["a\u3001b", "c", "d"]\n`,
    ],
    [
      'a comment with slashes in JSON',
      '{\n  «//» what callers see\n  "name": "Support",\n  "description": "Helps callers.",\n  "project": 42\n}\n',
      'slash-comment',
      '{\n  # what callers see\n  "name": "Support",\n  "description": "Helps callers.",\n  "project": 42\n}\n',
    ],
    [
      'one behind a value in JSON, with a URL in quotes left alone',
      '{\n  "name": "Support", «//» for https://a.example\n  "webhook_url": "https://a.example",\n  "description": "Helps callers.",\n  "project": 42\n}\n',
      'slash-comment',
      '{\n  "name": "Support",  # for https://a.example\n  "webhook_url": "https://a.example",\n  "description": "Helps callers.",\n  "project": 42\n}\n',
    ],
    [
      'a comment with slashes between keys',
      `${top}«//» what it does\ndescription: Helps callers.\n`,
      'slash-comment',
      `${top}# what it does\ndescription: Helps callers.\n`,
    ],
  ],
  'comments of HTML': [
    ['above a spec', `«<!--» Support -->\n${spec}`, 'slash-comment', `# Support\n${spec}`],
    [
      'in a map',
      `${spec}telephony:\n  «<!--» ours -->\n  inbound: true\n  phone_number: "+14155550123"\n`,
      'slash-comment',
      `${spec}telephony:\n  # ours\n  inbound: true\n  phone_number: "+14155550123"\n`,
    ],
  ],
  'comments of JavaScript': [
    [
      'before a value, behind others, and before a key',
      '{"name": «/*» ours */ "Support", /* what it does */ "description": "Helps callers." /* all */, "project": 42}\n',
      'slash-comment',
      '{"name": "Support", "description": "Helps callers.", "project": 42} # ours # what it does # all\n',
    ],
    [
      'between a key and its colon',
      '{"name" «/*» ours */: "Support", "description": "Helps callers.", "project": 42}\n',
      'slash-comment',
      '{"name": "Support", "description": "Helps callers.", "project": 42} # ours\n',
    ],
    [
      'between a key and its value in the next line',
      '{\n  "name": «//» ours\n    "Support",\n  "description": "Helps callers.",\n  "project": 42\n}\n',
      'slash-comment',
      '{\n  "name":  # ours\n    "Support",\n  "description": "Helps callers.",\n  "project": 42\n}\n',
    ],
    [
      'of several lines before a value',
      '{\n  "name": «/*» what\n    callers hear */ "Support",\n  "description": "Helps callers.",\n  "project": 42\n}\n',
      'slash-comment',
      '{\n  "name":  # what\n    # callers hear\n    "Support",\n  "description": "Helps callers.",\n  "project": 42\n}\n',
    ],
    [
      'in a list',
      `${spec}telephony:\n  outbound_numbers: ["+14155550123", «/*» the second */ "+14155550124"]\n`,
      'slash-comment',
      `${spec}telephony:\n  outbound_numbers: ["+14155550123", "+14155550124"] # the second\n`,
    ],
    [
      'in an empty list',
      `${spec}dynamic_variables: [ «/*» none */ ]\n`,
      'slash-comment',
      `${spec}dynamic_variables: [ ] # none\n`,
    ],
    [
      'an empty one',
      `${spec}telephony: {«/**/» inbound: true}\n`.replace('«/**/»', '«/*»*/'),
      'slash-comment',
      `${spec}telephony: {inbound: true}\n`,
    ],
    [
      'before a map, and behind plain values between brackets',
      `${spec}telephony: «/*» a */ {\n    inbound: true, // b\n    phone_number: "+14155550123" // c\n  }\n`,
      'slash-comment',
      `${spec}telephony: { # a\n    inbound: true,  # b\n    phone_number: "+14155550123"  # c\n  }\n`,
    ],
    [
      'before a text in quotes',
      `project: 42\ndescription: Helps callers.\nname: «/*» ours */ "Support"\n`,
      'slash-comment',
      `project: 42\ndescription: Helps callers.\nname: "Support" # ours\n`,
    ],
    [
      'before a key of a line',
      `«/*» ours */ ${spec}`,
      'slash-comment',
      `name: Support # ours\nproject: 42\ndescription: Helps callers.\n`,
    ],
    [
      'behind a text in quotes',
      `${top}description: "Helps callers." «//» all\n`,
      'slash-comment',
      `${top}description: "Helps callers."  # all\n`,
    ],
    [
      'behind a number',
      `name: Support\ndescription: Helps callers.\nproject: 42 «//» ours\n`,
      'slash-comment',
      `name: Support\ndescription: Helps callers.\nproject: 42 # ours\n`,
    ],
    [
      'behind a boolean',
      `${spec}telephony:\n  inbound: true «/*» yes */\n`,
      'slash-comment',
      `${spec}telephony:\n  inbound: true # yes\n`,
    ],
    [
      'behind one of several words',
      `${spec}provider:\n  type: cisco «//» ours\n`,
      'slash-comment',
      `${spec}provider:\n  type: cisco # ours\n`,
    ],
    [
      'before one',
      `${spec}language: «/*» English */ en\n`,
      'slash-comment',
      `${spec}language: en # English\n`,
    ],
    [
      'behind an address',
      `${spec}webhook_url: https://a.example/b «//» ours\n`,
      'slash-comment',
      `${spec}webhook_url: https://a.example/b # ours\n`,
    ],
    [
      'on a line of its own in JSON',
      '{\n  «/*» what callers see */\n  "name": "Support",\n  "description": "Helps callers.",\n  "project": 42\n}\n',
      'slash-comment',
      '{\n  # what callers see\n  "name": "Support",\n  "description": "Helps callers.",\n  "project": 42\n}\n',
    ],
    [
      'behind a value, with the same signs in quotes left alone',
      '{\n  "name": "Support", «/*» ours */\n  "description": "Helps /* all */ callers.",\n  "project": 42\n}\n',
      'slash-comment',
      '{\n  "name": "Support",  # ours\n  "description": "Helps /* all */ callers.",\n  "project": 42\n}\n',
    ],
    [
      'in several lines above JSON',
      '«/*»*\n * Support\n * of the hotel\n */\n{\n  "name": "Support",\n  "description": "Helps callers.",\n  "project": 42\n}\n',
      'slash-comment',
      '#\n # Support\n # of the hotel\n\n{\n  "name": "Support",\n  "description": "Helps callers.",\n  "project": 42\n}\n',
    ],
    [
      'around entries, with another kind below',
      '{\n  «/*»\n  "language": "de",\n  */\n  "name": "Support", // ours\n  "description": "Helps callers.",\n  "project": 42\n}\n',
      'slash-comment',
      '{\n  #\n  # "language": "de",\n\n  "name": "Support",  # ours\n  "description": "Helps callers.",\n  "project": 42\n}\n',
    ],
    [
      'between keys',
      `${spec}«/*» as callers do */\nlanguage: en\n`,
      'slash-comment',
      `${spec}# as callers do\nlanguage: en\n`,
    ],
    [
      'between nested keys, in two lines',
      `${spec}telephony:\n  «/*» ours\n     for all */\n  inbound: true\n`,
      'slash-comment',
      `${spec}telephony:\n  # ours\n     # for all\n  inbound: true\n`,
    ],
  ],
  'long JSON': [
    [
      'with a comment',
      `{\n  «//» ours\n  "name": "Support",\n  "project": 42,\n  "description": "${'Helps callers. '.repeat(500)}"\n}\n`,
      'slash-comment',
      `{\n  # ours\n  "name": "Support",\n  "project": 42,\n  "description": "${'Helps callers. '.repeat(500)}"\n}\n`,
    ],
    [
      'without a comma',
      `{\n  "name": "Support"\n  «"project"»: 42,\n  "description": "${'Helps callers. '.repeat(500)}"\n}\n`,
      'missing-comma',
      `{\n  "name": "Support",\n  "project": 42,\n  "description": "${'Helps callers. '.repeat(500)}"\n}\n`,
    ],
    [
      'below a key, with two commas',
      `${spec}mock_tools: [\n  {"name": "find_order",«,» "description": "${'Finds orders. '.repeat(500)}"}\n  ]\n`,
      'extra-comma',
      `${spec}mock_tools: [\n  {"name": "find_order", "description": "${'Finds orders. '.repeat(500)}"}\n  ]\n`,
    ],
  ],
  'templates without quotes': [
    [
      'behind a key',
      `${spec}mock_tools:\n  - name: find_order\n    mock_data:\n      - input: {}\n        output: «{{ order }}»\n`,
      'unquoted-text',
      `${spec}mock_tools:\n  - name: find_order\n    mock_data:\n      - input: {}\n        output: "{{ order }}"\n`,
    ],
    [
      'in JSON, beside one in quotes',
      `${spec}mock_tools:\n  - name: find_order\n    mock_data:\n      - input: {"id": «{{order_id}}», "of": "{{ guest }}", "all": [{{ all }}, {{some}}]}\n        output: 1\n`,
      'unquoted-text',
      `${spec}mock_tools:\n  - name: find_order\n    mock_data:\n      - input: {"id": "{{order_id}}", "of": "{{ guest }}", "all": ["{{ all }}", "{{some}}"]}\n        output: 1\n`,
    ],
    [
      'of an item, with a comment',
      `${spec}mock_tools:\n  - name: find_order\n    freetext_params:\n      - «{{ number }}» # theirs\n`,
      'unquoted-text',
      `${spec}mock_tools:\n  - name: find_order\n    freetext_params:\n      - "{{ number }}" # theirs\n`,
    ],
    [
      'of an id',
      `${spec}provider:\n  type: vapi\n  agent_id: «{{ agent }}»\n  credentials: {api_key: "\${secret:k}"}\n`,
      'unquoted-text',
      `${spec}provider:\n  type: vapi\n  agent_id: "{{ agent }}"\n  credentials: {api_key: "\${secret:k}"}\n`,
    ],
  ],
  'items that begin with other signs': [
    [
      'two of one line',
      `${spec}mock_tools:\n  «•» name: a\n  • name: b\n`,
      'missing-dash',
      `${spec}mock_tools:\n  - name: a\n  - name: b\n`,
    ],
    [
      'two dashes without spaces',
      `${spec}mock_tools:\n  «-»name: a\n  -name: b\n`,
      'missing-dash',
      `${spec}mock_tools:\n  - name: a\n  - name: b\n`,
    ],
    [
      'a star',
      `${spec}mock_tools:\n  «*» name: find_order\n    description: Finds an order\n  * name: find_guest\n`,
      'missing-dash',
      `${spec}mock_tools:\n  - name: find_order\n    description: Finds an order\n  - name: find_guest\n`,
    ],
    [
      'a bullet',
      `${spec}telephony:\n  outbound_numbers:\n    «•» "+14155550123"\n    • "+14155550124"\n`,
      'missing-dash',
      `${spec}telephony:\n  outbound_numbers:\n    - "+14155550123"\n    - "+14155550124"\n`,
    ],
    [
      'a long dash, behind a right one',
      `${spec}telephony:\n  outbound_numbers:\n    - "+14155550123"\n    «–» "+14155550124"\n`,
      'missing-dash',
      `${spec}telephony:\n  outbound_numbers:\n    - "+14155550123"\n    - "+14155550124"\n`,
    ],
    [
      'dashes without their spaces, before text in quotes',
      `${spec}telephony:\n  outbound_numbers:\n    «-»"+14155550123"\n    -"+14155550124"\n`,
      'missing-dash',
      `${spec}telephony:\n  outbound_numbers:\n    - "+14155550123"\n    - "+14155550124"\n`,
    ],
    [
      'one before a key',
      `${spec}mock_tools:\n  «-»name: find_order\n  - name: find_guest\n`,
      'missing-dash',
      `${spec}mock_tools:\n  - name: find_order\n  - name: find_guest\n`,
    ],
    [
      'one before a map',
      `${spec}mock_tools:\n  «-»name: find_order\n   description: Finds an order\n`,
      'missing-dash',
      `${spec}mock_tools:\n  - name: find_order\n    description: Finds an order\n`,
    ],
    [
      'one in the column of the key above',
      `${spec}mock_tools:\n  - name: find_order\n    mock_data:\n    «-»input: {}\n     output: 1\n    description: Finds an order\n`,
      'missing-dash',
      `${spec}mock_tools:\n  - name: find_order\n    mock_data:\n    - input: {}\n      output: 1\n    description: Finds an order\n`,
    ],
  ],
  'a spec pasted from Markdown': [
    [
      'between fences and sentences',
      `Here is the spec:\n\n«\`\`\`yaml»\n${spec}\`\`\`\n\nLet me know: I can change it.\n`,
      'code-fence',
      `# Here is the spec:\n\n${spec}\n\n# Let me know: I can change it.\n`,
    ],
    [
      'between fences, with a sentence below',
      `«\`\`\`»\n${spec}\`\`\`\nThat is all.\n`,
      'code-fence',
      `${spec}\n# That is all.\n`,
    ],
    ['between fences', `«\`\`\`yaml»\n${spec}\`\`\`\n`, 'code-fence', `${spec}\n`],
    [
      'behind an empty line, its prompt with fences of its own',
      `\n«~~~»\n${top}description: |\n  You are Mia.\n  ~~~\n  Be kind.\n  ~~~\n~~~`,
      'code-fence',
      `\n${top}description: |\n  You are Mia.\n  ~~~\n  Be kind.\n  ~~~\n`,
    ],
    [
      'without the last fence, the lines ending as on Windows',
      `«\`\`\`»\n${spec}`.replaceAll('\n', '\r\n'),
      'code-fence',
      spec.replaceAll('\n', '\r\n'),
    ],
  ],
  'signs of equality': [
    [
      'for the colon of a key',
      `«name = Front desk»\nproject: 42\ndescription: Helps callers.\n`,
      'missing-colon',
      `name: Front desk\nproject: 42\ndescription: Helps callers.\n`,
    ],
    [
      'for that of a nested key, alone',
      `${spec}telephony:\n  «inbound = true»\n`,
      'missing-colon',
      `${spec}telephony:\n  inbound: true\n`,
    ],
    [
      'for that of a nested key, among others',
      `${spec}telephony:\n  inbound: true\n  «phone_number = "+14155550123"»\n`,
      'missing-colon',
      `${spec}telephony:\n  inbound: true\n  phone_number: "+14155550123"\n`,
    ],
    [
      'for all, which YAML takes for text',
      `${spec}telephony:\n  «inbound = true\n  phone_number = "+14155550123"»\n`,
      'missing-colon',
      `${spec}telephony:\n  inbound: true\n  phone_number: "+14155550123"\n`,
    ],
    [
      'for several',
      `${spec}provider:\n  type« = »vapi\n  agent_id = a\n  credentials:\n    api_key = "\${secret:k}"\n`,
      'missing-colon',
      `${spec}provider:\n  type: vapi\n  agent_id: a\n  credentials:\n    api_key: "\${secret:k}"\n`,
    ],
  ],
  'lines of JSON without its braces': [
    [
      'a text',
      `"name": "Support"«,»\nproject: 42\ndescription: Helps callers.\n`,
      'extra-comma',
      `"name": "Support"\nproject: 42\ndescription: Helps callers.\n`,
    ],
    [
      'a map',
      `${spec}telephony: {\n  "inbound": true\n}«,»\nlanguage: en\n`,
      'extra-comma',
      `${spec}telephony: {\n  "inbound": true\n}\nlanguage: en\n`,
    ],
    [
      'a number',
      `name: S\ndescription: D\nproject: «42,»\n`,
      'wrong-type',
      `name: S\ndescription: D\nproject: 42\n`,
    ],
    [
      'true',
      `${spec}telephony:\n  inbound: «true,»\n`,
      'wrong-type',
      `${spec}telephony:\n  inbound: true\n`,
    ],
    ['a code', `${spec}language: «en,»\n`, 'unknown-value', `${spec}language: en\n`],
    [
      'a code with what nobody sees',
      `${spec}language: «en\u200b»\n`,
      'unknown-value',
      `${spec}language: en\n`,
    ],
    [
      'a code with a space',
      `${spec}language: «"en "»\n`,
      'unknown-value',
      `${spec}language: "en"\n`,
    ],
  ],
  'commas and brackets': [
    [
      'a missing comma between keys',
      `${spec}telephony: {inbound: true «phone_number»: "+14155550123"}\n`,
      'missing-comma',
      `${spec}telephony: {inbound: true, phone_number: "+14155550123"}\n`,
    ],
    [
      'a missing comma between texts',
      `${spec}telephony:\n  outbound_numbers: ["+14155550123" «"+14155550124"»]\n`,
      'missing-comma',
      `${spec}telephony:\n  outbound_numbers: ["+14155550123", "+14155550124"]\n`,
    ],
    [
      'a missing comma at the end of a line of JSON',
      '{\n  "name": "Support"\n  «"description"»: "Helps callers.",\n  "project": 42\n}\n',
      'missing-comma',
      '{\n  "name": "Support",\n  "description": "Helps callers.",\n  "project": 42\n}\n',
    ],
    [
      'a missing comma behind a nested map',
      `${spec}telephony: {sip_auth: {username: a, password: "\${secret:sip}"} «inbound»: true}\n`,
      'missing-comma',
      `${spec}telephony: {sip_auth: {username: a, password: "\${secret:sip}"}, inbound: true}\n`,
    ],
    ...[
      ['two commas in a row', 'inbound: true,«,» phone_number'],
      ['two commas with a blank between them', 'inbound: true, «,» phone_number'],
      ['two commas on two lines', 'inbound: true,\n  «,» phone_number'],
      ['a comma before the first entry', '«,»inbound: true, phone_number'],
    ].map(
      ([name = '', entries]): Row => [
        name,
        `${spec}telephony: {${entries}: "+14155550123"}\n`,
        'extra-comma',
        `${spec}telephony: {inbound: true, phone_number: "+14155550123"}\n`,
      ],
    ),
    [
      'two commas in a row in JSON, with two in quotes left alone',
      '{\n  "name": "Support",\n  "description": "Helps,, and helps.",«,»\n  "project": 42\n}\n',
      'extra-comma',
      '{\n  "name": "Support",\n  "description": "Helps,, and helps.",\n  "project": 42\n}\n',
    ],
    [
      'two commas in a row in a list',
      `${spec}telephony:\n  outbound_numbers: ["+14155550123",«,» "+14155550124"]\n`,
      'extra-comma',
      `${spec}telephony:\n  outbound_numbers: ["+14155550123", "+14155550124"]\n`,
    ],
    [
      'brackets closed in the margin',
      `${spec}mock_tools: [ {\n  name: find_order\n«} ]»\n`,
      'bad-indentation',
      `${spec}mock_tools: [ {\n  name: find_order\n  } ]\n`,
    ],
    [
      'JSON pasted below a nested key',
      `${spec}mock_tools:\n  - name: find_order\n    mock_data:\n      - input: {}\n        output: {\n  «"status": "sent",»\n  "items": [\n    1\n  ]\n}\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: find_order\n    mock_data:\n      - input: {}\n        output: {\n            "status": "sent",\n            "items": [\n              1\n            ]\n          }\n`,
    ],
    [
      'JSON pasted in the margin',
      `${spec}telephony: {\n«"inbound": true,»\n"phone_number": "+14155550123"\n}\nlanguage: en\n`,
      'bad-indentation',
      `${spec}telephony: {\n  "inbound": true,\n  "phone_number": "+14155550123"\n  }\nlanguage: en\n`,
    ],
  ],
  'keys indented more than that of the text above': [
    [
      'with lines below it',
      'name: Support\nproject: 42\ndescription: |\n  You are Mia.\n «provider:»\n   type: vapi\n   agent_id: a\n   credentials: {api_key: "${secret:v}"}\n',
      'bad-indentation',
      'name: Support\nproject: 42\ndescription: |\n  You are Mia.\nprovider:\n  type: vapi\n  agent_id: a\n  credentials: {api_key: "${secret:v}"}\n',
    ],
    [
      'with others below it',
      'name: Support\ndescription: |\n    You are Mia.\n    Be kind.\n\n  «telephony:»\n    inbound: true\n  language: de\n  project: 42\n',
      'bad-indentation',
      'name: Support\ndescription: |\n    You are Mia.\n    Be kind.\n\ntelephony:\n  inbound: true\nlanguage: de\nproject: 42\n',
    ],
    [
      'in a tool',
      `${spec}mock_tools:\n  - name: a\n    description: |\n      Gives an order.\n     «mock_data: []»\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: a\n    description: |\n      Gives an order.\n    mock_data: []\n`,
    ],
  ],
  'text below a pipe': [
    [
      'an empty line with more spaces than the text',
      `${top}description: |\n«      »\n  You are Mia.\n  Be kind.\n`,
      'bad-indentation',
      `${top}description: |\n\n  You are Mia.\n  Be kind.\n`,
    ],
    [
      'a first line that is deeper than the rest',
      `${top}description: |\n    «# Role»\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
      'bad-indentation',
      `${top}description: |\n  # Role\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
    ],
    [
      'last lines that are less deep',
      `${top}description: >-\n    You are Mia.\n    Be kind.\n  «But never promise refunds.»\nlanguage: en\n`,
      'bad-indentation',
      `${top}description: >-\n    You are Mia.\n    Be kind.\n    But never promise refunds.\nlanguage: en\n`,
    ],
    [
      'tabs',
      `${top}description: |\n«\t»You are Mia.\n\tBe kind.\nlanguage: en\n`,
      'tab-indentation',
      `${top}description: |\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
    ],
    [
      'a tab below spaces',
      `${top}description: |\n    You are Mia.\n«\t»Be kind.\n`,
      'tab-indentation',
      `${top}description: |\n    You are Mia.\n    Be kind.\n`,
    ],
    [
      'text beside it',
      `${top}description: | «You are Mia.»\n  Be kind.\nlanguage: en\n`,
      'text-beside-block',
      `${top}description: |\n  You are Mia.\n  Be kind.\nlanguage: en\n`,
    ],
    [
      'text beside a folding one, alone',
      `${top}description: >- «You are Mia.»\nlanguage: en\n`,
      'text-beside-block',
      `${top}description: >-\n  You are Mia.\nlanguage: en\n`,
    ],
    [
      'text in the margin',
      `${top}description: |\n«Role: You are Mia.»\nGoal: be kind\n- Never lie\n\n[Rules]\nlanguage: en\n`,
      'bad-indentation',
      `${top}description: |\n  Role: You are Mia.\n  Goal: be kind\n  - Never lie\n\n  [Rules]\nlanguage: en\n`,
    ],
  ],
  'text that goes on in the margin': [
    [
      'above many lines',
      `${top}description: |\n  Help.\n«- Be kind»\n${manyLines}language: en\n`,
      'bad-indentation',
      `${top}description: |\n  Help.\n  - Be kind\n${manyLines.replaceAll(/^(?=.)/gm, '  ')}language: en\n`,
    ],
    [
      'with bullets',
      `${top}description: |\n  You are Mia.\n«* Be kind»\n* Never lie\nlanguage: en\n`,
      'bad-indentation',
      `${top}description: |\n  You are Mia.\n  * Be kind\n  * Never lie\nlanguage: en\n`,
    ],
    [
      'with sentences',
      `${top}description: >-\n  You are Mia.\n\n«Be kind.»\nNever lie.\nlanguage: en\n`,
      'bad-indentation',
      `${top}description: >-\n  You are Mia.\n\n  Be kind.\n  Never lie.\nlanguage: en\n`,
    ],
  ],
  'headings that are comments to YAML': [
    [
      'above text in the margin, with a comment for the next key',
      `${top}description: |\n«# Role»\nYou are Mia.\n\n## Task\nBe kind.\n# As callers do\nlanguage: en\n`,
      'bad-indentation',
      `${top}description: |\n  # Role\n  You are Mia.\n\n  ## Task\n  Be kind.\n# As callers do\nlanguage: en\n`,
    ],
    [
      'between text and lines in the margin',
      `${top}description: |\n  # Role\n  You are Mia.\n«## Task»\nBe kind: always.\nlanguage: en\n`,
      'bad-indentation',
      `${top}description: |\n  # Role\n  You are Mia.\n  ## Task\n  Be kind: always.\nlanguage: en\n`,
    ],
    [
      'alone in the margin, between lines of the text',
      `${top}description: |\n  You are Mia.\n«## Task»\n  Be kind.\n\n# As callers do\nlanguage: en\n`,
      'bad-indentation',
      `${top}description: |\n  You are Mia.\n  ## Task\n  Be kind.\n\n# As callers do\nlanguage: en\n`,
    ],
    [
      'each above a part of the text',
      `${top}description: >-\n«# Role»\n    You are Mia.\n# Task\n    Be kind.\nlanguage: en\n`,
      'bad-indentation',
      `${top}description: >-\n    # Role\n    You are Mia.\n    # Task\n    Be kind.\nlanguage: en\n`,
    ],
    [
      'of a tool',
      `${spec}mock_tools:\n  - name: find_order\n    description: |\n«# Finds»\n      the order\n    mock_data: []\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: find_order\n    description: |\n      # Finds\n      the order\n    mock_data: []\n`,
    ],
    [
      'without a pipe, in the margin',
      `${top}description: You are Mia.\n  And Max.\n\n«Be kind.»\n## Task\n1. Ask\nlanguage: en\n`,
      'text-without-block',
      `${top}description: |\n  You are Mia.\n  And Max.\n\n  Be kind.\n  ## Task\n  1. Ask\nlanguage: en\n`,
    ],
  ],
  'text of a tool in the margin': [
    [
      'below a pipe',
      `${spec}mock_tools:\n  - name: find_order\n    description: |\n«Finds the order: always.»\nNever guesses.\n    mock_data: []\n  - name: find_guest\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: find_order\n    description: |\n      Finds the order: always.\n      Never guesses.\n    mock_data: []\n  - name: find_guest\n`,
    ],
    [
      'in the column of its dash',
      `${spec}mock_tools:\n  - name: find_order\n    description: |\n  «Finds the order: always.»\n  Never guesses.\n    mock_data: []\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: find_order\n    description: |\n      Finds the order: always.\n      Never guesses.\n    mock_data: []\n`,
    ],
    [
      'that goes on there',
      `${spec}mock_tools:\n  - name: find_order\n    description: |\n      Finds the order.\n«Never guesses: it asks.»\nlanguage: en\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: find_order\n    description: |\n      Finds the order.\n      Never guesses: it asks.\nlanguage: en\n`,
    ],
    [
      'of a variable, without a pipe',
      `${top}description: Hello {{ guest }}\ndynamic_variables:\n  - name: guest\n    description: Who calls.\n«Never empty, please.»\n`,
      'text-without-block',
      `${top}description: Hello {{ guest }}\ndynamic_variables:\n  - name: guest\n    description: |\n      Who calls.\n      Never empty, please.\n`,
    ],
  ],
  'text that goes on with items of a list': [
    [
      'and with a quotation in the margin',
      'name: Support\ndescription: «You are Mia.»\n- **Note:** be kind.\n> Hello!\nMore.\nproject: 42\n',
      'text-without-block',
      'name: Support\ndescription: |\n  You are Mia.\n  - **Note:** be kind.\n  > Hello!\n  More.\nproject: 42\n',
    ],
    [
      'and with a heading and other items',
      'name: Support\ndescription: «You are Mia.»\n- be kind\n## Style\n[calm]\n* short\nproject: 42\n',
      'text-without-block',
      'name: Support\ndescription: |\n  You are Mia.\n  - be kind\n  ## Style\n  [calm]\n  * short\nproject: 42\n',
    ],
    [
      'in the margin',
      `${top}description: «You are Mia.»\n- Never lie\n- Be kind\nlanguage: en\n`,
      'text-without-block',
      `${top}description: |\n  You are Mia.\n  - Never lie\n  - Be kind\nlanguage: en\n`,
    ],
    [
      'of which one holds a colon',
      `${top}description: «You do this»\n  - greet: hi\n  - ask\n`,
      'text-without-block',
      `${top}description: |\n  You do this\n  - greet: hi\n  - ask\n`,
    ],
    [
      'in the column of its key',
      `${spec}mock_tools:\n  - name: find_order\n    description: «Finds it.»\n    - never guesses\n    - asks\n    mock_data: []\n`,
      'text-without-block',
      `${spec}mock_tools:\n  - name: find_order\n    description: |\n      Finds it.\n      - never guesses\n      - asks\n    mock_data: []\n`,
    ],
  ],
  'JSON pasted below its key': [
    ...[
      ['a map', '«{»\n  "status": "sent",\n  "items": [1, 2]\n}\n'],
      ['a list', '«[»\n  {"a": 1},\n  {"b": 2}\n]\n'],
      ['in one line', '«{"status": "sent"}»\n'],
      ['with its keys in the margin too', '«{»\n"status": "sent",\n"items": []\n}\n'],
    ].map(([name = '', json = '']): Row => {
      const spaces = ' '.repeat(10);
      const lines = json.replaceAll(/[«»]/g, '').replaceAll(/^(?=.)/gm, spaces);
      const tool = `${spec}mock_tools:\n  - name: find_order\n    mock_data:\n      - input: {}\n        output:\n`;
      const more = '      - input: {id: 1}\n        output: 2\nlanguage: en\n';
      return [name, `${tool}${json}${more}`, 'bad-indentation', `${tool}${lines}${more}`];
    }),
    [
      'of a provider',
      `${spec}provider:\n  type: vapi\n  agent_id: abc\n  credentials:\n    api_key: \${secret:k}\n    config:\n«{»\n  "public_key": "pk"\n}\n`,
      'bad-indentation',
      `${spec}provider:\n  type: vapi\n  agent_id: abc\n  credentials:\n    api_key: \${secret:k}\n    config:\n      {\n        "public_key": "pk"\n      }\n`,
    ],
    [
      'of the spec',
      `${spec}mock_tools:\n«[»\n  {\n    "name": "find_order"\n  }\n]\nlanguage: en\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  [\n    {\n      "name": "find_order"\n    }\n  ]\nlanguage: en\n`,
    ],
    [
      'indented, but less than its key',
      `${spec}mock_tools:\n  - name: find_order\n    mock_data:\n      - input: {}\n        output:\n    «{»\n      "status": "sent"\n    }\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: find_order\n    mock_data:\n      - input: {}\n        output:\n          {\n            "status": "sent"\n          }\n`,
    ],
  ],
  'a list as text in the margin': [
    [
      'alone',
      `${top}description: |\n«- Never lie»\n- Be kind\nlanguage: en\n`,
      'bad-indentation',
      `${top}description: |\n  - Never lie\n  - Be kind\nlanguage: en\n`,
    ],
    [
      'with lines below its items',
      `${top}description: >\n«- Never lie»\n  to guests\n\n- Be kind: always\n`,
      'bad-indentation',
      `${top}description: >\n  - Never lie\n    to guests\n\n  - Be kind: always\n`,
    ],
    [
      'with sentences behind it',
      `${top}description: |\n«- Never lie»\n- Be kind\nThat is all.\nor nearly\nlanguage: en\n`,
      'bad-indentation',
      `${top}description: |\n  - Never lie\n  - Be kind\n  That is all.\n  or nearly\nlanguage: en\n`,
    ],
    [
      'behind text that is indented deeper',
      `${top}description: |\n    You are Mia.\n«- Never lie»\nThat is all.\nlanguage: en\n`,
      'bad-indentation',
      `${top}description: |\n    You are Mia.\n    - Never lie\n    That is all.\nlanguage: en\n`,
    ],
    [
      'sentences behind text that is indented deeper',
      `${top}description: |\n    You are Mia.\n«That is all.»\nlanguage: en\n`,
      'bad-indentation',
      `${top}description: |\n    You are Mia.\n    That is all.\nlanguage: en\n`,
    ],
    [
      'of a tool, in the column of its key',
      `${spec}mock_tools:\n  - name: find_order\n    description: |\n    «- Finds an order»\n    - Asks for its number\n  - name: find_guest\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: find_order\n    description: |\n      - Finds an order\n      - Asks for its number\n  - name: find_guest\n`,
    ],
  ],
  'text without a pipe': [
    [
      'a heading behind the colon',
      `${top}description: «# Role»\n  You are Mia.\n  ## Task\n  Be kind.\nlanguage: en\n`,
      'text-without-block',
      `${top}description: |\n  # Role\n  You are Mia.\n  ## Task\n  Be kind.\nlanguage: en\n`,
    ],
    [
      'headings below the key',
      `${top}description:\n  «# Role»\n  You are Mia.\n  ## Task\n  Be kind.\n`,
      'text-without-block',
      `${top}description: |\n  # Role\n  You are Mia.\n  ## Task\n  Be kind.\n`,
    ],
    [
      'a heading in brackets',
      `${top}description:\n  «[Identity]»\n  You are Mia.\nlanguage: en\n`,
      'text-without-block',
      `${top}description: |\n  [Identity]\n  You are Mia.\nlanguage: en\n`,
    ],
    [
      'a colon in the second line',
      `${top}description: «You are Mia.»\n  Rules: be kind.\n  Never say no.\n`,
      'text-without-block',
      `${top}description: |\n  You are Mia.\n  Rules: be kind.\n  Never say no.\n`,
    ],
    [
      'lines that look like keys',
      `${top}description:\n  «Role: You are Mia.»\n  Goal: be kind\nlanguage: en\n`,
      'text-without-block',
      `${top}description: |\n  Role: You are Mia.\n  Goal: be kind\nlanguage: en\n`,
    ],
    [
      'lines that look like a list',
      `${top}description:\n  «- Never lie»\n  - Be kind\nlanguage: en\n`,
      'text-without-block',
      `${top}description: |\n  - Never lie\n  - Be kind\nlanguage: en\n`,
    ],
    [
      'sentences in the margin',
      `${top}description: # the prompt\n«You are Mia.»\n- Never lie\nGoal: be kind\nlanguage: en\n`,
      'text-without-block',
      `${top}description: | # the prompt\n  You are Mia.\n  - Never lie\n  Goal: be kind\nlanguage: en\n`,
    ],
    [
      'of a tool, beside its key',
      `${spec}mock_tools:\n  - name: find_order\n    description:\n    «Finds an order.»\n    Asks for its number\n    mock_data: []\n`,
      'text-without-block',
      `${spec}mock_tools:\n  - name: find_order\n    description: |\n      Finds an order.\n      Asks for its number\n    mock_data: []\n`,
    ],
    [
      'lines that look like a list in the margin',
      `${top}description:\n«- Never lie»\n- Be kind: always\nlanguage: en\n`,
      'text-without-block',
      `${top}description: |\n  - Never lie\n  - Be kind: always\nlanguage: en\n`,
    ],
    [
      'one with lines below its items, and blank ones',
      `${top}description:\n\n«- Never lie»\n  and never sell\n\n- Be kind\nmock_tools:\n- name: find_order\n`,
      'text-without-block',
      `${top}description: |\n\n  - Never lie\n    and never sell\n\n  - Be kind\nmock_tools:\n- name: find_order\n`,
    ],
    [
      'lines that look like a list, of a variable',
      `${top}description: Hello {{ guest }}\ndynamic_variables:\n- name: guest\n  «description»:\n  - Who calls\n  - Never empty\n`,
      'wrong-type',
      `${top}description: Hello {{ guest }}\ndynamic_variables:\n- name: guest\n  description: |\n    - Who calls\n    - Never empty\n`,
    ],
    [
      'lines that look like keys, of a tool',
      `${spec}mock_tools:\n  - name: find_order\n    «description»:\n      Use: for orders\n    mock_data: []\n`,
      'wrong-type',
      `${spec}mock_tools:\n  - name: find_order\n    description: |\n      Use: for orders\n    mock_data: []\n`,
    ],
    [
      'an at sign',
      `${top}description:\n  «@brand is ours»\n  Be kind: always.\n`,
      'text-without-block',
      `${top}description: |\n  @brand is ours\n  Be kind: always.\n`,
    ],
    [
      'strong text in one line',
      `${top}description: «**Role** You are Mia.»\nlanguage: en\n`,
      'unquoted-text',
      `${top}description: "**Role** You are Mia."\nlanguage: en\n`,
    ],
    [
      'strong text between braces',
      `${spec}mock_tools: [{name: find_order, description: «**Finds** an order»}]\n`,
      'unquoted-text',
      `${spec}mock_tools: [{name: find_order, description: "**Finds** an order"}]\n`,
    ],
    [
      'a text with a sign of YAML at its beginning between braces',
      `${spec}mock_tools: [{description: «@brand names for guests», name: brands}]\n`,
      'unquoted-text',
      `${spec}mock_tools: [{description: "@brand names for guests", name: brands}]\n`,
    ],
    [
      'strong text in several lines',
      `${top}description: «**Role** You are Mia.»\n  Be kind.\n`,
      'text-without-block',
      `${top}description: |\n  **Role** You are Mia.\n  Be kind.\n`,
    ],
    [
      'text in quotes that goes on in the margin',
      `${top}description: "You are Mia.\n«Be kind.»\n\nNever lie."\nlanguage: en\n`,
      'bad-indentation',
      `${top}description: |\n  You are Mia.\n  Be kind.\n\n  Never lie.\nlanguage: en\n`,
    ],
    [
      'text in quotes with escapes that goes on in the margin',
      `${top}description: "You are \\"Mia\\".\n«Be kind."»\nlanguage: en\n`,
      'bad-indentation',
      `${top}description: "You are \\"Mia\\".\n  Be kind."\nlanguage: en\n`,
    ],
    [
      'a text in quotes that is no prompt',
      `${top}description: Hi\nmock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output: "one\n«two"»\n`,
      'bad-indentation',
      `${top}description: Hi\nmock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output: "one\n          two"\n`,
    ],
    [
      'text of a variable',
      `${top}description: Hello {{ guest }}\ndynamic_variables:\n  - name: guest\n    description: «Who calls: first name»\n`,
      'unquoted-text',
      `${top}description: Hello {{ guest }}\ndynamic_variables:\n  - name: guest\n    description: "Who calls: first name"\n`,
    ],
    [
      'a long text',
      `${top}description:\n  «- When upset, wait: go on»\n  Say: sorry once\n${manyLines}`,
      'text-without-block',
      `${top}description: |\n  - When upset, wait: go on\n  Say: sorry once\n${manyLines}`,
    ],
  ],
  'a first key deeper than the others': [
    [
      'of the spec',
      `   «name: Support»\ndescription: Helps callers.\nproject: 42\n`,
      'bad-indentation',
      `name: Support\ndescription: Helps callers.\nproject: 42\n`,
    ],
    [
      'of a nested map, with a comment',
      `${spec}telephony:\n    # calls\n    «inbound: true»\n  phone_number: "+14155550123"\n  sip_uri: sip:a@example.com\n`,
      'bad-indentation',
      `${spec}telephony:\n    # calls\n  inbound: true\n  phone_number: "+14155550123"\n  sip_uri: sip:a@example.com\n`,
    ],
    [
      'with a map of its own',
      `${spec}telephony:\n     «sip_auth:»\n       username: a\n       password: "\${secret:sip}"\n  inbound: true\n  phone_number: "+14155550123"\n`,
      'bad-indentation',
      `${spec}telephony:\n  sip_auth:\n    username: a\n    password: "\${secret:sip}"\n  inbound: true\n  phone_number: "+14155550123"\n`,
    ],
    [
      'of an item',
      `${spec}mock_tools:\n  -   «name: find_order»\n    description: Finds an order\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: find_order\n    description: Finds an order\n`,
    ],
    [
      'of an item in a map of it',
      `${spec}mock_tools:\n  - name: find_order\n    mock_data:\n      - input: {}\n        output:\n            «a: 1»\n          b: 2\n          c: 3\n`,
      'bad-indentation',
      `${spec}mock_tools:\n  - name: find_order\n    mock_data:\n      - input: {}\n        output:\n          a: 1\n          b: 2\n          c: 3\n`,
    ],
  ],
  dashes: [
    [
      'one before a key of the spec',
      `${spec}«-» mock_tools:\n  - name: find_order\n`,
      'stray-dash',
      `${spec}mock_tools:\n  - name: find_order\n`,
    ],
    [
      'one before a key of a nested map',
      `${spec}telephony:\n  inbound: true\n  «-» phone_number: "+14155550123"\n  sip_uri: sip:a@example.com\n`,
      'stray-dash',
      `${spec}telephony:\n  inbound: true\n  phone_number: "+14155550123"\n  sip_uri: sip:a@example.com\n`,
    ],
  ],
};

test.each([
  ['a command in the margin', `curl -d '{"name": "Support", "project": 42}' https://a.example\n`],
  ['lines quoted in a mail', '> name: Support\n> project: 42\n'],
  ['three quotes around a text in the margin', `${top}description: """\nYou are Mia.\n"""\n`],
])('no quotes are put around %s', async (_, text) => {
  const opened = await server.open(text);
  expect(opened.diagnostics).not.toEqual([]);
  for (const mistake of opened.diagnostics) {
    const titles = (await opened.quickFixes(mistake)).map(({ title }) => title);
    expect(titles).not.toContain('Put the value in quotes');
  }
});

const body = '{"name": "Support", "description": "Helps callers.", "project": 42}';

test.each([
  [
    'a command',
    `curl -X POST https://a.example/ \\\n  -H "X-KEY: abc" \\\n  -d '${body}'\n`,
    'curl -X POST https://a.example/ \\',
  ],
  ['a command that goes on', `curl -d '${body}' https://a.example/\n`, "curl -d '"],
  ['a request', `POST /agents/ HTTP/1.1\nHost: a.example\n\n${body}\n`, 'POST /agents/ HTTP/1.1'],
  ['a call', `create(${body})\n`, 'create('],
])('%s around JSON is said once, and nothing is offered', async (_, text, marks) => {
  const opened = await server.open(text);
  expect(opened.diagnostics.map((one) => [one.code, opened.markedBy(one)])).toEqual([
    ['code-around', marks],
  ]);
  const [mistake] = opened.diagnostics;
  expect(mistake && (await opened.quickFixes(mistake))).toEqual([]);
});

test.each([
  `--- ${body}\n`,
  `%YAML 1.2\n--- ${body}\n`,
  `# {name: a}\n${body}\n`,
  `&agent ${body}\n`,
  `- ${body}\n`,
  `Agent: ${body}\n`,
  `Agent:\n  ${body}\n`,
])('what YAML has around a map is no code: %j', async (text) => {
  const { diagnostics } = await server.open(text);
  expect(diagnostics.map(({ code }) => code)).not.toContain('code-around');
});

const vapi = 'provider:\n  type: vapi\n  agent_id: a\n  credentials:\n    api_key: "${secret:k}"\n';

test.each<[name: string, text: string, code: string, message: string]>([
  ['half a key above its lines', `${spec}«telep»\n  inbound: true\n`, 'missing-colon', 'colon'],
  [
    'half a nested key above its lines',
    `${spec}${vapi.replace('credentials:', '«creden»')}`,
    'missing-colon',
    'colon',
  ],
  [
    'a key above its lines twice',
    `${spec}telephony:\n«telephony»:\n  inbound: true\n`,
    'duplicate-key',
    'written twice',
  ],
  [
    'a nested one',
    `${spec}${vapi.replace('  credentials:', '  credentials:\n  «credentials»:')}`,
    'duplicate-key',
    'written twice',
  ],
  [
    'the type of a provider, with a letter too few',
    `${spec}${vapi.replace('type', '«tye»')}`,
    'unknown-key',
    'did you mean `type`',
  ],
  [
    'one with letters that have changed places',
    `${spec}${vapi.replace('type', '«tpye»')}`,
    'unknown-key',
    'did you mean `type`',
  ],
  [
    'a key that is nearer to one than to what others call another',
    `name: Support\n«proect»: 42\ndescription: Helps callers.\n`,
    'unknown-key',
    'did you mean `project`',
  ],
  [
    'half a type beside a key that needs another',
    `${spec}mock_tools:\n  - name: a\n    served_via:\n      «type mcp»\n      mock_index: 1\n`,
    'missing-colon',
    'colon',
  ],
  [
    'what an item lacks in a line that is indented wrongly',
    `${spec}mock_tools:\n  - name: a\n    mock_data:\n      - input:\n          id: 1\n         «output:»\n          b: 1\n`,
    'bad-indentation',
    'the same column',
  ],
  [
    'a key of the spec that is indented like the items above it',
    `${spec}mock_tools:\n  - name: a\n    mock_data: []\n\n  «knowledge_base_files:»\n    - path: a.md\n`,
    'bad-indentation',
    'the same column',
  ],
  [
    'a dash that was taken away',
    `${top}description: Hello {{ a }} {{ b }}\ndynamic_variables:\n  - name: a\n    description: First\n   «name: b»\n    description: Second\n`,
    'missing-dash',
    'write `- ` before it',
  ],
])('said once: %s', async (_, source, code, message) => {
  const { text, ranges } = marked(source);
  const opened = await server.open(text);
  const found = opened.diagnostics.filter(({ severity = 1 }) => severity < 3);
  expect(found).toMatchObject([{ code, message: expect.stringContaining(message) }]);
  expect(found.map((one) => opened.markedBy(one))).toEqual(ranges.map((range) => range.text));
});

test.each(['"""\n"""', '"""\n\n  """', "'''\n'''", '```\n```', '`\n`'])(
  'nothing between signs of other languages is an error, and no more: %j',
  async (value) => {
    const { diagnostics } = await server.open(`${top}description: ${value}\nlanguage: en\n`);
    expect(diagnostics.map(({ severity }) => severity)).toContain(1);
  },
);

test.each(['"""\nSay \\"hi\\"\n"""', '`a\n\\`b\\``', '"""a\\nb"""'])(
  'what escapes of other languages mean is not guessed: %j',
  async (value) => {
    const opened = await server.open(`${top}description: ${value}\nlanguage: en\n`);
    const [mistake] = opened.diagnostics;
    expect(mistake && (await opened.quickFixes(mistake))).toEqual([]);
  },
);

test('a key that is indented below a prompt is not taken for its text', async () => {
  const { diagnostics } = await server.open('name: a\ndescription: You help.\n  project: 42\n');
  expect(diagnostics.map(({ code }) => code)).not.toContain('text-without-block');
});

test.each(['|>', '>|', '|-+', '>+-', '|10', '|>-'])(
  '%s has no one meaning: it is said, and nothing is offered',
  async (header) => {
    const text = `${top}description: ${header}\n  You are Mia.\nlanguage: en\n`;
    const opened = await server.open(text);
    expect(opened.diagnostics.map((one) => [one.code, opened.markedBy(one)])).toEqual([
      ['block-header', header],
    ]);
    const [mistake] = opened.diagnostics;
    expect(mistake && (await opened.quickFixes(mistake))).toEqual([]);
  },
);

test.each<[name: string, lines: string, mended: string]>([
  ['a line', 'Rules: be kind\n', '  Rules: be kind\n'],
  ['several lines', 'Rules: be kind\nKey goals: help\n', '  Rules: be kind\n  Key goals: help\n'],
  ['a list', 'Rules:\n- be kind\n- be short\n', '  Rules:\n  - be kind\n  - be short\n'],
  [
    'a sentence below a list',
    'Rules:\n- be kind\nNever lie to guests.\n',
    '  Rules:\n  - be kind\n  Never lie to guests.\n',
  ],
  [
    'sentences below each of several lines',
    'Rules:\nNever lie to guests.\n  Not even once.\nKey goals:\nSell a lot.\n',
    '  Rules:\n  Never lie to guests.\n    Not even once.\n  Key goals:\n  Sell a lot.\n',
  ],
])('%s below a prompt without `|` probably belongs to it', async (_, lines, mended) => {
  const opened = await server.open(`${top}description: You are Mia.\n${lines}\nlanguage: en\n`);
  expect(opened.diagnostics).toMatchObject([
    { code: 'unknown-key', message: expect.stringContaining('write `|` after `description:`') },
  ]);
  const [mistake] = opened.diagnostics;
  const [fix, other] = mistake === undefined ? [] : await opened.quickFixes(mistake);
  expect(other?.isPreferred).not.toBe(true);
  const edits = fix?.edit?.changes?.[opened.document.uri] ?? [];
  expect(TextDocument.applyEdits(opened.document, edits)).toBe(
    `${top}description: |\n  You are Mia.\n${mended}\nlanguage: en\n`,
  );
});

test.each(['Language: en\n', 'Voice: alloy\n', 'voice: alloy\n'])(
  'nothing is guessed of %j elsewhere',
  async (line) => {
    const { diagnostics } = await server.open(
      `${top}description: You are Mia.\nlanguage: en\n${line}`,
    );
    expect(diagnostics.map(({ message }) => message).join()).not.toContain('above');
  },
);

test.each([
  [
    'comments of JavaScript among the words of a value between brackets',
    `${spec}mock_tools:\n  - {name: a, description: use /* and */ marks}\n`,
  ],
  [
    'paths between brackets',
    `${spec}mock_tools:\n  - {name: a, description: src/*, mock_data: [{input: {}, output: b/*.ts}]}\n`,
  ],
  ['comments of JavaScript in a text without quotes', `${top}description: Helps // all\n`],
  [
    'front matter in a prompt',
    `${top}description: |\n  ---\n  You are Mia.\n  ---\n  Rules: none\n`,
  ],
  [
    'signs of items in text that a tool answers',
    `${spec}mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output:\n          • one\n          • two\n`,
  ],
  [
    'a text that begins with a dash',
    `${spec}mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output:\n          -x\n`,
  ],
  ['comments of JavaScript in a prompt', `${top}description: |\n  /* one */\n  // two\n`],
  [
    'no-break spaces behind the indentation of a prompt',
    `${top}description: |\n  You\n  \u00a0are\n`,
  ],
  ['Markdown in a prompt', `${top}description: |\n  **role:** agent\n  > note: kind\n`],
  ['lines of a prompt in quotes', `${top}description: "You {are}\n  - it's: 'so'\n  # fine"\n`],
  ['a comment above a nested line', `${spec}telephony:\n  # numbers:\n  inbound: true\n`],
  ['templates in a prompt', `${top}description: |\n  - {{ one }}\n  two: {{ one }}\n`],
  [
    'a type of several lines',
    `${spec}provider:\n  type: |\n    vapi\n  agent_id: a\n  credentials: {api_key: "\${secret:k}"}\n`,
  ],
  [
    'a comment between a prompt and the next key',
    `${top}description: |\n  You are Mia.\n# As callers do\nlanguage: en\n`,
  ],
  ['a text in single quotes that begins with one', `${top}description: '''\n  quoted'' text'\n`],
])('nothing is wrong with %s', async (_, text) => {
  const { diagnostics } = await server.open(text);
  expect(diagnostics.filter(({ severity = 1 }) => severity < 3)).toEqual([]);
});

test('full-width colons in the lines of a prompt stay', async () => {
  const { diagnostics } = await server.open(
    `${top}description:\n  Role\uff1aYou are Mia.\n  Goal\uff1abe kind\n`,
  );
  expect(diagnostics).toEqual([]);
});

for (const [group, rows] of Object.entries(groups)) {
  describe(group, () => {
    test.each(rows)('%s', async (_, source, code, mended) => {
      const { text, ranges } = marked(source);
      const opened = await server.open(text);
      const found = opened.diagnostics
        .filter(({ severity = 1 }) => severity < 3)
        .map((one) => ({ code: one.code, marks: opened.markedBy(one) }));
      expect(found).toEqual([{ code, marks: ranges[0]?.text }]);
      const [mistake] = opened.diagnostics;
      const [fix] = mistake === undefined ? [] : await opened.quickFixes(mistake);
      expect(fix?.isPreferred).toBe(true);
      const edits = fix?.edit?.changes?.[opened.document.uri] ?? [];
      expect(TextDocument.applyEdits(opened.document, edits)).toBe(mended);
      const after = await server.open(mended);
      expect(after.diagnostics.filter(({ severity = 1 }) => severity < 3)).toEqual([]);
    });
  });
}

/** Texts in which every place of one variable or anchor is marked; the first mark is its declaration. */
export const namedTexts: [name: string, text: string][] = [
  [
    'a variable in the prompt and in the list',
    'dynamic_variables:\n  - name: «order_id»\n    description: d\ndescription: |\n  Ask for {{ «order_id» }}, then\n  say {{«order_id»}} and {{ other }}.\n',
  ],
  [
    'a variable in quotes',
    `dynamic_variables: [{name: "«tier»", description: d}]\ndescription: 'You are {{ «tier» }}.'\n`,
  ],
  [
    'a variable in the text of a mock tool',
    'dynamic_variables:\n  - name: «city»\nmock_tools:\n  - name: t\n    description: Weather of {{ «city» }}\n',
  ],
  [
    'a variable behind emoji and CJK',
    'dynamic_variables:\n  - name: «who» # 😀\ndescription: "😀 你好 {{ «who» }}"\n',
  ],
  [
    'a variable below a broken head',
    'name: "never closed\nproject: [1\ndynamic_variables:\n  - name: «city»\ndescription: In {{ «city» }}.\n',
  ],
  ['an anchor and its alias', 'name: &«a» Agent\ndescription: *«a»\n'],
  [
    'an anchor of a map and a merge key',
    'mock_tools:\n  - &«base»\n    name: a\n    mock_data: []\n  - <<: *«base»\n    name: b\n  - *«base»\n',
  ],
  [
    'an anchor set again under its name: what came before it stays with the first',
    'name: &«a» x\ndescription: *«a»\nwebhook_url: &a y\nemail_id: *a\n',
  ],
  ['an anchor in a broken file', 'name: &«a» x\ndescription: *«a»\nproject: [1\n'],
];

/** Places without a name. */
export const namelessTexts: [name: string, text: string][] = [
  ['other text', 'description: He│llo {{ name }}\n'],
  ['a comment', '# {{ na│me }}\nname: a\n'],
  ['a key', 'na│me: a\n'],
  ['an empty file', '│'],
  ['braces that hold no name', 'description: "{{ 1│a }} {{ │ }}"\n'],
];

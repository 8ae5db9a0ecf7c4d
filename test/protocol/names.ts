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
  [
    'a variable with filters',
    'dynamic_variables:\n  - name: «who»\ndescription: |\n  {{ «who» | upcase }} {{- «who» -}} {{«who»|default: "who"}} {{ other | default: «who» }}\n',
  ],
  [
    'a variable with parts',
    'dynamic_variables:\n  - name: «who»\ndescription: |\n  {{ «who».name }} {{ «who»["who"] }} {{ «who»[0].who }} {{ a.who }}\n',
  ],
  [
    'a variable in tags',
    'dynamic_variables:\n  - name: «who»\ndescription: |\n  {% if «who» == "who" and x %}a{% elsif «who».name %}b{%- endif -%}\n  {% for one in «who» %}{{ one }}{% endfor %}{% assign all = «who» | size %}{{ all }}\n',
  ],
  [
    'a variable within the name of another',
    'dynamic_variables:\n  - name: «who»\ndescription: "{{a_{{«who»}}}} {{{{«who»}}_b}} {\\"x\\":{{«who»}}}"\n',
  ],
  [
    'a variable in a text that an alias stands for',
    'dynamic_variables:\n  - name: «who»\nmock_tools:\n  - name: t\n    description: &text Ask {{ «who» }}\ndescription: *text\n',
  ],
  [
    'a variable beside comments that name it',
    'dynamic_variables:\n  - name: «who» # {{ who }}\n# {{ who }}\ndescription: | # {{ who }}\n  {% comment %}{{ who }}{% endcomment %}{% raw %}{{ who }}{% endraw %}{{ «who» }}\n# {{ who }}\nproject: 1\n',
  ],
  [
    'a variable in blocks of Handlebars',
    'dynamic_variables:\n  - name: «who»\ndescription: |\n  {{#if «who»}}a{{/if}} {{#each «who»}}b{{/each}} {{^«who»}}c{{/«who»}} {{&«who»}} {{else if «who»}} {{! who }}\n',
  ],
  [
    'a variable in expressions and comments of Jinja',
    'dynamic_variables:\n  - name: «who»\ndescription: |\n  {{ «who» or "you" }} {{ 1 if «who» is defined else «who» + 1 }} {# {{ who }} #} {% with a = «who» %}{{ a }}\n',
  ],
  [
    'a variable in another script',
    'dynamic_variables:\n  - name: «größe»\ndescription: "{{ «größe» }} {{«größe»|upcase}}"\n',
  ],
  [
    'a variable whose name is no usual one',
    'dynamic_variables:\n  - name: «the order.id»\ndescription: "{{ «the order.id» }} {{the}} {{ order.id }}"\n',
  ],
  [
    'a variable whose name begins like a part of another',
    'dynamic_variables:\n  - name: «order»\n  - name: order.id\ndescription: "{{ «order».no }} {{ order.id }} {{{ «order» }}}"\n',
  ],
  ['an anchor and its alias', 'name: &«a» Agent\ndescription: *«a»\n'],
  [
    'an anchor beside comments that name it',
    'mock_tools:\n  - &«base» # copied from &base of the other file\n    # &base\n    name: one\n  - <<: *«base»\n    name: two\n',
  ],
  [
    'an anchor of a tagged text behind a text that looks like one',
    'name: a\n"&x": &«x» !!str # &x\n  b\ndescription: *«x»\n',
  ],
  ['an anchor whose alias is a key', 'name: &«a» description\n*«a» : Agent\n'],
  ['an anchor at a key', '&«a» name: b\ndescription: *«a»\n'],
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
  ['a filter', 'description: "{{ a | up│case }}"\n'],
  ['a comment behind a block', 'description: | # {{ na│me }}\n  Hello\n'],
  ['three braces', 'description: "{{{ na│me }}}"\n'],
  ['a helper of another template language', 'description: "{{#if na│me}}"\n'],
];

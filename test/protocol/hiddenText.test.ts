import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placeFeatures, wholeFeatures } from './features';
import { Server } from './server';

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

/** What turns the direction of a line, a bell, what no eye sees, and half of a character. */
const hidden = [
  '\u202e',
  '\u0007',
  '\u200f',
  '\u2066',
  '\ud800',
  '\u009b',
  '\u200b',
  '\u00ad',
  '\u3164',
  '\u{e0041}',
];
const anyHidden = new RegExp(`[${hidden.join('')}]`, 'u');

/** Specs of somebody else, in which a name or value is written with something hidden. */
const texts: Record<string, (odd: string) => string> = {
  'an unknown key': (odd) => `na${odd}me: a\n`,
  'a misspelt value': (odd) => `language: "e${odd}n"\n`,
  'a value of a wrong type': (odd) => `project: x${odd}\n`,
  'a key given twice': (odd) => `"a${odd}": 1\n"a${odd}": 2\n`,
  'a key without a colon': (odd) => `name: a\nproj${odd} 42\n`,
  'a lost alias': (odd) => `name: *a${odd}\n`,
  'a text without its indentation': (odd) => `"d${odd}": |\ntext\nname: a\n`,
  'a placeholder without a source': (odd) =>
    `provider: {type: vapi, credentials: {api_key: "\${A${odd}}"}}\n`,
  'tools of one name': (odd) => `mock_tools:\n  - name: "a${odd}"\n  - name: "a${odd}"\n`,
  'variables of one name': (odd) =>
    `dynamic_variables:\n  - {name: "a${odd}", description: b}\n  - {name: "a${odd}", description: b}\ndescription: "{{ "\n`,
  'a header': (odd) =>
    `provider:\n  type: self_hosted\n  credentials:\n    config:\n      headers:\n        "X-${odd}-[a](command:b)": c\n`,
  'a file': (odd) => `knowledge_base_files:\n  - path: "a${odd}.exe"\n`,
};

/** The texts of an answer that an editor shows as they are. */
function shown(answer: unknown, key = ''): string[] {
  if (typeof answer === 'string') {
    const isShown = /^(message|title|name|detail|label|description|value|tooltip)$/.test(key);
    return isShown ? [answer] : [];
  }
  if (typeof answer !== 'object' || answer === null) return [];
  // What a quick fix or completion writes is what the file gets, and a request is what Cekura gets.
  const children = Object.entries(answer).filter(
    ([name]) => !['edit', 'textEdit', 'data', 'command', 'body', 'templates'].includes(name),
  );
  return children.flatMap(([name, child]) => shown(child, Array.isArray(answer) ? key : name));
}

describe.each(Object.entries(texts))('what is hidden in %s is shown as a sign', (_, write) => {
  test.each(hidden)('%j', async (odd) => {
    const spec = await server.open(write(odd));
    const text = spec.document.getText();
    const told = spec.diagnostics.map(({ message }) => message);
    for (const [name, ask] of Object.entries(wholeFeatures)) {
      if (name !== 'agentId' && name !== 'writeId') told.push(...shown(await ask(spec)));
    }
    for (const [name, ask] of Object.entries(placeFeatures)) {
      if (name === 'prepareRename') continue;
      for (let offset = 0; offset <= text.length; offset += 7) {
        told.push(...shown(await ask(spec, offset)));
      }
    }
    expect(told.length).toBeGreaterThan(0);
    for (const one of told) expect(one).not.toMatch(anyHidden);
  });
});

test('a name that looks like an icon is no icon in the outline and in the list of completions', async () => {
  const spec = await server.open(
    'description: "{{ "\ndynamic_variables:\n  - {name: $(zap), description: b}\n',
  );
  const symbols = await spec.ask<unknown>('textDocument/documentSymbol', {});
  expect(JSON.stringify(symbols)).toContain('$ (zap)');
  expect(JSON.stringify(symbols)).not.toContain('$(zap');
  const position = { line: 0, character: 17 };
  const items = await spec.ask<{ label: string; textEdit: { newText: string } }[]>(
    'textDocument/completion',
    { position },
  );
  expect(items.map(({ label }) => label)).toEqual(['$ (zap)']);
});

test('the name of a header is no Markdown in its hover', async () => {
  const head = 'provider:\n  type: self_hosted\n  credentials:\n    config:\n      headers:\n';
  const spec = await server.open(`${head}        "[x](command:a) **b** <i>\u202e": c\n`);
  const position = { line: 5, character: 12 };
  const hover = await spec.ask<{ contents: { value: string } }>('textDocument/hover', { position });
  expect(hover.contents.value).toMatch(
    /^\*\*\\\[x\\\]\\\(command\\:a\\\) \\\*\\\*b\\\*\\\* \\<i\\>\ufffd\*\* — /,
  );
});

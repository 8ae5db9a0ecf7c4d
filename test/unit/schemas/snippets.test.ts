import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { expandSnippet } from '../../../cli/src/new/expandSnippet';
import { readDescriptions } from '../../../scripts/generate';
import { SpecDocument } from '../../../server/src/document/specDocument';
import { diagnostics } from '../../../server/src/features/diagnostics';

interface Snippet {
  prefix: string;
  description: string;
  body: string[];
}

const { providers, chats } = await readDescriptions();
const files = await Promise.all(
  (await readdir('snippets')).map(
    async (name): Promise<Record<string, Snippet>> =>
      JSON.parse(await readFile(`snippets/${name}`, 'utf8')),
  ),
);
const snippets = files
  .flatMap((file) => Object.values(file))
  .map(({ prefix, body, description }) => ({ prefix, description, body: body.join('\n') }));

describe('each snippet', () => {
  test.each(snippets)(
    '$prefix has nothing wrong but values to fill in, whatever is chosen',
    ({ body }) => {
      for (const which of [0, 1, 2, 3, 4]) {
        const { text } = expandSnippet(body, (values) => values[which % values.length] ?? '');
        expect(problems(inContext(text))).toEqual([]);
      }
    },
  );

  test.each(snippets)(
    '$prefix has its tab stops in reading order and ends at the last',
    ({ body }) => {
      const stops = expandSnippet(body).stops;
      expect(stops.at(-1)).toBe(0);
      const once = [...new Set(stops.slice(0, -1))];
      expect(once).toEqual(once.map((_, index) => index + 1));
    },
  );

  test.each(snippets)('$prefix has a placeholder for each secret', ({ body }) => {
    const { text } = expandSnippet(body);
    for (const [, value] of text.matchAll(
      /(?:api_key|secret|password|token|Authorization): (.*)/g,
    )) {
      expect(value).toMatch(/\$\{secret:\w+\}$/);
    }
  });
});

test.each(providers)('$type has a template', ({ type }) => {
  expect(snippets.map(({ prefix }) => prefix)).toContain(`agent-${type.replaceAll('_', '-')}`);
});

test.each(chats.filter(({ config }) => config.use !== 'none'))(
  'the chat type $type, which has a config, has a snippet',
  ({ type }) => {
    expect(snippets.map(({ prefix }) => prefix)).toContain(`chat-${type.replaceAll('_', '-')}`);
  },
);

test('prefixes are not used twice', () => {
  const prefixes = snippets.map(({ prefix }) => prefix);
  expect(prefixes).toEqual([...new Set(prefixes)]);
});

/** The text as part of a whole spec, at the place its description tells. */
function inContext(text: string): string {
  const head = 'name: Support line\ndescription: Helps.\nproject: 42\n';
  if (/^(name|project):/.test(text)) return text;
  const [, type] = /^chat_agent_details:\n {2}type: (\w+)/.exec(text) ?? [];
  if (type === undefined) return head + text;
  const provider = chats.find((chat) => chat.type === type)?.fits === 'own' ? type : 'custom';
  const credentials = provider === 'custom' ? '' : '  credentials: { api_key: key }\n';
  const indented = text.replaceAll(/^/gm, '  ');
  return `${head}provider:\n  type: ${provider}\n${credentials}${indented}`;
}

function problems(text: string) {
  const document = SpecDocument.create('file:///spec', 1, text);
  return diagnostics(document).filter(
    ({ severity = 1, code }) => severity <= DiagnosticSeverity.Warning && code !== 'not-filled-in',
  );
}

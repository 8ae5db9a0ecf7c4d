import { randomUUID } from 'node:crypto';
import type { JsonObject, Placeholder, Template } from '../../../shared/src/messages';
import { hidesCharacters, visibleJson } from '../../../shared/src/plainText';
import { put } from '../placeholders/fillPlaceholders';
import { keyOf, placeholdersOf } from '../placeholders/sentValues';

/** A command and the names of the shell variables that it reads beside `CEKURA_API_KEY`. */
export interface CurlCommand {
  command: string;
  variables: string[];
}

/**
 * The request as a command for a POSIX shell. It holds no secret: `${env:NAME}` becomes `${NAME?}`,
 * which stops the shell when it is not set, `${secret:name}` becomes `${NAME?}` as well, and
 * `${file:path}` at a place for secrets `$(cat path)`. What the shell puts in stands in the JSON as it
 * is, so a `"`, `\` or line break in it has to be escaped. There is none for a file whose path has hidden characters: a
 * line break would end the here-document, and a terminal obeys escape sequences that are pasted.
 *
 * @param request its texts from files already in place, but for those of secret files
 * @param pathOf the absolute path of a file
 */
export function curlCommand(
  url: string,
  { body, templates }: { body: JsonObject; templates: Template[] },
  pathOf: (name: string) => string,
): CurlCommand | { problem: string } {
  const placeholders = placeholdersOf(templates);
  const hidden = placeholders.find(
    ({ kind, name }) => kind.startsWith('file') && hidesCharacters(pathOf(name)),
  );
  if (hidden) {
    const problem = `The path of the file ${hidden.name} has hidden characters: rename the file or its folder.`;
    return { problem };
  }
  const names = variableNames(placeholders);
  const expand = (placeholder: Placeholder) => {
    const { kind, name } = placeholder;
    if (kind === 'file') return `$(cat ${quoted(pathOf(name))})`;
    if (kind === 'fileBase64') return `$(base64 < ${quoted(pathOf(name))} | tr -d '\\n')`;
    return `\${${names.get(keyOf(placeholder))}?}`;
  };
  const filled = structuredClone(body);
  const marked = templates.map((template) => {
    const mark = randomUUID();
    put(filled, template.path, mark);
    return { mark, text: written(template, expand) };
  });
  const json = marked.reduce(
    (text, { mark, text: value }) => text.replace(`"${mark}"`, () => value),
    literal(visibleJson(filled)),
  );
  const command = `curl -X POST ${quoted(url)} \\
  -H 'Content-Type: application/json' \\
  -H "X-CEKURA-API-KEY: $CEKURA_API_KEY" \\
  --data-binary @- <<JSON
${json}
JSON
`;
  return { command, variables: [...names.values()] };
}

/** A template as JSON inside of the here-document. */
function written({ parts, as }: Template, expand: (placeholder: Placeholder) => string): string {
  const texts = parts.map((part) =>
    typeof part === 'string' ? literal(visibleJson(part).slice(1, -1)) : expand(part),
  );
  return as === 'integer' ? texts.join('') : `"${texts.join('')}"`;
}

/** In a here-document these three mean something, and nothing else does. */
const literal = (text: string) => text.replace(/[\\$`]/g, '\\$&');

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * A shell variable for each environment variable and secret, by its key. Variables keep their names
 * where a shell can have them; secrets are written large and keep clear of names like `PATH`.
 */
function variableNames(placeholders: Placeholder[]): Map<string, string> {
  const named = new Map<string, string>();
  const taken = new Set(['CEKURA_API_KEY']);
  const wanted = placeholders
    .filter(({ kind }) => kind === 'env' || kind === 'secret')
    .map((placeholder) => ({ key: keyOf(placeholder), name: variableName(placeholder) }))
    .sort((a, b) => Number(a.key !== `env:${a.name}`) - Number(b.key !== `env:${b.name}`));
  for (const { key, name } of wanted) {
    let free = name;
    for (let number = 2; taken.has(free) && key !== `env:${free}`; number += 1) {
      free = `${name}_${number}`;
    }
    taken.add(free);
    named.set(key, free);
  }
  return named;
}

function variableName({ kind, name }: Placeholder): string {
  if (kind === 'env' && /^[A-Za-z_]\w*$/.test(name)) return name;
  const large = name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
  return /^[A-Z]+_[A-Z0-9]/.test(large) ? large : `SECRET_${large}`;
}

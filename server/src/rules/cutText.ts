import { keyName, type Path, type ScalarNode, type Span } from '../ast/nodes';
import { lineAt } from '../base/lines';
import type { SpecDocument } from '../document/specDocument';
import type { FixesFor } from '../fixes/fix';
import { replaceWith } from '../fixes/replace';
import { blockOf } from '../parser/repairs/prose';
import type { Schema } from '../schema/descriptions';
import { typesOf } from '../schema/lookup';
import type { Finding, Rule } from './finding';
import { subjectName } from './messageText';
import { type Visited, visit } from './visit';

/** Text without quotes that a ` #` cuts off: to YAML a comment begins there. */
export const cutTextRule: Rule = function* (document) {
  for (const visited of visit(document)) {
    const { node, path, schema, inFlow } = visited;
    yield* headingsAbove(document, visited);
    if (node?.kind !== 'scalar' || !isFree(schema)) continue;
    const end = cutBySign(document, node, { inFlow, isSecret: false });
    if (end !== undefined) yield cutFinding(document, { start: node.start, end }, path);
  }
};

/** What is said of a text that ` #` cuts; its span is the whole text. */
export function cutFinding({ text }: SpecDocument, { start, end }: Span, path: Path): Finding {
  return {
    start,
    end,
    path,
    severity: 'information',
    code: 'cut-text',
    message: `${subjectName(path)} ends at \` #\`, which starts a comment: put the whole text in quotes if it continues.`,
    fixes: replaceWith(JSON.stringify(text.slice(start, end)), {
      isGuess: true,
      title: 'Put the whole text in quotes',
    }),
  };
}

/** Where a text ends that ` #` cuts, with what is cut off; undefined where that reads like a comment. */
export function cutBySign(
  { text }: SpecDocument,
  { start, end, style }: ScalarNode,
  { inFlow, isSecret }: { inFlow: boolean; isSecret: boolean },
): number | undefined {
  if (style !== 'plain' || inFlow) return undefined;
  const line = lineAt(text, end);
  const rest = text.slice(end, line.start + line.text.length).trimEnd();
  const written = text.slice(start, end);
  const isCut = isSecret ? /^\s+#\S/.test(rest) : goesOn(written, rest);
  return isCut && !written.includes('\n') ? end + rest.length : undefined;
}

/** As Markdown writes it: other comments begin small. */
const heading = /#{1,6} [\p{Lu}\d*[]/u;

/** The comments between a key that takes text and its text, which may be headings: without `|` they are not sent. */
function* headingsAbove(
  document: SpecDocument,
  { entry, node, path, schema }: Visited,
): Iterable<Finding> {
  if (entry === undefined || node?.kind !== 'scalar' || node.style !== 'plain') return;
  if (schema['x-prose'] !== true) return;
  const colon = document.text.indexOf(':', entry.key.end);
  const between = document.text.slice(colon + 1, node.start);
  const at = between.search(heading);
  if (colon < 0 || colon > node.start || at < 0) return;
  const start = colon + 1 + at;
  const { text, start: lineStart } = lineAt(document.text, start);
  yield {
    start,
    end: lineStart + text.trimEnd().length,
    path,
    severity: 'information',
    code: 'cut-text',
    message: `This is a comment and isn't sent: write \`|\` after \`${keyName(entry.key)}:\` if it belongs to the text.`,
    fixes: asText(entry.key.start),
  };
}

/** Not preferred, as it may be a comment. */
function asText(key: number): FixesFor {
  return ({ text }) => {
    const cure = blockOf(text, key);
    return cure === undefined
      ? []
      : [{ title: cure.title, edits: cure.edits, isSafe: false, isPreferred: false }];
  };
}

/** Whether any sentence may stand at a place. */
function isFree(schema: Schema): boolean {
  return (
    typesOf(schema).includes('string') &&
    schema.enum === undefined &&
    schema.format === undefined &&
    schema['x-secret'] !== true
  );
}

/** Whether a comment reads like the rest of a text: `#2`, or more than two words behind a text that does not end. */
function goesOn(text: string, rest: string): boolean {
  const comment = rest.trimStart();
  if (!comment.startsWith('#')) return false;
  if (/^#\d/.test(comment)) return true;
  const words = comment.slice(1).trim().split(' ');
  return words.length > 2 && text.includes(' ') && !/[.!?]$/.test(text);
}

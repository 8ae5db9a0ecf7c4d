import { lineAt } from '../base/lines';
import { replaceWith } from '../fixes/replace';
import type { Schema } from '../schema/descriptions';
import { typesOf } from '../schema/lookup';
import type { Rule } from './finding';
import { subjectName } from './messageText';
import { visit } from './visit';

/** Text without quotes that a ` #` cuts off: to YAML a comment begins there. */
export const cutTextRule: Rule = function* (document) {
  for (const { node, path, schema, inFlow } of visit(document)) {
    if (node?.kind !== 'scalar' || node.style !== 'plain' || inFlow || !isFree(schema)) continue;
    const line = lineAt(document.text, node.end);
    const rest = document.text.slice(node.end, line.start + line.text.length).trimEnd();
    const written = document.text.slice(node.start, node.end);
    if (written.includes('\n') || !goesOn(written, rest)) continue;
    yield {
      start: node.start,
      end: node.end + rest.length,
      path,
      severity: 'information',
      code: 'cut-text',
      message: `${subjectName(path)} ends at \` #\`, which starts a comment: put the whole text in quotes if it continues.`,
      fixes: replaceWith(JSON.stringify(written + rest), {
        isGuess: true,
        title: 'Put the whole text in quotes',
      }),
    };
  }
};

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

import type { Path, ScalarNode } from '../ast/nodes';
import { spanOf } from '../ast/spans';
import type { SpecDocument } from '../document/specDocument';
import { replaceWith } from '../fixes/replace';
import {
  type ForeignPlaceholder,
  foreignPlaceholdersIn,
} from '../placeholders/foreignPlaceholders';
import { takesPlaceholder, templatePartsOf } from '../placeholders/placeholders';
import { mayBeSecret } from '../placeholders/secretPlaces';
import type { Schema } from '../schema/descriptions';
import { schemaAt, typesOf } from '../schema/lookup';
import type { Finding, Rule, Severity } from './finding';
import { type Written, writtenScalars } from './written';

/** Most values hold none, which is quick to tell. */
const mayHold = /[$%]|\{\{|env|^(?:secret|file):/i;

/** Placeholders that would be sent as they stand. */
export const placeholderRule: Rule = function* (document) {
  for (const written of writtenScalars(document)) {
    const { node, path } = written;
    if (typeof node.value !== 'string' || !mayHold.test(node.value)) continue;
    const misspelled = fileMisspelled(document, written);
    if (misspelled !== undefined) {
      yield misspelled;
      continue;
    }
    if (takesPlaceholder(path, 'env')) yield* ofOtherTools(document, written);
    if (!isFile(node.value, path)) yield* filesAmongText(document, written);
  }
};

const wholeFile = /^\$\{\s*files?\s*:([^{}\n]*)\}?$/i;

/** A file that is the whole value, but is not written as one. */
function fileMisspelled(
  { choice }: SpecDocument,
  { node, path }: Written<ScalarNode>,
): Finding | undefined {
  const value = String(node.value).trim();
  const [written, inside] = wholeFile.exec(value) ?? [];
  if (written === undefined || inside === undefined || isFile(value, path)) return undefined;
  const name = inside.trim();
  const found = {
    ...spanOf(node),
    path,
    severity: 'warning',
    code: 'placeholder-without-source',
  } as const;
  if (name === '') {
    return { ...found, message: '`${file:path}` needs a path: without one, this is sent as is.' };
  }
  const meant = `\${file:${name}}`;
  return {
    ...found,
    message:
      mayBeSecret(path, choice) && !written.endsWith('}')
        ? unknownSource
        : `\`${written}\` is sent as is: write \`${meant}\`.`,
    fixes: replaceWith(meant),
  };
}

function isFile(value: string, path: Path): boolean {
  const [part] = templatePartsOf(value, path);
  return typeof part === 'object' && part.kind === 'file';
}

function* ofOtherTools(document: SpecDocument, { node, path, inFlow }: Written<ScalarNode>) {
  const source = sourceOf(document, node);
  const needsQuotes = inFlow && node.style === 'plain';
  const isSecret = mayBeSecret(path, document.choice);
  const severity = severityAt(schemaAt(path, document.choice));
  let from = 0;
  for (const foreign of foreignPlaceholdersIn(String(node.value))) {
    const { written, meant, hasDefault } = foreign;
    const at = source.indexOf(written, from);
    if (at >= 0) from = at + written.length;
    const span = at < 0 || needsQuotes ? spanOf(node) : placeOf(node, at, written);
    const text = needsQuotes ? JSON.stringify(source.replace(written, meant ?? '')) : meant;
    yield {
      ...span,
      path,
      severity,
      code: hasDefault ? 'placeholder-default' : 'placeholder-without-source',
      ...toldOf(foreign, at < 0 || meant === undefined ? undefined : text, isSecret),
    } satisfies Finding;
  }
}

/** Cekura refuses any other text where a number, a boolean or one of several words is wanted. */
function severityAt(schema: Schema | undefined): Severity {
  if (schema === undefined) return 'warning';
  const types = typesOf(schema);
  const isRefused = (types.length > 0 && !types.includes('string')) || schema.enum !== undefined;
  return isRefused ? 'error' : 'warning';
}

/** @param text what to write; undefined where that is not known */
function toldOf(
  foreign: ForeignPlaceholder,
  text: string | undefined,
  isSecret: boolean,
): Pick<Finding, 'message' | 'fixes'> {
  const { hasDefault, isGuess = hasDefault } = foreign;
  // What looks like a name may be the secret itself.
  const isHidden = isSecret && foreign.isGuess === true;
  const title = isHidden ? { title: 'Write a placeholder' } : {};
  return {
    message: isHidden ? unknownSource : messageOf(foreign),
    fixes: text === undefined ? undefined : replaceWith(text, { isGuess, ...title }),
  };
}

const unknownSource =
  "This isn't a placeholder and is sent as is: write `${env:NAME}`, `${secret:name}` or `${file:path}`, or `$${` for a plain `${`.";

/** A default may be a secret: it is never shown. */
function messageOf({ written, meant, hasDefault }: ForeignPlaceholder): string {
  if (meant === undefined) return unknownSource;
  if (hasDefault)
    return `Placeholders can't have defaults: write \`${meant}\`, and set a value for it.`;
  const end = meant.startsWith('${env:') ? ' for the environment variable' : '';
  return `\`${written}\` is sent as is: write \`${meant}\`${end}.`;
}

const file = /(?<!\$)\$\{file:[^{}\n]*\}/gi;

/** Files that are only a part of a value, that have no name, or are not written `file`. */
function* filesAmongText(
  document: SpecDocument,
  { node, path }: Written<ScalarNode>,
): Iterable<Finding> {
  const isForeign = (text: string) => takesPlaceholder(path, 'env') && !text.startsWith('${file:');
  for (const { 0: written, index } of sourceOf(document, node).matchAll(file)) {
    if (isForeign(written)) continue;
    yield {
      ...placeOf(node, index, written),
      path,
      severity: 'warning',
      code: 'file-among-text',
      message:
        '`${file:path}` must be the whole value, so this is sent as is: write `$${file:…}` if you mean that.',
    };
  }
}

function sourceOf({ text }: SpecDocument, { start, end }: ScalarNode): string {
  return text.slice(start, end);
}

function placeOf({ start }: ScalarNode, index: number, { length }: string) {
  return { start: start + index, end: start + index + length };
}

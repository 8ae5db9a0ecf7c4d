import { diffLines } from 'diff';
import * as yaml from 'prettier/plugins/yaml';
import { format } from 'prettier/standalone';
import type { Span } from '../ast/nodes';

/** A part of a text and what to put in its place. */
export interface Replacement extends Span {
  newText: string;
}

/**
 * Lays out YAML; comments and the line breaks of prose are kept.
 * @param tabSize spaces for one level
 * @throws when the text is no YAML
 */
export function formatYaml(text: string, tabSize: number): Promise<string> {
  return format(text, {
    parser: 'yaml',
    plugins: [yaml],
    tabWidth: tabSize,
    proseWrap: 'preserve',
    endOfLine: 'auto',
  });
}

/** The lines to replace in one text to have the other. */
export function replacementsBetween(text: string, wanted: string): Replacement[] {
  const replacements: Replacement[] = [];
  let at = 0;
  let touches = false;
  for (const { value, added, removed } of diffLines(text, wanted)) {
    const isChange = added || removed;
    if (isChange && !touches) replacements.push({ start: at, end: at, newText: '' });
    const replacement = replacements.at(-1);
    if (!added) at += value.length;
    if (added && replacement) replacement.newText += value;
    if (removed && replacement) replacement.end = at;
    touches = isChange;
  }
  return replacements;
}

import { visibleJson, visibleText } from '../../../shared/src/plainText';
import type { Applied } from './applied';
import type { ApplyFormat } from './formatNames';

/** Writes what was done, with a line break at its end. */
type Format = (results: readonly Applied[], options: { quiet?: boolean }) => string;

export const formats: Record<ApplyFormat, Format> = {
  json: (results) =>
    `${visibleJson(results.map(({ exit: _, agent, ...rest }) => ({ ...rest, agent: agent ?? null })))}\n`,
  text: (results, { quiet }) =>
    [...results.flatMap(lineOf), ...(quiet === true ? [] : [summaryOf(results)])].join(''),
};

const words: Record<Applied['result'], string> = {
  created: 'created',
  updated: 'updated',
  none: 'in sync',
  skipped: 'skipped',
  failed: 'failed',
};

/** What failed is said on standard error. */
function lineOf({ file, result, agent, message }: Applied): string[] {
  if (result === 'none' || result === 'failed') return [];
  const said = message === undefined ? '' : ` ${visibleText(message)}`;
  return [`${visibleText(file)}: ${words[result]}, agent ${agent}.${said}\n`];
}

function summaryOf(results: readonly Applied[]): string {
  const counts = Object.entries(words).flatMap(([result, word]) => {
    const count = results.filter((each) => each.result === result).length;
    return count > 0 ? [`${count} ${word}`] : [];
  });
  return `Apply: ${counts.join(', ') || 'no specs'}.\n`;
}

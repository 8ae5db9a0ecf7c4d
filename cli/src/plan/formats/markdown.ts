import { visibleText } from '../../../../shared/src/plainText';
import { type ChangeLines, changeLines } from '../changeLines';
import type { SpecPlan } from '../specPlan';
import { fileOf, headingOf, isWorthALine, notesOf, summaryOf } from '../wording';

/** Of a comment on GitHub, in characters. */
const longest = 65_536;
/** Of a field. */
const mostLines = 40;

/** By this the comment is found again that an earlier run has written. */
const marker = '<!-- cekura-agent plan -->';

/** A comment of a pull request: at most 65,536 characters, specs that find no place are counted. */
export function markdown(plans: readonly SpecPlan[]): string {
  const head = `${marker}\n### Cekura agents: ${summaryOf(plans)}\n`;
  const sections = plans.filter(isWorthALine).map(sectionOf);
  const room = longest - head.length - 100;
  let length = 0;
  const shown = sections.filter((section) => {
    length += section.length;
    return length <= room;
  });
  const more = sections.length - shown.length;
  const rest = more > 0 ? `\n… and ${more} more: see \`cekura-agent plan\` in the log.\n` : '';
  return head + shown.join('') + rest;
}

function sectionOf(plan: SpecPlan): string {
  const file = inlineCode(fileOf(plan));
  if (plan.kind === 'trouble') return `\n**${file}**: ${escaped(plan.message)}\n`;
  return [
    `\n**${file}**: ${headingOf(plan, inlineCode)}\n`,
    ...changeLines(plan, mostLines).flatMap(itemOf),
    ...notesOf(plan).map((note) => `* ${escaped(note)}`),
    '',
  ].join('\n');
}

function itemOf({ sign, field, remark, values }: ChangeLines): string[] {
  const head = `* \`${sign}\` ${inlineCode(field)}${remark === '' ? '' : `: ${remark}`}`;
  if (values === undefined) return [head];
  if ('line' in values) return [`${head}: ${inlineCode(values.line)}`];
  const { diff } = values;
  const fence = '`'.repeat(Math.max(3, longestRun(diff.join('\n')) + 1));
  return [head, '', ...[`${fence}diff`, ...diff, fence].map((line) => `  ${line}`)];
}

const longestRun = (text: string) =>
  Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));

/** Text as code, whatever it holds. */
function inlineCode(text: string): string {
  const quotes = '`'.repeat(longestRun(text) + 1);
  const shown = visibleText(text);
  return quotes.length === 1 ? `\`${shown}\`` : `${quotes} ${shown} ${quotes}`;
}

/** Text in which nothing is formatted, and nobody is notified. */
const escaped = (text: string) =>
  visibleText(text)
    .replace(/[\\`*_{}[\]<>#|~@!]/g, (character) => `\\${character}`)
    .replaceAll('\\@', '@\u200b');

import { readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';
import { check } from 'recheck';
import { globSync } from 'tinyglobby';

/** Code that meets texts which others wrote: expressions that go back over a long line stop it for minutes. */
const files = globSync('{server,client,shared}/src/**/*.ts');

interface Expression {
  place: string;
  source: string;
  flags: string;
}

/** The regular expressions that are written in a file. */
function expressionsIn(file: string): Expression[] {
  const text = readFileSync(file, 'utf8');
  const found: Expression[] = [];
  const visitor = new Visitor({
    Literal(node) {
      if (!('regex' in node)) return;
      const line = text.slice(0, node.start).split('\n').length;
      const { pattern, flags } = node.regex;
      found.push({ place: `${file}:${line}`, source: pattern, flags });
    },
  });
  visitor.visit(parseSync(file, text).program);
  return found;
}

/** Milliseconds of CPU time that a linear expression does not take for the few 10,000 characters of an attack. */
const slow = 100;

/** Whether a text takes an expression long in fact: where expressions look around, the library only guesses. */
function isSlow({ source, flags }: Expression, text: string): boolean {
  const before = process.cpuUsage();
  text.replace(new RegExp(source, flags), '');
  return process.cpuUsage(before).user / 1000 > slow;
}

for (const expression of files.flatMap(expressionsIn)) {
  const { place, source, flags } = expression;
  const result = await check(source, flags, { randomSeed: 1 });
  if (result.status !== 'vulnerable') continue;
  const { complexity, attack } = result;
  if (complexity.type === 'polynomial' && !isSlow(expression, attack.string)) continue;
  console.error(
    `${place} /${source}/${flags} takes ${complexity.summary} time for ${attack.pattern}`,
  );
  process.exitCode = 1;
}

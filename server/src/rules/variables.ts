import { entry, nodeAt, textAt } from '../ast/nodes';
import { usesIn, variableDeclarations } from '../document/variables';
import { declareVariable } from '../fixes/declareVariable';
import type { Rule } from './finding';

/** `{{ name }}` in the description that no dynamic variable declares, and the reverse. */
export const variableRule: Rule = function* (document) {
  const path = ['description'];
  const description = entry(document.root, 'description')?.value ?? null;
  const text = textAt(document.root, path);
  if (description === null || text === undefined || /^\$\{file:/.test(text)) return;
  const uses = usesIn(document, description, path);
  const declarations = variableDeclarations(document);
  const declared = new Set(declarations.map(({ name }) => name));
  const list = nodeAt(document.root, ['dynamic_variables']);
  const canAppend = list === null || list.kind === 'sequence';
  const told = new Set<string>();
  for (const { name, start, end, path } of uses) {
    if (declared.has(name) || told.has(name)) continue;
    told.add(name);
    yield {
      start,
      end,
      path,
      severity: 'hint',
      code: 'undeclared-variable',
      message: `No dynamic variable is called \`${name}\`: declare it, so that tests can fill it in.`,
      fixes: canAppend ? declareVariable(name) : undefined,
    };
  }
  const used = new Set(uses.map(({ name }) => name));
  for (const { name, start, end, path } of declarations) {
    if (used.has(name) || !/^[A-Za-z_]\w*$/.test(name)) continue;
    used.add(name);
    yield {
      start,
      end,
      path,
      severity: 'hint',
      code: 'unused-variable',
      message: `The description does not use \`{{ ${name} }}\`: use it there, or remove the variable.`,
    };
  }
};

import { entry, nodeAt, type Path, textAt } from '../ast/nodes';
import { usesIn, variableDeclarations, variableUses } from '../document/variables';
import { declareVariable } from '../fixes/declareVariable';
import { templatePartsOf } from '../placeholders/placeholders';
import { platformVariables } from '../schema/catalog';
import type { Rule } from './finding';

/** `{{ name }}` in the description that no dynamic variable declares, and the reverse. */
export const variableRule: Rule = function* (document) {
  const path = ['description'];
  const description = entry(document.root, 'description')?.value ?? null;
  const text = textAt(document.root, path);
  if (description === null || text === undefined || isFromFile(text, path)) return;
  const uses = usesIn(document, description, path);
  const isOfPlatform = platformVariables(document.choice.provider);
  const declarations = variableDeclarations(document);
  const declared = new Set(declarations.map(({ name }) => name));
  const list = nodeAt(document.root, ['dynamic_variables']);
  const areAllNamed =
    list === null ||
    (list.kind === 'sequence' &&
      list.items.filter((item) => item !== null).length === declarations.length);
  const told = new Set<string>();
  for (const { name, start, end, path } of uses) {
    // Something there may be meant as its declaration.
    if (!areAllNamed || declared.has(name) || told.has(name) || isOfPlatform(name)) continue;
    told.add(name);
    yield {
      start,
      end,
      path,
      severity: 'information',
      code: 'undeclared-variable',
      message: `\`{{ ${name} }}\` isn't declared under \`dynamic_variables\`: declare it so that tests can fill it in.`,
      fixes: declareVariable(name),
    };
  }
  // What another text uses, such as a tool's, is of use there.
  const used = new Set([...uses, ...variableUses(document)].map(({ name }) => name));
  for (const { name, start, end, path } of declarations) {
    if (used.has(name) || /[{}]/.test(name)) continue;
    used.add(name);
    yield {
      start,
      end,
      path,
      severity: 'hint',
      code: 'unused-variable',
      message: `\`description\` doesn't use \`{{ ${name} }}\`: use it there, or remove the variable.`,
    };
  }
};

function isFromFile(text: string, path: Path): boolean {
  return templatePartsOf(text, path).some((part) => typeof part === 'object');
}

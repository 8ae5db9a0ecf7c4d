import type { Path } from '../ast/nodes';
import { memoize } from '../base/memoize';
import type { SpecDocument } from '../document/specDocument';
import type { Schema } from '../schema/descriptions';
import { keysOf, schemaAt } from '../schema/lookup';
import type { Explanation } from './explanation';
import { mayMove } from './misplacedKey';

/** Where what is needed to reach a provider stands. */
const ofProvider: readonly Path[] = [
  ['provider'],
  ['provider', 'credentials'],
  ['provider', 'credentials', 'config'],
];

/** `LIVEKIT_API_SECRET`, as variables of the environment are called. */
export function explainVariableName({ choice }: SpecDocument, name: string): Explanation {
  const prefix = `${choice.provider}_`;
  const written = name.toLowerCase();
  if (written.toUpperCase() !== name || !written.startsWith(prefix)) return undefined;
  const word = written.slice(prefix.length);
  for (const holder of ofProvider) {
    const isKey = keysOf(schemaAt(holder, choice)).includes(word);
    const key = isKey ? word : otherNames(holder, choice).get(plainName(word));
    if (key === undefined) continue;
    const instead = [...holder, key];
    const message = `\`${name}\` is called \`${instead.join('.')}\` here.`;
    return { code: 'unknown-key', message, instead };
  }
  return undefined;
}

/** What other platforms call a key that stands here. */
export function explainOtherName(document: SpecDocument, name: string, path: Path): Explanation {
  const meant = otherNames(path, document.choice).get(plainName(name));
  if (meant === undefined || !mayMove(document, [...path, name], [...path, meant]))
    return undefined;
  return {
    code: 'unknown-key',
    message: `\`${name}\` is called \`${meant}\` here.`,
    instead: [...path, meant],
  };
}

/** What other platforms have a key for, and what is said in the text of another here. */
export function explainPart({ choice }: SpecDocument, name: string, path: Path): Explanation {
  const properties = Object.entries(schemaAt(path, choice)?.properties ?? {});
  const holder = properties.find(([, schema]) =>
    schema['x-partNames']?.some((part) => plainName(part) === plainName(name)),
  );
  return (
    holder && {
      code: 'unknown-key',
      message: `\`${name}\` isn't a key here: write it into \`${holder[0]}\`.`,
      isText: true,
    }
  );
}

/** The keys of the map at a path by what other platforms call them, in plain letters. */
export function otherNames(
  path: Path,
  choice: SpecDocument['choice'],
): ReadonlyMap<string, string> {
  return otherNamesOf(schemaAt(path, choice) ?? {});
}

/** The keys of a map by what other platforms call them. */
const otherNamesOf = memoize(({ properties = {} }: Schema): ReadonlyMap<string, string> => {
  const named = Object.entries(properties).flatMap(([key, schema]) =>
    (schema['x-otherNames'] ?? []).map((other) => [plainName(other), key] as const),
  );
  return new Map(named);
});

/** Some write `systemPrompt`, others `System-Prompt`. */
function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '');
}

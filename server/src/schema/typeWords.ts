interface TypeWords {
  /** As a noun. */
  noun: string;
  /** As it follows "takes". */
  taken: string;
}

const words: Record<string, TypeWords> = {
  string: { noun: 'text', taken: 'text' },
  integer: { noun: 'whole number', taken: 'a whole number' },
  number: { noun: 'number', taken: 'a number' },
  boolean: { noun: '`true` or `false`', taken: '`true` or `false`' },
  object: { noun: 'map', taken: 'a map (keys indented below it)' },
  array: { noun: 'list', taken: 'a list (lines that start with `- `)' },
  null: { noun: '`null`', taken: '`null`' },
};

/** JSON Schema types as nouns. */
export function typeNouns(types: readonly string[]): string {
  return types.map((type) => words[type]?.noun ?? type).join(', ');
}

/** JSON Schema types in words that follow "takes". */
export function typesTaken(types: readonly string[]): string {
  return types.map((type) => words[type]?.taken ?? type).join(' or ');
}

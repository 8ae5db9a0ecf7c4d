const keyBelowKey = /^[\w-]+:[ \t]*(?:#.*)?\r?\n( +)[\w-]+:/m;

/** Spaces by which a spec indents a map below its key: as in the first one at the root, else 2. */
export function indentationOf(text: string): number {
  return keyBelowKey.exec(text)?.[1]?.length ?? 2;
}

/** Lines of YAML that are indented by 2 for each level, indented by another number of spaces; items stay behind their dashes. */
export function indentedBy(spaces: number, text: string): string {
  if (spaces === 2) return text;
  let levels = [{ before: 0, after: 0 }];
  const lines = text.split('\n').map((line) => {
    const before = line.length - line.trimStart().length;
    levels = levels.filter((level) => level.before === 0 || level.before <= before);
    const holder = levels.at(-1) ?? { before: 0, after: 0 };
    const after = holder.after + ((before - holder.before) / 2) * spaces;
    if (before > holder.before) levels.push({ before, after });
    if (line.startsWith('- ', before)) levels.push({ before: before + 2, after: after + 2 });
    return ' '.repeat(after) + line.slice(before);
  });
  return lines.join('\n');
}

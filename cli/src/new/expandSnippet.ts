/** A snippet with its defaults, and the tab stops in the order they stand in. */
export interface Expanded {
  text: string;
  stops: number[];
}

/**
 * Expands a VS Code snippet: `$1`, `${1}`, `${1:default}`, `${1|a,b|}` and escapes. A choice takes
 * its first value, or `choose`s another.
 */
export function expandSnippet(
  snippet: string,
  choose: (values: string[]) => string = ([first = '']) => first,
): Expanded {
  const defaults = new Map<number, string>();
  const stops: number[] = [];
  let rest = snippet;

  const take = (pattern: RegExp): string[] | undefined => {
    const match = pattern.exec(rest) ?? undefined;
    if (match !== undefined) rest = rest.slice(match[0].length);
    return match;
  };
  const reach = (stop: number): string => {
    stops.push(stop);
    return defaults.get(stop) ?? '';
  };
  const textUntil = (end: RegExp): string => {
    let text = '';
    while (rest !== '' && take(end) === undefined) text += piece();
    return text;
  };
  const piece = (): string => {
    const [, escaped] = take(/^\\([$}\\])/) ?? [];
    if (escaped !== undefined) return escaped;
    const [, bare] = take(/^\$(\d+)/) ?? [];
    if (bare !== undefined) return reach(Number(bare));
    const [, number] = take(/^\$\{(\d+)(?=[:|}])/) ?? [];
    if (number === undefined) return take(/^[\s\S]/)?.join('') ?? '';
    return stopOf(Number(number));
  };
  const stopOf = (stop: number): string => {
    reach(stop);
    const [, values] = take(/^\|(.*?)\|\}/) ?? [];
    if (values !== undefined) defaults.set(stop, choose(values.split(',')));
    else if (take(/^:/) !== undefined) defaults.set(stop, textUntil(/^\}/));
    else take(/^\}/);
    return defaults.get(stop) ?? '';
  };
  return { text: textUntil(/^$/), stops };
}

const colors: Record<string, number> = { '-': 31, '+': 32, '@': 36 };

/** A line of a diff with its color, on a terminal where the environment does not have `NO_COLOR`. */
export function colored(line: string): string {
  const color = colors[line.charAt(0)];
  const isWanted = process.stdout.isTTY && !process.env.NO_COLOR;
  return color !== undefined && isWanted ? `\u001b[${color}m${line}\u001b[m` : line;
}

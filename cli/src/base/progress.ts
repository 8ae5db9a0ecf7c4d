import { visibleText } from '../../../shared/src/plainText';

/** Shows how far a command is, in one line of a terminal. */
export interface Progress {
  /** @param name of what comes next, such as a file */
  next(name: string): void;
  /** Takes the line away. */
  end(): void;
}

/** Milliseconds between two looks of the line. */
const paceMs = 100;

const none: Progress = { next: () => undefined, end: () => undefined };

/**
 * Progress on standard error; none where that is no terminal, or with `--quiet`.
 *
 * @param doing `Checking`
 * @param total how often `next` is called
 */
export function progressOf(doing: string, total: number, { quiet }: { quiet?: boolean }): Progress {
  const { stderr } = process;
  if (quiet === true || !stderr.isTTY) return none;
  let count = 0;
  let shownAt = 0;
  const clear = '\r\u001b[K';
  return {
    next(name) {
      count += 1;
      if (Date.now() - shownAt < paceMs) return;
      shownAt = Date.now();
      const line = `${doing} ${count}/${total}: ${visibleText(name)}`;
      stderr.write(`${clear}${line.slice(0, (stderr.columns || 80) - 1)}`);
    },
    end: () => void stderr.write(clear),
  };
}

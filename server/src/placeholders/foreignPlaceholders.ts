import type { Path, SpecNode } from '../ast/nodes';
import { hasPlaceholder, takesPlaceholder } from './placeholders';

/** What somebody wrote for a placeholder in the way of another tool. */
export interface ForeignPlaceholder {
  /** As it stands in the text. */
  written: string;
  /** Where it begins in the text. */
  index: number;
  /** How a spec writes it; undefined where that is not known. */
  meant: string | undefined;
  /** A default follows the name, which placeholders do not have. */
  hasDefault: boolean;
  /** It may be meant as it stands. */
  isGuess?: boolean;
}

const sources: Record<string, string> = {
  ...{ env: 'env', envs: 'env', environment: 'env', env_var: 'env', vars: 'env' },
  ...{ secret: 'secret', secrets: 'secret', file: 'file', files: 'file' },
};

/** `${…}` and `${{ … }}`; `$${` is meant as it stands. */
const anywhere = /(?<!\$)\$\{(?:\{([^{}]*)\}|([^{}]*))\}/g;
const whole = /^(?:\$\(([\w.:]+)\)|\$([A-Z_][A-Z0-9_]*)|\{\{([^{}]*)\}\})$/;

/** Ours, with a brace too few or too many at the end. */
const almostOurs = /^\$\{((?:env|secret|file):[^{}\s]+)(?:\}{2,})?$/;

const name = '([A-Za-z_][A-Za-z0-9_]*)';
/** What reads an environment variable in shells of Windows, programs and templates, as a whole value. */
const ofPrograms = new RegExp(
  [
    '^%([A-Z_][A-Z0-9_]*)%$',
    `^\\$env:${name}$`,
    '^env[:.]([A-Z_][A-Z0-9_]*)$',
    `^process\\.env\\.${name}$`,
    `^(?:process\\.env|os\\.environ|ENV|env)\\[["']${name}["']\\]$`,
    `^(?:os\\.(?:environ\\.get|getenv)|getenv|env|ENV\\.fetch)\\(["']?${name}["']?\\)$`,
    `^<%=\\s*ENV\\[["']${name}["']\\]\\s*%>$`,
  ].join('|'),
);

/** Other sources without their braces. */
const withoutBraces = /^\$?(secret|file):(?!\/\/)([\w./-]+)$/;

/** Ours with white space before the brace. */
const apart = /^\$\s+\{((?:env|secret|file):[^{}\s]+)\}$/;

/** One that is being written. */
const begun = /^\$\{[^{}]*$/;

type Whole = Pick<ForeignPlaceholder, 'written' | 'meant' | 'isGuess'>;

function wholeValue(text: string): Whole | undefined {
  const [, inside] = almostOurs.exec(text) ?? apart.exec(text) ?? [];
  if (inside !== undefined) return { written: text, meant: `\${${inside}}` };
  const variable = ofPrograms
    .exec(text)
    ?.slice(1)
    .find((one) => one !== undefined);
  if (variable !== undefined) return { written: text, meant: `\${env:${variable}}` };
  if (begun.test(text)) return { written: text, meant: undefined };
  const [, source, named] = withoutBraces.exec(text) ?? [];
  return named === undefined
    ? undefined
    : { written: text, meant: `\${${source}:${named}}`, isGuess: true };
}

/**
 * The placeholders in a text that are written in the way of shells, GitHub Actions and other tools, or name no
 * source: they would be sent as they stand.
 */
export function foreignPlaceholdersIn(text: string): ForeignPlaceholder[] {
  const trimmed = text.trim();
  const found = wholeValue(trimmed);
  if (found !== undefined) return [{ ...found, index: text.indexOf(trimmed), hasDefault: false }];
  const [written, inParentheses, afterDollar, inBraces] = whole.exec(trimmed) ?? [];
  if (written !== undefined) {
    const inner = read(inParentheses ?? afterDollar ?? inBraces ?? '');
    // `{{ name }}` is a variable.
    if (inBraces !== undefined && inner.source === undefined) return [];
    return [{ written, index: text.indexOf(written), ...inner }];
  }
  return [...text.matchAll(anywhere)].flatMap(({ 0: written, 1: doubled, 2: single, index }) => {
    const isOurs = single !== undefined && ours.test(single);
    const found = read(doubled ?? single ?? '');
    return isOurs && !found.hasDefault ? [] : [{ written, index, ...found }];
  });
}

/** Whether a value holds a placeholder, ours or that of another tool, of which more is said where it can be filled in. */
export function holdsPlaceholder(node: SpecNode | null, path: Path): boolean {
  if (hasPlaceholder(node, path)) return true;
  const text = node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
  return takesPlaceholder(path, 'env') && hasForeignPlaceholder(text);
}

/** Whether a text holds a placeholder of another tool, so that nothing can be said of its value. */
export function hasForeignPlaceholder(text: string): boolean {
  return foreignPlaceholdersIn(text).length > 0;
}

/** A file among text is told by itself. */
const ours = /^(?:env|secret|file):\s*[^\s{}]/;

type Read = Pick<ForeignPlaceholder, 'meant' | 'hasDefault'> & { source: string | undefined };

/** What stands between the braces. */
function read(inner: string): Read {
  const [, first = '', second, rest = ''] =
    /^(?:process\.)?([a-z_]\w*)(?:[.:]([\w./][\w./-]*))?(.*)$/is.exec(
      inner.replaceAll(/\s/g, ''),
    ) ?? [];
  const hasDefault = /^(?::[-=?+]|\|)/.test(rest);
  const isWhole = hasDefault || rest === '';
  const word = first.toLowerCase();
  const source = Object.hasOwn(sources, word) ? sources[word] : undefined;
  if (first === '' || !isWhole) return { source, meant: undefined, hasDefault };
  if (second === undefined) {
    return { source: undefined, meant: `\${env:${first}}`, hasDefault };
  }
  return { source, meant: source && `\${${source}:${second}}`, hasDefault };
}

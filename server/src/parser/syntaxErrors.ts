import type { ErrorCode, YAMLError } from 'yaml';
import type { Span, SpecNode } from '../ast/nodes';
import type { Edit } from '../base/edit';

/** Something that keeps a part of the text from being understood, or loses it. */
export interface Problem extends Span {
  code: string;
  message: string;
  /** What surely puts it right. */
  cure?: { title: string; edits: readonly Edit[] };
  /** Several things might have been meant. */
  isGuess?: boolean;
}

interface Explanation {
  code: string;
  message: string;
}

/** A key that its colon, or the space behind that, is missing from. */
export const colonMissing = (key: string): Explanation => ({
  code: 'missing-colon',
  message: `A key needs a colon and a space after it: write \`${key}: …\`.`,
});

/** A sign that stands for the colon of a key elsewhere. */
export const noColon = (sign: string): Explanation => ({
  code: 'missing-colon',
  message: `YAML doesn't read \`${sign}\` as a colon: write \`:\` and a space.`,
});

/** A line that is indented neither like its neighbours nor as something nested. */
export const badIndentation: Explanation = {
  code: 'bad-indentation',
  message:
    "This line isn't indented like the lines around it: keys of the same map start in the same column.",
};

/** A key in the column of the dashes above, or between them and what is behind them. */
const missingDash: Explanation = {
  code: 'missing-dash',
  message:
    'This line is indented like an item of the list above: write `- ` before it, or indent it like the keys of an item.',
};

/** What to write instead of what the YAML library stumbled over, by its error code. */
const explanations: Partial<Record<ErrorCode, Explanation>> = {
  BAD_ALIAS: {
    code: 'undefined-alias',
    message: 'An alias is `*` and the name of an anchor: put the value in quotes if it is text.',
  },
  BAD_DIRECTIVE: {
    code: 'yaml-syntax',
    message: "A spec can't have YAML directives (`%`): remove the line.",
  },
  BAD_DQ_ESCAPE: {
    code: 'bad-escape',
    message:
      "This escape isn't valid in double quotes: double the backslash, or use single quotes.",
  },
  BAD_INDENT: badIndentation,
  BAD_SCALAR_START: {
    code: 'unquoted-text',
    message: "A value can't start with this character: put the value in quotes.",
  },
  BLOCK_AS_IMPLICIT_KEY: {
    code: 'unquoted-text',
    message:
      'There is a second `: ` on this line: put the value in quotes, or nested keys on their own lines.',
  },
  BLOCK_IN_FLOW: {
    code: 'yaml-syntax',
    message: 'Inside `{ }` and `[ ]` use commas, not lines with `- ` or `|`.',
  },
  MISSING_CHAR: {
    code: 'unclosed',
    message: 'A `,` or a closing bracket is missing here.',
  },
  TAB_AS_INDENT: {
    code: 'tab-indentation',
    message: "YAML doesn't allow tabs as indentation: use spaces.",
  },
  TAG_RESOLVE_FAILED: {
    code: 'yaml-syntax',
    message: "A spec can't have YAML tags (`!`): remove the tag, or put the value in quotes.",
  },
  UNEXPECTED_TOKEN: {
    code: 'unquoted-text',
    message: "This isn't allowed here: put the whole value in quotes.",
  },
};

const otherwise: Explanation = {
  code: 'yaml-syntax',
  message: "This isn't valid YAML: check the quotes, colons and indentation of this line.",
};

/**
 * The code and message for an error of the YAML library.
 * @param opened the quoted text or flow collection that is never closed, if that is the cause
 */
export function explain(error: YAMLError, opened: SpecNode | undefined): Explanation {
  if (opened === undefined) {
    const isItem = error.message.startsWith('Sequence item without');
    return isItem ? missingDash : (explanations[error.code] ?? otherwise);
  }
  const what = opened.kind === 'scalar' ? 'quote' : opened.kind === 'map' ? '`{`' : '`[`';
  return {
    code: 'unclosed',
    message: `The ${what} opened here is never closed: close it at the end of the value.`,
  };
}

import type { Rule } from './finding';

/** What stands in a text for bytes that could not be decoded. */
const replacement = '\ufffd';

/** A file that was read as UTF-8 and is in another encoding: the text that was meant is not known. */
export const encodingRule: Rule = function* ({ text }) {
  const start = text.indexOf(replacement);
  if (start < 0) return;
  yield {
    start,
    end: start + replacement.length,
    path: [],
    severity: 'error',
    code: 'not-utf-8',
    message: "This file isn't UTF-8: reopen it with its encoding, then save it as UTF-8.",
  };
};

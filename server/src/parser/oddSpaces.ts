/** White space that is none to YAML, and that people paste as indentation: no-break, full-width and typographic spaces. */
export const oddSpace = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/;

/** Whether a UTF-16 unit is such a space. */
export function isOddSpace(code: number): boolean {
  return code >= 0xa0 && oddSpace.test(String.fromCharCode(code));
}

import { mask } from './plainSecrets';

/** How the keys of well-known platforms begin, with what follows. */
const known =
  /(?<![a-z\d])(?:(?:[sprw]k|key|whsec|gh[opsu]|glpat|github_pat|xox[abeprs]|sk-ant|sk-proj)[_-]|AKIA|AIza|eyJ)[\w-]{8,}/gi;
const run = /[a-z\d]{20,}/gi;
const change = /[a-z](?=\d)|\d(?=[a-z])/gi;

/**
 * A message without what looks like a key or token wherever it stands: somebody may have written one as the name of a key, of a
 * variable or of a type.
 */
export function withoutTokens(message: string): string {
  return message
    .replaceAll(known, (word) => (/\d/.test(word) ? mask : word))
    .replaceAll(run, (word) => ((word.match(change) ?? []).length > 3 ? mask : word));
}

import type { Finding } from './finding';

export const notFilledInCode = 'not-filled-in';

const place = ({ start, end }: Finding) => `${start} ${end}`;
const isUnfilled = ({ code }: Finding) => code === notFilledInCode;

/** Of a value that nobody has filled in nothing else is said; it is an error where Cekura would refuse it as it stands. */
export function onlyUnfilled(findings: Finding[]): Finding[] {
  const unfilled = new Set(findings.filter(isUnfilled).map(place));
  if (unfilled.size === 0) return findings;
  const refused = new Set(
    findings.filter((one) => one.severity === 'error' && !isUnfilled(one)).map(place),
  );
  return findings
    .filter((one) => isUnfilled(one) || !unfilled.has(place(one)))
    .map((one) =>
      isUnfilled(one) && refused.has(place(one)) ? { ...one, severity: 'error' } : one,
    );
}

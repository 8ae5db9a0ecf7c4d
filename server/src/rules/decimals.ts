/** Whether two decimal numbers, as YAML or JSON writes them, are one number. */
export function isSameNumber(one: string, other: string): boolean {
  const [a, b] = [decimalOf(one), decimalOf(other)];
  if (a === undefined || b === undefined) return false;
  return (
    a.digits === b.digits && (a.digits === '' || (a.sign === b.sign && a.exponent === b.exponent))
  );
}

interface Decimal {
  sign: string;
  /** Without zeros at either end; none for zero. */
  digits: string;
  /** Of ten, which the digits as a whole number are multiplied by. */
  exponent: number;
}

function decimalOf(text: string): Decimal | undefined {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^([-+]?)(\d*)(?:\.(\d*))?(?:e([-+]?\d+))?$/i.exec(text) ?? [];
  const all = whole + fraction;
  if (all === '') return undefined;
  let start = 0;
  let end = all.length;
  while (all.charAt(start) === '0') start += 1;
  while (end > start && all.charAt(end - 1) === '0') end -= 1;
  return {
    sign: sign === '-' ? sign : '',
    digits: all.slice(start, end),
    exponent: Number(exponent) - fraction.length + all.length - end,
  };
}

import type { ScalarNode } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import type { FixesFor } from '../fixes/fix';
import { replaceWith } from '../fixes/replace';
import { quote } from '../request/quote';
import { schemaAt, typesOf } from '../schema/lookup';
import { cutNumber, cutNumberFinding } from './cutValues';
import { isSameNumber } from './decimals';
import type { Finding, Rule } from './finding';
import { type Written, writtenScalars } from './written';

/** Numbers that JSON cannot hold as they are written, and texts that YAML takes for numbers. */
export const numberRule: Rule = function* (document) {
  let told = 0;
  for (const written of writtenScalars(document)) {
    const { value, style, tag } = written.node;
    if (typeof value !== 'number' || style !== 'plain') continue;
    if (tag !== undefined && !tag.endsWith(':int')) continue;
    const cut = written.inFlow ? cutNumber(document, written.node) : undefined;
    if (cut === undefined) yield* differenceOf(document, written, JSON.stringify(value));
    else if (cut.start > told) yield cutNumberFinding(document, cut, written.path);
    told = Math.max(told, cut?.start ?? 0);
  }
};

/** @param sent as the number would stand in the body */
function* differenceOf(
  document: SpecDocument,
  { node, path }: Written<ScalarNode>,
  sent: string,
): Iterable<Finding> {
  const { start, end, tag } = node;
  const source = document.text.slice(start, end);
  const types = typesOf(schemaAt(path, document.choice) ?? {});
  const takesNumber = types.includes('integer') || types.includes('number');
  // Where no number may stand, its type is told to be wrong.
  if (source === sent || (types.length > 0 && !takesNumber)) return;
  const told = toldOf(source, sent, takesNumber);
  if (told === undefined) return;
  const cure = takesNumber ? 'write the number you mean' : 'put it in quotes';
  yield {
    start,
    end,
    path,
    ...told,
    message: `${quote(document, path, source)} is sent as ${quote(document, path, sent)}: ${cure}.`,
    fixes: tag === undefined ? fixFor(source, sent, takesNumber && told.code) : undefined,
  };
}

function fixFor(source: string, sent: string, asNumber: string | false): FixesFor | undefined {
  if (asNumber === inexact.code) return undefined;
  return asNumber === rewritten.code
    ? replaceWith(sent)
    : replaceWith(JSON.stringify(source), { isGuess: true, title: 'Put it in quotes' });
}

type Told = Pick<Finding, 'severity' | 'code'>;

const inexact: Told = { severity: 'warning', code: 'inexact-number' };
const refused: Told = { ...inexact, severity: 'error' };
const rewritten: Told = { severity: 'warning', code: 'rewritten-number' };
const shortened: Told = { severity: 'information', code: 'rewritten-number' };

/** Whether a number in hexadecimal or octal digits, which nobody means as text, is sent as the same number. */
function isExact(source: string): boolean {
  return Number.isSafeInteger(Number(source));
}

/** @param takesNumber it is surely meant as a number, so that only its value matters */
function toldOf(source: string, sent: string, takesNumber: boolean): Told | undefined {
  if (/^0[xo]/.test(source)) return isExact(source) ? undefined : inexact;
  if (sent === 'null' && takesNumber) return refused;
  if (!isSameNumber(source, sent)) return inexact;
  if (/^[-+]?0\d/.test(source)) return rewritten;
  if (takesNumber) return undefined;
  return /^\+|e/i.test(source + sent) ? rewritten : shortened;
}

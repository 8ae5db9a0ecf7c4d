import type { JsonValue } from '../../../shared/src/messages';

const mask = '•••';

/** In UTF-16 units. What is shorter (`42`, `eu`) is no secret, and masking it would make messages unreadable. */
const shortest = 4;
/** A line of a secret that has more, such as those of a PEM, is masked by itself. */
const shortestLine = 16;
/** Longer secrets are found as they are and by their lines alone: a pattern of theirs would be too large. */
const longestPattern = 10_000;

/** Masks secrets in a text. */
export type Mask = (text: string) => string;

/**
 * Masks values wherever a text repeats them, in any form that texts take on their way: escaped by JSON (also several
 * times), URLs or HTML, in base64, by single lines.
 *
 * @param secrets values of at least 4 UTF-16 units; shorter ones are not masked
 */
export function maskOf(secrets: readonly string[]): Mask {
  const values = secrets.map((secret) => secret.trim()).filter(({ length }) => length >= shortest);
  const patterns = [...new Set(values.flatMap((value) => [value, ...linesOf(value)]))]
    .sort((a, b) => b.length - a.length)
    .flatMap((value) => [anyForm(value), ...base64Forms(value).map(literal)])
    .map((pattern) => new RegExp(pattern, 'g'));
  return (text) => patterns.reduce((masked, pattern) => masked.replace(pattern, mask), text);
}

function linesOf(secret: string): string[] {
  const lines = secret.split(/\r\n|\r|\n/).map((line) => line.trim());
  return lines.length === 1
    ? []
    : lines.filter((line) => line.length >= shortestLine && !line.startsWith('-----'));
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** A pattern for a value with each of its characters in any form. */
function anyForm(value: string): string {
  if (value.length > longestPattern) return literal(value);
  return Array.from(value, (character) => `(?:${formsOf(character).join('|')})`).join('');
}

/** Backslashes before what is escaped: 7 when it was done three times. Without a limit, long runs of them take for ever. */
const backslashes = '\\\\{1,15}';
const shortEscapes = new Map([...'bfnrt'].map((letter) => [JSON.parse(`"\\${letter}"`), letter]));
const entities = new Map(
  Object.entries({ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }),
);

/** Patterns for the ways to write a character. */
function formsOf(character: string): string[] {
  const forms = [literal(character)];
  if (character === '\\') forms.unshift(backslashes);
  if (/["'/]/.test(character)) forms.push(backslashes + literal(character));
  const letter = shortEscapes.get(character);
  if (letter !== undefined) forms.push(backslashes + letter);
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  forms.push(units.map((unit) => `${backslashes}u${hex(unit, 4)}`).join(''));
  if (character === ' ') forms.push('\\+');
  const bytes = [...Buffer.from(character)];
  forms.push(bytes.map((byte) => `%(?:25){0,3}${hex(byte, 2)}`).join(''));
  const point = character.codePointAt(0) ?? 0;
  const names = [`#0{0,4}${point}`, `#[xX]0{0,4}${hex(point, 1)}`, entities.get(character) ?? []];
  forms.push(`&(?:(?:amp|#38|#[xX]26);){0,3}(?:${names.flat().join('|')});`);
  return forms;
}

/** A number in hexadecimal, small or large. */
function hex(value: number, digits: number): string {
  const text = value.toString(16).padStart(digits, '0');
  return text.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

/**
 * How a value looks in base64, also in the middle of something longer, such as `user:value`: without the characters at
 * its ends that depend on what stands beside it.
 */
function base64Forms(value: string): string[] {
  const forms = [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)]);
    const whole = bytes.toString('base64').replaceAll('=', '');
    const end = bytes.length % 3 === 0 ? whole.length : whole.length - 1;
    const form = whole.slice(Math.ceil((before * 4) / 3), end);
    return form.length >= shortestForm ? form : [];
  });
  return [
    ...new Set(forms.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')])),
  ];
}

/** In base64; shorter ones may stand in any text. */
const shortestForm = 7;

/** Levels of a JSON value that are kept: nothing that means anything is deeper. */
const deepest = 200;

/** Gives a JSON value with all its texts and keys changed, and null for what stands deeper than 200 levels. */
export function mapTexts(value: JsonValue, change: (text: string) => string, level = 0): JsonValue {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (level > deepest) return null;
  const inner = (item: JsonValue) => mapTexts(item, change, level + 1);
  if (Array.isArray(value)) return value.map(inner);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), inner(item)]));
}

import { mapKeys } from './keyKinds';
import { keyOn, linesOf } from './lines';
import { isAround, type Repair } from './repair';

const cutOff = /^\$\{secret:[ \t]*(?:#.*)?$/;
const withSpace = /^(\$\{(?:env|secret|file):)[ \t]+([\w./-]+)[ \t]*\}/;

/** `${file: name}` and `${secret:`: to YAML, a key. */
export const cutPlaceholders: Repair = function* ({ source, error }) {
  if (error === undefined || !source.includes('${')) return;
  for (const line of linesOf(source)) {
    const found = line.isText ? undefined : keyOn(line);
    if (found === undefined) continue;
    const value = line.text.slice(found.value);
    const isCut = cutOff.test(value);
    const [written, opening = '', name] = withSpace.exec(value) ?? [];
    const start = line.start + found.value;
    const behind = start + '${secret:'.length;
    if (isCut) {
      yield {
        start,
        end: behind,
        code: 'unclosed-placeholder',
        message: '`}` is missing: write `${secret:name}`, with the name of the secret.',
        title: 'Add `}`',
        edits: [{ start: behind, end: behind, newText: 'name}' }],
        isGuess: true,
        isHalfTyped: true,
      };
    }
    if (written === undefined || !/^[ \t]*(?:#|$)/.test(value.slice(written.length))) continue;
    const meant = `${opening}${name}}`;
    yield {
      start,
      end: start + written.length,
      code: 'unquoted-text',
      message: `YAML takes this for a key: write \`${meant}\`, without the space.`,
      title: 'Remove the space',
      edits: [{ start, end: start + written.length, newText: meant }],
    };
  }
};

const withoutDollar = /^\{((?:env|secret|file):[\w./-]+)\}[ \t]*(?:#.*)?$/;

/** `api_key: {secret:name}`: to YAML, a map. Keys that hold maps may mean one. */
export const lostDollars: Repair = function* ({ source }) {
  if (!/\{(?:env|secret|file):/.test(source)) return;
  for (const line of linesOf(source)) {
    const found = line.isText ? undefined : keyOn(line);
    if (found === undefined || mapKeys.has(found.key) || found.key === 'output') continue;
    const [, inside] = withoutDollar.exec(line.text.slice(found.value)) ?? [];
    if (inside === undefined) continue;
    const start = line.start + found.value;
    const meant = `\${${inside}}`;
    yield {
      start,
      end: start + inside.length + 2,
      code: 'placeholder-without-source',
      message: `YAML takes this for a map: write \`${meant}\`.`,
      title: `Change to \`${meant}\``,
      edits: [{ start, end: start, newText: '$' }],
    };
  }
};

const colonBehind = /^((?:-?\d+|true|false|null)[ \t]*):[ \t]*(?:#.*)?$/;

/** `project: 42:` */
export const extraColon: Repair = function* ({ source, error }) {
  if (error === undefined) return;
  for (const line of linesOf(source)) {
    const found = line.isText ? undefined : keyOn(line);
    const [, value] = colonBehind.exec(line.text.slice(found?.value)) ?? [];
    if (found === undefined || value === undefined) continue;
    const start = line.start + found.value + value.length;
    if (!isAround(error, line.start, start)) continue;
    yield {
      start,
      end: start + 1,
      code: 'extra-colon',
      message: 'Nothing may follow this value: remove the `:`.',
      title: 'Remove `:`',
      edits: [{ start, end: start + 1, newText: '' }],
    };
  }
};

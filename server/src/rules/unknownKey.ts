import { type Entry, keyName, type Path, type Span } from '../ast/nodes';
import { lineAt } from '../base/lines';
import { memoize } from '../base/memoize';
import type { SpecDocument } from '../document/specDocument';
import { addColon } from '../fixes/addColon';
import type { FixesFor } from '../fixes/fix';
import { moveKey } from '../fixes/moveKey';
import { removeKey } from '../fixes/removeKey';
import { lostText } from '../parser/margin';
import { textKeys } from '../parser/repairs/prose';
import { colonMissing } from '../parser/syntaxErrors';
import { isWritten } from '../request/specPath';
import { chatOf, providerOf } from '../schema/catalog';
import { type KnownKey, whereKnown } from '../schema/knownKeys';
import { schemaAt } from '../schema/lookup';
import { v1Path } from '../schema/v1Names';
import { isUsed } from './anchors';
import type { Explained, Explanation } from './explanation';
import type { Finding } from './finding';
import { explainHeld, explainWrapper } from './keyAround';
import { nearest, quoteList } from './messageText';
import { belongsTo, explainMisplaced, inSnakeCase } from './misplacedKey';
import { explainOtherName, explainPart, explainVariableName, otherNames } from './otherNames';

/**
 * Why a key may not stand where it does, and what to write: the first explanation that fits.
 * @param path the map that holds the key
 */
export function explainUnknownKey(
  document: SpecDocument,
  path: Path,
  written: Entry,
): Explained & Span & { path: Path; fixes: FixesFor | undefined } {
  const name = keyName(written.key);
  const { start } = written.key;
  const end = Math.max(written.key.end, start + 1);
  const explained =
    explainNoKey(document, written, path) ??
    explainNoColon(document, written, path) ??
    explainWrapper(document, written, path) ??
    explainHeld(document, written, path) ??
    explainAnchored(document, written) ??
    explainKnown(document, name, path) ??
    explainProse(document, path, written) ??
    explainNoSuchKey(document, name, path);
  return {
    start,
    end,
    path: [...path, name],
    ...explained,
    fixes: fixFor(explained),
  };
}

/** `: value`, whose key may be any. */
function explainNoKey({ choice }: SpecDocument, { key }: Entry, path: Path): Explanation {
  if (key.value !== '' || key.style !== 'plain') return undefined;
  return {
    code: 'unknown-key',
    message: `A key is missing before this colon: ${holderOf(path)} takes ${takesHere(path, choice)}.`,
    isText: true,
  };
}

/** `{agent_id abc}` */
function explainNoColon(
  { text, choice }: SpecDocument,
  { key, value }: Entry,
  path: Path,
): Explanation {
  if (key.style !== 'plain' || value !== null) return undefined;
  const [written, name = ''] =
    /^([A-Za-z_]\w*)[ \t]+(?=\S)/.exec(text.slice(key.start, key.end)) ?? [];
  if (written === undefined || !keysToWrite(path, choice).includes(name)) return undefined;
  const behind = key.start + name.length;
  return {
    ...colonMissing(name),
    instead: [...path, name],
    fixes: () => [addColon({ start: behind, end: behind, newText: ':' }, true)],
  };
}

/** `x-prompt: &prompt …`, as other tools have it for what is used further down. */
function explainAnchored(document: SpecDocument, { key, value }: Entry): Explanation {
  const anchor = value?.kind === 'alias' ? undefined : value?.anchor;
  if (anchor === undefined || !isUsed(document, anchor)) return undefined;
  return {
    code: 'unknown-key',
    message: `\`${keyName(key)}\` isn't a key here: write \`&${anchor.name}\` and its value where it is used first.`,
    isText: true,
  };
}

/** What a name stands for that means something, here or elsewhere. */
function explainKnown(document: SpecDocument, name: string, path: Path): Explanation {
  return (
    explainV1(name, path) ??
    explainVariableName(document, name) ??
    explainOtherName(document, name, path) ??
    explainPart(document, name, path) ??
    explainChoice(document, name, path) ??
    explainShort(document, name, path) ??
    explainOtherType(document, name, path) ??
    explainRootName(document, name, path) ??
    explainTypo(document, name, path) ??
    explainMisplaced(document, name, path)
  );
}

/** `Rules: be kind` in the margin, below a prompt that lacks its `|`: no key of a spec begins so. */
function explainProse(document: SpecDocument, path: Path, written: Entry): Explanation {
  const prose = path.length > 0 ? undefined : proseIn(document).get(written);
  if (prose === undefined) return undefined;
  const text = keyName(prose.holder.key);
  return {
    code: 'unknown-key',
    message: `\`${keyName(written.key)}\` isn't a key of a spec: if the line belongs to \`${text}\` above, write \`|\` after \`${text}:\` and indent the text.`,
    fixes: (of, mistake) => [...indentProse(of, mistake), ...removeKey(of, mistake)],
  };
}

/** Whether an unknown key is a line of a prompt of which the first was spoken of. */
export function isMoreProse(document: SpecDocument, path: Path, written: Entry): boolean {
  const prose = path.length > 0 ? undefined : proseIn(document).get(written);
  return prose !== undefined && prose.lines[0] !== written;
}

/** What the parser says of lines between those of a prompt of which the first was spoken of: they are lines of it too. */
export function isOfProse(document: SpecDocument, { code, start }: Finding): boolean {
  if (code !== 'missing-colon') return false;
  const { text } = lineAt(document.text, start);
  return [...new Set(proseIn(document).values())].some(
    ({ lines: [first], end }) =>
      first !== undefined && first.key.start < start && start < end && sentence.test(text),
  );
}

/** No key without its colon. */
const sentence = /^(?:\p{Lu}|\S+ \S+ \S)/u;

/** Makes lines in the margin, of which the first is marked, part of the prompt above. */
const indentProse: FixesFor = (document, { start }) => {
  const found = [...proseIn(document).values()].find(({ lines }) => lines[0]?.key.start === start);
  if (found === undefined) return [];
  const end = start + document.text.slice(start, found.end).trimEnd().length;
  const lines = { source: document.text.slice(start, end), offset: start };
  const { cure } = lostText({ source: document.text, offset: 0 }, found.holder, [lines]);
  return cure === undefined ? [] : [{ ...cure, isSafe: false, isPreferred: true }];
};

/** A prompt without `|`, and the entries below it that may be its lines. */
interface Prose {
  holder: Entry;
  lines: Entry[];
  /** Where the next entry begins, or the text ends. */
  end: number;
}

/** By each of the lines. */
const proseIn = memoize((document: SpecDocument): ReadonlyMap<Entry, Prose> => {
  const { root } = document;
  const found = new Map<Entry, Prose>();
  let open: Prose | undefined;
  for (const entry of root?.kind === 'map' && !root.flow ? root.entries : []) {
    const { key, value } = entry;
    const isPlain = value?.kind === 'scalar' && value.style === 'plain';
    if (isPlain && textKeys.has(keyName(key))) {
      open = { holder: entry, lines: [], end: document.text.length };
    } else if (open !== undefined && isProse(document, entry)) {
      open.lines.push(entry);
      found.set(entry, open);
    } else {
      if (open !== undefined) open.end = key.start;
      open = undefined;
    }
  }
  return found;
});

/** Whether an entry reads like a line of a prompt: a capital letter or several words, and a name that means nothing. */
function isProse(document: SpecDocument, { key }: Entry): boolean {
  if (key.style !== 'plain') return false;
  const name = keyName(key);
  return /^\p{Lu}|\S \S/u.test(name) && explainKnown(document, name, []) === undefined;
}

function fixFor({ instead, isText, fixes }: Explained): FixesFor | undefined {
  if (fixes !== undefined) return fixes;
  if (instead !== undefined) return moveKey();
  return isText === true ? undefined : removeKey;
}

/** Names of the older API, which stood at the root, and in mock tools. */
function explainV1(name: string, path: Path): Explanation {
  const instead = v1Path(name, path);
  if (instead === undefined) return explainCamelV1(name, path);
  const last = path.length > 0 ? instead.at(-1) : instead.join('.');
  return {
    code: 'v1-key',
    message: `\`${name}\` is the name in the older API: write \`${last}\`.`,
    instead,
  };
}

/** `assistantId`, as the platforms themselves write it. */
function explainCamelV1(name: string, path: Path): Explanation {
  const instead = path.length > 0 ? undefined : v1Path(inSnakeCase(name), path);
  return (
    instead && {
      code: 'unknown-key',
      message: `\`${name}\` is called \`${instead.join('.')}\` here.`,
      instead,
    }
  );
}

/** A value to choose in place of its key: `vapi: {…}` for `type: vapi`. */
function explainChoice({ choice }: SpecDocument, name: string, path: Path): Explanation {
  const properties = Object.entries(schemaAt(path, choice)?.properties ?? {});
  const [key] = properties.find(([, { enum: values = [] }]) => values.includes(name)) ?? [];
  return key === undefined
    ? undefined
    : {
        code: 'unknown-key',
        message: `\`${name}\` is a value of \`${key}\`, not a key: write \`${key}: ${name}\`.`,
        isText: true,
      };
}

/** A name of the older API's root in the map of today's place, or above it: `provider.vapi_api_key`. */
function explainRootName(document: SpecDocument, name: string, path: Path): Explanation {
  const instead = path.length > 0 && v1Path(name, []);
  if (!instead) return undefined;
  const isHere = instead.slice(0, -1).join('.') === path.join('.');
  if (!isHere && belongsTo(document, name, path) !== undefined) return undefined;
  const isBelow = path.every((step, depth) => instead[depth] === step);
  return isBelow
    ? {
        code: 'v1-key',
        message: `\`${name}\` is the name in the older API: write \`${instead.slice(path.length).join('.')}\`.`,
        instead,
      }
    : undefined;
}

/** The end of a key, of several words: `agent_name` for `pipecat_agent_name`. */
function explainShort({ root, choice }: SpecDocument, name: string, path: Path): Explanation {
  if (!name.includes('_')) return undefined;
  const [key, another] = keysToWrite(path, choice).filter((one) => one.endsWith(`_${name}`));
  if (key === undefined || another !== undefined || isWritten(root, [...path, key]))
    return undefined;
  return {
    code: 'unknown-key',
    message: `\`${name}\` is called \`${key}\` here.`,
    instead: [...path, key],
  };
}

/** A key of another provider's, or another chat type's, `config`. */
function explainOtherType({ choice }: SpecDocument, name: string, path: Path): Explanation {
  const here = path.join('.');
  const others = whereKnown(name).filter((place) => place.path.join('.') === here);
  if (others.length === 0) return undefined;
  const owners = [...new Set(others.map(ownerOf).filter((owner) => owner !== undefined))];
  const isChat = path.includes('chat_agent_details');
  const own = (isChat ? chatOf(choice.chat) : providerOf(choice.provider))?.title ?? 'this type';
  return {
    code: 'other-type-key',
    message: `\`${name}\` belongs to ${owners.slice(0, 3).join(', ')}; ${own} takes ${takesHere(path, choice)}.`,
  };
}

function ownerOf({ provider, chat }: KnownKey): string | undefined {
  return provider === undefined ? chatOf(chat)?.title : providerOf(provider)?.title;
}

/** Those that Cekura doesn't set itself. */
function keysToWrite(path: Path, choice: SpecDocument['choice']): string[] {
  const properties = Object.entries(schemaAt(path, choice)?.properties ?? {});
  return properties.filter(([, { readOnly }]) => !readOnly).map(([key]) => key);
}

function takesHere(path: Path, choice: SpecDocument['choice']): string {
  const keys = keysToWrite(path, choice);
  return keys.length === 0 ? 'no keys here' : quoteList(keys, 5);
}

function explainTypo(document: SpecDocument, name: string, path: Path): Explanation {
  const { choice } = document;
  if (belongsTo(document, name, path) !== undefined) return undefined;
  const keys = keysToWrite(path, choice);
  const others = otherNames(path, choice);
  const written = nearest(name, [...keys, ...others.keys()]) ?? partOf(name, keys);
  const near = others.get(written ?? '') ?? written;
  if (near === undefined) return undefined;
  return {
    code: 'unknown-key',
    message: `Unknown key \`${name}\`: did you mean \`${near}\`?`,
    instead: [...path, near],
  };
}

/** The only key that has the name as one of its words: `url` for `websocket_url`. */
function partOf(name: string, keys: string[]): string | undefined {
  const holders = keys.filter((key) => key.split('_').includes(name));
  return holders.length === 1 ? holders[0] : undefined;
}

function explainNoSuchKey({ choice }: SpecDocument, name: string, path: Path): Explained {
  const [elsewhere, another] = whereKnown(name);
  if (elsewhere !== undefined && another === undefined) {
    return {
      code: 'other-type-key',
      message: `\`${name}\` belongs to ${ownerOf(elsewhere)}, in \`${elsewhere.path.join('.')}\`: remove it here.`,
    };
  }
  return {
    code: 'unknown-key',
    message: `Unknown key \`${name || '""'}\`: ${holderOf(path)} takes ${takesHere(path, choice)}.`,
  };
}

function holderOf(path: Path): string {
  const place = path.findLast((step) => typeof step === 'string');
  return place === undefined ? 'a spec' : `\`${place}\``;
}

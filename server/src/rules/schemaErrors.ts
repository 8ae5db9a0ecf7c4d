import type { ErrorObject } from 'ajv';
import { keySpan } from '../ast/keySpan';
import { nodeAt, type Path, type SpecNode, toData } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import * as validators from '../schema/generated/validators.js';
import { ownValue, schemaAt } from '../schema/lookup';
import type { Finding, Rule } from './finding';
import { explanations } from './schemaErrorMessages';
import { hasForeignTag } from './tags';

/** What the compiled schemas say: keys that are missing or unknown, and values of a wrong kind. */
export const schemaRule: Rule = function* (document) {
  if (document.root?.kind !== 'map') return;
  for (const { errors, at } of validate(document, toData(document.root))) {
    for (const error of errors) {
      const finding = findingOf(document, error, at);
      if (finding !== undefined) yield finding;
    }
  }
};

interface Validation {
  errors: ErrorObject[];
  /** Where in the spec the data stands that the errors speak of. */
  at: Path;
}

function validate({ choice }: SpecDocument, data: unknown): Validation[] {
  const provider = member(data, 'provider');
  const chat = member(provider, 'chat_agent_details');
  const parts: [validators.Validate, unknown, Path][] = [
    [validators.agent, data, []],
    [
      ownValue(validators.provider, choice.provider) ?? validators.anyProvider,
      provider,
      ['provider'],
    ],
    [
      ownValue(validators.chat, choice.chat) ?? validators.anyChat,
      chat,
      ['provider', 'chat_agent_details'],
    ],
  ];
  return parts.flatMap(([check, value, at]) =>
    value === undefined || check(value) ? [] : [{ errors: check.errors ?? [], at }],
  );
}

function member(data: unknown, key: string): unknown {
  return typeof data === 'object' && data !== null && key in data
    ? Object.entries(data).find(([name]) => name === key)?.[1]
    : undefined;
}

function findingOf(document: SpecDocument, error: ErrorObject, at: Path): Finding | undefined {
  const path = [...at, ...pathOf(error.instancePath, document.root, at)];
  const explain = ownValue(explanations, error.keyword);
  if (explain === undefined) return undefined;
  const node = nodeAt(document.root, path);
  if (node?.kind === 'scalar' && hasForeignTag(node)) return undefined;
  if (node === null && isLostAlias(document.root, path)) return undefined;
  const schema = schemaAt(path, document.choice) ?? {};
  // A squiggle under a whole block hides what is meant: its key stands for it.
  const span = node?.kind === 'scalar' ? node : keySpan(document.root, path);
  const explained = explain({ document, path, node, span, schema, error });
  const { start, end } = span;
  return explained && { severity: 'error', path, start, end, ...explained };
}

/** Whether an item of a list is an alias without an anchor, which is one mistake. */
function isLostAlias(root: SpecNode | null, path: Path): boolean {
  const list = nodeAt(root, path.slice(0, -1));
  return list?.kind === 'sequence' && list.items[Number(path.at(-1))]?.kind === 'alias';
}

/** ajv's JSON pointer as a path: list indexes are numbers where the text has a list. */
function pathOf(pointer: string, root: SpecNode | null, at: Path): Path {
  const steps = pointer.split('/').slice(1);
  const path: Path = [];
  let node = nodeAt(root, at);
  for (const step of steps) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const key = node?.kind === 'sequence' ? Number(name) : name;
    path.push(key);
    node = nodeAt(node, [key]);
  }
  return path;
}

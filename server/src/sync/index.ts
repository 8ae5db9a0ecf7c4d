import type { JsonObject, SpecAndAgent, Template } from '../../../shared/src/messages';
import { type Comparison, type FieldName, fieldKey, type Update } from '../../../shared/src/sync';
import type { SpecDocument } from '../document/specDocument';
import { requestOf } from '../request/request';
import { common } from './common';
import { comparable, plainSecrets, secretTemplatePaths } from './comparable';
import { compare, type Sides } from './compare';
import { updateFor } from './update';

export { agentSpec } from './agentSpec';
export { bodySpec } from './bodySpec';
export { createdFields } from './createdFields';
export { pull } from './pull';

/** What differs between a spec and its agent. */
export function compareSpec(document: SpecDocument, given: SpecAndAgent): Comparison {
  const found = compare(sidesOf(document, given));
  const plain = plainSecrets(requestOf(document), given.filled, document.choice);
  return { ...found, unknown: [...found.unknown, ...plain] };
}

/** What a spec and its agent have in common by now: see `common`. */
export function commonOf(
  document: SpecDocument,
  given: SpecAndAgent,
  sending: { isSent: boolean },
): JsonObject {
  return common(sidesOf(document, given), sending);
}

/**
 * What has to be sent so that the agent has some fields as the spec has them.
 *
 * @param fields names of differences
 */
export function updateOf(
  document: SpecDocument,
  given: SpecAndAgent,
  { fields, withSecrets }: { fields: readonly FieldName[]; withSecrets: boolean },
): Update {
  const { filled, agent } = given;
  const { differences, dropped } = compareSpec(document, given);
  const sent = new Set(fields.map(fieldKey));
  return updateFor({
    templates: requestOf(document).templates,
    filled,
    agent,
    choice: document.choice,
    differences,
    dropped,
    isSent: ({ field }) => sent.has(fieldKey(field)),
    withSecrets,
  });
}

function sidesOf(document: SpecDocument, { filled, agent, base }: SpecAndAgent): Sides {
  const { templates } = requestOf(document);
  const { choice } = document;
  return {
    here: comparable({ templates }, filled, choice),
    base: base ?? undefined,
    agent,
    choice,
    secretPaths: secretTemplatePaths(templates),
    envPaths: templates.filter(hasEnv).map(({ path }) => path),
  };
}

const hasEnv = ({ parts }: Template) =>
  parts.some((part) => typeof part !== 'string' && part.kind === 'env');

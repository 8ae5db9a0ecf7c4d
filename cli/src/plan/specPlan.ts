import { createHmac } from 'node:crypto';
import { failsAllCalls, whatHappened } from '../../../client/src/api/failure';
import type { Connection } from '../../../client/src/api/http';
import { type Mask, maskOf } from '../../../client/src/api/masks';
import type { Failure } from '../../../client/src/api/reply';
import { fillWithoutSecrets } from '../../../client/src/sync/comparedSpec';
import { hasMarkers } from '../../../client/src/sync/conflictMarkers';
import { look, type Seen } from '../../../client/src/sync/look';
import type { Bases } from '../../../client/src/sync/rememberedBase';
import { planUpdate } from '../../../client/src/sync/sendUpdate';
import { syncText } from '../../../client/src/sync/syncText';
import { createdFields } from '../../../server/src/entry/core';
import type { AskServer, MissingValue } from '../../../shared/src/messages';
import type { Difference, FieldName, Update } from '../../../shared/src/sync';
import { type Trouble, trouble } from '../base/exitCodes';
import { type LocalSpec, type LocalSpecs, unresolved } from '../cekura/localSpecs';

/** A spec whose agent is to be created. */
export interface Create {
  kind: 'create';
  spec: LocalSpec;
  /** What the agent will have. */
  changes: Difference[];
  /** Of what was seen. */
  digest: string;
  /** Hides the secrets of the spec in what is shown. */
  mask: Mask;
}

/** A spec beside its agent. */
export interface Compared {
  kind: 'compared';
  spec: LocalSpec & { agentId: number };
  seen: Seen;
  /** What was changed here, and is sent by an apply. */
  changes: Difference[];
  /** What was changed in Cekura, in both, or nobody knows where. */
  conflicts: Difference[];
  /** Sends `changes`. */
  update: Update;
  digest: string;
  /** Hides the secrets of the spec in what is shown. */
  mask: Mask;
}

/** What an apply would do with a spec. */
export type SpecPlan = Create | Compared | (Trouble & { file: string });

/** Where a spec is compared. */
export interface PlanServices {
  connection: Connection;
  ask: AskServer;
  bases: Bases;
  /** Whether all secrets of a spec are sent, changed or not. */
  withSecrets?: boolean;
  /** What stands in the way of every call; set when one has met it. */
  hopeless?: Trouble;
}

/** Why a call came to nothing; other calls are spared what they would meet as well. */
export function callFailed(
  failure: Failure,
  services: Pick<PlanServices, 'hopeless'>,
  more = '',
): Trouble {
  const said = trouble('cekura', `${whatHappened(failure)}${more}`);
  if (failsAllCalls(failure)) services.hopeless = said;
  return said;
}

/** Looks what an apply would do with a spec. Nothing is changed. */
export async function planSpec(
  spec: LocalSpecs['specs'][number],
  services: PlanServices,
): Promise<SpecPlan> {
  if ('kind' in spec) return spec;
  if (services.hopeless) return { ...services.hopeless, file: spec.file };
  const { agentId } = spec;
  const planned =
    agentId === undefined
      ? await planCreate(spec, services)
      : await compared({ ...spec, agentId }, services);
  return planned.kind === 'trouble' ? { ...planned, file: spec.file } : planned;
}

async function planCreate(
  spec: LocalSpec,
  { ask, connection }: PlanServices,
): Promise<Create | Trouble> {
  const request = await ask('cekuraAgent/request', { textDocument: { uri: spec.uri } });
  if (request.unfilled.length > 0) return unfilled(spec, request.unfilled);
  const filled = await fillWithoutSecrets(request, spec.sources);
  if ('problems' in filled) return missing(filled.problems);
  if ('cancelled' in filled) return trouble('problems', 'A value is missing.');
  if (hasMarkers(filled.body)) return unresolved;
  const digest = digestOf(filled.body, connection);
  const mask = maskOf([connection.key, ...filled.secrets, ...request.plainSecrets]);
  return { kind: 'create', spec, changes: createdFields(filled.body), digest, mask };
}

async function compared(
  spec: Compared['spec'],
  services: PlanServices,
): Promise<Compared | Trouble> {
  const { ask, connection } = services;
  const seen = await look(spec, services);
  if (seen.kind === 'missing') return missing(seen.problems);
  if (seen.kind === 'gone') {
    return trouble(
      'cekura',
      `${syncText.gone(spec.agentId)} Check CEKURA_API_KEY and CEKURA_API_URL, or remove the id to create it again.`,
    );
  }
  if (seen.kind !== 'seen') {
    return 'host' in seen ? callFailed(seen, services) : trouble('problems', 'A value is missing.');
  }
  if (seen.request.unfilled.length > 0) return unfilled(spec, seen.request.unfilled);
  if (hasMarkers(seen.filled)) return unresolved;
  const { differences } = seen.comparison;
  const changes = differences.filter(({ changed }) => changed === 'here');
  const conflicts = differences.filter(({ changed }) => changed !== 'here');
  const wanted = {
    fields: changes.map(({ field }) => field),
    withSecrets: services.withSecrets === true,
  };
  const update = await planUpdate(spec, seen, wanted, ask);
  const planned = { agentId: spec.agentId, comparison: seen.comparison, update };
  const digest = digestOf(planned, connection);
  const mask = maskOf([connection.key, ...(seen.connection.secrets ?? [])]);
  return { kind: 'compared', spec, seen, changes, conflicts, update, digest, mask };
}

/**
 * A text that is another one as soon as anything that would be sent is another one. Without the API key nobody can tell by it
 * whether a guess of a value is right.
 */
const digestOf = (value: unknown, { key }: Connection) =>
  `hmac-sha256:${createHmac('sha256', key).update(JSON.stringify(value)).digest('hex')}`;

/** Values of placeholders that there are none of. */
export function missing(problems: readonly MissingValue[]): Trouble {
  return trouble('problems', [...new Set(problems.map(({ message }) => message))].join(' '));
}

function unfilled({ file }: LocalSpec, [first]: readonly { start: { line: number } }[]): Trouble {
  return trouble(
    'problems',
    `${file}:${(first?.start.line ?? 0) + 1}: Fill in this value of the template.`,
  );
}

/** A field as people read it: `mock_tools.get_order.description`. */
export const nameOf = (field: FieldName): string => field.join('.');

import type {
  AskServer,
  JsonObject,
  MissingValue,
  SpecRequest,
} from '../../../shared/src/messages';
import type { Comparison, Difference } from '../../../shared/src/sync';
import { readAgent } from '../api/cekuraApi';
import type { Connection } from '../api/http';
import type { Failure } from '../api/reply';
import { type ComparedSpec, fillWithoutSecrets, versionOf } from './comparedSpec';
import { gitBase, type KnownBase, versionsInGit } from './gitBase';
import { keepCommon } from './keepCommon';
import { type Bases, newerVersions, rememberedBase } from './rememberedBase';
import { replayed } from './replayed';
import { stillUnsure, type UnsureSecret } from './unsureSecrets';

/** What comparing needs. */
export interface CompareServices {
  ask: AskServer;
  connection: Connection;
  /** Undefined where nothing is remembered. */
  bases: Bases | undefined;
}

/** A spec and its agent as they were when somebody looked. */
export interface Seen {
  kind: 'seen';
  request: SpecRequest;
  /** The body with its placeholders in place, but for those that need a secret. */
  filled: JsonObject;
  /** As Cekura answered it, never to be shown as it is. */
  agent: JsonObject;
  base: JsonObject | null;
  /** Secrets of which nobody knows whether they were sent. */
  unsure: UnsureSecret[];
  comparison: Comparison;
  /** With what no message may repeat. */
  connection: Connection;
}

export type Looked =
  | Seen
  /** Values of placeholders are missing. */
  | { kind: 'missing'; problems: MissingValue[] }
  | { kind: 'cancelled' }
  | Failure;

/** Reads the agent of a spec and compares both. Nothing is changed but what is remembered of what they have in common. */
export async function look(spec: ComparedSpec, services: CompareServices): Promise<Looked> {
  const { ask, connection, bases } = services;
  const version = versionOf(spec);
  const request = await ask('cekuraAgent/request', version);
  const filled = await fillWithoutSecrets(request, spec.sources);
  if ('cancelled' in filled) return { kind: 'cancelled' };
  if ('problems' in filled) return { kind: 'missing', problems: filled.problems };
  const secrets = [...filled.secrets, ...request.plainSecrets];
  const masked = { ...connection, secrets };
  const reply = await readAgent(masked, spec.agentId);
  if (reply.kind !== 'agent') return reply;
  const agent = reply.agent.compared;
  const given = { filled: filled.body, agent };
  const record = bases?.get(connection.baseUrl, spec.agentId);
  const versions = replayed(versionsInGit(spec, ask));
  const compareWith = (known: KnownBase | undefined) =>
    ask('cekuraAgent/compare', { ...version, ...given, base: known?.base ?? null });
  const remembered = await rememberedBase(filled.body, record, versions);
  // Where the agent changed, others may have committed a newer version that says so.
  const isNewest = remembered && (await compareWith(remembered)).differences.every(isHere);
  const since = remembered ? newerVersions(record, versions) : versions;
  const known = isNewest ? remembered : ((await gitBase(spec, agent, since, ask)) ?? remembered);
  const comparison = await compareWith(known);
  const base = known?.base ?? null;
  const unsure = stillUnsure(known?.unsure ?? [], comparison);
  const seen = { request, ...given, base, unsure, comparison, connection: masked };
  await keepCommon(spec, seen, services);
  return { kind: 'seen', ...seen };
}

const isHere = ({ changed }: Difference) => changed === 'here';

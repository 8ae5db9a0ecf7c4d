import type {
  AskServer,
  JsonObject,
  MissingValue,
  SpecRequest,
  SpecVersion,
} from '../../../shared/src/messages';
import { needsSecret } from '../../../shared/src/needsSecret';
import type { Comparison } from '../../../shared/src/sync';
import { readAgent } from '../api/cekuraApi';
import type { Failure } from '../api/failure';
import type { Connection } from '../api/http';
import { fillPlaceholders, type Sources } from '../placeholders/fillPlaceholders';
import { gitBase } from './gitBase';
import { keepCommon } from './keepCommon';

/** What was common to a spec and its agent last, by the agent and the address at which it is. */
export interface Bases {
  get(baseUrl: string, agentId: number): JsonObject | undefined;
  set(baseUrl: string, agentId: number, content: JsonObject): void;
}

/** A spec that is compared with an agent. */
export interface ComparedSpec {
  uri: string;
  /** The text that is compared and sent, whatever it becomes meanwhile; the open one when left out. */
  text?: string;
  /** Absolute; undefined for a spec that is no file. */
  path: string | undefined;
  agentId: number;
  /** Where its placeholders get their values. */
  sources: Sources;
}

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
  const base =
    bases?.get(connection.baseUrl, spec.agentId) ?? (await gitBase(spec, agent, ask)) ?? null;
  const comparison = await ask('cekuraAgent/compare', { ...version, ...given, base });
  const seen = { request, ...given, base, comparison, connection: masked };
  await keepCommon(spec, seen, services);
  return { kind: 'seen', ...seen };
}

/** The text of a spec that the language server is asked about. */
export function versionOf({ uri, text }: Pick<ComparedSpec, 'uri' | 'text'>): SpecVersion {
  return { textDocument: { uri }, ...(text !== undefined && { text }) };
}

/** The body with the values of its placeholders but for those that need a secret: nobody is asked for anything. */
export function fillWithoutSecrets(
  { body, templates }: Pick<SpecRequest, 'body' | 'templates'>,
  sources: Sources,
) {
  const readable = templates.filter((template) => !needsSecret(template));
  return fillPlaceholders({ body, templates: readable }, sources);
}

import { ProgressLocation, type TextDocument, window } from 'vscode';
import type { AskServer } from '../../../shared/src/messages';
import { agentOf } from '../agents/agentOf';
import { tellNoAgent } from '../agents/tellNoAgent';
import type { Connection } from '../api/http';
import { showCreateErrors } from '../create/createErrors';
import { type Action, tellBroken, tellNoServer, valuesMissing } from '../create/whyNothingWasSent';
import type { ComparedSpec } from '../sync/comparedSpec';
import { type Looked, look, type Seen } from '../sync/look';
import { revealProblems } from '../ui/revealProblems';
import { openSources } from './openSources';
import type { UpdateServices } from './services';
import { tellFailure } from './tellFailure';

/** A spec and its agent as they were when somebody looked. */
export interface Compared {
  document: TextDocument;
  /** The version of the text that was compared. */
  version: number;
  spec: ComparedSpec;
  seen: Seen;
}

/**
 * Compares a spec with its agent in Cekura; undefined after saying why that cannot be.
 *
 * @param action what it is done for
 * @param known the agent, where it need not be the one of the spec's `id:`
 */
export async function lookAtAgent(
  document: TextDocument,
  action: Action,
  services: UpdateServices,
  known?: number,
): Promise<Compared | undefined> {
  const { ask, store, connect } = services;
  const agentId = known ?? (await agentOf(document, ask, store))?.id;
  if (agentId === undefined) {
    tellNoAgent(document.uri);
    return undefined;
  }
  if (!(await isWhole(document, action, ask))) return undefined;
  const connection = await connect();
  if (!connection) return undefined;
  const { version } = document;
  const spec = comparedSpec(document, agentId, services);
  const looked = await window.withProgress(
    { location: ProgressLocation.Window, title: `Reading agent ${agentId}…` },
    () => lookQuietly(document, spec, services, connection),
  );
  if (looked?.kind === 'seen') return { document, version, spec, seen: looked };
  await tell(document, action, spec, looked, services);
  return undefined;
}

/** Whether all of a spec is understood; says so when it is not. */
export async function isWhole(
  document: TextDocument,
  action: Action,
  ask: AskServer,
): Promise<boolean> {
  const isBroken = await isBrokenYaml(document, ask);
  if (isBroken) tellBroken(action);
  if (isBroken === undefined) tellNoServer(action);
  return isBroken === false;
}

/** Whether the YAML of a spec is broken; undefined when the language server does not answer. */
async function isBrokenYaml(document: TextDocument, ask: AskServer): Promise<boolean | undefined> {
  const textDocument = { uri: document.uri.toString() };
  const given = { textDocument, agent: {}, fields: [] };
  const pulled = await ask('cekuraAgent/pull', given).catch(() => undefined);
  return pulled?.isBroken;
}

/** Compares a spec with its agent, and takes note of what is known then; undefined when the language server does not answer. */
async function lookQuietly(
  document: TextDocument,
  spec: ComparedSpec,
  { ask, bases, known }: UpdateServices,
  connection: Connection,
): Promise<Looked | undefined> {
  const { version } = document;
  const looked = await look(spec, { ask, bases, connection }).catch(() => undefined);
  if (looked?.kind === 'seen')
    known.note(document.uri, looked.comparison.differences, version, looked.unsure);
  if (looked?.kind === 'gone') {
    known.note(document.uri, 'gone', version);
    const unknownAgent = { text: spec.text ?? '', unknownAgent: spec.agentId };
    await showCreateErrors(document, unknownAgent, ask);
  }
  return looked;
}

/** Takes note of how a spec and its agent stand to each other, without asking or saying anything. */
export async function check(
  document: TextDocument,
  connection: Connection,
  services: UpdateServices,
): Promise<void> {
  const agent = await agentOf(document, services.ask, services.store);
  if (!agent || (await isBrokenYaml(document, services.ask)) !== false) return;
  await lookQuietly(document, comparedSpec(document, agent.id, services), services, connection);
}

/** The text of a spec as it is now, to be compared with an agent. */
export function comparedSpec(
  document: TextDocument,
  agentId: number,
  { sources }: Pick<UpdateServices, 'sources'>,
): ComparedSpec {
  const { uri } = document;
  return {
    uri: uri.toString(),
    text: document.getText(),
    path: uri.scheme === 'file' ? uri.fsPath : undefined,
    agentId,
    sources: openSources(document, sources(document)),
  };
}

async function tell(
  document: TextDocument,
  action: Action,
  spec: ComparedSpec,
  looked: Exclude<Looked, Seen> | undefined,
  { ask }: UpdateServices,
): Promise<void> {
  if (looked === undefined) tellNoServer(action);
  else if (looked.kind === 'missing') {
    const { problems: missing } = looked;
    const shown = await showCreateErrors(document, { text: spec.text ?? '', missing }, ask);
    const ranges = shown.map(({ range }) => range);
    await revealProblems(document, ranges, valuesMissing(action, missing));
  } else if ('host' in looked) tellFailure(action, looked, document.uri, spec.agentId);
}

import { env, window } from 'vscode';
import type { JsonObject } from '../../../shared/src/messages';
import { plainText } from '../../../shared/src/plainText';
import type { CreateOutcome, ImportRef } from '../api/cekuraApi';
import { createFailed, fieldsRefused, mayBeDone, whatHappened } from '../api/failure';
import type { Connection } from '../api/http';
import { importedAgent } from '../api/importedAgent';
import { text } from '../api/parse';
import type { Failure, Refusal } from '../api/reply';
import type { UnresolvedCreate } from '../api/unresolvedCreate';
import { openSpec } from '../specs/specDocuments';
import type { TrackedUri } from '../specs/uriTracker';
import { openAgent } from '../ui/links';
import { offers } from '../ui/messageActions';
import { notify } from '../ui/notifications';
import { revealProblems } from '../ui/revealProblems';
import type { CreateAgain } from './createAttempt';
import { showCreateErrors } from './createErrors';
import type { CreateServices } from './createServices';
import { askAboutUnresolved } from './unresolvedCreates';

/** A create that was sent. */
interface Sent {
  spec: TrackedUri;
  /** What the spec was called then. */
  specName: string;
  /** The text that the body was made from. */
  text: string;
  body: JsonObject;
  connection: Connection;
  unresolvedCreate: UnresolvedCreate;
  /** The create before, when its outcome is not known still. */
  openBefore: UnresolvedCreate | undefined;
  again: CreateAgain;
}

/** Notes and says what came of a create. An import is followed, and a doubt settled, in the background. */
export async function reportResult(
  outcome: CreateOutcome,
  sent: Sent,
  services: CreateServices,
): Promise<void> {
  if (outcome.kind === 'created') return reportCreated(outcome, sent, services);
  if (outcome.kind === 'importing') return reportImport(outcome, sent, services);
  if (mayBeDone(outcome)) return void settle(outcome, sent, services);
  const { spec, unresolvedCreate, openBefore, again } = sent;
  services.store.noteOutcome(spec.uri, unresolvedCreate, { unresolvedCreate: openBefore });
  if (outcome.kind === 'refused' && 'answer' in outcome) {
    return reportRefusal(outcome, sent, services);
  }
  if (outcome.kind === 'conflict') return reportConflict(outcome, sent);
  const { message, offer } = createFailed(outcome);
  const show =
    outcome.kind === 'cancelled' ? window.showInformationMessage : window.showErrorMessage;
  const tryAgain = { 'Try Again': () => again() };
  notify(show, message, offer === 'tryAgain' ? tryAgain : offer && offers[offer]);
}

async function reportCreated(
  { id, name }: { id: number; name: string | undefined },
  { spec, unresolvedCreate, text: sentText, connection }: Sent,
  { ids, noteCreated }: CreateServices,
): Promise<void> {
  await ids.keep(spec, id, unresolvedCreate);
  const called = name ? ` "${name}"` : '';
  notify(window.showInformationMessage, `Created agent${called} (id ${id}).`, {
    ...ids.buttons(spec, id),
    'Copy ID': () => env.clipboard.writeText(String(id)),
  });
  await noteCreated({ uri: spec.uri, text: sentText, agentId: id, connection });
}

async function reportImport(
  { id, progressId }: ImportRef,
  { spec, specName, body, connection, unresolvedCreate }: Sent,
  { ids, followImports }: CreateServices,
): Promise<void> {
  const name = plainText(text(body.name) ?? specName, 40);
  const { baseUrl } = connection;
  // The import is remembered first: whatever happens to the spec, it is followed to its end.
  void followImports.follow(connection, { id, progressId, name, baseUrl, spec: spec.uri });
  await ids.keep(spec, id, unresolvedCreate);
  const message = `Importing agent ${id} (${name}).`;
  notify(window.showInformationMessage, message, ids.buttons(spec, id));
}

/** Says that the project has the assistant already, and leads to its agent where Cekura tells which it is. */
async function reportConflict(failure: Failure, { body, connection }: Sent): Promise<void> {
  const { message } = createFailed(failure);
  const id = await importedAgent(connection, body);
  const actions =
    id === undefined ? offers.openCekura : { [`Open Agent ${id}`]: () => openAgent(id) };
  notify(window.showErrorMessage, message, actions);
}

/** Says that an agent may have been created, and lets the user decide. */
async function settle(failure: Failure, sent: Sent, { ids }: CreateServices): Promise<void> {
  const isWanted = await askAboutUnresolved(whatHappened(failure), sent, ids, { modal: false });
  if (isWanted) await sent.again(sent.unresolvedCreate);
}

async function reportRefusal(
  refusal: Refusal,
  { spec, text: sentText }: Sent,
  { ask }: CreateServices,
): Promise<void> {
  const document = await openSpec(spec.uri);
  const errors = { text: sentText, answer: refusal.answer.shownJson };
  const shown = document ? await showCreateErrors(document, errors, ask) : [];
  if (!document || shown.length === 0) {
    notify(window.showErrorMessage, createFailed(refusal).message);
    return;
  }
  const ranges = shown.map(({ range }) => range);
  await revealProblems(document, ranges, fieldsRefused(shown));
}

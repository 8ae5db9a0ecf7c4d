import { commands, env, type TextDocument, Uri, window } from 'vscode';
import { withoutCode } from '../../../shared/src/apiMessages';
import type { JsonObject, LocatedMessage } from '../../../shared/src/messages';
import { plainText } from '../../../shared/src/plainText';
import type { AgentIds } from '../agents/agentIds';
import type { CreateOutcome, ImportRef } from '../api/cekuraApi';
import { createFailed, mayBeCreated } from '../api/failure';
import type { OpenCreate } from '../api/findCreatedAgent';
import type { Connection, Refusal } from '../api/http';
import { fields, text } from '../api/parse';
import type { FollowImports } from '../imports/followImports';
import type { ApiDiagnostics } from '../languageClient/apiDiagnostics';
import type { AskServer } from '../languageClient/languageClient';
import { nameOf, openSpec } from '../specs/specDocuments';
import type { SpecStore } from '../specs/specStore';
import type { TrackedUri } from '../specs/uriTracker';
import { offers } from '../ui/messageActions';
import { notify } from '../ui/notifications';
import { revealProblems } from '../ui/revealProblems';
import type { SentText } from './sentText';
import type { UnresolvedCreates } from './unresolvedCreates';

/** What was created from what, and what shows how it went. */
export interface Sent {
  document: TextDocument;
  sentText: SentText;
  place: TrackedUri;
  body: JsonObject;
  connection: Connection;
  openCreate: OpenCreate;
  /** The create before, when its outcome is not known still. */
  openBefore: OpenCreate | undefined;
  ask: AskServer;
  diagnostics: ApiDiagnostics;
  memory: SpecStore;
  ids: AgentIds;
  unresolvedCreates: UnresolvedCreates;
  followImports: FollowImports;
}

/** Shows what came of a create. An import is followed in the background. */
export async function showOutcome(outcome: CreateOutcome, sent: Sent): Promise<void> {
  const { place, connection, openCreate, openBefore, memory, ids, unresolvedCreates } = sent;
  if (outcome.kind === 'created') {
    await ids.keep(place, outcome.id, openCreate);
    const called = outcome.name ? ` "${outcome.name}"` : '';
    const message = `Created agent${called} (id ${outcome.id}).`;
    notify(window.showInformationMessage, message, {
      ...ids.buttons(place, outcome.id),
      'Copy ID': () => env.clipboard.writeText(String(outcome.id)),
    });
    return;
  }
  if (outcome.kind === 'importing') return beginImport(outcome, sent);
  if (mayBeCreated(outcome)) {
    void unresolvedCreates.settle(outcome, openCreate, place, connection);
    return;
  }
  memory.noteOutcome(place.uri, openCreate, { openCreate: openBefore });
  if (outcome.kind === 'refused' && 'answer' in outcome) return showRefusal(outcome, sent);
  const { message, offer } = createFailed(outcome);
  const show =
    outcome.kind === 'cancelled' ? window.showInformationMessage : window.showErrorMessage;
  notify(show, message, offer === 'tryAgain' ? tryAgain(place) : offer && offers[offer]);
}

const tryAgain = (place: TrackedUri) => ({
  'Try Again': () => commands.executeCommand('cekuraAgent.create', Uri.parse(place.uri)),
});

async function beginImport({ id, progressId }: ImportRef, sent: Sent): Promise<void> {
  const { place, body, connection, openCreate, ids, followImports } = sent;
  const name = plainText(text(body.name) ?? nameOf(sent.document.uri), 40);
  const { baseUrl } = connection;
  // The import is remembered first: whatever happens to the spec, it is followed to its end.
  void followImports.follow(connection, { id, progressId, name, baseUrl, spec: place.uri });
  await ids.keep(place, id, openCreate);
  const message = `Agent ${id} (${name}) is being imported.`;
  notify(window.showInformationMessage, message, ids.buttons(place, id));
}

async function showRefusal(refusal: Refusal, sent: Sent): Promise<void> {
  const document = isAboutTheWhole(refusal) ? undefined : await openSpec(sent.place.uri);
  const located = document ? await locate(refusal, document, sent) : [];
  if (!document || located.length === 0) {
    notify(window.showErrorMessage, createFailed(refusal).message);
    return;
  }
  sent.diagnostics.show(document, located, 'Cekura API');
  const count = located.length === 1 ? 'one field needs' : `${located.length} fields need`;
  const ranges = located.map(({ range }) => range);
  await revealProblems(document, ranges, `Cekura refused the spec: ${count} a change.`);
}

/** Whether the answer is `{detail}` alone: it speaks of no field. */
const isAboutTheWhole = ({ answer }: Refusal) =>
  answer.readBy(
    (value) =>
      Object.keys(withoutCode(fields(value))).every((key) => key === 'detail') &&
      !Array.isArray(value),
  );

/**
 * Where the messages of an answer stand now: where the sent text has them, or where today's text
 * has what was edited since.
 */
async function locate(
  { answer }: Refusal,
  document: TextDocument,
  sent: Sent,
): Promise<LocatedMessage[]> {
  const { sentText, ask } = sent;
  // Of a file that was closed meanwhile, or is called otherwise now, nobody knows what was edited.
  const isSame = document === sent.document;
  try {
    const [then, now] = await Promise.all(
      [sentText.text, document.getText()].map((text) =>
        answer.readBy((value) => ask('cekuraAgent/locate', { text, answer: value })),
      ),
    );
    const located = (then ?? []).flatMap(
      (message, index) => (isSame && sentText.placeNow(message)) || (now?.[index] ?? []),
    );
    return located.map((one) => ({ ...one, message: answer.mask(one.message) }));
  } catch {
    return [];
  }
}

import { basename } from 'node:path';
import { env, type TextDocument, window } from 'vscode';
import type { JsonObject, LocatedMessage } from '../../server/src/messages';
import type { ApiDiagnostics } from './apiDiagnostics';
import type { CreateOutcome, ImportRef } from './cekura/api';
import { createFailed, sentence } from './cekura/failure';
import type { Connection, Refusal } from './cekura/http';
import { fields, text } from './cekura/parse';
import type { Imports } from './imports';
import type { AskServer } from './languageClient';
import { leadToProblems } from './leadToProblems';
import { openAgent } from './links';
import { notify } from './notify';
import { offers } from './offers';
import { plainText } from './plainText';

/** What was created from what, and what shows how it went. */
export interface Sent {
  document: TextDocument;
  body: JsonObject;
  connection: Connection;
  ask: AskServer;
  diagnostics: ApiDiagnostics;
  imports: Imports;
}

/** Shows what came of a create. An import is followed in the background. */
export async function showOutcome(outcome: CreateOutcome, sent: Sent): Promise<void> {
  switch (outcome.kind) {
    case 'created':
      return showDone('Created', outcome.id, outcome.name);
    case 'importing':
      void followImport(outcome, sent);
      return;
    case 'refused':
      if ('answer' in outcome) return showRefusal(outcome, sent);
  }
  const { message, offer } = createFailed(outcome);
  notify(window.showErrorMessage, message, offer && offers[offer]);
}

function showDone(what: 'Created' | 'Imported', id: number, name: string | undefined): void {
  const called = name ? ` "${plainText(name, 80)}"` : '';
  notify(window.showInformationMessage, `${what} agent${called} (id ${id}).`, {
    'Open in Cekura': () => openAgent(id),
    'Copy ID': () => env.clipboard.writeText(String(id)),
  });
}

async function followImport(ref: ImportRef, { document, body, connection, imports }: Sent) {
  const name = text(body.name);
  const file = basename(document.uri.path).replace(/\.cekura-agent\.ya?ml$/, '');
  const label = plainText(name ?? file, 40);
  const spec = document.uri.toString();
  const { status, reason } = await imports.follow(connection, ref, { name: label, spec });
  if (imports.isClosed) return;
  if (status === 'completed') return showDone('Imported', ref.id, label);
  const [show, happened] =
    status === 'failed'
      ? [window.showErrorMessage, 'could not be imported']
      : [window.showWarningMessage, 'is not followed any longer'];
  const why = sentence(reason ?? 'Cekura gives no reason');
  notify(show, `Agent ${ref.id} (${label}) ${happened}: ${why} Look at it in Cekura.`, {
    'Open in Cekura': () => openAgent(ref.id),
  });
}

async function showRefusal(refusal: Refusal, sent: Sent): Promise<void> {
  const located = isAboutTheWhole(refusal) ? [] : await locate(refusal, sent);
  if (located.length === 0) {
    notify(window.showErrorMessage, createFailed(refusal).message);
    return;
  }
  const { document, diagnostics } = sent;
  diagnostics.show(document, located, 'Cekura API');
  const count = located.length === 1 ? 'one field needs' : `${located.length} fields need`;
  const ranges = located.map(({ range }) => range);
  await leadToProblems(document, ranges, `Cekura refused the spec: ${count} a change.`);
}

/** Whether the answer is `{detail}` alone: it speaks of no field. */
const isAboutTheWhole = ({ answer }: Refusal) =>
  Object.keys(fields(answer)).every((key) => key === 'detail') && !Array.isArray(answer);

/** Where the messages of an answer stand; nowhere when the document is closed by now. */
async function locate({ answer }: Refusal, { document, ask }: Sent): Promise<LocatedMessage[]> {
  if (document.isClosed) return [];
  try {
    const textDocument = { uri: document.uri.toString() };
    return await ask('cekuraAgent/locate', { textDocument, answer });
  } catch {
    return [];
  }
}

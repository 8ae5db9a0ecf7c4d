import type { TextDocument } from 'vscode';
import type { AskServer, SpecRequest } from '../../../shared/src/messages';
import { openSpec } from '../specs/specDocuments';
import type { TrackedUri } from '../specs/uriTracker';
import { revealProblems } from '../ui/revealProblems';
import { errorsInTheWay, tellGone, tellNoServer } from './whyNothingWasSent';

/** What is sent of a spec, from a text without errors. */
type Sending = 'create' | 'update';

/**
 * Prepares what is to be sent of a spec. Questions take time: when the text is `edited` meanwhile, or the spec renamed, it is
 * prepared anew.
 *
 * @returns undefined when nothing is to be sent, which was said
 */
export async function prepareUnedited<Ready>(
  spec: TrackedUri,
  document: TextDocument,
  action: Sending,
  prepare: (document: TextDocument) => Promise<Ready | 'edited' | undefined>,
): Promise<Ready | undefined> {
  let current: TextDocument | undefined = document;
  while (current) {
    const ready = await prepare(current);
    if (ready !== 'edited') return ready;
    current = await openSpec(spec.uri);
  }
  tellGone(action);
  return undefined;
}

/** What a spec says is to be sent; undefined after saying why it cannot be. */
export async function requestWithoutErrors(
  document: TextDocument,
  action: Sending,
  ask: AskServer,
): Promise<SpecRequest | undefined> {
  const textDocument = { uri: document.uri.toString() };
  const request = await ask('cekuraAgent/request', { textDocument }).catch(() => undefined);
  if (!request) {
    tellNoServer(action);
    return undefined;
  }
  const { errors } = request;
  if (errors.length === 0) return request;
  await revealProblems(document, errors, errorsInTheWay(action, errors.length));
  return undefined;
}

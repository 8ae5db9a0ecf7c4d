import { window } from 'vscode';
import type { JsonValue, MissingValue } from '../../../shared/src/messages';
import { fieldKey } from '../../../shared/src/sync';
import { fieldsRefused, whatHappened } from '../api/failure';
import type { Failure, Refusal } from '../api/reply';
import { showCreateErrors } from '../create/createErrors';
import { tellNotNoted, valuesMissing } from '../create/whyNothingWasSent';
import type { Updated } from '../sync/sendUpdate';
import { syncText } from '../sync/syncText';
import { notSent } from '../sync/unsureSecrets';
import { openAgent } from '../ui/links';
import { notify } from '../ui/notifications';
import { revealProblems } from '../ui/revealProblems';
import type { Plan } from './confirmUpdate';
import { inSpecOrder } from './inSpecOrder';
import type { Compared } from './lookAtAgent';
import type { UpdateServices } from './services';
import { tellFailure } from './tellFailure';
import { compareButton, pullButton } from './whyNoUpdate';

/** Notes and says what came of an update. */
export async function reportUpdate(
  outcome: Updated | { kind: 'notKept' | 'noServer' },
  sent: Compared & Plan,
  services: UpdateServices,
): Promise<void> {
  const { document, spec } = sent;
  const { uri } = document;
  switch (outcome.kind) {
    case 'updated':
      return reportUpdated(outcome.notTaken, sent, services);
    case 'changedMeanwhile': {
      const actions = { ...compareButton(uri), ...pullButton(uri, 'Pull First') };
      return notify(window.showWarningMessage, syncText.changedMeanwhile, actions);
    }
    case 'unknown': {
      const message = `${whatHappened(outcome.failure)} ${syncText.mayHaveChanged}`;
      return notify(window.showWarningMessage, message, compareButton(uri));
    }
    case 'notKept':
      return tellNotNoted('update');
    case 'noServer': {
      const message = `The language server isn't responding. ${syncText.mayHaveChanged}`;
      return notify(window.showWarningMessage, message, compareButton(uri));
    }
    case 'missing': {
      const { problems: missing } = outcome;
      return showErrors(sent, { missing }, () => valuesMissing('update', missing), services);
    }
    case 'refused':
      if ('answer' in outcome) return reportRefusal(outcome, sent, services);
  }
  if ('host' in outcome) tellFailure('update', outcome, uri, spec.agentId);
}

function reportUpdated(
  notTaken: Plan['fields'],
  { document: { uri }, spec: { agentId }, seen, sent, update, version }: Compared & Plan,
  { known }: UpdateServices,
): void {
  const taken = new Set(sent.map(({ field }) => fieldKey(field)));
  for (const field of notTaken) taken.delete(fieldKey(field));
  const left = seen.comparison.differences.filter(({ field }) => !taken.has(fieldKey(field)));
  known.note(uri, left, version, notSent(seen.unsure, update));
  if (notTaken.length === 0) {
    notify(window.showInformationMessage, `Updated agent ${agentId}.`, {
      'Open in Cekura': () => openAgent(agentId),
    });
    return;
  }
  notify(window.showWarningMessage, syncText.notTaken(agentId, notTaken), compareButton(uri));
}

async function reportRefusal(
  refusal: Refusal,
  sent: Compared & Plan,
  services: UpdateServices,
): Promise<void> {
  const { update, seen } = sent;
  const answer = inSpecOrder(refusal.answer.shownJson, update.body, seen.request.body ?? {});
  await showErrors(sent, { answer }, (shown) => refusedText(refusal, shown), services);
}

const refusedText = (refusal: Failure, shown: Parameters<typeof fieldsRefused>[0]) =>
  shown.length > 0 ? fieldsRefused(shown) : `${whatHappened(refusal)} Not updated.`;

/** Shows at the fields of the spec why they were not sent or not taken. */
async function showErrors(
  { document, spec }: Compared,
  why: { answer: JsonValue } | { missing: MissingValue[] },
  textOf: (shown: Awaited<ReturnType<typeof showCreateErrors>>) => string,
  { ask }: UpdateServices,
): Promise<void> {
  const { text = document.getText() } = spec;
  const shown = await showCreateErrors(document, { text, ...why }, ask);
  const ranges = shown.map(({ range }) => range);
  if (ranges.length > 0) await revealProblems(document, ranges, textOf(shown));
  else notify(window.showErrorMessage, textOf(shown));
}

import { type TextDocument, window } from 'vscode';
import type { SpecRequest } from '../../../shared/src/messages';
import { maskOf } from '../api/masks';
import { confirmUnfilled } from '../create/confirmUnfilled';
import { showCreateErrors } from '../create/createErrors';
import { prepareUnedited, requestWithoutErrors } from '../create/prepare';
import { filesOf } from '../placeholders/placeholderSources';
import type { TrackedUri } from '../specs/uriTracker';
import { hasMarkers } from '../sync/conflictMarkers';
import { planUpdate, sendUpdate } from '../sync/sendUpdate';
import { syncText } from '../sync/syncText';
import { notify } from '../ui/notifications';
import { withCancel } from '../ui/withCancel';
import { Decisions } from './askWhich';
import { confirmUpdate, type Plan } from './confirmUpdate';
import { NotKept } from './earlierVersions';
import { type Compared, lookAtAgent } from './lookAtAgent';
import { pullInto } from './pullAgent';
import { reportUpdate } from './reportUpdate';
import type { UpdateServices } from './services';
import { tellInexact, tellNothing, tellUnsettled } from './whyNoUpdate';

/** One update of the agent of a spec, from the click to what came of it. */
export class UpdateAttempt {
  readonly #decisions = new Decisions();

  /** @param withSecrets whether all secrets of the spec are sent, changed or not */
  constructor(
    private readonly spec: TrackedUri,
    private readonly services: UpdateServices,
    private readonly withSecrets: boolean,
  ) {}

  /** Asks or says everything that stands in the way, sends what differs then, and says what came of it. */
  async run(document: TextDocument): Promise<void> {
    const ready = await prepareUnedited(this.spec, document, 'update', (current) =>
      this.#prepare(current),
    );
    if (ready) await this.#send(ready);
  }

  /** What is to be sent; undefined when nothing is, which was said; `edited`: the text is another one by now. */
  async #prepare(document: TextDocument): Promise<(Compared & Plan) | 'edited' | undefined> {
    const { services } = this;
    if (hasMarkers(document.getText())) return tellMarkers();
    const request = await requestWithoutErrors(document, 'update', services.ask);
    if (!request || !(await confirmUnfilled(document, request.unfilled, 'Update')))
      return undefined;
    await showCreateErrors(document, null, services.ask);
    const compared = await lookAtAgent(document, 'update', services);
    if (!compared) return undefined;
    // Only the text that was asked about first is known to have no errors.
    if (compared.version !== request.version) return 'edited';
    if (hasMarkers(compared.seen.filled)) return tellMarkers();
    const settled = await this.#settle(compared);
    if (settled !== 'settled') return settled;
    const plan = await this.#plan(compared);
    if (!plan || !(await confirmUpdate(compared, plan, services))) return undefined;
    if (!(await this.#isAgreed(compared, request, plan))) return undefined;
    const isEdited = document.isClosed || document.version !== compared.version;
    return isEdited ? 'edited' : { ...compared, ...plan };
  }

  /** Asks which side counts where that is not known, and takes into the spec what is to be as in Cekura. */
  async #settle(compared: Compared): Promise<'settled' | 'edited' | undefined> {
    const { differences } = compared.seen.comparison;
    const mask = maskOf(compared.seen.connection.secrets ?? []);
    const asked = differences.filter((each) => this.#decisions.sideOf(each) === undefined);
    if (!(await this.#decisions.ask(differences, 'here', mask))) return undefined;
    const theirs = asked.filter((each) => this.#decisions.sideOf(each) === 'there');
    if (theirs.length === 0) return 'settled';
    const fields = theirs.map(({ field }) => field);
    const said = await pullInto(compared, fields, this.services);
    if (said !== undefined && said !== 'edited') notify(window.showInformationMessage, said);
    return said === undefined ? undefined : 'edited';
  }

  /** What is to be sent; undefined after saying why nothing is. */
  async #plan(compared: Compared): Promise<Plan | undefined> {
    const { document, spec, seen } = compared;
    const { withSecrets } = this;
    const { differences } = seen.comparison;
    const sent = differences.filter((each) => this.#decisions.sideOf(each) === 'here');
    const fields = sent.map(({ field }) => field);
    const wanted = { fields, withSecrets };
    const update = await planUpdate(spec, seen, wanted, this.services.ask);
    if (update.unsettled.length > 0) tellUnsettled(document.uri, update.unsettled);
    else if (update.inexact.length > 0) tellInexact(update.inexact);
    else if (Object.keys(update.body).length === 0) tellNothing(document.uri, seen);
    else return { update, sent, ...wanted };
    return undefined;
  }

  /** Whether the values that the update holds may be sent. */
  #isAgreed(
    { document, seen }: Compared,
    { templates }: SpecRequest,
    { update: { body } }: Plan,
  ): Promise<boolean> {
    return this.services.consents.given({
      document,
      baseUrl: seen.connection.baseUrl,
      templates: templates.filter(({ path: [first = ''] }) => Object.hasOwn(body, first)),
      files: filesOf(document),
      action: 'Update',
    });
  }

  async #send(ready: Compared & Plan): Promise<void> {
    const { spec, seen, ...plan } = ready;
    const { ask, bases, earlier } = this.services;
    const { connection } = seen;
    const outcome = await withCancel('Updating agent', (waiting) =>
      sendUpdate(spec, seen, plan, { ask, bases, connection, earlier, waiting }).catch(stopped),
    );
    await reportUpdate(outcome, ready, this.services);
  }
}

/** What ended an update early: the disk before it was sent, else the language server, and nobody knows when. */
const stopped = (error: unknown) =>
  ({ kind: error instanceof NotKept ? 'notKept' : 'noServer' }) as const;

function tellMarkers(): undefined {
  notify(window.showErrorMessage, syncText.markers);
}

import { type TextDocument, Uri } from 'vscode';
import type { JsonObject } from '../../../shared/src/messages';
import { createAgent } from '../api/cekuraApi';
import { unresolvedCreateOf } from '../api/findCreatedAgent';
import type { Connection } from '../api/http';
import type { UnresolvedCreate } from '../api/unresolvedCreate';
import { type Filled, fillPlaceholders } from '../placeholders/fillPlaceholders';
import { filesOf } from '../placeholders/placeholderSources';
import { nameOf } from '../specs/specDocuments';
import type { TrackedUri } from '../specs/uriTracker';
import { revealProblems } from '../ui/revealProblems';
import { withCancel } from '../ui/withCancel';
import { confirmAnother } from './confirmAnother';
import { confirmUnfilled } from './confirmUnfilled';
import { showCreateErrors } from './createErrors';
import type { CreateServices } from './createServices';
import { prepareUnedited, requestWithoutErrors } from './prepare';
import { reportResult } from './reportResult';
import { askAboutUnresolved } from './unresolvedCreates';
import { tellNotNoted, valuesMissing } from './whyNothingWasSent';

/** What is ready to be sent. */
interface Ready {
  /** The text that the body was made from. */
  text: string;
  body: JsonObject;
  connection: Connection;
  /** The agent that was created from the spec before. */
  agentId: number | undefined;
}

/** Creates the agent of the same spec again; see `resolved` of `CreateAttempt`. */
export type CreateAgain = (resolved?: UnresolvedCreate) => Promise<void>;

/** One create of the agent of a spec, from the click to what came of it. */
export class CreateAttempt {
  /** @param resolved the create before, if a person has decided that another is wanted whatever came of it */
  constructor(
    private readonly spec: TrackedUri,
    private readonly services: CreateServices,
    private readonly again: CreateAgain,
    private readonly resolved: UnresolvedCreate | undefined,
  ) {}

  /** Asks or says everything that stands in the way, sends what the spec holds then, and says what came of it. */
  async run(document: TextDocument): Promise<void> {
    const ready = await prepareUnedited(this.spec, document, 'create', (current) =>
      this.#prepare(current),
    );
    if (ready) await this.#send(ready);
  }

  /**
   * What is to be sent; undefined when that was decided against, or after saying what is in the way. Questions take
   * time: when the spec was `edited` or renamed meanwhile, it is to be prepared anew.
   */
  async #prepare(document: TextDocument): Promise<Ready | 'edited' | undefined> {
    const { connector, key, consents, store, imports, ask, sources } = this.services;
    const connect = connector();
    const request = connect && (await requestWithoutErrors(document, 'create', ask));
    if (!connect || !request) return undefined;
    if (!(await confirmUnfilled(document, request.unfilled, 'Create'))) return undefined;
    const agentId = request.agentId ?? store.get(this.spec.uri).agentId;
    if (!(await confirmAnother(agentId, imports.runningFrom(this.spec)))) return undefined;
    const apiKey = await key.getOrAsk(connect);
    if (apiKey === undefined) return undefined;
    const connection = connect(apiKey);
    if (!(await this.#confirmUnresolved(connection))) return undefined;
    await showCreateErrors(document, null, ask);
    const filled = await fillPlaceholders(request, sources(document));
    const isEdited = () => document.isClosed || document.version !== request.version;
    if ('cancelled' in filled) return undefined;
    if (isEdited()) return 'edited';
    const text = document.getText();
    if ('problems' in filled) return this.#showMissing(document, text, filled.problems);
    const { baseUrl } = connection;
    const { templates } = request;
    const files = filesOf(document);
    const sending = { document, baseUrl, templates, files, action: 'Create' } as const;
    if (!(await consents.given(sending))) return undefined;
    if (isEdited()) return 'edited';
    const { body } = filled;
    const secrets = [...filled.secrets, ...request.plainSecrets];
    return { text, body, connection: { ...connection, secrets }, agentId };
  }

  /** Whether another may be created as far as the create before is concerned. */
  async #confirmUnresolved(connection: Connection): Promise<boolean> {
    const { unresolvedCreate } = this.services.store.get(this.spec.uri);
    if (!unresolvedCreate || unresolvedCreate.sentAt === this.resolved?.sentAt) return true;
    const at = new Date(unresolvedCreate.sentAt).toLocaleTimeString([], { timeStyle: 'short' });
    const what = `The last create (${at}) got no answer.`;
    const unresolved = { spec: this.spec, unresolvedCreate, connection };
    return askAboutUnresolved(what, unresolved, this.services.ids, { modal: true });
  }

  async #showMissing(
    document: TextDocument,
    text: string,
    missing: Extract<Filled, { problems: unknown }>['problems'],
  ): Promise<undefined> {
    const shown = await showCreateErrors(document, { text, missing }, this.services.ask);
    const ranges = shown.map(({ range }) => range);
    await revealProblems(document, ranges, valuesMissing('create', missing));
  }

  async #send({ text, body, connection, agentId }: Ready): Promise<void> {
    const { spec, services, again } = this;
    const { baseUrl } = connection;
    const openBefore = services.store.get(spec.uri).unresolvedCreate;
    const newest = Math.max(0, ...services.store.agentsAt(baseUrl));
    const unresolvedCreate = unresolvedCreateOf(body, baseUrl, agentId, newest || undefined);
    if (!services.store.set(spec.uri, { unresolvedCreate })) return tellNotNoted('create');
    const specName = nameOf(Uri.parse(spec.uri));
    const outcome = await withCancel('Creating agent', (waiting) =>
      createAgent(connection, body, waiting),
    );
    const sent = { spec, specName, text, body, connection, unresolvedCreate, openBefore, again };
    await reportResult(outcome, sent, services);
  }
}

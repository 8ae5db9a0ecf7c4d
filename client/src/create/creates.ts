import { type TextDocument, window } from 'vscode';
import type { UnresolvedCreate } from '../api/unresolvedCreate';
import { noSpec, openSpec, specFor } from '../specs/specDocuments';
import type { TrackedUri, UriTracker } from '../specs/uriTracker';
import { notify } from '../ui/notifications';
import { CreateAttempt } from './createAttempt';
import type { CreateServices } from './createServices';
import { tellGone } from './whyNothingWasSent';

/** Creates agents from specs, one create at a time for each of them. */
export class Creates {
  constructor(
    private readonly services: CreateServices,
    private readonly uris: Pick<UriTracker, 'at'>,
  ) {}

  /**
   * Creates the agent of a spec after everything that stands in the way has been asked or said.
   *
   * @param target the spec's Uri, else the active editor's spec is meant
   */
  async create(target: unknown): Promise<void> {
    const document = await specFor(target);
    if (document) return this.#createFrom(document);
    notify(window.showErrorMessage, noSpec);
  }

  /** @param resolved the create before, if a person has decided that another is wanted whatever came of it */
  #createFrom(document: TextDocument, resolved?: UnresolvedCreate): Promise<void> {
    const spec = this.uris.at(document.uri);
    const again = (after?: UnresolvedCreate) => this.#createAgain(spec, after);
    const attempt = () => new CreateAttempt(spec, this.services, again, resolved).run(document);
    return this.services.oneAtATime.run(spec, 'create', attempt);
  }

  async #createAgain(spec: TrackedUri, resolved?: UnresolvedCreate): Promise<void> {
    const document = await openSpec(spec.uri);
    if (document) await this.#createFrom(document, resolved);
    else tellGone('create');
  }
}

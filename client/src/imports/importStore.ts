import type { Memento } from 'vscode';
import type { JsonValue } from '../../../shared/src/messages';
import type { ImportRef } from '../api/cekuraApi';
import { fields, id, text } from '../api/parse';
import { addressAfter, isAtOrBelow, type Move } from '../specs/uriTracker';

/** An import that was begun and whose end has not been seen. */
export interface RememberedImport extends ImportRef {
  /** What it is called on screen: plain text. */
  name: string;
  /** The address of the spec that it was begun from. */
  spec: string;
  /** Where it was begun: nowhere else is the key sent to ask for it. */
  baseUrl: string;
}

/** The imports that are followed again when the window opens: kept with the workspace. */
export class ImportStore {
  constructor(private readonly state: Memento) {}

  /** The newest first. */
  get all(): RememberedImport[] {
    const stored = this.state.get<JsonValue>(storedAs);
    return Array.isArray(stored) ? stored.flatMap((one) => parse(one) ?? []) : [];
  }

  async add(begun: RememberedImport): Promise<void> {
    const others = this.all.filter(({ progressId }) => progressId !== begun.progressId);
    await this.#store([begun, ...others]);
  }

  async remove({ progressId }: ImportRef): Promise<void> {
    await this.#store(this.all.filter((one) => one.progressId !== progressId));
  }

  /** Follows the spec to its new name; an import goes on without its spec. */
  async move(move: Move): Promise<void> {
    const isConcerned = ({ spec }: RememberedImport) => isAtOrBelow(spec, move);
    if (!this.all.some(isConcerned)) return;
    await this.#store(
      this.all.map((one) =>
        isConcerned(one) ? { ...one, spec: addressAfter(one.spec, move) ?? one.spec } : one,
      ),
    );
  }

  async #store(imports: RememberedImport[]): Promise<void> {
    await this.state.update(storedAs, imports.length > 0 ? imports : undefined);
  }
}

const storedAs = 'imports';

function parse(value: JsonValue): RememberedImport | undefined {
  const { id: given, progressId, name, spec, baseUrl } = fields(value);
  const agentId = id(given);
  const [progress, called, from, begunAt] = [progressId, name, spec, baseUrl].map(text);
  if (!agentId || !progress || !called || !from || !begunAt) return undefined;
  return { id: agentId, progressId: progress, name: called, spec: from, baseUrl: begunAt };
}

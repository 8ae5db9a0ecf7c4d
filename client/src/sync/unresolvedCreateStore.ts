import { parseUnresolvedCreate, type UnresolvedCreate } from '../api/unresolvedCreate';
import { SharedFolder } from '../specs/sharedFolder';

/** Creates whose outcome nobody has heard of, by the path of the spec. */
export class UnresolvedCreateStore {
  readonly #folder: SharedFolder;

  /** @param path of a folder of its own, which is made when something is first kept */
  constructor(path: string) {
    this.#folder = new SharedFolder(path);
  }

  /** undefined when none is known, or what is kept cannot be read. */
  get(spec: string): UnresolvedCreate | undefined {
    return parseUnresolvedCreate(this.#folder.get(spec));
  }

  /** Holds a spec for this process: see `SharedFolder.hold`. */
  hold(spec: string): (() => void) | undefined {
    return this.#folder.hold(spec);
  }

  /**
   * On the disk when this returns. Throws what Node says of a disk that is full.
   *
   * @param open undefined when its outcome is known
   */
  set(spec: string, open: UnresolvedCreate | undefined): void {
    this.#folder.set(spec, open);
  }
}

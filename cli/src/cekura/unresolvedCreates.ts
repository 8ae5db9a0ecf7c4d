import { join } from 'node:path';
import type { UnresolvedCreate } from '../../../client/src/api/unresolvedCreate';
import { UnresolvedCreateStore } from '../../../client/src/sync/unresolvedCreateStore';
import { dataFolder } from './memory';

/** Creates whose outcome nobody has heard of, by the path of the spec. */
export interface UnresolvedCreates {
  get(path: string): UnresolvedCreate | undefined;
  /** @param open undefined when its outcome is known */
  set(path: string, open: UnresolvedCreate | undefined): void;
  /** Keeps other runs on this machine from creating the agent of a spec; undefined while another one does. */
  hold(path: string): (() => void) | undefined;
}

/** The creates that this machine has sent. Where its data folder can't be written, none is known. */
export function unresolvedCreates(): UnresolvedCreates {
  const store = new UnresolvedCreateStore(join(dataFolder, 'command-line-creates'));
  return {
    get: (path) => store.get(path),
    set(path, open) {
      try {
        store.set(path, open);
      } catch {
        // The next run names the agents that it finds.
      }
    },
    hold(path) {
      try {
        return store.hold(path);
      } catch {
        return () => undefined;
      }
    },
  };
}

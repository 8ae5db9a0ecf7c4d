import { join } from 'node:path';
import envPaths from 'env-paths';
import { BaseStore } from '../../../client/src/sync/baseStore';
import type { Bases } from '../../../client/src/sync/rememberedBase';

/** Where the command line keeps what it knows, for this user. */
export const dataFolder = envPaths('cekura-agent-specs', { suffix: '' }).data;

/**
 * What specs and agents had in common last, as this machine knows it: kept in the user's data folder. Where that can't be
 * written nothing is kept, and git alone says who changed what.
 */
export function memoryOf(): Bases {
  const store = new BaseStore(join(dataFolder, 'command-line'));
  return {
    get: (baseUrl, agentId) => store.get(baseUrl, agentId),
    set(baseUrl, agentId, content) {
      try {
        store.set(baseUrl, agentId, content);
      } catch {
        // The next run asks git.
      }
    },
  };
}

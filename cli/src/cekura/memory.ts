import { join } from 'node:path';
import envPaths from 'env-paths';
import { BaseStore } from '../../../client/src/sync/baseStore';
import type { Bases } from '../../../client/src/sync/look';

/**
 * What specs and agents had in common last, as this machine knows it: kept in the user's data folder. Where that can't be
 * written nothing is kept, and git alone says who changed what.
 */
export function memoryOf(): Bases {
  const { data } = envPaths('cekura-agent-specs', { suffix: '' });
  const store = new BaseStore(join(data, 'command-line'));
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

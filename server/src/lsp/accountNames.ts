import type { Connection } from 'vscode-languageserver';
import { type AccountEntry, type AccountQuery, accountRequest } from '../../../shared/src/messages';
import type { ClientSupport } from '../features/clientSupport';

/** Whoever types waits no longer than this, in milliseconds. */
const longestMs = 300;

/** Asks the client for names in the account; none where it knows none, or not in time. */
export function accountNames(
  connection: Connection,
  { knowsAccount }: ClientSupport,
): (query: AccountQuery | undefined) => Promise<AccountEntry[]> {
  return async (query) => {
    if (!knowsAccount || query === undefined) return [];
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<AccountEntry[]>((resolve) => {
      timer = setTimeout(resolve, longestMs, []);
    });
    const asked = connection
      .sendRequest<AccountEntry[]>(accountRequest, query)
      .catch((): AccountEntry[] => []);
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  };
}

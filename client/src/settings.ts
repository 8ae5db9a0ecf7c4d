import { workspace } from 'vscode';
import { type BaseUrl, effectiveBaseUrl } from './cekura/baseUrl';

/** Where agents are created, by the machine's setting and the environment. */
export function apiBaseUrl(): BaseUrl {
  const setting = workspace.getConfiguration('cekuraAgent').inspect('apiBaseUrl')?.globalValue;
  return effectiveBaseUrl(
    setting === undefined ? undefined : String(setting),
    process.env.CEKURA_API_URL,
  );
}

import { Uri, workspace } from 'vscode';
import { type BaseUrl, effectiveBaseUrl } from '../api/baseUrl';
import type { NetworkSettings } from '../api/dispatcher';

/** Where agents are created, by the machine's setting and the environment. */
export function apiBaseUrl(): BaseUrl {
  const setting = workspace.getConfiguration('cekuraAgent').inspect('apiBaseUrl')?.globalValue;
  return effectiveBaseUrl(
    setting === undefined ? undefined : String(setting),
    process.env.CEKURA_API_URL,
  );
}

/** What VS Code's own settings say about proxies and certificates; what has a wrong type counts as not set. */
export function networkSettings(): NetworkSettings {
  const http = workspace.getConfiguration('http');
  const text = (name: string) => {
    const value: unknown = http.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const noProxy: unknown = http.get('noProxy');
  return {
    proxySupport: text('proxySupport'),
    proxy: text('proxy'),
    noProxy: Array.isArray(noProxy) ? noProxy.map(String) : [],
    proxyAuthorization: text('proxyAuthorization') || undefined,
    proxyStrictSSL: http.get('proxyStrictSSL') !== false,
    systemCertificates: http.get('systemCertificates') !== false,
  };
}

/** Whether specs are compared with their agents when they are opened: the setting `cekuraAgent.checkForChanges`. */
export function checkForChanges(): 'never' | 'onOpen' {
  const setting = workspace.getConfiguration('cekuraAgent').get('checkForChanges');
  return setting === 'onOpen' ? setting : 'never';
}

/** Whether ids of agents are written into the specs that they were created from. */
export type WriteAgentId = 'ask' | 'always' | 'never';

/** The setting `cekuraAgent.writeAgentId` where a spec stands. */
export function writeAgentId(spec: string): WriteAgentId {
  const setting = workspace.getConfiguration('cekuraAgent', Uri.parse(spec)).get('writeAgentId');
  return setting === 'always' || setting === 'never' ? setting : 'ask';
}

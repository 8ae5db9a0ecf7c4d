import { env, Uri } from 'vscode';
import { pagesUrl } from '../configuration/address';

/** Opens an agent's page in Cekura (later docs). */
export const openAgent = (id: number) => open(`/agents/${id}`);

/** Opens the list of agents in Cekura (inferred from the address of an agent). */
export const openAgents = () => open('/agents');

/** Opens the page of Cekura where API keys are made (later docs). */
export const openApiKeys = () => open('/dashboard/settings/org/api-key');

const open = (path: string) => env.openExternal(Uri.parse(pagesUrl() + path));

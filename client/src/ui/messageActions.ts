import { commands } from 'vscode';
import type { Offer } from '../api/failure';
import { openAgents } from './links';

/** The buttons of messages that lead on, whatever they are about. */
export const offers: Record<Exclude<Offer, 'tryAgain'>, Record<string, () => unknown>> = {
  setApiKey: { 'Set API Key': () => commands.executeCommand('cekuraAgent.setApiKey') },
  openCekura: { 'Open Cekura': openAgents },
  openSettings: {
    'Open Settings': () =>
      commands.executeCommand('workbench.action.openSettings', 'cekuraAgent.apiBaseUrl'),
  },
  openProxySettings: {
    'Open Settings': () => commands.executeCommand('workbench.action.openSettings', 'http.proxy'),
  },
};

import {
  Disposable,
  type DocumentSelector,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  workspace,
} from 'vscode';
import { otherHost } from './address';

/** Shows beside the language of a spec where agents are created, while that is not Cekura. */
export function registerAddressStatus(selector: DocumentSelector): Disposable {
  let item: LanguageStatusItem | undefined;
  const update = () => {
    const host = otherHost();
    item?.dispose();
    item = host === undefined ? undefined : itemFor(host, selector);
  };
  update();
  const listener = workspace.onDidChangeConfiguration(
    (change) => change.affectsConfiguration('cekuraAgent.apiBaseUrl') && update(),
  );
  return new Disposable(() => {
    listener.dispose();
    item?.dispose();
  });
}

function itemFor(host: string, selector: DocumentSelector): LanguageStatusItem {
  const item = languages.createLanguageStatusItem('cekuraAgent.address', selector);
  item.name = 'Cekura Address';
  item.text = host;
  item.detail = 'Agents are created here, not in Cekura';
  item.severity = LanguageStatusSeverity.Warning;
  item.accessibilityInformation = { label: `Agents are created at ${host}, not in Cekura` };
  item.command = {
    title: 'Change',
    command: 'workbench.action.openSettings',
    arguments: ['cekuraAgent.apiBaseUrl'],
  };
  return item;
}

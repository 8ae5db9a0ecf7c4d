import { type Disposable, StatusBarAlignment, ThemeColor, window } from 'vscode';
import type { FollowedImport, Imports } from './imports';
import {
  type ImportAction,
  type ImportRow,
  importRows,
  statusText,
  tooltipText,
} from './importText';

/** One status bar item for all imports; a click on it lists their stages. */
export class ImportStatus implements Disposable {
  readonly #item = window.createStatusBarItem('cekuraAgent.import', StatusBarAlignment.Left, 10);
  readonly #listener: Disposable;

  constructor(
    private readonly imports: Imports,
    private readonly actions: Record<ImportAction, (item: FollowedImport) => unknown>,
  ) {
    this.#item.name = 'Cekura Import';
    this.#item.command = 'cekuraAgent.showImport';
    this.#listener = imports.onDidChange(() => this.#update());
  }

  /** Lists every stage with its state, live while it is open; afterwards ended imports go. */
  showList(): void {
    if (this.imports.shown.length === 0) {
      void window.showInformationMessage('No import is running.');
      return;
    }
    const list = window.createQuickPick<ImportRow<FollowedImport>>();
    list.title = 'Cekura Import';
    list.placeholder = 'Stages of the import, and what you can do with it';
    list.keepScrollPosition = true;
    const fill = () => {
      const active = list.activeItems[0]?.label;
      list.items = importRows(this.imports.shown);
      list.activeItems = list.items.filter(({ label }) => label === active).slice(0, 1);
    };
    const listener = this.imports.onDidChange(fill);
    list.onDidAccept(async () => {
      const [chosen] = list.selectedItems;
      list.hide();
      if (chosen?.action) await this.actions[chosen.action](chosen.item);
    });
    list.onDidHide(() => {
      listener.dispose();
      list.dispose();
      this.imports.clearEnded();
    });
    fill();
    list.show();
  }

  dispose(): void {
    this.#listener.dispose();
    this.#item.dispose();
  }

  #update(): void {
    const { shown } = this.imports;
    const text = statusText(shown);
    if (text === undefined) {
      this.#item.hide();
      return;
    }
    const failed = shown[0]?.view.status === 'failed';
    this.#item.text = text;
    this.#item.tooltip = tooltipText(shown);
    this.#item.backgroundColor = failed
      ? new ThemeColor('statusBarItem.errorBackground')
      : undefined;
    this.#item.show();
  }
}

import { type Disposable, QuickPickItemKind, StatusBarAlignment, ThemeColor, window } from 'vscode';
import type { FollowedImport, Imports } from './imports';
import {
  type ImportAction,
  type ImportRow,
  importRows,
  statusLabel,
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
    private readonly takesId: (item: FollowedImport) => boolean,
  ) {
    this.#item.name = 'Cekura Import';
    this.#item.command = 'cekuraAgent.showImport';
    this.#listener = imports.onDidChange(() => this.#update());
  }

  /** Lists every stage with its state, live while it is open, and what can be done with each import. */
  showList(): void {
    if (this.imports.shown.length === 0) {
      void window.showInformationMessage('No import is running.');
      return;
    }
    const list = window.createQuickPick<ImportRow<FollowedImport>>();
    list.title = 'Cekura Import';
    list.placeholder = 'Choose what to do with an import';
    list.keepScrollPosition = true;
    const fill = () => {
      const active = list.activeItems[0]?.label;
      list.items = importRows(this.imports.shown, this.takesId).map((row) => ({
        ...row,
        kind: row.isHeading ? QuickPickItemKind.Separator : QuickPickItemKind.Default,
      }));
      list.activeItems = list.items.filter(({ label }) => label === active).slice(0, 1);
    };
    const listener = this.imports.onDidChange(fill);
    list.onDidAccept(async () => {
      const [chosen] = list.selectedItems;
      if (!chosen?.action) return;
      list.hide();
      await this.actions[chosen.action](chosen.item);
    });
    list.onDidHide(() => {
      listener.dispose();
      list.dispose();
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
    this.#item.accessibilityInformation = { label: statusLabel(shown), role: 'button' };
    this.#item.backgroundColor = failed
      ? new ThemeColor('statusBarItem.errorBackground')
      : undefined;
    this.#item.show();
  }
}

import { type Disposable, StatusBarAlignment, ThemeColor, window } from 'vscode';
import type { Imports } from './imports';
import { importRows, statusText, tooltipText } from './importText';

/** One status bar item for all imports; a click on it lists their stages. */
export class ImportStatus implements Disposable {
  readonly #item = window.createStatusBarItem('cekuraAgent.import', StatusBarAlignment.Left, 10);
  readonly #listener: Disposable;

  constructor(private readonly imports: Imports) {
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
    const list = window.createQuickPick();
    list.title = 'Cekura Import';
    list.placeholder = 'Stages of the import';
    const fill = () => {
      list.items = importRows(this.imports.shown);
    };
    const listener = this.imports.onDidChange(fill);
    list.onDidAccept(() => list.hide());
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

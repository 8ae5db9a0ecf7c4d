import type { Browser, Locator, Page } from 'playwright-core';

/** A window of VS Code in a browser, driven as a person would: by its texts, keys and clicks. */
export class Workbench {
  private constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  /**
   * Opens the page of a folder and waits until the workbench is there.
   * @param deviceScaleFactor pixels for each CSS pixel
   */
  static async open(browser: Browser, url: string, deviceScaleFactor = 1): Promise<Workbench> {
    const viewport = { width: 1180, height: 760 };
    const page = await browser.newPage({ viewport, deviceScaleFactor });
    // Limits only end what hangs: a slow machine takes its time.
    page.setDefaultTimeout(300_000);
    await page.addInitScript(keepNotifications);
    await page.addInitScript(holdStill);
    const workbench = new Workbench(page, url);
    await workbench.#load();
    return workbench;
  }

  async #load(): Promise<void> {
    await this.page.goto(this.url);
    await this.page.locator('.monaco-workbench').waitFor();
    await this.statusBar.waitFor();
  }

  /**
   * Closes the window, which ends its extensions, and opens it anew. What extensions keep with the workspace is lost unless
   * `hasKept` was waited for.
   *
   * @param meanwhile what happens while it is closed
   */
  async reload(meanwhile: () => void = () => undefined): Promise<void> {
    await this.page.goto('about:blank');
    meanwhile();
    await this.#load();
  }

  /** Waits until the browser has stored something that extensions keep with the workspace, as JSON. */
  async hasKept(pattern: RegExp): Promise<void> {
    const found = async () => pattern.test(await this.page.evaluate(storedWithWorkspaces));
    while (!(await found())) await this.page.waitForTimeout(50);
  }

  /** Gives a file of the folder another name, in the explorer. */
  async renameFile(from: string, to: string): Promise<void> {
    await this.#selectFile(from);
    await this.page.keyboard.press('F2');
    const box = this.page.locator('.explorer-item-edited input');
    await box.fill(to);
    await box.press('Enter');
    await this.#explorerFile(to).waitFor();
  }

  /** Deletes a file of the folder, in the explorer. */
  async deleteFile(name: string): Promise<void> {
    await this.#selectFile(name);
    await this.page.keyboard.press('Delete');
    await this.dialogButton('Delete').click();
    await this.#explorerFile(name).waitFor({ state: 'detached' });
  }

  async #selectFile(name: string): Promise<void> {
    if (!(await this.#explorerFile(name).isVisible())) {
      await this.runCommand('View: Show Explorer');
    }
    await this.#explorerFile(name).click();
  }

  #explorerFile(name: string): Locator {
    return this.page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`);
  }

  /** Opens a file of the folder by its name. */
  async openFile(name: string): Promise<void> {
    await this.#explorerFile(name).dblclick();
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.page.locator('.editor-instance .view-line').first().waitFor();
  }

  /**
   * Runs a command of the palette, and types and accepts what it asks for. Waits for commands of
   * extensions that are still loading.
   */
  async runCommand(title: string, { typed }: { typed?: string } = {}): Promise<void> {
    for (let attempt = 1; !(await this.#pick(title, attempt * 2_000)); attempt += 1) {
      await this.page.keyboard.press('Escape');
      if (attempt === 10) throw new Error(`There is no command ${title}.`);
    }
    if (typed !== undefined) await this.answer(typed);
  }

  /**
   * Whether a row was found and clicked; the palette closes when something else takes the focus.
   *
   * @param timeout of each step, in milliseconds
   */
  async #pick(title: string, timeout: number): Promise<boolean> {
    const row = this.pickRows.filter({ hasText: title }).first();
    await this.page.keyboard.press('F1');
    return this.input
      .fill(`>${title}`, { timeout })
      .then(() => clickRow(row, timeout))
      .then(
        () => true,
        () => false,
      );
  }

  /** The field of an input box or pick list. */
  get input(): Locator {
    return this.page.locator('.quick-input-widget input.input').first();
  }

  /** Types into the input box or pick list that is open, and accepts: of a list the row with that text. */
  async answer(text: string): Promise<void> {
    await this.input.waitFor();
    await this.input.fill(text);
    if (await this.page.locator('.quick-input-list').isVisible()) {
      await clickRow(this.pickRows.filter({ hasText: text }).first());
    } else {
      await this.page.keyboard.press('Enter');
    }
  }

  /** Saves a new spec under the name that it has from its template. */
  async saveNew(name: string): Promise<void> {
    await this.runCommand('File: Save');
    await this.page.locator('.tab.active:not(.dirty)', { hasText: name }).waitFor();
    await this.#explorerFile(name).waitFor();
  }

  /** What an input box or pick list says besides its field. */
  get inputMessage(): Locator {
    return this.page.locator('.quick-input-widget .quick-input-message');
  }

  /** Puts the cursor into a word that the editor shows in one colour. */
  async clickWord(word: string): Promise<void> {
    await this.page
      .locator('.editor-instance .view-line span span', { hasText: word })
      .first()
      .click();
  }

  /** Opens the list of fixes at the cursor, once more when something closes it, and gives the row with a text. */
  async openFixes(text: string): Promise<Locator> {
    const row = this.page.locator('.action-widget .monaco-list-row', { hasText: text }).first();
    for (let isOpen = false; !isOpen; ) {
      await this.page.keyboard.press('ControlOrMeta+.');
      isOpen = await row.waitFor({ timeout: 20_000 }).then(
        () => true,
        () => false,
      );
    }
    return row;
  }

  /** Replaces the text of the active editor, by pasting: typed lines would be indented once more. */
  async write(text: string): Promise<void> {
    await this.codeLens.first().waitFor();
    await this.page.locator('.editor-instance .view-line').first().click();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
    }, text);
    const [first = ''] = text.split('\n');
    await this.page.locator('.view-line', { hasText: first }).first().waitFor();
  }

  /** The line of the cursor and its column, from the status bar. */
  get languageMode(): Locator {
    return this.page.locator('#status\\.editor\\.mode');
  }

  get statusBar(): Locator {
    return this.page.locator('.statusbar');
  }

  get importStatus(): Locator {
    return this.page.locator('.statusbar-item', { hasText: /Import/ });
  }

  get codeLens(): Locator {
    return this.page.locator('.codelens-decoration a');
  }

  /** Notifications on screen. */
  get notifications(): Locator {
    return this.page.locator('.notification-toast .notification-list-item-message');
  }

  /** Waits for a notification with a text. */
  async says(text: RegExp): Promise<void> {
    await this.notifications.filter({ hasText: text }).first().waitFor();
  }

  /** Clicks a button of the notification on screen. */
  async clickNotification(button: string): Promise<void> {
    await this.page.locator('.notification-toast .monaco-button', { hasText: button }).click();
  }

  /** Closes the notifications on screen, and those that come meanwhile; VS Code closes none that can be cancelled. */
  async closeNotifications(): Promise<void> {
    const cancel = this.page.locator('.monaco-button', { hasText: 'Cancel' });
    const toasts = this.page.locator('.notification-toast').filter({ hasNot: cancel });
    while ((await toasts.count()) > 0) {
      await this.runCommand('Notifications: Clear All Notifications');
      await toasts
        .first()
        .waitFor({ state: 'detached', timeout: 2_000 })
        .catch(() => undefined);
    }
  }

  /** Waits for a modal dialog with a text. */
  async dialogSays(text: string | RegExp): Promise<void> {
    await this.dialog.filter({ hasText: text }).waitFor();
  }

  /** The modal dialog. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** Agrees to send what a dialog lists, which is given back. */
  async agreeToSend(): Promise<string> {
    const dialog = this.page.locator('.monaco-dialog-box', { hasText: 'Send these values' });
    const text = await dialog.locator('.dialog-message-container').textContent();
    await this.dialogButton('Create').click();
    return text ?? '';
  }

  /** A button of a modal dialog. */
  dialogButton(text: string): Locator {
    return this.page.locator('.monaco-dialog-box .monaco-button', { hasText: text });
  }

  /** Rows of the Problems panel that hold a text; the panel is opened if need be. */
  async problems(text: string): Promise<Locator> {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) await this.runCommand('Problems: Focus on Problems View');
    await panel.waitFor();
    await this.page.locator('.viewpane-filter input').first().fill(text);
    return panel.locator('.monaco-list-row', { hasText: text });
  }

  get squiggles(): Locator {
    return this.page.locator('.view-overlays .squiggly-error, .view-overlays .squiggly-warning');
  }

  get suggestions(): Locator {
    return this.page.locator('.suggest-widget.visible .monaco-list-row .label-name');
  }

  get hover(): Locator {
    return this.page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first();
  }

  /** Shows the hover of a word on screen. */
  async hoverWord(word: string): Promise<void> {
    await this.clickWord(word);
    await this.page.mouse.move(0, 0);
    await this.page.keyboard.press('ControlOrMeta+K');
    await this.page.keyboard.press('ControlOrMeta+I');
    await this.hover.waitFor();
  }

  /** The text of the active editor as far as it is on screen. */
  async editorText(): Promise<string> {
    const text = await this.page.locator('.editor-instance .view-lines').first().textContent();
    return (text ?? '').replaceAll('\u00a0', ' ');
  }

  /**
   * Opens the template of a provider, by its title.
   *
   * @param project by its name; it is asked for when there is a key, and several
   */
  async newSpec(provider: string, project?: string): Promise<void> {
    await this.runCommand('Cekura: New Agent Spec', { typed: provider });
    if (project !== undefined) {
      await this.page.locator('.quick-input-widget input[placeholder^="Which project"]').waitFor();
      await this.answer(project);
    }
    await this.page
      .locator('.editor-instance [data-uri^="untitled:"] .view-line', { hasText: 'provider:' })
      .first()
      .waitFor();
    await this.page.keyboard.press('Escape');
  }

  /** Closes all editors without saving. */
  async closeEditors(): Promise<void> {
    const tabs = this.page.locator('.tabs-container .tab');
    while ((await tabs.count()) > 0) {
      const before = await tabs.count();
      await this.runCommand('View: Revert and Close Editor');
      await tabs.nth(before - 1).waitFor({ state: 'detached' });
    }
  }

  async closePanel(): Promise<void> {
    if (await this.page.locator('.markers-panel').isVisible()) {
      await this.runCommand('View: Toggle Problems');
    }
  }

  /** Clicks *Create Agent* above the first line; what a hover shows meanwhile may lie above it. */
  async clickCreate(): Promise<void> {
    await this.page.mouse.move(0, 0);
    await this.codeLens
      .filter({ hasText: /Create A(gent|nother)/ })
      .first()
      .click();
  }

  /** The text of the next notification. */
  async nextNotification(): Promise<string> {
    const first = this.notifications.first();
    await first.waitFor();
    return (await first.textContent()) ?? '';
  }

  /** The buttons of the notification on screen. */
  async notificationButtons(): Promise<string[]> {
    await this.page.locator('.notification-toast').first().hover();
    return this.page
      .locator('.notification-toast .notification-list-item-buttons-container .monaco-button')
      .allInnerTexts();
  }

  /** Waits until the input box says something. */
  async inputSays(text: RegExp): Promise<void> {
    await this.inputMessage.filter({ hasText: text }).waitFor();
  }

  /** Answers the input box with that title once it is there. */
  async answerBox(title: string, text: string): Promise<void> {
    await this.boxTitled(title).waitFor();
    await this.answer(text);
  }

  /** The title of an input box. */
  boxTitled(title: string): Locator {
    return this.page.locator('.quick-input-titlebar', { hasText: title });
  }

  get pickRows(): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row');
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }
}

/** Keeps notifications on screen, as a mouse does that rests on them; runs in the page. */
function keepNotifications(): void {
  setInterval(() => {
    for (const toast of document.querySelectorAll('.notification-toast-container')) {
      toast.dispatchEvent(new MouseEvent('mouseover'));
    }
  }, 1_000);
}

/** Draws what turns or runs once: to draw it again and again takes a tenth of a core; runs in the page. */
export function holdStill(): void {
  const still = new CSSStyleSheet();
  still.replaceSync('*, *::before, *::after { animation: none !important }');
  document.adoptedStyleSheets.push(still);
}

/** All that VS Code has stored for workspaces, as text; runs in the page. (Functions in here have no names: tsx would wrap them.) */
async function storedWithWorkspaces(): Promise<string> {
  let texts = '';
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith('vscode-web-state-db-') || name.endsWith('-global')) continue;
    texts += await new Promise<string>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const { result } = opening;
        const reading = result.transaction('ItemTable').objectStore('ItemTable').getAll();
        reading.onerror = () => reject(reading.error);
        reading.onsuccess = () => {
          result.close();
          resolve(reading.result.join('\n'));
        };
      };
    });
  }
  return texts;
}

/**
 * Clicks a row of a pick list, at its edge: the hover of a label comes between the mouse and the row on a slow machine.
 *
 * @param timeout in milliseconds; Playwright's own when left out
 */
export function clickRow(row: Locator, timeout?: number): Promise<void> {
  return row.click({ position: { x: 3, y: 3 }, ...(timeout !== undefined && { timeout }) });
}

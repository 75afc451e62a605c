import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { RunningApp } from './launch-app.ts';
import { patienceMs } from './uploads-window.ts';

/** The settings as a person works in them, and the boxes of the system that they are asked in. */
export class SettingsWindow {
  readonly #running: RunningApp;
  readonly dialog: Locator;

  constructor(running: RunningApp) {
    this.#running = running;
    this.dialog = running.page.getByRole('dialog', { name: 'Settings' });
  }

  async openPage(name: string): Promise<Locator> {
    if (!(await this.dialog.isVisible())) await this.#running.page.keyboard.press('ControlOrMeta+Comma');
    await this.dialog.getByRole('tab', { name, exact: true }).click();
    return this.dialog.getByRole('tabpanel', { name });
  }

  async close(): Promise<void> {
    const { page } = this.#running;
    await page.keyboard.press('Escape');
    // Gone, not only hidden: otherwise what opens it next would meet the one that is closing.
    await expect.poll(() => page.locator('dialog').count(), { timeout: patienceMs }).toBe(0);
  }

  async write(page: Locator, label: string, text: string): Promise<void> {
    await page.getByLabel(label, { exact: true }).fill(text);
    await page.getByLabel(label, { exact: true }).press('Enter');
  }

  /** What the file says. */
  async kept() {
    return JSON.parse(await readFile(join(this.#running.dataDirectory, 'settings.json'), 'utf8').catch(() => 'null'));
  }

  /** What the next dialog of the system answers. */
  async choose(path: string): Promise<void> {
    await this.#running.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
    }, path);
  }

  /** Presses the button of each box from now on: Cancel, or the one beside it. The box that announces what comes stays open. */
  async answerBoxes(button: 'Cancel' | 'yes'): Promise<void> {
    await this.#running.app.evaluate(({ dialog }, pressed) => {
      const asked: string[] = [];
      const answer = async (...args: readonly unknown[]) => {
        const box = args.at(-1) as { readonly message: string; readonly detail: string; readonly buttons: readonly string[] };
        if (!box.buttons.includes('Cancel')) return new Promise<never>(() => undefined);
        // What was entered on purpose is no question of the settings.
        if (/new to Gantry\?$/.test(box.message)) return { response: 1, checkboxChecked: false };
        asked.push(`${box.message} ${box.detail}`.trim());
        return { response: pressed === 'yes' ? 1 : 0, checkboxChecked: false };
      };
      Object.assign(dialog, { showMessageBox: answer });
      Object.assign(globalThis, { askedBoxes: asked });
    }, button);
  }

  /** What the boxes said since then. */
  asked(): Promise<readonly string[]> {
    return this.#running.app.evaluate(() => (globalThis as unknown as { readonly askedBoxes: readonly string[] }).askedBoxes);
  }
}

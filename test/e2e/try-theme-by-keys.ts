import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { SettingsWindow } from './settings-window.ts';
import { patienceMs } from './uploads-window.ts';

/**
 * “Default” takes the theme back and leaves the keyboard at the list beside it; an arrow opens that and changes nothing, another and Enter choose in it.
 * The page with the theme is open, and one is chosen.
 */
export async function tryThemeByKeys(page: Page, settings: SettingsWindow): Promise<void> {
  const theme = settings.dialog.getByLabel('Theme', { exact: true });
  const button = settings.dialog.getByRole('button', { name: 'Default: Theme' });
  const kept = () => expect.poll(async () => (await settings.kept()).app.theme, { timeout: patienceMs });
  await button.press('Enter');
  await kept().toBe('system');
  expect(await theme.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('ArrowDown');
  expect(await theme.inputValue()).toBe('system');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await kept().not.toBe('system');
  await button.click();
  await kept().toBe('system');
}

import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** A list that has the focus is opened by an arrow and changes nothing; another arrow and Enter choose in it. */
export async function tryClosedList(page: Page, list: Locator): Promise<void> {
  expect(await list.evaluate((element) => element === document.activeElement)).toBe(true);
  const before = await list.inputValue();
  await page.keyboard.press('ArrowDown');
  expect(await list.inputValue()).toBe(before);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

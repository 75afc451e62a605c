import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { waitUntil } from '../../servers/parts/wait-until.ts';

export interface FoundWindow {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
}

/** The window of a packaged app that is steered at that address, once it can be used. */
export async function windowAt(address: string, limitMs: number): Promise<FoundWindow> {
  // Who connects while the window is still being made may wait for it for ever.
  await waitUntil('the window has its page', () => hasPage(address), limitMs);
  const browser = await chromium.connectOverCDP(address, { timeout: limitMs });
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('The app has no window to look at.');
  const page = context.pages()[0] ?? (await context.waitForEvent('page', { timeout: limitMs }));
  await page.getByRole('button', { name: 'Add files' }).first().waitFor({ timeout: limitMs });
  return { browser, context, page };
}

async function hasPage(address: string): Promise<boolean> {
  const answer = await fetch(`http://${new URL(address).host}/json/list`).catch(() => null);
  if (answer === null) return false;
  const targets = (await answer.json()) as readonly { readonly type: string; readonly title: string }[];
  return targets.some(({ type, title }) => type === 'page' && title.includes('Gantry'));
}

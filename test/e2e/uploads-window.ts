import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Answer, QueueOverview, RequestArguments, RequestName, RequestValue } from '../../shared/contract.ts';
import type { FileProgress } from '../../shared/progress.ts';

/** Far more than anything takes; a busy machine is no failure. */
export const patienceMs = 60_000;

/** The window as a person finds their way in it: by roles and names. */
export class UploadsWindow {
  readonly page: Page;
  readonly grid: Locator;
  readonly receipt: Locator;
  /** What could not be added, and why. */
  readonly addReport: Locator;
  readonly #overall: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: 'Uploads' });
    this.receipt = page.getByRole('region', { name: 'Receipt' });
    this.addReport = page.getByRole('region', { name: 'Not added' });
    this.#overall = page.getByRole('progressbar', { name: 'Overall progress' });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  filter(label: string): Locator {
    return this.page.getByRole('toolbar', { name: 'Filter' }).getByRole('button', { name: new RegExp(`^${label} `) });
  }

  /** The row of a file whose name is not the beginning of another one's. */
  row(fileName: string): Locator {
    const literally = fileName.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    return this.page.getByRole('row', { name: new RegExp(`^${literally}(,|$)`) });
  }

  /** State and detail of a file, as its row says them. */
  async stateOf(fileName: string): Promise<string> {
    return (await this.row(fileName).getByRole('gridcell').nth(4).innerText()).replace(/\s*\n\s*/g, ' · ');
  }

  async waitForState(fileName: string, state: string | RegExp): Promise<void> {
    const matching = typeof state === 'string' ? expect.stringContaining(state) : expect.stringMatching(state);
    await expect.poll(() => this.stateOf(fileName), { timeout: patienceMs, interval: 50 }).toEqual(matching);
  }

  async press(verb: 'Pause' | 'Resume' | 'Retry' | 'Cancel', fileName: string): Promise<void> {
    await this.button(`${verb} ${fileName}`).click();
  }

  /** Rows below the header that the grid says to have. */
  async rowCount(): Promise<number> {
    return Number(await this.grid.getAttribute('aria-rowcount')) - 1;
  }

  async overallPercentage(): Promise<number> {
    return Number(await this.#overall.getAttribute('aria-valuenow'));
  }

  /** All is settled, and the receipt says how. */
  async waitForReceipt(): Promise<string> {
    await this.receipt.waitFor({ timeout: patienceMs });
    return (await this.receipt.innerText()).replace(/\s+/g, ' ');
  }

  /** Asks the way the window itself asks. */
  async request<Name extends RequestName>(name: Name, args: RequestArguments<Name>): Promise<RequestValue<Name>> {
    const answer: Answer<RequestValue<Name>> = await this.page.evaluate(
      `window.gantry.request(${JSON.stringify(name)}, ${JSON.stringify(args)})`,
    );
    if (!answer.ok) throw new Error(`${name} was answered with ${JSON.stringify(answer.error)}`);
    return answer.value;
  }

  overview(): Promise<QueueOverview> {
    return this.request('getOverview', {});
  }

  /** Every file of the queue, in order. */
  async uploads(): Promise<readonly FileProgress[]> {
    const all: FileProgress[] = [];
    for (let fromPosition: number | null = 0; fromPosition !== null; ) {
      const page: RequestValue<'listUploads'> = await this.request('listUploads', { fromPosition, limit: 5_000 });
      all.push(...page.uploads);
      fromPosition = page.nextPosition;
    }
    return all;
  }

  async openDestinations(): Promise<Locator> {
    await this.page.getByRole('button', { name: /^Destination: / }).click();
    await this.page.getByRole('menuitem', { name: 'Manage destinations…' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Destinations' });
    await dialog.waitFor();
    return dialog;
  }

  /** Adds a destination as a person does; from then on new files go there. */
  async addDestination(name: string, url: string): Promise<void> {
    const dialog = await this.openDestinations();
    await dialog.getByRole('button', { name: 'Add destination…' }).click();
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('Address').fill(url);
    await dialog.getByRole('button', { name: 'Add destination', exact: true }).click();
    await dialog.getByRole('listitem').filter({ hasText: name }).filter({ hasText: 'In use' }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Empties the list, which must have nothing under way. */
  async clearFinished(): Promise<void> {
    if ((await this.rowCount()) === 0) return;
    await this.button('Clear finished batches').click();
    await expect.poll(() => this.rowCount(), { timeout: patienceMs }).toBe(0);
  }
}

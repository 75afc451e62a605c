import { expect } from 'vitest';
import type { SettingsWindow } from './settings-window.ts';
import { patienceMs } from './uploads-window.ts';

const poll = (look: () => unknown) => expect.poll(look, { timeout: patienceMs });

/** A limit that is none limits nothing, stays where it was written, and keeps that of no destination from holding. There is one called “Put”. */
export async function tryWrongLimits(settings: SettingsWindow): Promise<void> {
  const bandwidth = await settings.openPage('Bandwidth');
  const now = await bandwidth.getByText(/^Now: /).innerText();
  await settings.write(bandwidth, 'Usual limit', '7 B/s');
  await poll(() => bandwidth.getByRole('alert').count()).toBe(1);
  expect(await bandwidth.getByText(/^Now: /).innerText()).toBe(now);
  await settings.write(bandwidth, 'Usual limit', '');
  await poll(() => bandwidth.getByRole('alert').count()).toBe(0);
  await settings.write(bandwidth, 'Limit of Put', 'abc');
  await poll(() => bandwidth.getByRole('alert').allInnerTexts()).toEqual(['Takes a rate such as 500 kB/s.']);
  expect(await bandwidth.getByLabel('Limit of Put', { exact: true }).inputValue()).toBe('abc');
  await settings.write(bandwidth, 'Limit of Put', '90 MB/s');
  await poll(async () => (await settings.kept()).bandwidth.perDestination).toMatchObject([{ bytesPerSecond: 90_000_000 }]);
  expect(await bandwidth.getByRole('alert').count()).toBe(0);
}

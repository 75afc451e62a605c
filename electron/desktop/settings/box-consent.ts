import { BrowserWindow } from 'electron';
import type { Clock } from '../../engine/ports.ts';
import { askYesNo } from './ask-yes-no.ts';
import type { SettingsConsent } from './settings-consent.ts';
import { createSettingsConsent } from './settings-consent.ts';

/** Asks in boxes of the system's own, in front of the window where there is one. */
export function createBoxConsent(clock: Pick<Clock, 'monotonicNow'>): SettingsConsent {
  return createSettingsConsent((question) => askYesNo(question, BrowserWindow.getAllWindows()[0] ?? null), clock);
}

import { app } from 'electron';
import type { LocalSocket, LocalSocketOptions } from '../local-socket/open-local-socket.ts';
import { openLocalSocket } from '../local-socket/open-local-socket.ts';
import type { SettingsConsent } from './settings/settings-consent.ts';
import { trustQuestion } from './trust/trust-question.ts';

export interface WindowSocketOptions extends Pick<LocalSocketOptions, 'dataDirectory' | 'engine' | 'settings' | 'ports'> {
  /** The one of the page: a person is asked one thing at a time, whoever wants it. */
  readonly consent: SettingsConsent;
}

/** Opens the local socket of the app. What a program there may not decide is asked in a box of the system's own. */
export function openWindowSocket({ consent, ...options }: WindowSocketOptions): Promise<LocalSocket | null> {
  return openLocalSocket({
    ...options,
    environment: process.env,
    ...{ host: 'window', version: app.getVersion() },
    askAboutKey: (change) => consent(trustQuestion(change, 'program')),
  });
}

import type { PlainText } from '../../../shared/language/text.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import type { Clock } from '../../engine/ports.ts';
import type { YesNoQuestion } from './ask-yes-no.ts';

/** After so many noes in a row nobody is asked for a while: a page that was taken over could ask until somebody gives in. */
const mostNoes = 3;
const quietMs = 60_000;

/** Asks a person and answers whether they said yes. Throws `not-possible-now` where they must not be asked now. */
export type SettingsConsent = (question: YesNoQuestion) => Promise<boolean>;

/** One question at a time. */
export function createSettingsConsent(ask: SettingsConsent, clock: Pick<Clock, 'monotonicNow'>): SettingsConsent {
  let isAsking = false;
  let noes = 0;
  let quietUntil = 0;
  return async (question) => {
    if (isAsking) throw refusal('Another question of Gantry is open. Answer it first.');
    if (clock.monotonicNow() < quietUntil) throw refusal('You said no three times. Try again in a minute.');
    isAsking = true;
    try {
      const isYes = await ask(question);
      noes = isYes ? 0 : noes + 1;
      if (noes >= mostNoes) {
        noes = 0;
        quietUntil = clock.monotonicNow() + quietMs;
      }
      return isYes;
    } finally {
      isAsking = false;
    }
  };
}

function refusal(reason: PlainText): UploadError {
  return new UploadError('not-possible-now', { details: { reason } });
}

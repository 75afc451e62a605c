import { say } from '../../../shared/language/say.ts';
import type { NetworkSettings } from '../../../shared/settings.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import type { YesNoQuestion } from './ask-yes-no.ts';

/** Whether a password that was typed in is kept: for the one proxy that a person named before, and for nobody else. Throws `not-possible-now`. */
export function passwordQuestion({ proxy, proxyUrl, proxyUser }: NetworkSettings): YesNoQuestion {
  if (proxy !== 'manual' || proxyUrl === null || proxyUser === null)
    throw new UploadError('not-possible-now', { details: { reason: 'There is no proxy to sign in at. Name it and the user first.' } });
  return {
    title: say('Keep a new password for the proxy “{address}”?', { address: visibleText(proxyUrl) }),
    detail: say('It is told to that proxy alone, for the user “{user}”.', { user: visibleText(proxyUser) }),
    yes: say('Keep it'),
  };
}

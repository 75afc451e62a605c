import { compareAddresses } from '../../engine/destinations/compare-addresses.ts';
import { parseDestinationUrl } from '../../engine/destinations/parse-destination-url.ts';
import type { Engine } from '../../engine/engine.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import type { SettingsConsent } from '../settings/settings-consent.ts';
import { addressQuestion } from './address-question.ts';

/** Throws `destination-invalid`, and `not-possible-now` where the person did not say yes. */
export type AgreeToAddresses = (engine: Pick<Engine, 'destinations'>, addresses: readonly string[]) => Promise<void>;

/**
 * Has a person agree, in a box of the system's own, to each address before anything is sent there: a page that was taken over could have any file sent anywhere.
 * Asked once for each address; those of saved destinations are agreed to.
 */
export function createAgreeToAddresses(consent: SettingsConsent): AgreeToAddresses {
  const agreed = new Set<string>();
  return async ({ destinations }, addresses) => {
    const saved = destinations.list().map(({ url }) => url);
    const asked = addresses.map((address) => address.trim()).filter((address) => isNew(address, saved) && !agreed.has(address));
    if (asked.length === 0) return;
    if (!(await consent(addressQuestion(asked))))
      throw new UploadError('not-possible-now', { details: { reason: 'Nothing is sent to an address without your yes.' } });
    for (const address of asked) agreed.add(address);
  };
}

function isNew(address: string, saved: readonly string[]): boolean {
  // Nobody is asked about what is no address.
  parseDestinationUrl(address);
  return !saved.some((known) => known === address || compareAddresses(known, address).isSamePlace);
}

import { z } from 'zod';
import { UploadError } from '../../engine/errors/upload-error.ts';
import { addressSchema, destinationIdSchema } from '../../requests/argument-schemas.ts';
import { keyThatIsShown } from '../../requests/key-that-is-shown.ts';
import type { RequestHandlers } from '../../requests/request-handler.ts';
import { trustHostKey } from '../../requests/trust-host-key.ts';
import type { AgreeToAddresses } from '../destinations/agree-to-addresses.ts';
import type { SettingsConsent } from '../settings/settings-consent.ts';
import { trustQuestion } from './trust-question.ts';

const fingerprintSchema = z.string().max(200);
const placeSchema = z.union([z.strictObject({ destinationId: destinationIdSchema }), z.strictObject({ url: addressSchema })]);

/**
 * Host keys as a page may have them trusted: it names the one that it showed, the host has to show the same, and a person says yes to both fingerprints
 * in a box that no page can press.
 */
export function createTrustHandlers(consent: SettingsConsent, agree: AgreeToAddresses): RequestHandlers<'trustHostKey' | 'trustShownKey'> {
  return {
    trustHostKey: {
      ...trustHostKey,
      handle(context, args) {
        if (args.fingerprint === null) return trustHostKey.handle(context, args);
        throw new UploadError('not-possible-now', { details: { reason: 'A person is asked first.' } });
      },
    },
    trustShownKey: {
      schema: z.strictObject({ of: placeSchema, fingerprint: fingerprintSchema }),
      async handle({ engine }, { of, fingerprint }) {
        // To look at a key is to go there.
        if ('url' in of) await agree(engine, [of.url]);
        const trust = (key: string | null) =>
          'url' in of ? engine.destinations.trustAddress(of.url, key) : engine.trustHostKey(of.destinationId, key);
        const change = await keyThatIsShown(() => trust(null), fingerprint);
        if (!(await consent(trustQuestion(change, 'page')))) return { isDone: false };
        await trust(fingerprint);
        return { isDone: true };
      },
    },
  };
}

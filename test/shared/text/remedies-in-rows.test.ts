import { afterEach, describe, expect, it } from 'vitest';
import { sentencesOf } from '../../../renderer/ui/sentences-of.ts';
import type { ErrorCode } from '../../../shared/error-codes.ts';
import { errorCodes } from '../../../shared/error-codes.ts';
import { catalogueOf } from '../../../shared/language/catalogue-of.ts';
import { languages } from '../../../shared/language/language.ts';
import { speak } from '../../../shared/language/spoken.ts';
import { errorWords } from '../../../shared/text/error-words.ts';

/** About what fits a row's state at 900 pixels. */
const mostCharacters = 62;
/** Of the program, of settings and of what was asked for: no file has them. */
const notOfFiles = new Set<ErrorCode>([
  ...(['queue-unreadable', 'queue-unusable', 'queue-newer', 'queue-held', 'holder-gone', 'settings-invalid'] as const),
  ...(['batch-unknown', 'upload-unknown', 'bad-request', 'not-possible-now', 'nothing-given', 'destination-unknown'] as const),
  ...(['destination-invalid', 'update-failed', 'source-not-moved'] as const),
]);
const secrets = ['access-key', 'secret-key', 'ssh', 'ssh-key', 'ssh-key-file', 'ssh-key-unreadable', 'ssh-passphrase'];
const proxies = ['no-sign-in', 'sign-in', 'scheme', 'socks', 'pac'];
const reasons: Partial<Record<ErrorCode, readonly string[]>> = {
  ...{ 'sign-in-refused': secrets, 'secret-missing': secrets, 'proxy-refused': proxies },
  ...{ 'destination-full': ['quota', 'takes-no-more'], 'redirect-refused': ['loop'], 'protocol-version': ['no-common-algorithm'] },
};

afterEach(() => speak('en', null));

describe.each(languages)('what to do about a file in %s', (language) => {
  it.each(errorCodes.filter((code) => !notOfFiles.has(code)))('%s begins with a sentence that fits its row', (code) => {
    speak(language, catalogueOf(language));
    for (const reason of [undefined, ...(reasons[code] ?? [])]) {
      const { title, remedy } = errorWords({ code, details: reason === undefined ? {} : { reason } });
      expect(sentencesOf(remedy)[0]?.length, `${reason}: ${remedy}`).toBeLessThanOrEqual(mostCharacters);
      expect(title.length, title).toBeLessThanOrEqual(mostCharacters);
    }
  });
});

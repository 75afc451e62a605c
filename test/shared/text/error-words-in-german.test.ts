import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorCodes } from '../../../shared/error-codes.ts';
import { catalogueOf } from '../../../shared/language/catalogue-of.ts';
import { inEnglish } from '../../../shared/language/in-english.ts';
import { speak } from '../../../shared/language/spoken.ts';
import { errorWords } from '../../../shared/text/error-words.ts';
import { formExpectationWords } from '../../../shared/text/form-expectation-words.ts';
import { reasonFollowedBy } from '../../../shared/text/reason-followed-by.ts';
import { reasonOf } from '../../../shared/text/reason-of.ts';

beforeEach(() => speak('de', catalogueOf('de')));
afterEach(() => speak('en', null));

describe('errorWords in German', () => {
  it.each(errorCodes)('%s has other words than in English', (code) => {
    const error = { code, details: {} };
    expect(errorWords(error).title).not.toBe(inEnglish(() => errorWords(error)).title);
    expect(errorWords(error).remedy).not.toBe(inEnglish(() => errorWords(error)).remedy);
  });

  it('says a reason again that was kept in English, with what stands in it', () => {
    const details = reasonOf('There is a destination named "{name}" already.', { name: 'Light' });
    expect(details.reason).toBe('There is a destination named "Light" already.');
    expect(errorWords({ code: 'destination-invalid', details }).remedy).toContain('(Es gibt schon ein Ziel namens „Light“.)');
    expect(inEnglish(() => errorWords({ code: 'destination-invalid', details })).remedy).toContain(`(${details.reason})`);
  });

  it('says both sentences of a reason', () => {
    const details = reasonFollowedBy(reasonOf('That is too much for one question.'), '“gantry settings” takes it.');
    expect(details.reason).toBe('That is too much for one question. “gantry settings” takes it.');
    expect(errorWords({ code: 'not-possible-now', details }).remedy).toContain(
      '(Das ist zu viel für eine Frage. „gantry settings“ nimmt es an.)',
    );
  });

  it('says what was typed wrong, and leaves the place where it stands', () => {
    const error = { code: 'bad-request', details: { reason: 'chosen.0.bucket: is no name of a bucket' } } as const;
    expect(errorWords(error).remedy).toContain('(chosen.0.bucket: ist kein Name eines Buckets)');
    expect(inEnglish(() => errorWords(error)).remedy).toContain(`(${error.details.reason})`);
  });

  it('leaves a reason that is none of ours as it is', () => {
    expect(errorWords({ code: 'bad-request', details: { reason: 'paths.17: contains NUL' } }).remedy).toContain('(paths.17: contains NUL)');
    expect(errorWords({ code: 'filtered', details: { reason: 'nothing' } }).remedy).toContain('(nothing)');
  });

  it('says what a setting takes, and what stands there', () => {
    const details = { setting: 'network.certificateAuthorities.2', expected: 'as it was once', found: 'something that is no certificate' };
    expect(errorWords({ code: 'settings-invalid', details }).remedy).toBe(
      'Erwartet wird eine Liste von Zertifikaten von Zertifizierungsstellen, jedes als PEM. Dort steht: etwas, das kein Zertifikat ist. Nichts davon wurde übernommen.',
    );
    expect(errorWords({ code: 'settings-invalid', details: { reason: 'json', found: 'in line 3', path: '/s.json' } }).remedy).toContain(
      '/s.json ist in Zeile 3 fehlerhaft.',
    );
  });

  it('says without null what a field of a form takes', () => {
    expect(formExpectationWords('network.proxyUser', '')).toBe('Erwartet wird ein Name ohne Doppelpunkt.');
    expect(inEnglish(() => formExpectationWords('network.proxyUser', ''))).toBe('Takes a name without a colon.');
    expect(inEnglish(() => formExpectationWords('app.theme', ''))).toBe('Takes “system”, “light” or “dark”.');
  });

  it('lists the ways to sign in that were tried', () => {
    const details = { tried: 'the key, the password, as “ada”', triedWays: ['key', 'password'], triedAs: 'ada' } as const;
    expect(errorWords({ code: 'sign-in-refused', details }).remedy).toMatch(/^Versucht wurde: der Schlüssel, das Passwort, als „ada“\. /);
    expect(inEnglish(() => errorWords({ code: 'sign-in-refused', details })).remedy).toMatch(/^Tried the key, the password, as “ada”\. /);
  });

  it('joins the fingerprints that a host had', () => {
    const details = { knownFingerprints: ['a', 'b', 'c'], fingerprint: 'd' };
    expect(errorWords({ code: 'host-key-changed', details }).remedy).toMatch(/^Er war a oder b oder c und ist jetzt d\. /);
  });
});

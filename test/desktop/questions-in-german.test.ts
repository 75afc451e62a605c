import { rootCertificates } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { addQuestion } from '../../electron/desktop/links/add-question.ts';
import { passwordQuestion } from '../../electron/desktop/settings/password-question.ts';
import { settingsQuestion } from '../../electron/desktop/settings/settings-question.ts';
import { newAddressQuestion, watchQuestion } from '../../electron/desktop/watch/watch-question.ts';
import { certificateFactsOf } from '../../electron/host/settings/certificate-facts-of.ts';
import { changeSettings } from '../../shared/change-settings.ts';
import { defaultSettings } from '../../shared/default-settings.ts';
import type { Destination } from '../../shared/destination.ts';
import { catalogueOf } from '../../shared/language/catalogue-of.ts';
import { speak } from '../../shared/language/spoken.ts';
import type { SettingsChange } from '../../shared/settings.ts';

afterEach(() => speak('en', null));

const [authority = ''] = rootCertificates;
const { subject = '', fingerprint = '' } = certificateFactsOf(authority) ?? {};
const address = 'https://new.example/p?a={name}&b=c';
const path = '/srv/Filme “2026” {folder}/a\u202eb';
const shownPath = '/srv/Filme “2026” {folder}/a\ufffdb';
const studio = { name: 'Studio {address}', url: 'sftp://me@old.example/x/' } as Destination;
const asked = (change: SettingsChange) => () => settingsQuestion(defaultSettings, changeSettings(defaultSettings, change));

test.each<[string, () => object | null, readonly string[]]>([
  [
    'a program',
    asked({ afterQueue: { action: 'command', program: path, programArguments: ['{program}', 'b c'] } }),
    [shownPath, '„{program}“ „b c“'],
  ],
  ['a webhook', asked({ afterQueue: { action: 'webhook', webhookUrl: address } }), [address]],
  ['what is kept for later', asked({ afterQueue: { program: path, webhookUrl: address } }), [shownPath, address]],
  [
    'a proxy',
    asked({ network: { proxy: 'manual', proxyUrl: address, proxyUser: 'ann', noProxy: ['*.local'] } }),
    [address, '„ann“', '„*.local“'],
  ],
  ['a PAC file', asked({ network: { proxy: 'pac', pacUrl: address } }), [address]],
  ['an authority', asked({ network: { certificateAuthorities: [authority] } }), [subject, fingerprint]],
  ['what is left out', asked({ transfers: { leaveOut: ['*.{names}'] } }), ['„*.{names}“']],
  [
    'a password',
    () => passwordQuestion({ ...defaultSettings.network, proxy: 'manual', proxyUrl: address, proxyUser: 'ann' }),
    [address, '„ann“'],
  ],
  [
    'files that are moved',
    () => watchQuestion(path, studio, { kind: 'move', folder: '/to/{folder}' }),
    [shownPath, studio.name, studio.url, '/to/{folder}'],
  ],
  ['files that are trashed', () => watchQuestion(path, studio, { kind: 'trash' }), [shownPath, studio.name, studio.url]],
  ['another address', () => newAddressQuestion(studio, address, [path, '/b']), [studio.name, studio.url, address, `${shownPath}, /b`]],
  ['a link', () => addQuestion([path, '/b'], studio), [studio.name, studio.url, `• ${shownPath}`, '• /b']],
])('the question about %s names in German all that it names in English, word for word', (_what, ask, names) => {
  const english = JSON.stringify(ask());
  speak('de', catalogueOf('de'));
  const german = JSON.stringify(ask());
  expect(german).not.toBe(english);
  for (const name of names) {
    expect(german).toContain(JSON.stringify(name).slice(1, -1));
    expect(english).toContain(
      JSON.stringify(name)
        .slice(1, -1)
        .replace(/„([^“]*)“/g, '“$1”'),
    );
  }
});

import { afterEach, expect, test } from 'vitest';
import { applyLanguage, speakAsSystem } from '../../electron/desktop/speech.ts';
import { defaultSettings } from '../../shared/default-settings.ts';
import { say } from '../../shared/language/say.ts';
import { speak } from '../../shared/language/spoken.ts';
import type { LanguageChoice, Settings } from '../../shared/settings.ts';

afterEach(() => speak('en', null));

/** Settings of which nothing but the language changes. */
function settingsIn(language: LanguageChoice) {
  let current: Settings = { ...defaultSettings, app: { ...defaultSettings.app, language } };
  const listeners = new Set<(settings: Settings) => void>();
  return {
    current: () => current,
    onChange(listener: (settings: Settings) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    choose(next: LanguageChoice) {
      current = { ...current, app: { ...current.app, language: next } };
      for (const listener of [...listeners]) listener(current);
    },
  };
}

test('before the settings are known, the first of the system’s languages that Gantry speaks is spoken', () => {
  speakAsSystem(['fr-FR', 'de-AT', 'en-US']);
  expect(say('Quit')).toBe('Beenden');
  speakAsSystem([]);
  expect(say('Quit')).toBe('Quit');
});

test('what a person chose is spoken before the first word, and a change at once, before those who make words of it hear of it', () => {
  const settings = settingsIn('de');
  const heard: string[] = [];
  const speech = applyLanguage(settings, ['en-GB']);
  speech.onChange(() => heard.push(say('Quit')));
  expect(say('Quit')).toBe('Beenden');
  expect(speech.languages()).toEqual({ language: 'de', systemLanguage: 'en' });
  settings.choose('en');
  settings.choose('de');
  settings.choose('system');
  // English already: nobody has to say anything anew.
  settings.choose('en');
  expect(heard).toEqual(['Quit', 'Beenden', 'Quit']);
  expect(speech.languages()).toEqual({ language: 'en', systemLanguage: 'en' });
});

test('as the system means the language that was spoken before the settings were known', () => {
  speakAsSystem(['de-DE', 'en-US']);
  const heard: string[] = [];
  const settings = settingsIn('system');
  const speech = applyLanguage(settings, ['de-DE', 'en-US']);
  speech.onChange(() => heard.push(say('Quit')));
  expect(speech.languages()).toEqual({ language: 'de', systemLanguage: 'de' });
  settings.choose('de');
  expect(heard).toEqual([]);
});

test('after its end nothing is spoken anew', () => {
  const settings = settingsIn('de');
  const heard: string[] = [];
  const speech = applyLanguage(settings, []);
  speech.onChange(() => heard.push(say('Quit')));
  speech.stop();
  settings.choose('en');
  expect([say('Quit'), ...heard]).toEqual(['Beenden']);
});

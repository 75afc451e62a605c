import { languageNames, languages } from '../../shared/language/language.ts';
import { say } from '../../shared/language/say.ts';
import type { PlainText } from '../../shared/language/text.ts';
import type { LanguageChoice, Theme } from '../../shared/settings.ts';
import { beginAtLanguage } from '../store/settings-actions.ts';
import { useWindow } from '../store/store.ts';
import { ChoiceField } from './choice-field.tsx';
import { SwitchField } from './switch-field.tsx';
import { useSection } from './use-section.ts';

const themes: readonly (readonly [Theme, PlainText])[] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

/** How Gantry looks and starts. */
export function AppPage() {
  const { values, set, stateOf } = useSection('app');
  const isFirst = useWindow(({ dialog }) => dialog?.kind === 'settings' && dialog.at === 'language');
  const spoken: readonly (readonly [LanguageChoice, string])[] = [
    ['system', say('As the system')],
    ...languages.map((language) => [language, languageNames[language]] as const),
  ];
  return (
    <>
      <ChoiceField
        label={say('Language')}
        value={values.language}
        choices={spoken}
        isFirst={isFirst}
        state={stateOf('language')}
        onChange={(language) => {
          beginAtLanguage();
          set({ language });
        }}
      />
      <ChoiceField
        label={say('Theme')}
        value={values.theme}
        choices={themes.map(([theme, words]) => [theme, say(words)] as const)}
        state={stateOf('theme')}
        onChange={(theme) => set({ theme })}
      />
      <h4 className="settings-heading">{say('Start and end')}</h4>
      <SwitchField
        label={say('Open at login')}
        isOn={values.openAtLogin}
        hint={say('You are asked in a box of your system, as this adds Gantry to what it starts.')}
        state={stateOf('openAtLogin')}
        onChange={(openAtLogin) => set({ openAtLogin })}
      />
      <SwitchField
        label={say('Without a window')}
        isOn={values.startHidden}
        isDisabled={!values.openAtLogin}
        hint={say('At login only the icon in the tray is there, where the system has a tray.')}
        state={stateOf('startHidden')}
        onChange={(startHidden) => set({ startHidden })}
      />
      <SwitchField
        label={say('Keep running when the window is closed')}
        isOn={values.closeToTray}
        hint={say('Uploads go on, where the system has a tray. The icon there brings the window back.')}
        state={stateOf('closeToTray')}
        onChange={(closeToTray) => set({ closeToTray })}
      />
    </>
  );
}

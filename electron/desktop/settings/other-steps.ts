import { say } from '../../../shared/language/say.ts';
import type { SettingName, Settings } from '../../../shared/settings.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import { settingIn } from './setting-in.ts';
import type { Step } from './step.ts';

/** What has no words of its own is named as people script it, rather than not at all. */
export function otherSteps(after: Settings, names: readonly SettingName[]): readonly Step[] {
  return names.map((name) => ({
    what: say('Set {name} to {value}', { name, value: visibleText(JSON.stringify(settingIn(after, name))) }),
    details: [],
    yes: say('Change it'),
  }));
}

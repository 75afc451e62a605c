import { say } from '../language/say.ts';
import type { PlainText } from '../language/text.ts';
import { wordsOf } from '../language/words-of.ts';
import { settingExpectations } from './setting-expectations.ts';
import { visibleText } from './visible-text.ts';

const section: PlainText = 'an object with settings';

/** What a setting takes, by its name, which may go on to a place in it; `otherwise`: the English words that came along, where the name is none. */
export function expectationWords(setting: string, otherwise: string): string {
  const name = setting.split('.', 2).join('.');
  for (const [known, words] of Object.entries(settingExpectations)) if (known === name) return wordsOf(words);
  return otherwise === section ? say(section) : visibleText(otherwise);
}

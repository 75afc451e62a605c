import { visibleText } from '../../../shared/text/visible-text.ts';
import { settingIn } from './setting-in.ts';
import type { StepsOf } from './step.ts';

const withOwnWords = /^(?:transfers|network|afterQueue|app|updates)\./;

/** What has no words of its own is named as people script it, rather than not at all. */
export const otherSteps: StepsOf = (_before, after, changed) =>
  [...changed]
    .filter((name) => !withOwnWords.test(name))
    .map((name) => ({ what: `Set ${name} to ${visibleText(JSON.stringify(settingIn(after, name)))}`, details: [], yes: 'Change it' }));

import { say } from '../../shared/language/say.ts';
import type { SettingsSection } from '../../shared/settings.ts';
import { settingExpectations } from '../../shared/text/setting-expectations.ts';
import { ClientError } from '../client-error.ts';
import { errorSentence } from '../error-sentence.ts';
import type { FieldProblem } from './section-draft.ts';

/** What a refusal means for the fields of a section: the one that it names, or the first of those that were sent. */
export function fieldProblemFrom(error: unknown, section: SettingsSection, sent: readonly string[]): FieldProblem {
  const { setting, expected } = error instanceof ClientError && error.code === 'settings-invalid' ? error.details : {};
  const [named, field] = setting?.split('.') ?? [];
  if (named !== section || field === undefined) return { field: sent[0] ?? '', words: errorSentence(error), isMendable: false };
  const takes = expected ?? Object.entries(settingExpectations).find(([name]) => name === `${section}.${field}`)?.[1] ?? '';
  // In a form nothing is written as nothing.
  return { field, words: say('Takes {what}.', { what: takes.replace(/,? or null.*$/, '') }), isMendable: true };
}

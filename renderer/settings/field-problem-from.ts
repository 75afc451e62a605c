import type { SettingsSection } from '../../shared/settings.ts';
import { formExpectationWords } from '../../shared/text/form-expectation-words.ts';
import { ClientError } from '../client-error.ts';
import { errorSentence } from '../error-sentence.ts';
import type { FieldProblem } from './section-draft.ts';

/** What a refusal means for the fields of a section: the one that it names, or the first of those that were sent. */
export function fieldProblemFrom(error: unknown, section: SettingsSection, sent: readonly string[]): FieldProblem {
  const { setting, expected } = error instanceof ClientError && error.code === 'settings-invalid' ? error.details : {};
  const [named, field] = setting?.split('.') ?? [];
  if (named !== section || field === undefined) return { field: sent[0] ?? '', words: errorSentence(error), isMendable: false };
  return { field, words: formExpectationWords(`${section}.${field}`, expected ?? ''), isMendable: true };
}

import type { SettingName, Settings } from '../../../shared/settings.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import { afterQueueSteps } from './after-queue-steps.ts';
import { appSteps } from './app-steps.ts';
import type { YesNoQuestion } from './ask-yes-no.ts';
import { askedChanges } from './asked-changes.ts';
import { networkSteps } from './network-steps.ts';
import { otherSteps } from './other-steps.ts';
import type { Step } from './step.ts';
import { transferSteps } from './transfer-steps.ts';
import { updateSteps } from './update-steps.ts';

/** More than that does not fit into a box, and what nobody reads to its end nobody should say yes to. */
const mostLines = 24;
const mostCharacters = 1_600;

/**
 * What a person is asked before `after` holds in place of `before`: each thing by its name and in full. null: nothing needs a yes. Throws `not-possible-now`
 * where it is too much for one box.
 */
export function settingsQuestion(before: Settings, after: Settings): YesNoQuestion | null {
  const names = askedChanges(before, after);
  if (names.length === 0) return null;
  const changed = new Set<SettingName>(names);
  const steps = [...transferSteps, ...networkSteps, ...afterQueueSteps, ...appSteps, ...updateSteps, otherSteps].flatMap((stepsOf) =>
    stepsOf(before, after, changed),
  );
  const [first] = steps;
  const question =
    steps.length === 1 && first !== undefined
      ? { title: `${first.what}?`, detail: first.details.join('\n'), yes: first.yes }
      : { title: 'Change these settings?', detail: steps.map(paragraphOf).join('\n'), yes: 'Change them' };
  const text = `${question.title}\n${question.detail}`;
  if (first === undefined || text.length > mostCharacters || text.split('\n').length > mostLines) {
    throw new UploadError('not-possible-now', { details: { reason: 'That is too much for one question. “gantry settings” takes it.' } });
  }
  return question;
}

function paragraphOf({ what, details }: Step): string {
  return [`• ${what}.`, ...details.map((detail) => `   ${detail}`)].join('\n');
}

import { say } from '../../../shared/language/say.ts';
import type { Settings } from '../../../shared/settings.ts';
import { afterQueueSteps } from './after-queue-steps.ts';
import { appSteps } from './app-steps.ts';
import type { YesNoQuestion } from './ask-yes-no.ts';
import { askedChanges } from './asked-changes.ts';
import { fittingQuestion } from './fitting-question.ts';
import { networkSteps } from './network-steps.ts';
import type { Step } from './step.ts';
import { stepsOfChanges } from './steps-of-changes.ts';
import { transferSteps } from './transfer-steps.ts';
import { updateSteps } from './update-steps.ts';

/**
 * What a person is asked before `after` holds in place of `before`: each thing by its name and in full. null: nothing needs a yes. Throws `not-possible-now`
 * where it is too much for one box.
 */
export function settingsQuestion(before: Settings, after: Settings): YesNoQuestion | null {
  const names = askedChanges(before, after);
  if (names.length === 0) return null;
  const steps = stepsOfChanges(before, after, names, [...transferSteps, ...networkSteps, ...afterQueueSteps, ...appSteps, ...updateSteps]);
  const [first] = steps;
  const question =
    steps.length === 1 && first !== undefined
      ? { title: say('{what}?', { what: first.what }), detail: first.details.join('\n'), yes: first.yes }
      : { title: say('Change these settings?'), detail: steps.map(paragraphOf).join('\n'), yes: say('Change them') };
  return fittingQuestion(question, '“gantry settings” takes it.');
}

function paragraphOf({ what, details }: Step): string {
  return [`• ${say('{what}.', { what })}`, ...details.map((detail) => `   ${detail}`)].join('\n');
}

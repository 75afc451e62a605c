import { say } from '../../../shared/language/say.ts';
import type { NamedSteps, StepsOf } from './step.ts';

const isOff: StepsOf = (_before, _after, changed) =>
  changed.has('updates.isOn')
    ? [
        {
          what: say('Look for no updates'),
          details: [say('What is mended in a later Gantry does not come by itself then.')],
          yes: say('Look for none'),
        },
      ]
    : [];

const channel: StepsOf = (_before, _after, changed) =>
  changed.has('updates.channel')
    ? [{ what: say('Take what is tried before a release'), details: [say('Few have used it before you.')], yes: say('Take it') }]
    : [];

export const updateSteps: readonly NamedSteps[] = [
  { names: ['updates.isOn'], stepsOf: isOff },
  { names: ['updates.channel'], stepsOf: channel },
];

import { say } from '../../../shared/language/say.ts';
import type { NamedSteps, StepsOf } from './step.ts';

const openAtLogin: StepsOf = (_before, _after, changed) =>
  changed.has('app.openAtLogin')
    ? [{ what: say('Open Gantry at each login'), details: [say('It is added to what this system starts.')], yes: say('Open it') }]
    : [];

export const appSteps: readonly NamedSteps[] = [{ names: ['app.openAtLogin'], stepsOf: openAtLogin }];

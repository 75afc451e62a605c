import type { NamedSteps, StepsOf } from './step.ts';

const openAtLogin: StepsOf = (_before, _after, changed) =>
  changed.has('app.openAtLogin')
    ? [{ what: 'Open Gantry at each login', details: ['It is added to what this system starts.'], yes: 'Open it' }]
    : [];

export const appSteps: readonly NamedSteps[] = [{ names: ['app.openAtLogin'], stepsOf: openAtLogin }];

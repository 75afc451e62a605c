import type { NamedSteps, StepsOf } from './step.ts';

const isOff: StepsOf = (_before, _after, changed) =>
  changed.has('updates.isOn')
    ? [{ what: 'Look for no updates', details: ['What is mended in a later Gantry does not come by itself then.'], yes: 'Look for none' }]
    : [];

const channel: StepsOf = (_before, _after, changed) =>
  changed.has('updates.channel')
    ? [{ what: 'Take what is tried before a release', details: ['Few have used it before you.'], yes: 'Take it' }]
    : [];

export const updateSteps: readonly NamedSteps[] = [
  { names: ['updates.isOn'], stepsOf: isOff },
  { names: ['updates.channel'], stepsOf: channel },
];

import { say } from '../../../shared/language/say.ts';
import { quoted } from './quoted.ts';
import type { NamedSteps, StepsOf } from './step.ts';

const verify: StepsOf = (_before, _after, changed) =>
  changed.has('transfers.verify')
    ? [
        {
          what: say('Send without verifying afterwards'),
          details: [say('What a destination stored wrong may go unnoticed.')],
          yes: say('Do not verify'),
        },
      ]
    : [];

const conflict: StepsOf = (_before, _after, changed) =>
  changed.has('transfers.conflict')
    ? [
        {
          what: say('Replace files of the same name without asking'),
          details: [say('What was there is gone then.')],
          yes: say('Replace them'),
        },
      ]
    : [];

const leaveOut: StepsOf = ({ transfers: old }, { transfers: next }, changed) => {
  if (!changed.has('transfers.leaveOut')) return [];
  const added = next.leaveOut.filter((pattern) => !old.leaveOut.includes(pattern));
  const removed = old.leaveOut.filter((pattern) => !next.leaveOut.includes(pattern));
  return [
    ...(added.length === 0 ? [] : [{ what: say('Never send {names}', { names: listOf(added) }), details: [], yes: say('Leave out') }]),
    ...(removed.length === 0
      ? []
      : [
          { what: say('Send {names} again', { names: listOf(removed) }), details: [say('Until now that was left out.')], yes: say('Send') },
        ]),
    // Only their order: nothing else is sent or left out by it.
    ...(added.length + removed.length === 0 ? [{ what: say('Reorder what is left out'), details: [], yes: say('Reorder') }] : []),
  ];
};

function listOf(patterns: readonly string[]): string {
  return patterns.map(quoted).join(', ');
}

export const transferSteps: readonly NamedSteps[] = [
  { names: ['transfers.verify'], stepsOf: verify },
  { names: ['transfers.conflict'], stepsOf: conflict },
  { names: ['transfers.leaveOut'], stepsOf: leaveOut },
];

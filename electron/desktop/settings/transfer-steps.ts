import { quoted } from './quoted.ts';
import type { NamedSteps, StepsOf } from './step.ts';

const verify: StepsOf = (_before, _after, changed) =>
  changed.has('transfers.verify')
    ? [
        {
          what: 'Send without verifying afterwards',
          details: ['What a destination stored wrong may go unnoticed.'],
          yes: 'Do not verify',
        },
      ]
    : [];

const conflict: StepsOf = (_before, _after, changed) =>
  changed.has('transfers.conflict')
    ? [{ what: 'Replace files of the same name without asking', details: ['What was there is gone then.'], yes: 'Replace them' }]
    : [];

const leaveOut: StepsOf = ({ transfers: old }, { transfers: next }, changed) => {
  if (!changed.has('transfers.leaveOut')) return [];
  const added = next.leaveOut.filter((pattern) => !old.leaveOut.includes(pattern));
  const removed = old.leaveOut.filter((pattern) => !next.leaveOut.includes(pattern));
  return [
    ...(added.length === 0 ? [] : [{ what: `Never send ${listOf(added)}`, details: [], yes: 'Leave out' }]),
    ...(removed.length === 0 ? [] : [{ what: `Send ${listOf(removed)} again`, details: ['Until now that was left out.'], yes: 'Send' }]),
    // Only their order: nothing else is sent or left out by it.
    ...(added.length + removed.length === 0 ? [{ what: 'Reorder what is left out', details: [], yes: 'Reorder' }] : []),
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

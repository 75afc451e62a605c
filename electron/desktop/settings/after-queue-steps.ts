import { say } from '../../../shared/language/say.ts';
import type { AfterQueueSettings, SettingName } from '../../../shared/settings.ts';
import { quoted } from './quoted.ts';
import type { NamedSteps, StepsOf } from './step.ts';

function actionOf({ action, program, webhookUrl }: AfterQueueSettings): string {
  switch (action) {
    case 'nothing':
      return say('Do nothing after the queue');
    case 'sound':
      return say('Play a sound after the queue');
    case 'command':
      return say('Run {program} after the queue', { program: quoted(program ?? '') });
    case 'webhook':
      return say('Tell {address} about each batch after the queue', { address: quoted(webhookUrl ?? '') });
    case 'quit':
      return say('Quit Gantry after the queue');
    case 'sleep':
      return say('Put this computer to sleep after the queue');
    case 'shut-down':
      return say('Shut this computer down after the queue');
  }
}

function argumentsOf({ programArguments }: AfterQueueSettings): string {
  if (programArguments.length === 0) return say('Without arguments.');
  return say('With the arguments {arguments}', { arguments: programArguments.map(quoted).join(' ') });
}

const names: readonly SettingName[] = [
  'afterQueue.action',
  'afterQueue.alsoAfterFailures',
  'afterQueue.program',
  'afterQueue.programArguments',
  'afterQueue.webhookUrl',
];

/** Everything about it in one step, so that a program is never named without its arguments. */
const after: StepsOf = (_before, { afterQueue }, changed) => {
  if (!names.some((name) => changed.has(name))) return [];
  const has = (field: keyof AfterQueueSettings): boolean => changed.has(`afterQueue.${field}` as SettingName);
  const { action, program, webhookUrl, alsoAfterFailures } = afterQueue;
  const runs = action === 'command';
  return [
    {
      what: actionOf(afterQueue),
      details: [
        ...(runs ? [argumentsOf(afterQueue)] : []),
        ...(has('program') && !runs
          ? [
              program === null
                ? say('No program is kept for later.')
                : say('Kept for later: the program {program}', { program: quoted(program) }),
            ]
          : []),
        ...(has('programArguments') && !runs ? [say('A program is run later: {how}', { how: argumentsOf(afterQueue) })] : []),
        ...(has('webhookUrl') && action !== 'webhook'
          ? [
              webhookUrl === null
                ? say('No webhook is kept for later.')
                : say('Kept for later: the webhook {address}', { address: quoted(webhookUrl) }),
            ]
          : []),
        alsoAfterFailures ? say('Also when files failed.') : say('Not when files failed.'),
      ],
      yes: runs ? say('Run it') : say('Do it'),
    },
  ];
};

export const afterQueueSteps: readonly NamedSteps[] = [{ names, stepsOf: after }];

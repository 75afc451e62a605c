import type { AfterQueueSettings, SettingName } from '../../../shared/settings.ts';
import { quoted } from './quoted.ts';
import type { NamedSteps, StepsOf } from './step.ts';

function actionOf({ action, program, webhookUrl }: AfterQueueSettings): string {
  switch (action) {
    case 'nothing':
      return 'Do nothing after the queue';
    case 'sound':
      return 'Play a sound after the queue';
    case 'command':
      return `Run ${quoted(program ?? '')} after the queue`;
    case 'webhook':
      return `Tell ${quoted(webhookUrl ?? '')} about each batch after the queue`;
    case 'quit':
      return 'Quit Gantry after the queue';
    case 'sleep':
      return 'Put this computer to sleep after the queue';
    case 'shut-down':
      return 'Shut this computer down after the queue';
  }
}

function argumentsOf({ programArguments }: AfterQueueSettings): string {
  return programArguments.length === 0 ? 'Without arguments.' : `With the arguments ${programArguments.map(quoted).join(' ')}`;
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
          ? [program === null ? 'No program is kept for later.' : `Kept for later: the program ${quoted(program)}`]
          : []),
        ...(has('programArguments') && !runs ? [`A program is run later: ${argumentsOf(afterQueue)}`] : []),
        ...(has('webhookUrl') && action !== 'webhook'
          ? [webhookUrl === null ? 'No webhook is kept for later.' : `Kept for later: the webhook ${quoted(webhookUrl)}`]
          : []),
        alsoAfterFailures ? 'Also when files failed.' : 'Not when files failed.',
      ],
      yes: runs ? 'Run it' : 'Do it',
    },
  ];
};

export const afterQueueSteps: readonly NamedSteps[] = [{ names, stepsOf: after }];

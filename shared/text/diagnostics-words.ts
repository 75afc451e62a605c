import { say } from '../language/say.ts';

/** What happened on "Copy diagnostics", and what is in them: a person is about to show them to others. */
export function diagnosticsWords(): { readonly title: string; readonly remedy: string } {
  return {
    title: say('Diagnostics copied'),
    remedy: say(
      'Paste them into a report. Passwords, tokens and keys are taken out. Files appear as marks such as file-3f9a2c1b.mov; folders, batches and your own name are left out. Addresses of servers stay in.',
    ),
  };
}

/** What happened on "Copy diagnostics", and what is in them: a person is about to show them to others. */
export const diagnosticsWords = {
  title: 'Diagnostics copied',
  remedy:
    'Paste them into a report. Passwords, tokens and keys are taken out; files are called after a mark and their ending; folders, batches and your name are left out. Servers are named.',
} as const;

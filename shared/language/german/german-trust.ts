/** Host keys that a person is asked about. */
export const germanTrust = {
  'Ask whoever runs this server for its fingerprint, and compare. It may be another one that listens in.':
    'Fragen Sie den Betreiber dieses Servers nach seinem Fingerabdruck, und vergleichen Sie. Es kann auch ein anderer sein, der mithört.',
  'Before: {fingerprint}': 'Bisher: {fingerprint}',
  'Now: {fingerprint}': 'Jetzt: {fingerprint}',
  'Trust the host key that {host} shows?': 'Dem Hostschlüssel vertrauen, den {host} zeigt?',
  'Trust this key': 'Diesem Schlüssel vertrauen',
} as const;

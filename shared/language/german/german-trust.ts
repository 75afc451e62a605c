/** Host keys and addresses that a person is asked about. */
export const germanTrust = {
  'Ask whoever runs this server for its fingerprint, and compare. It may be another one that listens in.':
    'Fragen Sie den Betreiber dieses Servers nach seinem Fingerabdruck, und vergleichen Sie. Es kann auch ein anderer sein, der mithört.',
  'A program on this computer asks for it, as “gantry destinations trust” does. Say no if you have started none.':
    'Ein Programm auf diesem Computer bittet darum, wie es „gantry destinations trust“ tut. Sagen Sie nein, wenn Sie keines gestartet haben.',
  'Before: {fingerprint}': 'Bisher: {fingerprint}',
  'Now: {fingerprint}': 'Jetzt: {fingerprint}',
  'Trust the host key that {host} shows?': 'Dem Hostschlüssel vertrauen, den {host} zeigt?',
  'Trust this key': 'Diesem Schlüssel vertrauen',

  Connect: 'Verbinden',
  'Use {count} addresses that are new to Gantry?': {
    one: '{count} Adresse verwenden, die Gantry noch nicht kennt?',
    other: '{count} Adressen verwenden, die Gantry noch nicht kennt?',
  },
  'Gantry connects there, signs in with what you give it, and sends what you add. Say yes only to what you have entered.':
    'Gantry verbindet sich dorthin, meldet sich mit dem an, was Sie angeben, und sendet, was Sie hinzufügen. Stimmen Sie nur zu, wenn Sie das selbst eingegeben haben.',
} as const;

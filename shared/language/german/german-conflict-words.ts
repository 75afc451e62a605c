/** What becomes of files whose names are taken. */
export const germanConflictWords = {
  'Replace all': 'Alle ersetzen',
  'What is there is replaced, whatever it is.': 'Was dort schon ist, wird in jedem Fall ersetzt.',
  'Skip what is the same': 'Gleiches überspringen',
  'The same size and not older there counts as the same. The rest is replaced.':
    'Als gleich gilt, was dort ebenso groß und nicht älter ist. Alles andere wird ersetzt.',
  'Skip all that are there': 'Alle vorhandenen überspringen',
  'What is there stays as it is.': 'Was dort schon ist, bleibt, wie es ist.',
  'Replace only older ones': 'Nur ältere ersetzen',
  'Replaced is what is older there by more than two seconds.': 'Ersetzt wird, was dort um mehr als zwei Sekunden älter ist.',
  'Keep both': 'Beide behalten',
  'keep both': 'beide behalten',
  'The new ones get a number: photo (2).jpg.': 'Die neuen bekommen eine Nummer: foto (2).jpg.',
  'Decide one by one': 'Einzeln entscheiden',
  'Only files that you decide below begin. The others go on waiting.':
    'Nur Dateien, über die Sie unten entscheiden, werden gesendet. Die anderen warten weiter.',

  Replace: 'Ersetzen',
  replace: 'ersetzen',
  Skip: 'Überspringen',
  skip: 'überspringen',
  waits: 'wartet',
  'Replace {files} ({size})': '{files} ersetzen ({size})',
  'replace {files} ({size})': '{files} ersetzen ({size})',
  'Skip {files} ({size})': '{files} überspringen ({size})',
  'skip {files} ({size})': '{files} überspringen ({size})',
  'Keep both of {files} ({size})': 'Bei {files} beide behalten ({size})',
  'keep both of {files} ({size})': 'bei {files} beide behalten ({size})',
  'The file is there already': 'Die Datei ist schon vorhanden',
  '{count} of {total} files are there already': {
    one: '{count} von {total} Dateien ist schon vorhanden',
    other: '{count} von {total} Dateien sind schon vorhanden',
  },
} as const;

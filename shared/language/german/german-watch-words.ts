/** Watched folders. */
export const germanWatchWords = {
  'Folder is not there. Goes on by itself when it is back.': 'Der Ordner ist nicht da. Geht von selbst weiter, wenn er wieder da ist.',
  'Looking through it': 'Wird durchgesehen',
  Watching: 'Wird überwacht',
  'Not watched now: open the window, or run “gantry watch run”':
    'Wird zurzeit nicht überwacht: Öffnen Sie das Fenster, oder starten Sie „gantry watch run“',
  '{count} waiting to settle': { one: '{count} ändert sich vielleicht noch', other: '{count} ändern sich vielleicht noch' },
  '{count} being sent': { one: '{count} wird gesendet', other: '{count} werden gesendet' },
  '{count} sent': '{count} gesendet',
  '{count} passed over': '{count} übergangen',
  'The system tells no changes here: it is looked through every 15 s or less often.':
    'Das System meldet hier keine Änderungen: Der Ordner wird alle 15 s oder seltener durchgesehen.',
  'With subfolders': 'Mit Unterordnern',
  'Without subfolders': 'Ohne Unterordner',
  'only {patterns}': 'nur {patterns}',
  'without {patterns}': 'ohne {patterns}',
  'when unchanged for {time}': 'wenn seit {time} unverändert',
  'then left in place': 'danach an Ort und Stelle gelassen',
  'then moved to {folder}': 'danach nach {folder} verschoben',
  'then put in the trash': 'danach in den Papierkorb gelegt',
  'From the watched folder {path}': 'Aus dem überwachten Ordner {path}',
} as const;

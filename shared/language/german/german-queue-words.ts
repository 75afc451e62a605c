/** The queue and its batches in a sentence, what holds them back, what comes after them, and what is left of them at a destination. */
export const germanQueueWords = {
  '{arrived} of {count} files': { one: '{arrived} von {count} Datei', other: '{arrived} von {count} Dateien' },
  'Scanning… {count} files': { one: 'Wird durchsucht… {count} Datei', other: 'Wird durchsucht… {count} Dateien' },
  'still scanning': 'wird noch durchsucht',
  'looks at what is there': 'prüft, was schon vorhanden ist',
  waiting: 'wartet',
  'waits: {reason}': 'wartet: {reason}',
  'needs your decision': 'braucht Ihre Entscheidung',
  paused: 'angehalten',

  'Paused: {reason}': 'Angehalten: {reason}',
  'Slow: {reason}': 'Langsam: {reason}',
  offline: 'offline',
  'on battery': 'Akkubetrieb',
  'metered line': 'getaktete Verbindung',

  'All uploads have ended.': 'Alle Uploads sind beendet.',
  '{count} seconds': { one: '{count} Sekunde', other: '{count} Sekunden' },
  'Stop it here, or add more files.': 'Verhindern Sie es hier, oder fügen Sie weitere Dateien hinzu.',
  'In {time} nothing happens': 'In {time} geschieht nichts',
  'In {time} a sound is played': 'In {time} wird ein Ton abgespielt',
  'In {time} the program that you chose is started': 'In {time} wird das gewählte Programm gestartet',
  'In {time} the webhook is called': 'In {time} wird der Webhook aufgerufen',
  'In {time} Gantry quits': 'In {time} wird Gantry beendet',
  'In {time} this computer goes to sleep': 'In {time} geht dieser Computer in den Ruhezustand',
  'In {time} this computer is shut down': 'In {time} wird dieser Computer heruntergefahren',

  'Belongs to a file in the list': 'Gehört zu einer Datei in der Liste',
  'Begun by Gantry': 'Von Gantry begonnen',
  'Begun elsewhere': 'Anderswo begonnen',
  'Removed {count} unfinished uploads.': {
    one: '{count} unfertiger Upload entfernt.',
    other: '{count} unfertige Uploads entfernt.',
  },
  '{count} were gone already.': { one: '{count} war schon weg.', other: '{count} waren schon weg.' },
  '{count} belong to files in the list: cancel those files instead.': {
    one: '{count} gehört zu einer Datei in der Liste: Brechen Sie stattdessen diese Datei ab.',
    other: '{count} gehören zu Dateien in der Liste: Brechen Sie stattdessen diese Dateien ab.',
  },
  '{count} were not removed: {reasons}': {
    one: '{count} wurde nicht entfernt: {reasons}',
    other: '{count} wurden nicht entfernt: {reasons}',
  },
  'Nothing to remove.': 'Es gibt nichts zu entfernen.',

  'Diagnostics copied': 'Diagnosedaten kopiert',
  'Paste them into a report. Passwords, tokens and keys are taken out. Files appear as marks such as file-3f9a2c1b.mov; folders, batches and your own name are left out. Addresses of servers stay in.':
    'Fügen Sie sie in einen Bericht ein. Passwörter, Tokens und Schlüssel sind entfernt. Dateien erscheinen als Kürzel wie file-3f9a2c1b.mov; Ordner, Stapel und Ihr eigener Name fehlen. Adressen von Servern bleiben stehen.',
} as const;

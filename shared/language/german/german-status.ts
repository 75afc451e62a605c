/** The bar at the bottom, and the lines at the top for what concerns more than one file. */
export const germanStatus = {
  'Overall progress': 'Gesamtfortschritt',
  'No files': 'Keine Dateien',
  Idle: 'Leerlauf',
  '{count} active': '{count} aktiv',
  '{count} waiting': '{count} wartend',
  '{count} paused': '{count} angehalten',
  '{count} done': '{count} fertig',
  'No limit': 'Kein Limit',
  'Limit {speed}': 'Limit {speed}',
  'Change the limit': 'Limit ändern',
  'Go on anyway': 'Trotzdem weitermachen',
  'For this time': 'Für dieses Mal',

  '{batch}: {what}, at {destination}. Decide what becomes of it.':
    '{batch}: {what}, am Ziel {destination}. Entscheiden Sie, was mit ihr geschieht.',
  '{batch}: {what}, at {destination}. Decide what becomes of them.':
    '{batch}: {what}, am Ziel {destination}. Entscheiden Sie, was mit ihnen geschieht.',
  '{count} more batches wait too.': { one: '{count} weiterer Stapel wartet auch.', other: '{count} weitere Stapel warten auch.' },
  'Looks again in {time}.': 'Sieht in {time} wieder nach.',
  'Try now': 'Jetzt versuchen',
  'Try {name} now': 'Jetzt versuchen: {name}',

  'All is through.': 'Alles ist erledigt.',
  'Cancel: nothing happens': 'Abbrechen: Nichts geschieht',
  'Cancel: a sound is played': 'Abbrechen: Ein Ton wird abgespielt',
  'Cancel: the program that you chose is started': 'Abbrechen: Das gewählte Programm wird gestartet',
  'Cancel: the webhook is called': 'Abbrechen: Der Webhook wird aufgerufen',
  'Cancel: Gantry quits': 'Abbrechen: Gantry wird beendet',
  'Cancel: this computer goes to sleep': 'Abbrechen: Dieser Computer geht in den Ruhezustand',
  'Cancel: this computer is shut down': 'Abbrechen: Dieser Computer wird heruntergefahren',
  'Until then defaults hold.': 'Bis dahin gelten die Vorgaben.',

  'Restart now': 'Jetzt neu starten',
  'Restart now for the update': 'Jetzt neu starten für das Update',
  Later: 'Später',
  'Update later': 'Später aktualisieren',
  'Go on uploading': 'Weiter hochladen',
  'Go on uploading, and update later': 'Weiter hochladen und später aktualisieren',
} as const;

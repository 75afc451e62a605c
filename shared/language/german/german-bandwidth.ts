/** Limits, and the timetable of a week. */
export const germanBandwidth = {
  'Now: as fast as the line is.': 'Jetzt: so schnell, wie die Leitung ist.',
  'Now: {speed}, by the slow limit.': 'Jetzt: {speed} durch das Langsam-Limit.',
  'Now: {speed}, by what this computer allows.': 'Jetzt: {speed}, mehr erlaubt dieser Computer gerade nicht.',
  'Now: {speed}, by the timetable.': 'Jetzt: {speed} nach dem Zeitplan.',
  'Now: {speed}, by the usual limit.': 'Jetzt: {speed} nach dem üblichen Limit.',
  'Usual limit': 'Übliches Limit',
  'For all uploads together, as 500 kB/s or 10 MB/s. Empty: no limit.':
    'Für alle Uploads zusammen, etwa 500 kB/s oder 10 MB/s. Leer: kein Limit.',
  'For a while, by hand: also with the turtle in the toolbar. It counts before everything else.':
    'Vorübergehend, von Hand: auch mit der Schildkröte in der Symbolleiste. Es geht allem anderen vor.',
  'Slow means': 'Langsam heißt',
  Timetable: 'Zeitplan',
  'Other limits at certain times of the week': 'Andere Limits zu bestimmten Zeiten der Woche',
  'By the clock of this computer.': 'Nach der Uhr dieses Computers.',
  'By destination': 'Nach Ziel',
  'There is no destination yet.': 'Es gibt noch kein Ziel.',
  'Limit of {name}': 'Limit für {name}',
  'Takes a rate such as 500 kB/s.': 'Erwartet wird eine Geschwindigkeit wie 500 kB/s.',

  'Give hours': 'Stunden zuweisen',
  'a limit of': 'ein Limit von',
  'no limit': 'kein Limit',
  'the usual limit': 'das übliche Limit',
  'several limits': 'mehrere Limits',
  'Limit for hours': 'Limit für Stunden',
  Limits: 'Limits',
  '{day} {from}:00 to {to}:00, {limit}': '{day} {from}:00 bis {to}:00 Uhr, {limit}',
  'Drag over hours, or move with the arrow keys and widen with Shift; Space gives them the limit, Delete the usual one.':
    'Ziehen Sie über Stunden, oder gehen Sie mit den Pfeiltasten und erweitern Sie mit der Umschalttaste; die Leertaste gibt ihnen das Limit, Entf das übliche.',
} as const;

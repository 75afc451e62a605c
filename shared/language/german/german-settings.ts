/** The settings page. */
export const germanSettings = {
  Language: 'Sprache',
  'As the system': 'Wie das System',
  Theme: 'Farben',
  Light: 'Hell',
  Dark: 'Dunkel',
  'Start and end': 'Start und Ende',
  'Open at login': 'Bei der Anmeldung öffnen',
  'You are asked in a box of your system, as this adds Gantry to what it starts.':
    'Ein Dialog Ihres Systems fragt nach, denn Gantry kommt damit zu dem, was das System startet.',
  'Without a window': 'Ohne Fenster',
  'At login only the icon in the tray is there, where the system has a tray.':
    'Bei der Anmeldung erscheint nur das Symbol im Infobereich, wenn das System einen hat.',
  'Keep running when the window is closed': 'Weiterlaufen, wenn das Fenster geschlossen wird',
  'Uploads go on, where the system has a tray. The icon there brings the window back.':
    'Uploads laufen weiter, wenn das System einen Infobereich hat. Das Symbol dort bringt das Fenster zurück.',
} as const;

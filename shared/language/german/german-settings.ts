/** The pages of the settings. */
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

  Transfers: 'Übertragungen',
  Bandwidth: 'Bandbreite',
  Network: 'Netzwerk',
  'Battery and data': 'Akku und Daten',
  'After the queue': 'Nach der Warteschlange',
  Notifications: 'Benachrichtigungen',
  App: 'App',
  Updates: 'Updates',
  History: 'Verlauf',
  'Import and export': 'Import und Export',
  Default: 'Standard',
  'Default: {label}': 'Standard: {label}',
  'As it was before anybody chose': 'Wie es war, bevor jemand gewählt hat',
  'Takes {what}.': 'Erwartet wird {what}.',
  Forget: 'Vergessen',
  'Forget: {label}': 'Vergessen: {label}',

  'Ask me': 'Nachfragen',
  'Files at once': 'Dateien gleichzeitig',
  '1 to 64. More helps with many small files; six is right for most lines.':
    '1 bis 64. Mehr hilft bei vielen kleinen Dateien; sechs passt für die meisten Leitungen.',
  'Try again': 'Erneut versuchen',
  times: 'Mal',
  'For files that are added from now on. A lost network and a server that is away cost none of them.':
    'Für Dateien, die ab jetzt hinzukommen. Ein Netzwerk oder ein Server, der weg ist, kostet keinen Versuch.',
  'When a name is taken': 'Wenn ein Name vergeben ist',
  'You see what is there before anything is sent.': 'Sie sehen, was dort ist, bevor etwas gesendet wird.',
  'Verify afterwards': 'Danach überprüfen',
  'Asks the destination what it stored, where it can say. Takes longer; for files that are added from now on.':
    'Fragt das Ziel, was es gespeichert hat, wenn es das sagen kann. Dauert länger; für Dateien, die ab jetzt hinzukommen.',
  'Left out': 'Ausgelassen',
  'Names and folders': 'Namen und Ordner',
  'One on a line. * stands for any letters, ? for one, ** for any folders.':
    'Je Zeile ein Eintrag. * steht für beliebige Zeichen, ? für eines, ** für beliebige Ordner.',
  'What systems leave behind, such as .DS_Store and Thumbs.db, is always left out.':
    'Was Systeme hinterlassen, etwa .DS_Store und Thumbs.db, wird immer ausgelassen.',

  'Each change on this page holds once you said yes in a box of your system.':
    'Jede Änderung auf dieser Seite gilt, sobald Sie in einem Dialog Ihres Systems zugestimmt haben.',
  Proxy: 'Proxy',
  'No proxy': 'Kein Proxy',
  'By a PAC file': 'Über eine PAC-Datei',
  'By hand': 'Von Hand',
  'For what goes by http and https. SFTP goes directly: only a proxy that is named by hand takes it too.':
    'Für alles, was über http und https geht. SFTP geht direkt: Nur ein von Hand angegebener Proxy nimmt es mit.',
  'Everything goes directly.': 'Alles geht direkt.',
  'For everything, SFTP too: the proxy must let its port through. Gantry does not speak SOCKS.':
    'Für alles, auch SFTP: Der Proxy muss dessen Port durchlassen. SOCKS spricht Gantry nicht.',
  Address: 'Adresse',
  'Not for': 'Nicht für',
  'One on a line: a host and all below it, *.local, 10.0.0.0/8.': 'Je Zeile ein Eintrag: ein Host und alles darunter, *.local, 10.0.0.0/8.',
  User: 'Benutzer',
  'None|user': 'Keiner',
  'Where the proxy asks who you are.': 'Wenn der Proxy fragt, wer Sie sind.',
  Password: 'Passwort',
  'A new one takes its place.': 'Ein neues ersetzt es.',
  'PAC file': 'PAC-Datei',
  'Only in this window: the terminal cannot read one.': 'Nur in diesem Fenster: Das Terminal kann keine lesen.',
  'Certificate authorities': 'Zertifizierungsstellen',
  'Whoever holds the key of one of these can pose as any server. Add only what you were given by whom you trust.':
    'Wer den Schlüssel einer dieser Stellen hat, kann sich als jeder Server ausgeben. Fügen Sie nur hinzu, was Sie von jemandem haben, dem Sie vertrauen.',
  'Expired {when}': 'Abgelaufen am {when}',
  'Valid until {when}': 'Gültig bis {when}',
  'by {issuer}': 'von {issuer}',
  'Add from a PEM file…': 'Aus PEM-Datei hinzufügen…',

  'Go on as usual': 'Wie üblich weitermachen',
  'Use the slow limit': 'Das Langsam-Limit verwenden',
  'Wait, and go on by itself afterwards': 'Warten und danach von selbst weitermachen',
  'Look at each destination again by itself': 'Bei jedem Ziel von selbst wieder nachsehen',
  'Try nothing until there is one': 'Nichts versuchen, bis eines da ist',
  'On a metered line': 'Bei getakteter Verbindung',
  'On battery': 'Im Akkubetrieb',
  'Below a charge of': 'Unter einer Ladung von',
  '100, and where the charge is not known: whenever the power is not plugged in.':
    '100, und wenn die Ladung nicht bekannt ist: immer, wenn kein Netzteil angeschlossen ist.',
  'Without a network': 'Ohne Netzwerk',

  'What reaches beyond Gantry holds once you said yes in a box of your system.':
    'Was über Gantry hinausreicht, gilt, sobald Sie in einem Dialog Ihres Systems zugestimmt haben.',
  'When all is through': 'Wenn alles durch ist',
  Nothing: 'Nichts',
  'Play a sound': 'Einen Ton abspielen',
  'Run a program…': 'Ein Programm ausführen…',
  'Call a webhook…': 'Einen Webhook aufrufen…',
  'Quit Gantry': 'Gantry beenden',
  'Put this computer to sleep…': 'Diesen Computer schlafen legen…',
  'Shut this computer down…': 'Diesen Computer herunterfahren…',
  'You have 15 seconds to say no.': 'Sie haben 15 Sekunden Zeit, um abzulehnen.',
  Program: 'Programm',
  'None|program': 'Keines',
  'Choose…': 'Wählen…',
  'Choose the program…': 'Programm wählen…',
  Arguments: 'Argumente',
  'One on a line, passed on exactly as written. No shell reads them.':
    'Je Zeile eines, genau so weitergegeben, wie es dasteht. Keine Shell liest sie.',
  'Gets a POST with the numbers of each batch as JSON. By https, or on this computer.':
    'Erhält per POST die Zahlen jedes Stapels als JSON. Über https oder auf diesem Computer.',
  'Also when files failed': 'Auch wenn Dateien fehlgeschlagen sind',

  'Show notifications': 'Benachrichtigungen anzeigen',
  'When a batch is done': 'Wenn ein Stapel fertig ist',
  'When files failed': 'Wenn Dateien fehlgeschlagen sind',
  'When something waits for you': 'Wenn etwas auf Sie wartet',
  'A name that is taken, a password that is refused, a key that changed.':
    'Ein vergebener Name, ein abgelehntes Passwort, ein geänderter Schlüssel.',

  'Look for updates': 'Nach Updates suchen',
  'You are told first. Nothing is installed while a file is under way.':
    'Sie erfahren es vorher. Nichts wird installiert, solange eine Datei unterwegs ist.',
  Take: 'Verwenden',
  Releases: 'Fertige Versionen',
  'Releases, and what is tried before them…': 'Fertige Versionen, und was davor erprobt wird…',

  'Keep what is done for': 'Fertiges behalten für',
  Always: 'Immer',
  days: 'Tage',
  'Empty: until you clear it. Older batches leave the list; what arrived stays where it arrived. A file of a batch that was cleared may be sent again.':
    'Leer: bis Sie es entfernen. Ältere Stapel verlassen die Liste; was angekommen ist, bleibt, wo es ist. Eine Datei aus einem entfernten Stapel kann noch einmal gesendet werden.',

  'All settings are one JSON file. No password is in it, and no destination.':
    'Alle Einstellungen sind eine JSON-Datei. Kein Passwort ist darin und kein Ziel.',
  'A file in which anything is wrong is refused whole, with the reason. What in it reaches beyond Gantry is named to you first.':
    'Eine Datei, in der etwas falsch ist, wird ganz abgelehnt, mit Angabe des Grundes. Was darin über Gantry hinausreicht, wird Ihnen vorher genannt.',
  'Until then defaults hold. The first change sets the file aside.':
    'Bis dahin gelten die Standardwerte. Die erste Änderung legt die Datei beiseite.',
  'Export…': 'Exportieren…',
  'Import…': 'Importieren…',
  'Exported.': 'Exportiert.',
  'Imported. Everything holds now.': 'Importiert. Alles gilt ab sofort.',
} as const;

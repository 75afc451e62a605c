/** Updates of Gantry. */
export const germanUpdateWords = {
  'It was started from its sources. Get newer ones, and build them.':
    'Gantry wurde aus seinem Quelltext gestartet. Holen Sie einen neueren, und bauen Sie Gantry daraus.',
  'Whoever built it named no place for updates. Install a newer one where you got this one.':
    'Beim Bauen wurde kein Ort für Updates angegeben. Installieren Sie eine neuere Version von dort, woher Sie diese haben.',
  'It was unpacked by hand, or belongs to no installer. Unpack or install a newer one in its place: the queue is kept.':
    'Gantry wurde von Hand entpackt oder gehört zu keinem Installationsprogramm. Entpacken oder installieren Sie eine neuere Version an derselben Stelle: Die Warteschlange bleibt erhalten.',
  'Your system lets nobody install it from here: neither pkexec nor sudo can be used. Ask whoever looks after this computer.':
    'Ihr System lässt von hier aus niemanden installieren: Weder pkexec noch sudo ist nutzbar. Fragen Sie, wer diesen Computer betreut.',
  'Gantry {version} is ready': 'Gantry {version} ist bereit',
  'It is older than this one, which may have written what it cannot read.':
    'Diese Version ist älter als die laufende und kann vielleicht nicht lesen, was die laufende geschrieben hat.',
  'It is installed when you restart, and your system asks for your password.':
    'Installiert wird, wenn Sie Gantry neu starten; Ihr System fragt dann nach Ihrem Passwort.',
  'It is installed only when you restart.': 'Installiert wird nur, wenn Sie Gantry neu starten.',
  'It is installed when you restart, or when you quit and nothing is being sent.':
    'Installiert wird, wenn Sie Gantry neu starten oder beenden, während nichts gesendet wird.',
  'Gantry {version} comes next': 'Gantry {version} kommt als Nächstes',
  'What is on its way is brought to its end. Nothing new begins.': 'Was unterwegs ist, wird zu Ende gebracht. Neues beginnt nicht.',
  'This is Gantry {version}': 'Dies ist Gantry {version}',
  'The update is done, and the queue goes on.': 'Das Update ist fertig, und die Warteschlange läuft weiter.',
  'Updates are switched off': 'Updates sind ausgeschaltet',
  'Switch them on with “gantry settings set updates.isOn true”.': 'Schalten Sie sie mit „gantry settings set updates.isOn true“ ein.',
  'This Gantry cannot update itself': 'Dieses Gantry kann sich nicht selbst aktualisieren',
  'Gantry is up to date': 'Gantry ist auf dem neuesten Stand',
  'There is nothing newer than {version}.': 'Es gibt nichts Neueres als {version}.',
  'Gantry {version} is not downloaded yet': 'Gantry {version} ist noch nicht heruntergeladen',
  'Gantry {version} is being downloaded': 'Gantry {version} wird heruntergeladen',
  'The window tells you when it is ready. Uploads go on.': 'Das Fenster meldet, wenn es so weit ist. Uploads laufen weiter.',
  'The window offers it at its top.': 'Das Fenster bietet es ganz oben an.',
} as const;

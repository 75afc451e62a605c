/** What of other programs' configurations is not taken over, and why. "It" is an entry of theirs. */
export const germanImportNotes = {
  'The whole configuration is encrypted with a password; Gantry does not open it.':
    'Die ganze Konfiguration ist mit einem Passwort verschlüsselt; Gantry öffnet sie nicht.',
  'It can only be read from.': 'Von dort kann nur gelesen werden.',
  'It has no type.': 'Der Eintrag hat keinen Typ.',
  'Gantry has nothing for rclone’s type {type}.': 'Für den rclone-Typ {type} hat Gantry nichts.',
  'It names no endpoint for {provider}.': 'Für {provider} ist kein Endpunkt genannt.',
  'Its endpoint is no http(s) address of a server, or it has a path before the bucket.':
    'Der Endpunkt ist keine http(s)-Adresse eines Servers oder hat einen Pfad vor dem Bucket.',
  'Its endpoint is no http(s) address of a server, or it has a path before /{bucket}.':
    'Der Endpunkt ist keine http(s)-Adresse eines Servers oder hat einen Pfad vor /{bucket}.',
  'It holds no keys.': 'Der Eintrag enthält keine Schlüssel.',
  'It holds no keys: Gantry takes none from a single sign-on, a role or a program.':
    'Der Eintrag enthält keine Schlüssel: Von Single Sign-on, einer Rolle oder einem Programm übernimmt Gantry keine.',
  'It names no region: us-east-1 was taken.': 'Es ist keine Region genannt: us-east-1 wurde genommen.',
  'Its url is no http(s) address.': 'Die url ist keine http(s)-Adresse.',
  'Its token comes from a program, which Gantry does not run.': 'Das Token kommt von einem Programm, und Gantry führt es nicht aus.',
  'It connects through a program of its own.': 'Die Verbindung läuft über ein eigenes Programm.',
  'Its key lies inside the configuration; Gantry takes key files.':
    'Der Schlüssel liegt in der Konfiguration selbst; Gantry nimmt Schlüsseldateien.',
  'It names no host that can be reached by its name.': 'Es ist kein Host genannt, der unter seinem Namen erreichbar ist.',
  'Match blocks are passed over.': 'Match-Blöcke werden übergangen.',
  'It is reached by {way}; Gantry connects directly.': 'Dorthin führt {way}; Gantry verbindet sich direkt.',
  'Its HostName or Port is none that an address can hold.': 'HostName oder Port passen in keine Adresse.',
  'Its key file {path} depends on the connection and was left out.':
    'Die Schlüsseldatei {path} hängt von der Verbindung ab und wurde weggelassen.',
  'Its password could not be read.': 'Das Passwort ließ sich nicht lesen.',
} as const;

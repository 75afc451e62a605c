/** What stands in brackets after an error: what exactly was wrong. */
export const germanErrorReasons = {
  'Here is no "{name}". There are {known}.': '„{name}“ gibt es hier nicht. Es gibt {known}.',
  '"This computer" belongs to Gantry and stays as it is.': '„Dieser Computer“ gehört zu Gantry und bleibt, wie es ist.',
  'The name is empty.': 'Der Name ist leer.',
  'There is a destination named "{name}" already.': 'Es gibt schon ein Ziel namens „{name}“.',
  'The watched folder {path} sends there: remove that first.': 'Der überwachte Ordner {path} sendet dorthin: Entfernen Sie zuerst ihn.',
  '{bytes} bytes with its folders, {most} are possible': '{bytes} Bytes mit den Ordnern, {most} sind möglich',
  'Give s3+https://host/bucket/prefix?region=…, dav+https://user@host/path/, sftp://user@host/path/, tus+https://host/files/, put+https://host/folder/ or post+https://host/path?field=files (or the same with http instead of https), or the name of a saved destination.':
    'Geben Sie s3+https://host/bucket/prefix?region=…, dav+https://user@host/path/, sftp://user@host/path/, tus+https://host/files/, put+https://host/folder/ oder post+https://host/path?field=files an (oder dasselbe mit http statt https), oder den Namen eines gespeicherten Ziels.',
  'The destination is empty.': 'Das Ziel ist leer.',
  '"{text}" is neither a saved destination nor a URL that Gantry knows.':
    '„{text}“ ist weder ein gespeichertes Ziel noch eine URL, die Gantry kennt.',
  'The URL does not say how to upload: put s3+, dav+, tus+, put+ or post+ before {scheme}://.':
    'Die URL sagt nicht, wie hochgeladen wird: Setzen Sie s3+, dav+, tus+, put+ oder post+ vor {scheme}://.',
  'Gantry does not know the kind "{kind}".': 'Gantry kennt die Art „{kind}“ nicht.',
  'SFTP has no +{transport}: sftp://user@host/path/.': 'SFTP hat kein +{transport}: sftp://user@host/path/.',
  'After {kind} comes +https or +http: {kind}+https://…': 'Nach {kind} kommt +https oder +http: {kind}+https://…',
  '"{text}" is not a host with a path.': '„{text}“ ist kein Host mit Pfad.',
  'The URL holds a password. Secrets come from the environment (GANTRY_PASSWORD, GANTRY_TOKEN, AWS_SECRET_ACCESS_KEY) or the keychain, never from a URL.':
    'Die URL enthält ein Passwort. Geheimnisse kommen aus der Umgebung (GANTRY_PASSWORD, GANTRY_TOKEN, AWS_SECRET_ACCESS_KEY) oder dem Schlüsselbund, nie aus einer URL.',
  'The user name in the URL is not correctly percent-encoded.': 'Der Benutzername in der URL ist nicht richtig prozentkodiert.',

  'gantry-header is a name, a colon and a value, such as X-Album: holidays.':
    'gantry-header besteht aus Name, Doppelpunkt und Wert, etwa X-Album: holidays.',
  'The header {name} is Gantry’s own and cannot be set.': 'Den Header {name} setzt Gantry selbst, er lässt sich nicht angeben.',
  'The header {name} holds a secret, and secrets have no place in an address. Give it as GANTRY_TOKEN or in the keychain; gantry-token-header=NAME says in which header it is sent, where that is not Authorization.':
    'Der Header {name} enthält ein Geheimnis, und Geheimnisse gehören nicht in eine Adresse. Geben Sie es als GANTRY_TOKEN oder im Schlüsselbund an; gantry-token-header=NAME sagt, in welchem Header es gesendet wird, wenn das nicht Authorization ist.',
  'The value of the header {name} has characters that no header may have.':
    'Der Wert des Headers {name} hat Zeichen, die kein Header haben darf.',
  'gantry-field is a name, a colon and a value, such as album:holidays.':
    'gantry-field besteht aus Name, Doppelpunkt und Wert, etwa album:holidays.',
  'The field {name} is Gantry’s own and cannot be set.': 'Das Feld {name} setzt Gantry selbst, es lässt sich nicht angeben.',
  'The field {name} holds a secret, and secrets have no place in an address: give it as GANTRY_TOKEN or in the keychain.':
    'Das Feld {name} enthält ein Geheimnis, und Geheimnisse gehören nicht in eine Adresse: Geben Sie es als GANTRY_TOKEN oder im Schlüsselbund an.',
  'gantry-field has characters that no field may have.': 'gantry-field hat Zeichen, die kein Feld haben darf.',
  'gantry-token-header is the name of a header, such as X-Api-Key.': 'gantry-token-header ist der Name eines Headers, etwa X-Api-Key.',
  'gantry-success is a list of HTTP statuses from 200 to {highest}, such as 200,201.':
    'gantry-success ist eine Liste von HTTP-Statuscodes von 200 bis {highest}, etwa 200,201.',
  'gantry-link is a path into a JSON answer, such as $.data.files[0].url.':
    'gantry-link ist ein Pfad in eine JSON-Antwort, etwa $.data.files[0].url.',
  '{what} is given more than {most} times.': '{what} ist öfter als {most}-mal angegeben.',
  '{what} is given twice for {twice}.': '{what} ist für {twice} zweimal angegeben.',
  'gantry-max-size is a number of bytes, such as 500M or 2G.': 'gantry-max-size ist eine Anzahl von Bytes, etwa 500M oder 2G.',
  'gantry-accept is a list of file name endings, such as jpg,png.': 'gantry-accept ist eine Liste von Dateiendungen, etwa jpg,png.',
  'The address lacks the bucket: s3+https://host/bucket/prefix.': 'In der Adresse fehlt der Bucket: s3+https://host/bucket/prefix.',
  'The query {query} means nothing here; known are region, style, storage-class, part-size, checksum and profile.':
    'Die Abfrage {query} bedeutet hier nichts; bekannt sind region, style, storage-class, part-size, checksum und profile.',
  'The bucket belongs into the path: s3+https://s3.REGION.amazonaws.com/bucket/prefix.':
    'Der Bucket gehört in den Pfad: s3+https://s3.REGION.amazonaws.com/bucket/prefix.',
  'region is a word such as eu-central-1.': 'region ist ein Wort wie eu-central-1.',
  'style is path or virtual.': 'style ist path oder virtual.',
  'storage-class is a word such as STANDARD_IA.': 'storage-class ist ein Wort wie STANDARD_IA.',
  'part-size is between 5M and 5G, such as 64M.': 'part-size liegt zwischen 5M und 5G, etwa 64M.',
  'checksum is auto, crc64nvme, crc32c, crc32, md5 or off.': 'checksum ist auto, crc64nvme, crc32c, crc32, md5 oder off.',
  'This service does not know that storage-class.': 'Dieser Dienst kennt diese storage-class nicht.',
  'The path of the address is not correctly percent-encoded.': 'Der Pfad der Adresse ist nicht richtig prozentkodiert.',
  'The path of the address holds a part that is no name.': 'Der Pfad der Adresse enthält einen Teil, der kein Name ist.',
  'unknown kind of address': 'unbekannte Art von Adresse',
  'Its bucket is missing.': 'Der Bucket fehlt.',
  '{name} is not in that configuration any more.': '{name} steht nicht mehr in dieser Konfiguration.',
  'Port {port} is in use.': 'Port {port} ist belegt.',
  'The receiver cannot listen at {host}, port {port}.': 'Der Empfänger kann an {host}, Port {port} nicht lauschen.',
  'The receiver listens on this computer only.': 'Der Empfänger lauscht nur auf diesem Computer.',
  'The folder cannot be made or written.': 'Der Ordner lässt sich nicht anlegen oder beschreiben.',

  'This folder is watched already.': 'Dieser Ordner wird schon überwacht.',
  'This folder is inside of {path}, which is watched already.': 'Dieser Ordner liegt in {path}, und der wird schon überwacht.',
  '{path} is inside of this folder, and is watched already.': '{path} liegt in diesem Ordner und wird schon überwacht.',
  'What has arrived from {path} is moved to {folder}: nothing may be watched there.':
    'Was aus {path} angekommen ist, wird nach {folder} verschoben: Dort darf nichts überwacht werden.',
  'The folder to move to must not be the watched one, nor inside of it.':
    'Der Ordner, in den verschoben wird, darf nicht der überwachte sein und nicht in ihm liegen.',
  'The folder to move to is in {path}, which is watched.': 'Der Ordner, in den verschoben wird, liegt in {path}, und der wird überwacht.',
  'Gantry keeps its own list of uploads in there.': 'Gantry bewahrt darin die eigene Liste der Uploads auf.',
  '“This computer” puts there what it receives: its files would go round in a circle.':
    '„Dieser Computer“ legt dort ab, was er empfängt: Die Dateien gingen im Kreis herum.',
  'A file settles within 1 s to 24 h.': 'Eine Datei kommt innerhalb von 1 s bis 24 h zur Ruhe.',
  'That folder is not watched.': 'Dieser Ordner wird nicht überwacht.',
  'Only a folder can be watched.': 'Nur ein Ordner lässt sich überwachen.',
  'Only the window can put files in the trash. Leave them, or give a folder that they are moved to.':
    'Nur das Fenster kann Dateien in den Papierkorb legen. Lassen Sie sie liegen, oder geben Sie einen Ordner an, in den sie verschoben werden.',
  'What becomes of a watched folder is asked in a box of the system.':
    'Was aus einem überwachten Ordner wird, fragt ein Dialog des Systems.',
  'A folder is chosen in the dialog of the system.': 'Ein Ordner wird im Dialog des Systems gewählt.',
  'The destination was changed meanwhile. Try again.': 'Das Ziel wurde inzwischen geändert. Versuchen Sie es erneut.',
  'The address was left as it is.': 'Die Adresse blieb, wie sie ist.',
  'The destination or its watched folders were changed meanwhile. Try again.':
    'Das Ziel oder seine überwachten Ordner wurden inzwischen geändert. Versuchen Sie es erneut.',
  'A folder is about to be watched. Try again.': 'Ein Ordner wird gerade in die Überwachung aufgenommen. Versuchen Sie es erneut.',
} as const;

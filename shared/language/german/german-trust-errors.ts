/** Errors of signing in, of certificates and host keys. */
export const germanTrustErrors = {
  'Sign-in refused': 'Anmeldung abgelehnt',
  'Access key refused': 'Zugriffsschlüssel abgelehnt',
  'Secret key refused': 'Geheimer Schlüssel abgelehnt',
  'SSH key refused': 'SSH-Schlüssel abgelehnt',
  'Passphrase of the SSH key refused': 'Passphrase des SSH-Schlüssels abgelehnt',
  'Give the right password or token (GANTRY_PASSWORD, GANTRY_TOKEN): under Destinations in the window, or in the environment.':
    'Geben Sie das richtige Passwort oder Token an (GANTRY_PASSWORD, GANTRY_TOKEN): unter „Ziele“ im Fenster oder in der Umgebung.',
  'Give the right access key and its secret (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY): under Destinations in the window, or in the environment.':
    'Geben Sie den richtigen Zugriffsschlüssel und sein Geheimnis an (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY): unter „Ziele“ im Fenster oder in der Umgebung.',
  'Give an access key and the secret that belongs to it (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY): under Destinations in the window, or in the environment.':
    'Geben Sie einen Zugriffsschlüssel und das zugehörige Geheimnis an (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY): unter „Ziele“ im Fenster oder in der Umgebung.',
  'Give the right key or password (GANTRY_SSH_KEY, GANTRY_PASSWORD): under Destinations in the window, or in the environment.':
    'Geben Sie den richtigen Schlüssel oder das richtige Passwort an (GANTRY_SSH_KEY, GANTRY_PASSWORD): unter „Ziele“ im Fenster oder in der Umgebung.',
  'Give the path of a private key that is there and may be read (GANTRY_SSH_KEY): under Destinations in the window, or in the environment.':
    'Geben Sie den Pfad eines privaten Schlüssels an, der vorhanden und lesbar ist (GANTRY_SSH_KEY): unter „Ziele“ im Fenster oder in der Umgebung.',
  'Give the path of a private key in OpenSSH’s or PEM format (GANTRY_SSH_KEY): under Destinations in the window, or in the environment.':
    'Geben Sie den Pfad eines privaten Schlüssels im OpenSSH- oder PEM-Format an (GANTRY_SSH_KEY): unter „Ziele“ im Fenster oder in der Umgebung.',
  'Give the passphrase of the SSH key (GANTRY_SSH_PASSPHRASE): under Destinations in the window, or in the environment.':
    'Geben Sie die Passphrase des SSH-Schlüssels an (GANTRY_SSH_PASSPHRASE): unter „Ziele“ im Fenster oder in der Umgebung.',
  'Give a key (GANTRY_SSH_KEY), a running SSH agent (SSH_AUTH_SOCK) or a password (GANTRY_PASSWORD): under Destinations in the window, or in the environment.':
    'Geben Sie einen Schlüssel (GANTRY_SSH_KEY), einen laufenden SSH-Agenten (SSH_AUTH_SOCK) oder ein Passwort (GANTRY_PASSWORD) an: unter „Ziele“ im Fenster oder in der Umgebung.',
  'Tried {tried}.': 'Versucht wurde: {tried}.',
  'Tried {ways}, as “{user}”.': 'Versucht wurde: {ways}, als „{user}“.',
  'Tried nothing that the server takes, as “{user}”.': 'Nichts, was der Server annimmt, wurde als „{user}“ versucht.',
  'the key': 'der Schlüssel',
  'the keys of the agent': 'die Schlüssel des Agenten',
  'the password': 'das Passwort',

  'The link has expired': 'Der Link ist abgelaufen',
  'The sign-in has expired': 'Die Anmeldung ist abgelaufen',
  'Get a new link for it. What has arrived is kept.': 'Holen Sie sich einen neuen Link. Was angekommen ist, bleibt erhalten.',
  'Give a new one, with its token (AWS_SESSION_TOKEN), under Destinations or in the environment. What has arrived is kept.':
    'Geben Sie unter „Ziele“ oder in der Umgebung eine neue an, mit ihrem Token (AWS_SESSION_TOKEN). Was angekommen ist, bleibt erhalten.',
  'The key file of this destination cannot be read': 'Die Schlüsseldatei dieses Ziels ist nicht lesbar',
  'The key file {path} cannot be read': 'Die Schlüsseldatei {path} ist nicht lesbar',
  'No sign-in known for this destination': 'Keine Anmeldung für dieses Ziel bekannt',
  'No sign-in known for {host}': 'Keine Anmeldung für {host} bekannt',
  'No sign-in known for the AWS profile {profile}': 'Keine Anmeldung für das AWS-Profil {profile} bekannt',
  'This account may not use the bucket': 'Dieses Konto darf den Bucket nicht benutzen',
  'No permission': 'Keine Berechtigung',
  'Check this account’s rights at the destination, then retry.':
    'Prüfen Sie die Rechte dieses Kontos am Ziel und versuchen Sie es dann erneut.',

  'The certificate of the server is not valid': 'Das Zertifikat des Servers ist ungültig',
  'The certificate of {host} is not valid': 'Das Zertifikat von {host} ist ungültig',
  'Check this computer’s date and the server’s certificate, then retry.':
    'Prüfen Sie das Datum dieses Computers und das Zertifikat des Servers und versuchen Sie es dann erneut.',
  '{server} has another host key than before': '{server} hat einen anderen Hostschlüssel als zuvor',
  'Its key {key} is one that your known_hosts says must not be trusted.':
    'Dem Schlüssel {key} darf laut Ihrer Datei known_hosts nicht vertraut werden.',
  'Its key is {key}.': 'Der Schlüssel ist {key}.',
  '{list} or {last}': '{list} oder {last}',
  'It was {before} and is now {now}.': 'Er war {before} und ist jetzt {now}.',
  'It may be a server set up anew, or another that listens in: ask who runs it. If the new key is right, trust it. Nothing was sent.':
    'Vielleicht wurde der Server neu eingerichtet, vielleicht hört jemand mit: Fragen Sie den Betreiber. Wenn der neue Schlüssel stimmt, vertrauen Sie ihm. Es wurde nichts gesendet.',
  'Nothing was sent.': 'Es wurde nichts gesendet.',
  'This computer’s clock is wrong': 'Die Uhr dieses Computers geht falsch',
  'Set date and time, then retry.': 'Stellen Sie Datum und Uhrzeit richtig und versuchen Sie es dann erneut.',
} as const;

/** Errors of signing in, of certificates and host keys. */
export const germanTrustErrors = {
  'Sign-in refused': 'Anmeldung abgelehnt',
  'Access key refused': 'Zugriffsschlüssel abgelehnt',
  'Secret key refused': 'Geheimer Schlüssel abgelehnt',
  'SSH key refused': 'SSH-Schlüssel abgelehnt',
  'Passphrase of the SSH key refused': 'Passphrase des SSH-Schlüssels abgelehnt',
  'Give the right password or token. In the window under Destinations, or in the environment as GANTRY_PASSWORD or GANTRY_TOKEN.':
    'Geben Sie das richtige Passwort oder Token an. Im Fenster unter „Ziele“ oder in der Umgebung als GANTRY_PASSWORD oder GANTRY_TOKEN.',
  'Give the right access key and its secret. In the window under Destinations, or in the environment as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.':
    'Geben Sie den richtigen Schlüssel und sein Geheimnis an. Im Fenster unter „Ziele“ oder in der Umgebung als AWS_ACCESS_KEY_ID und AWS_SECRET_ACCESS_KEY.',
  'Give an access key and the secret that belongs to it. In the window under Destinations, or in the environment as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.':
    'Geben Sie zum Schlüssel das passende Geheimnis an. Im Fenster unter „Ziele“ oder in der Umgebung als AWS_ACCESS_KEY_ID und AWS_SECRET_ACCESS_KEY.',
  'Give the right key or password. In the window under Destinations, or in the environment as GANTRY_SSH_KEY or GANTRY_PASSWORD.':
    'Geben Sie den richtigen Schlüssel oder das Passwort an. Im Fenster unter „Ziele“ oder in der Umgebung als GANTRY_SSH_KEY oder GANTRY_PASSWORD.',
  'Give the path of a private key that may be read. In the window under Destinations, or in the environment as GANTRY_SSH_KEY.':
    'Geben Sie den Pfad eines lesbaren privaten Schlüssels an. Im Fenster unter „Ziele“ oder in der Umgebung als GANTRY_SSH_KEY.',
  'Give a private key in OpenSSH’s or PEM format. In the window under Destinations, or in the environment as GANTRY_SSH_KEY.':
    'Nötig ist ein Schlüssel im OpenSSH- oder PEM-Format. Im Fenster unter „Ziele“ oder in der Umgebung als GANTRY_SSH_KEY.',
  'Give the passphrase of the SSH key. In the window under Destinations, or in the environment as GANTRY_SSH_PASSPHRASE.':
    'Geben Sie die Passphrase des SSH-Schlüssels an. Im Fenster unter „Ziele“ oder in der Umgebung als GANTRY_SSH_PASSPHRASE.',
  'Give a key, a password or a running SSH agent. In the window under Destinations, or in the environment as GANTRY_SSH_KEY, GANTRY_PASSWORD or SSH_AUTH_SOCK.':
    'Nötig ist ein Schlüssel, ein Passwort oder ein SSH-Agent. Im Fenster unter „Ziele“ oder in der Umgebung als GANTRY_SSH_KEY, GANTRY_PASSWORD oder SSH_AUTH_SOCK.',
  'Tried {tried}.': 'Versucht wurde: {tried}.',
  'Tried {ways}, as “{user}”.': 'Versucht wurde: {ways}, als „{user}“.',
  'Tried nothing that the server takes, as “{user}”.': 'Nichts, was der Server annimmt, wurde als „{user}“ versucht.',
  'the key': 'der Schlüssel',
  'the keys of the agent': 'die Schlüssel des Agenten',
  'the password': 'das Passwort',

  'The link has expired': 'Der Link ist abgelaufen',
  'The sign-in has expired': 'Die Anmeldung ist abgelaufen',
  'Get a new link for it. What has arrived is kept.': 'Holen Sie sich einen neuen Link. Was angekommen ist, bleibt erhalten.',
  'Give a new one, with its token. In the window under Destinations, or in the environment as AWS_SESSION_TOKEN. What has arrived is kept.':
    'Geben Sie eine neue an, mit ihrem Token. Im Fenster unter „Ziele“ oder in der Umgebung als AWS_SESSION_TOKEN. Was angekommen ist, bleibt erhalten.',
  'The key file of this destination cannot be read': 'Die Schlüsseldatei dieses Ziels ist nicht lesbar',
  'The key file {path} cannot be read': 'Die Schlüsseldatei {path} ist nicht lesbar',
  'No sign-in known for this destination': 'Keine Anmeldung für dieses Ziel bekannt',
  'No sign-in known for {host}': 'Keine Anmeldung für {host} bekannt',
  'No sign-in known for the AWS profile {profile}': 'Keine Anmeldung für das AWS-Profil {profile} bekannt',
  'This account may not use the bucket': 'Dieses Konto darf den Bucket nicht benutzen',
  'No permission': 'Keine Berechtigung',
  'Check this account’s rights at the destination, then retry.':
    'Prüfen Sie die Rechte dieses Kontos am Ziel. Versuchen Sie es danach erneut.',

  'The certificate of the server is not valid': 'Das Zertifikat des Servers ist ungültig',
  'The certificate of {host} is not valid': 'Das Zertifikat von {host} ist ungültig',
  'Check this computer’s date. If it is right, check the server’s certificate with whoever runs it, then retry.':
    'Prüfen Sie das Datum dieses Computers. Wenn es stimmt, prüfen Sie mit dem Betreiber das Zertifikat des Servers und versuchen es dann erneut.',
  '{server} has another host key than before': '{server} hat einen anderen Hostschlüssel als zuvor',
  'Its key {key} is one that your known_hosts says must not be trusted.':
    'Dem Schlüssel {key} darf laut Ihrer Datei known_hosts nicht vertraut werden.',
  'Its key is {key}.': 'Der Schlüssel ist {key}.',
  '{list} or {last}': '{list} oder {last}',
  'It was {before} and is now {now}.': 'Er war {before} und ist jetzt {now}.',
  'Ask who runs the server. It may have been set up anew, or another one listens in. If the new key is right, trust it. Nothing was sent.':
    'Fragen Sie den Betreiber des Servers. Vielleicht wurde er neu eingerichtet, vielleicht hört jemand mit. Wenn der neue Schlüssel stimmt, vertrauen Sie ihm. Es wurde nichts gesendet.',
  'Nothing was sent.': 'Es wurde nichts gesendet.',
  'This computer’s clock is wrong': 'Die Uhr dieses Computers geht falsch',
  'Set date and time, then retry.': 'Stellen Sie Datum und Uhrzeit richtig. Versuchen Sie es danach erneut.',
} as const;

/** Errors of the network, of servers that are busy or broken, and of what they answer. */
export const germanNetworkErrors = {
  'The server': 'Der Server',
  'the server': 'der Server',
  'It says: “{said}”': 'Antwort des Servers: „{said}“',
  '{server} refuses connections': '{server} lehnt Verbindungen ab',
  'Check that it is running and that the port is right.': 'Prüfen Sie, ob der Server läuft und der Port stimmt.',
  'The connection was cut': 'Die Verbindung wurde getrennt',
  'Check the network, then retry.': 'Prüfen Sie das Netzwerk und versuchen Sie es dann erneut.',
  'No server named that': 'Kein Server mit diesem Namen',
  'No server named {host}': 'Kein Server namens {host}',
  'Check the destination’s address and the network.': 'Prüfen Sie die Adresse des Ziels und das Netzwerk.',
  '{server} cannot be reached': '{server} ist nicht erreichbar',
  'Check the network, a VPN or a firewall.': 'Prüfen Sie Netzwerk, VPN und Firewall.',
  '{server} did not answer in time': '{server} hat nicht rechtzeitig geantwortet',
  'Retry in a while.': 'Versuchen Sie es später erneut.',
  'The data stopped flowing': 'Es fließen keine Daten mehr',
  'Server error': 'Serverfehler',
  'The server asks to slow down': 'Der Server bittet um weniger Anfragen',
  'The server still holds an earlier connection': 'Der Server hält noch eine frühere Verbindung offen',
  'Retry in half a minute.': 'Versuchen Sie es in einer halben Minute erneut.',
  'No network': 'Kein Netzwerk',
  'Connect this computer to the network, then retry.': 'Verbinden Sie diesen Computer mit dem Netzwerk. Versuchen Sie es danach erneut.',

  'The answer names no link at {path}': 'Die Antwort nennt keinen Link bei {path}',
  'The file may have arrived, but where is not known. Check gantry-link in the destination’s address, then retry.':
    'Die Datei ist vielleicht da, doch wo, ist nicht bekannt. Prüfen Sie gantry-link in der Adresse des Ziels und versuchen Sie es dann erneut.',
  'The answer is no JSON': 'Die Antwort ist kein JSON',
  'The destination’s address expects a link at {path}. Check gantry-link in it, then retry.':
    'Die Adresse des Ziels erwartet einen Link bei {path}. Prüfen Sie darin gantry-link und versuchen Sie es dann erneut.',
  'The signing endpoint hands out no usable address': 'Der Signaturdienst liefert keine brauchbare Adresse',
  'Its {what} is not what Gantry can use. Check the endpoint, then retry.':
    'Mit {what} in seiner Antwort kann Gantry nichts anfangen. Prüfen Sie den Dienst und versuchen Sie es dann erneut.',
  'Not the answer that counts as success': 'Nicht die Antwort, die als Erfolg gilt',
  'The destination’s address takes {statuses} for success. Check gantry-success in it, then retry.':
    'Für die Adresse des Ziels gilt {statuses} als Erfolg. Prüfen Sie darin gantry-success und versuchen Sie es dann erneut.',
  'An answer that makes no sense': 'Eine Antwort, die keinen Sinn ergibt',
  'Check that the address is an upload address, then retry.':
    'Prüfen Sie, ob die Adresse zum Hochladen dient. Versuchen Sie es danach erneut.',

  'The proxy cannot be reached': 'Der Proxy ist nicht erreichbar',
  'The proxy {host} cannot be reached': 'Der Proxy {host} ist nicht erreichbar',
  'Check it with “gantry settings”. It is tried again by itself.':
    'Prüfen Sie ihn mit „gantry settings“. Der nächste Versuch folgt von selbst.',
  'The proxy refuses': 'Der Proxy lehnt ab',
  'The proxy {host} refuses': 'Der Proxy {host} lehnt ab',
  'It does not let this destination through. Ask who runs it, or reach it without the proxy.':
    'Er lässt dieses Ziel nicht durch. Fragen Sie den Betreiber, oder verzichten Sie für dieses Ziel auf den Proxy.',
  'It wants to know who asks: give user and password. In the settings under Network, or with “gantry settings set network.proxyUser” and GANTRY_PROXY_PASSWORD.':
    'Er verlangt Benutzer und Passwort: Geben Sie beide an. In den Einstellungen unter „Netzwerk“ oder mit „gantry settings set network.proxyUser“ und GANTRY_PROXY_PASSWORD.',
  'Check the user and the password for it. In the settings under Network, or in network.proxyUser and GANTRY_PROXY_PASSWORD.':
    'Prüfen Sie den Benutzer und das Passwort dafür. In den Einstellungen unter „Netzwerk“ oder in network.proxyUser und GANTRY_PROXY_PASSWORD.',
  'Gantry does not speak its way to sign in. Only user and password in the clear way (Basic).':
    'Gantry beherrscht seine Art der Anmeldung nicht. Nur Benutzer und Passwort im Klartext (Basic).',
  'Gantry speaks to http and https proxies, not to SOCKS. Choose another with “gantry settings”.':
    'Gantry spricht mit http- und https-Proxys, nicht mit SOCKS. Wählen Sie einen anderen mit „gantry settings“.',
  'A PAC file is only read by the window. Choose another proxy, or none, with “gantry settings set network.proxy”.':
    'Eine PAC-Datei liest nur das Fenster. Wählen Sie mit „gantry settings set network.proxy“ einen anderen Proxy oder keinen.',
} as const;

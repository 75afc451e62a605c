import { join } from 'node:path';

/**
 * The socket of this person's message bus, as the environment names it; null where there is none that we can reach. An abstract one begins with a NUL, as Node
 * takes it.
 */
export function sessionBusPath(environment: Readonly<Record<string, string | undefined>>): string | null {
  const addresses = environment['DBUS_SESSION_BUS_ADDRESS'];
  if (addresses !== undefined && addresses !== '') return firstPathIn(addresses);
  const runtimeDirectory = environment['XDG_RUNTIME_DIR'];
  return runtimeDirectory === undefined || runtimeDirectory === '' ? null : join(runtimeDirectory, 'bus');
}

function firstPathIn(addresses: string): string | null {
  for (const address of addresses.split(';')) {
    if (!address.startsWith('unix:')) continue;
    for (const option of address.slice('unix:'.length).split(',')) {
      const [key = '', value = ''] = option.split('=', 2);
      if (key === 'path') return unescaped(value);
      if (key === 'abstract') return `\0${unescaped(value)}`;
    }
  }
  return null;
}

/** What has a meaning in an address is written as `%` and its byte. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

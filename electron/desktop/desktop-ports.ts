import { homedir } from 'node:os';
import { join } from 'node:path';
import { safeStorage, session, shell } from 'electron';
import type { Log, Ports } from '../engine/ports.ts';
import { createHostKeys } from '../host/create-host-keys.ts';
import { createEnvironmentSecrets } from '../host/environment-secrets.ts';
import { createFolderEvents } from '../host/folder-events.ts';
import type { KeptSecretForms } from '../host/kept-secret-forms.ts';
import { createOutbound } from '../host/outbound/create-outbound.ts';
import { createSecretVault } from '../host/secret-vault.ts';
import { createProxyPassword } from '../host/settings/proxy-password.ts';
import type { SettingsStore } from '../host/settings/settings-store.ts';
import { createSettingsStore } from '../host/settings/settings-store.ts';
import { systemClock } from '../host/system-clock.ts';
import { systemRandomness } from '../host/system-randomness.ts';
import { createDesktopNetwork } from './desktop-network.ts';
import { systemCipher } from './keychain.ts';
import { createSystemProxies } from './system-proxies.ts';

export interface DesktopPorts {
  readonly ports: Ports;
  readonly settings: SettingsStore;
}

/** What the desktop supplies to the engine, and the settings, which share its keychain. Only after the app is ready, as the keychain is there only then. */
export function createDesktopPorts(log: Log, dataDirectory: string, keptSecrets: KeptSecretForms): DesktopPorts {
  const vault = createSecretVault({
    path: join(dataDirectory, 'secrets.json'),
    cipher: systemCipher(safeStorage, process.platform),
    log,
    onSecret: keptSecrets.add,
  });
  log.write('info', 'keychain', { keeping: vault.keeping });
  const proxyPassword = createProxyPassword(process.env, vault);
  const settings = createSettingsStore({ path: join(dataDirectory, 'settings.json'), clock: systemClock, log, proxyPassword });
  const ports: Ports = {
    clock: systemClock,
    randomness: systemRandomness,
    log,
    secrets: createEnvironmentSecrets(process.env, vault),
    network: createDesktopNetwork(systemClock),
    hostKeys: createHostKeys({ dataDirectory, environment: process.env, homeDirectory: homedir() }),
    trash: (path) => shell.trashItem(path),
    folderEvents: createFolderEvents(process.platform),
    outbound: createOutbound({ settings, proxyPassword, findProxies: createSystemProxies(session.defaultSession, settings, systemClock) }),
  };
  return { ports, settings };
}

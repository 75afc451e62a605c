import { buildWhenStale } from '../../electron/start/build-when-stale.ts';
import type { NeededProgram } from './install-programs.ts';
import { installPrograms } from './install-programs.ts';
import type { Preparation } from './vitest-stage.ts';

const swift = ['swift-proxy', 'swift-account', 'swift-container', 'swift-object', 'memcached'];

/** The real servers that the tests start for themselves, on ports of their own, and what else they need. */
export const everydayPrograms: readonly NeededProgram[] = [
  { program: 'nginx', aptPackages: ['nginx-light'] },
  { program: 'apache2', aptPackages: ['apache2'] },
  { program: 'rclone', aptPackages: ['rclone'] },
  { program: 'sshd', aptPackages: ['openssh-server'] },
  { program: 'swift-proxy-server', aptPackages: swift },
  { program: 'swift-object-server', aptPackages: swift },
  { program: 'memcached', aptPackages: ['memcached'] },
  // Makes the certificates of the tests.
  { program: 'openssl', aptPackages: ['openssl'] },
  // Compiles the recorder of test/power.
  { program: 'cc', aptPackages: ['gcc', 'libc6-dev'] },
];

/** The app, and the programs that the ordinary tests use. */
export const preparePrograms: Preparation = async () => {
  await buildWhenStale();
  const note = await installPrograms(everydayPrograms);
  return note === null ? { leftOutBecause: null } : { leftOutBecause: null, note };
};

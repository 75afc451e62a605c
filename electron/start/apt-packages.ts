import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { runQuietly } from './run-quietly.ts';

/** True on Debian, Ubuntu and what descends from them. */
export function hasApt(): boolean {
  return process.platform === 'linux' && existsSync('/usr/bin/apt-get');
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The one command that installs packages, for people to copy. */
export function aptCommand(packages: readonly string[]): string {
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/** Installs packages as root and says so; throws with what apt printed when it cannot. */
export async function installWithApt(packages: readonly string[]): Promise<void> {
  process.stderr.write(`Installing ${packages.join(' ')} …\n`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Another apt may be at work, as on a machine that has just been started.
  const patience = ['-o', 'DPkg::Lock::Timeout=120', '-qq'];
  await runQuietly('apt-get', [...patience, 'update'], { environment });
  await runQuietly('apt-get', [...patience, 'install', '-y', '--no-install-recommends', ...packages.map(currentName)], { environment });
}

/** Newer releases call some libraries `NAMEt64`, and no longer know the plain name. */
function currentName(name: string): string {
  const isKnown = (candidate: string): boolean => spawnSync('apt-cache', ['show', candidate], { stdio: 'ignore' }).status === 0;
  return name.startsWith('lib') && isKnown(`${name}t64`) ? `${name}t64` : name;
}

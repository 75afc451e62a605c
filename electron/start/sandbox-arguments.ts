import { spawnSync } from 'node:child_process';
import { isRoot } from './apt-packages.ts';

export interface SandboxDecision {
  readonly args: readonly string[];
  /** One sentence for the terminal, or null when the sandbox is on as it should be. */
  readonly notice: string | null;
}

/**
 * Chromium refuses to run as root with its sandbox, and cannot make one where the system forbids user namespaces to ordinary
 * programs; an installed Gantry brings a set-uid helper for that, a checkout has none.
 */
export function decideSandbox(): SandboxDecision {
  if (process.platform !== 'linux') return { args: [], notice: null };
  if (isRoot()) return { args: ['--no-sandbox'], notice: 'Started as root, so without the sandbox. An ordinary user gets the sandbox.' };
  const attempt = spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' });
  if (attempt.error !== undefined || attempt.status === 0) return { args: [], notice: null };
  return { args: ['--no-sandbox'], notice: 'This system does not let ordinary programs make a sandbox, so Gantry starts without it here.' };
}

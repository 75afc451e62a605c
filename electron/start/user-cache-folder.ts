import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this system keeps what can be made again, for this user: `$XDG_CACHE_HOME/gantry` on Linux. Is not made here. */
export function userCacheFolder(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'gantry');
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'gantry', 'Cache');
  const configured = environment['XDG_CACHE_HOME'];
  // A relative path there is to be ignored, says the XDG base directory specification.
  return join(configured?.startsWith('/') ? configured : join(homedir(), '.cache'), 'gantry');
}

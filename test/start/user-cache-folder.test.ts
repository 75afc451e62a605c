import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { userCacheFolder } from '../../electron/start/user-cache-folder.ts';

it('follows the system’s rules', () => {
  expect(userCacheFolder({}, 'linux')).toBe(join(homedir(), '.cache', 'gantry'));
  expect(userCacheFolder({ XDG_CACHE_HOME: '/var/cache/me' }, 'linux')).toBe('/var/cache/me/gantry');
  expect(userCacheFolder({ XDG_CACHE_HOME: 'relative' }, 'linux')).toBe(join(homedir(), '.cache', 'gantry'));
  expect(userCacheFolder({}, 'darwin')).toBe(join(homedir(), 'Library', 'Caches', 'gantry'));
});

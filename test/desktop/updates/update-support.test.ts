import { expect, test } from 'vitest';
import type { SupportFacts } from '../../../electron/desktop/updates/update-support.ts';
import { findUpdateSupport } from '../../../electron/desktop/updates/update-support.ts';

interface Machine extends Partial<Pick<SupportFacts, 'isPackaged' | 'platform' | 'environment' | 'programPath' | 'userId'>> {
  readonly files?: Readonly<Record<string, string>>;
  readonly programs?: readonly string[];
  readonly writable?: readonly string[];
}

const feed = { '/opt/Gantry/resources/app-update.yml': 'provider: generic' };
const deb = { ...feed, '/opt/Gantry/resources/package-type': 'deb\n' };
const known = 'dpkg-query --search /opt/Gantry/gantry-desktop';
const image = { APPIMAGE: '/home/ada/Gantry.AppImage', APPDIR: '/tmp/.mount_Gantry' };

async function supportOn({ files = feed, programs = [], writable = [], ...rest }: Machine): Promise<string> {
  const support = await findUpdateSupport({
    ...{ isPackaged: true, platform: 'linux', environment: {}, programPath: '/opt/Gantry/gantry-desktop', userId: 1000 },
    resourcesPath: '/opt/Gantry/resources',
    read: (path) => files[path] ?? null,
    exists: (path) => path in files,
    mayWriteIn: (folder) => writable.includes(folder),
    succeeds: async (program, words) => programs.includes([program, ...words].join(' ')),
    ...rest,
  });
  return support.kind === 'can' ? `${support.package} by ${support.right}` : support.obstacle;
}

test.each<[string, Machine, string]>([
  ['a checkout', { isPackaged: false }, 'development'],
  ['a build that names no server', { files: {} }, 'no-feed'],
  ['an unpacked archive', {}, 'no-package'],
  ['an archive made of the folder of a deb', { files: deb, programs: ['pkexec --version'] }, 'no-package'],
  ['a deb, root', { files: deb, programs: [known], userId: 0 }, 'deb by root'],
  ['a deb, nobody asks', { files: deb, programs: [known, 'sudo --non-interactive true', 'pkexec --version'] }, 'deb by sudo'],
  ['a deb, the desktop asks', { files: deb, programs: [known, 'pkexec --version'] }, 'deb by pkexec'],
  ['a deb, and no way to become root', { files: deb, programs: [known] }, 'no-rights'],
  [
    'an rpm',
    {
      files: { ...feed, '/opt/Gantry/resources/package-type': 'rpm' },
      programs: ['rpm --query --file /opt/Gantry/gantry-desktop', 'pkexec --version'],
    },
    'rpm by pkexec',
  ],
  ['an AppImage', { environment: image, programPath: '/tmp/.mount_Gantry/gantry-desktop', writable: ['/home/ada'] }, 'appimage by alone'],
  ['an AppImage of somebody else’s', { environment: image, programPath: '/tmp/.mount_Gantry/gantry-desktop' }, 'no-rights'],
  // Every program that is started from an AppImage inherits its variables.
  ['a deb that was started from another AppImage', { files: deb, programs: [known], userId: 0, environment: image }, 'deb by root'],
  [
    'an installation on Windows',
    { platform: 'win32', files: { ...feed, '/opt/Gantry/resources/../Uninstall Gantry.exe': '' } },
    'nsis by alone',
  ],
  ['the portable one', { platform: 'win32' }, 'no-package'],
  ['an app on macOS', { platform: 'darwin', programPath: '/Applications/Gantry.app/Contents/MacOS/Gantry' }, 'mac by alone'],
  ['an app on its disk image', { platform: 'darwin', programPath: '/Volumes/Gantry/Gantry.app/Contents/MacOS/Gantry' }, 'no-package'],
])('%s', async (_name, machine, expected) => {
  expect(await supportOn(machine)).toBe(expected);
});

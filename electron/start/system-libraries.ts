import { spawnSync } from 'node:child_process';
import { aptCommand, hasApt, installWithApt, isRoot } from './apt-packages.ts';

/** What Electron loads from the system, and fonts for what people call their files. */
const electronPackages = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libxkbcommon0',
  'libnotify4',
  'fonts-noto-core',
  'fonts-noto-cjk',
  'fonts-noto-color-emoji',
];
const displayPackages = ['xvfb'];

/** Libraries that the program's loader does not find; empty when all are there, and everywhere but on Linux. */
export function missingLibraries(executablePath: string): readonly string[] {
  if (process.platform !== 'linux') return [];
  const listed = spawnSync('ldd', [executablePath], { encoding: 'utf8' });
  return parseMissingLibraries(listed.stdout ?? '');
}

/** Reads what `ldd` prints. */
export function parseMissingLibraries(lddOutput: string): readonly string[] {
  return lddOutput
    .split('\n')
    .filter((line) => line.includes('=> not found'))
    .map((line) => line.trim().split(' ')[0] ?? line);
}

/**
 * Makes sure that this Electron has its libraries, and a virtual display where one is needed: installs what is missing as root on
 * Debian and Ubuntu; throws with the one command for people everywhere else.
 */
export async function ensureSystemLibraries(executablePath: string, needsVirtualDisplay: boolean): Promise<void> {
  if (process.platform !== 'linux') return;
  const libraries = missingLibraries(executablePath);
  const lacksDisplay = needsVirtualDisplay && !hasVirtualDisplay();
  const packages = [...(libraries.length > 0 ? electronPackages : []), ...(lacksDisplay ? displayPackages : [])];
  if (packages.length === 0) return;
  const missing = [...libraries, ...(lacksDisplay ? ['Xvfb, a virtual display'] : [])].join(', ');
  if (!hasApt()) throw new Error(`This system lacks ${missing}. Install it with the package manager of this system, then start again.`);
  if (!isRoot()) throw new Error(`This system lacks ${missing}. This installs it:\n\n  ${aptCommand(packages)}\n`);
  await installWithApt(packages);
  const stillMissing = missingLibraries(executablePath);
  if (stillMissing.length > 0) throw new Error(`Still missing after the installation: ${stillMissing.join(', ')}.`);
}

function hasVirtualDisplay(): boolean {
  return spawnSync('which', ['Xvfb'], { stdio: 'ignore' }).status === 0;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasApt, isRoot } from '../../electron/start/apt-packages.ts';
import { buildWhenStale } from '../../electron/start/build-when-stale.ts';
import { endWithMessage } from '../../electron/start/end-with-message.ts';
import { canUseFallback, prepareFallbackElectron } from '../../electron/start/fallback-electron.ts';
import { projectFolder } from '../../electron/start/project-folder.ts';
import { runQuietly } from '../../electron/start/run-quietly.ts';
import { ensureSystemLibraries } from '../../electron/start/system-libraries.ts';
import { startVirtualDisplay } from '../../electron/start/virtual-display.ts';
import { installPrograms } from '../run/install-programs.ts';
import { checkArchive, checkFuses, checkLauncher, checkUnpacked, sizeOf } from './checks/inspect-package.ts';
import { tryAppImage } from './checks/try-app-image.ts';
import { tryEntrances } from './checks/try-entrances.ts';
import { tryNoUpdates, tryRefusedUpdates, tryUpdate, tryUpdateAtEnd } from './checks/try-updates.ts';
import { useCommand } from './checks/use-command.ts';
import { checkDesktopFile, installDeb, isDebInstalled, removeDeb } from './checks/use-deb.ts';
import { useWindow } from './checks/use-window.ts';
import { createBecomingRoot } from './parts/becoming-root.ts';
import { buildWithFallback } from './parts/build-with-fallback.ts';
import { createChecklist } from './parts/checklist.ts';
import type { OrdinaryUser } from './parts/ordinary-user.ts';
import { createOrdinaryUser } from './parts/ordinary-user.ts';
import { createUpdateStage, versions } from './parts/update-stage.ts';

// Usage: run.ts [packages | updates]    builds the packages that this system can build, installs, starts, uses and removes them; and has an old one update
//   itself to a new one. Debian or Ubuntu on x64, as root.
const version = '0.9.1';
const part = process.argv[2] ?? 'both';
const programs = [
  { program: '7za', aptPackages: ['p7zip-full'] },
  { program: 'desktop-file-validate', aptPackages: ['desktop-file-utils'] },
  { program: 'sudo', aptPackages: ['sudo'] },
];

const say = (text: string): void => void process.stdout.write(text);
const { check, sum } = createChecklist(say, () => performance.now());

async function main(): Promise<void> {
  if (!canUseFallback() || !hasApt() || !isRoot()) throw new Error('Packages are tried on Debian or Ubuntu on x64, as root.');
  if (await isDebInstalled()) throw new Error('Gantry is installed here. Remove it first: the test installs its own, and takes it away.');
  await ensureSystemLibraries(await prepareFallbackElectron(), true);
  await installPrograms(programs);
  await buildWhenStale();
  // Not in a place of one user: the ordinary user of the test must reach it.
  const folder = await mkdtemp(join(tmpdir(), 'gantry-package-'));
  await runQuietly('chmod', ['755', folder]);
  const display = await startVirtualDisplay();
  let user: OrdinaryUser | null = null;
  try {
    user = await createOrdinaryUser();
    if (part !== 'updates') await tryPackages(folder, user, display.display);
    if (part !== 'packages') await tryUpdates(folder, user, display.display);
  } finally {
    if (await isDebInstalled()) await runQuietly('dpkg', ['--purge', 'gantry']);
    await user?.remove();
    display.stop();
    await rm(folder, { recursive: true, force: true });
  }
  process.exitCode = sum();
}

async function tryPackages(folder: string, user: OrdinaryUser, display: string): Promise<void> {
  let files: readonly string[] = [];
  await check('builds unpacked, tar.gz and deb', async () => {
    files = await buildWithFallback({ folder, version, targets: ['tar.gz', 'deb'] });
    return `${files.length} packages`;
  });
  const fileOf = (ending: string): string => files.find((path) => path.endsWith(ending)) ?? `no ${ending}`;

  const unpacked = join(folder, 'linux-unpacked');
  const resources = join(unpacked, 'resources');
  const program = join(unpacked, 'gantry-desktop');
  await check('unpacked: fuses', () => checkFuses(program));
  await check('unpacked: archive', () => checkArchive(resources));
  await check('unpacked: native code', () => checkUnpacked(resources));
  await check('unpacked: size', () => sizeOf(unpacked));
  const launcher = join(projectFolder, 'electron', 'build-resources', 'linux', 'gantry');
  await check('unpacked: launcher', () => checkLauncher(join(unpacked, 'bin', 'gantry'), launcher));
  await check('unpacked: entrances', () => tryEntrances(user, program, display));
  await check('unpacked: window', () => useWindow(user, program, display, 'unpacked window'));

  const home = join(user.home, 'programs');
  await check('tar.gz: unpacks', async () => {
    await user.run('mkdir', [home]);
    const { exitCode } = await user.run('tar', [
      '--extract',
      '--gzip',
      '--strip-components=1',
      '--directory',
      home,
      '--file',
      fileOf('.tar.gz'),
    ]);
    if (exitCode !== 0) throw new Error(`tar ended with ${exitCode}`);
    return '';
  });
  await check('tar.gz: window', () => useWindow(user, join(home, 'gantry-desktop'), display, 'tar window'));
  await check('tar.gz: command', () => useCommand(user, join(home, 'bin', 'gantry'), version, 'tar command'));

  if (!(await check('deb: installs', () => installDeb(fileOf('.deb'))))) return;
  await check('deb: desktop entry', checkDesktopFile);
  await check('deb: launcher', () => checkLauncher('/usr/bin/gantry', launcher));
  await check('deb: window', () => useWindow(user, '/usr/bin/gantry-desktop', display, 'deb window'));
  await check('deb: command', () => useCommand(user, 'gantry', version, 'deb command'));
  await check('deb: command as root', async () => (await runQuietly('gantry', ['--version'])).trim());
  await check('deb: removes', removeDeb);
}

async function tryUpdates(folder: string, user: OrdinaryUser, display: string): Promise<void> {
  let built: Awaited<ReturnType<typeof createUpdateStage>> | null = null;
  await check('updates: builds an old and a new one', async () => {
    built = await createUpdateStage(join(folder, 'updates'));
    return `${versions.old} and ${versions.new}`;
  });
  const stage = built as Awaited<ReturnType<typeof createUpdateStage>> | null;
  if (stage === null) return;
  const root = await createBecomingRoot(user);
  try {
    const parts = { user, display, stage, root };
    if (!(await check('updates: installs the old one', () => installDeb(stage.oldDeb)))) return;
    await check('updates: off', () => tryNoUpdates(parts));
    await check('updates: refused', () => tryRefusedUpdates(parts));
    await check('updates: old to new, with a queue at work', () => tryUpdate(parts));
    await runQuietly('dpkg', ['--install', stage.oldDeb]);
    await check('updates: at an ordinary end', () => tryUpdateAtEnd(parts));
    await check('updates: removes', removeDeb);
    await check('updates: as an AppImage', () => tryAppImage(parts));
  } finally {
    await root.remove();
    await stage.feed.close();
  }
}

await main().catch(endWithMessage);

import assert from 'node:assert/strict';
import { access, readFile } from 'node:fs/promises';
import { runQuietly } from '../../../electron/start/run-quietly.ts';
import { hasProgram } from '../../servers/has-program.ts';

const apt = ['-qq', '-o', 'DPkg::Lock::Timeout=120'];
const desktopFile = '/usr/share/applications/gantry-desktop.desktop';
/** What must be there after the installation, and gone after the removal. */
const places = [
  '/opt/Gantry',
  '/usr/bin/gantry',
  '/usr/bin/gantry-desktop',
  desktopFile,
  '/usr/share/icons/hicolor/256x256/apps/gantry-desktop.png',
  '/usr/share/kio/servicemenus/gantry.desktop',
  '/usr/share/Thunar/sendto/gantry.desktop',
  '/usr/share/nautilus-python/extensions/gantry.py',
];

/** Installs as a person does, with what the package says it needs. */
export async function installDeb(path: string): Promise<string> {
  await runQuietly('apt-get', [...apt, 'install', '-y', '--no-install-recommends', path], {
    environment: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  for (const place of places) await access(place);
  const status = await runQuietly('dpkg-query', ['--status', 'gantry']);
  assert.match(status, /^Status: install ok installed$/m);
  return `${(Number(/^Installed-Size: (\d+)$/m.exec(status)?.[1]) / 1000).toFixed(0)} MB on disk`;
}

/** The entry of the system's menu. */
export async function checkDesktopFile(): Promise<string> {
  const text = await readFile(desktopFile, 'utf8');
  assert.match(text, /^Exec=\/opt\/Gantry\/gantry-desktop -- %U$/m);
  assert.match(text, /^MimeType=x-scheme-handler\/gantry;$/m);
  assert.match(text, /^StartupWMClass=gantry-desktop$/m);
  assert.match(text, /^GenericName\[de\]=Upload-Manager$/m);
  assert.match(text, /^Name\[de\]=Alle anhalten$/m);
  if (!hasProgram('desktop-file-validate')) return 'read; not validated, as desktop-file-validate is not installed';
  assert.equal(await runQuietly('desktop-file-validate', [desktopFile]), '');
  return 'valid';
}

/** Takes the package away, and looks whether anything of it stays. */
export async function removeDeb(): Promise<string> {
  await runQuietly('dpkg', ['--purge', 'gantry']);
  for (const place of places) await assert.rejects(access(place), `${place} is gone`);
  return 'nothing left';
}

export async function isDebInstalled(): Promise<boolean> {
  return await runQuietly('dpkg-query', ['--show', 'gantry']).then(
    () => true,
    () => false,
  );
}

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../project-folder.ts';
import { runQuietly } from '../run-quietly.ts';
import type { Architecture } from './build-packages.ts';

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly integrity: string } | undefined>>;
}

/** What npm calls the prebuilt database of a system and a processor; null: there is none, as for Windows on ARM, where Node's own SQLite takes its place. */
export function databasePackage(platform: NodeJS.Platform, architecture: Architecture): string | null {
  if (platform === 'linux') return `@libsql/linux-${architecture}-gnu`;
  if (platform === 'darwin') return `@libsql/darwin-${architecture}`;
  return architecture === 'x64' ? '@libsql/win32-x64-msvc' : null;
}

/** npm installs the prebuilt database of this machine's processor only: fetches another's, in the version and with the checksum of the lock file. */
export async function addDatabaseBinary(architecture: Architecture): Promise<void> {
  const name = databasePackage(process.platform, architecture);
  if (name === null) return;
  const folder = join(projectFolder, 'node_modules', name);
  if (existsSync(folder)) return;
  const lock = JSON.parse(readFileSync(join(projectFolder, 'package-lock.json'), 'utf8')) as LockFile;
  const entry = lock.packages[`node_modules/${name}`];
  if (entry === undefined) throw new Error(`package-lock.json does not know ${name}.`);
  const workFolder = `${folder}.new`;
  rmSync(workFolder, { recursive: true, force: true });
  mkdirSync(workFolder, { recursive: true });
  await runQuietly('npm', ['pack', '--silent', '--pack-destination', workFolder, `${name}@${entry.version}`], { cwd: projectFolder });
  const archive = readdirSync(workFolder)[0];
  if (archive === undefined) throw new Error(`npm did not deliver ${name}.`);
  const digest = createHash('sha512')
    .update(readFileSync(join(workFolder, archive)))
    .digest('base64');
  if (`sha512-${digest}` !== entry.integrity) throw new Error(`${name} is not what package-lock.json says: its checksum differs.`);
  await runQuietly('tar', ['-xzf', archive], { cwd: workFolder });
  renameSync(join(workFolder, 'package'), folder);
  rmSync(workFolder, { recursive: true });
}

import { updateFailed } from './update-error-of.ts';
import type { PackageKind, UpdateSupport } from './update-support.ts';

export type SystemPackage = Extract<PackageKind, 'deb' | 'rpm'>;
type Right = (UpdateSupport & { readonly kind: 'can' })['right'];

/** What the steps below end with where the copy is not what was announced. */
const damagedExit = 90;
/** pkexec: nobody signed in, or may not (pkexec(1)). */
const refusedExits: readonly (number | null)[] = [126, 127];

const installers: Readonly<Record<SystemPackage, string>> = {
  deb: `if command -v apt-get >/dev/null; then
  apt-get -qq -o DPkg::Lock::Timeout=120 install -y --no-install-recommends --allow-downgrades "$copy"
else
  dpkg --install "$copy"
fi`,
  rpm: `if command -v dnf >/dev/null; then
  dnf install -y --nogpgcheck "$copy"
elif command -v zypper >/dev/null; then
  zypper --non-interactive --no-refresh install --allow-unsigned-rpm "$copy"
else
  rpm --upgrade --oldpackage "$copy"
fi`,
};

/**
 * Runs as root, with the file as $1 and its SHA-512 as $2. The file lies where the person may write, and so may every program of theirs: what is installed is
 * a copy that nobody else can change, and that was compared. Before that nobody else can read it either: the file may be a link to what only root may read.
 */
function stepsFor(kind: SystemPackage): string {
  return `set -eu
export DEBIAN_FRONTEND=noninteractive
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
copy="$folder/gantry.${kind}"
cp -- "$1" "$copy"
printf '%s  %s\\n' "$2" "$copy" | sha512sum --check --status || exit ${damagedExit}
chmod 755 "$folder"
chmod 644 "$copy"
${installers[kind]}`;
}

export interface InstallPackageOptions {
  readonly kind: SystemPackage;
  readonly right: Right;
  readonly file: string;
  /** SHA-512 in hexadecimal digits. */
  readonly digest: string;
  /** Runs a program without a shell, to its end. Rejects where it cannot be started. */
  run(program: string, words: readonly string[]): Promise<number | null>;
}

/**
 * Installs a package of the system's own, with one question for a password at most. In place of electron-updater's way, which asks a second time when the
 * first answer was no, has a shell read the path, and "repairs" by what may remove Gantry. Throws `update-failed`.
 */
export async function installPackage({ kind, right, file, digest, run }: InstallPackageOptions): Promise<void> {
  const steps = ['/bin/sh', '-c', stepsFor(kind), 'gantry-update', file, digest] as const;
  const [program, ...words] = withRight(right, steps);
  let exitCode: number | null;
  try {
    exitCode = await run(program, words);
  } catch (error) {
    throw updateFailed('refused', {}, error);
  }
  if (exitCode === 0) return;
  if (exitCode === damagedExit) throw updateFailed('damaged');
  throw updateFailed(right === 'pkexec' && refusedExits.includes(exitCode) ? 'refused' : 'not-installed');
}

function withRight(right: Right, steps: readonly [string, ...string[]]): readonly [string, ...string[]] {
  switch (right) {
    case 'sudo':
      return ['sudo', '--non-interactive', ...steps];
    case 'pkexec':
      return ['pkexec', '--disable-internal-agent', ...steps];
    case 'root':
    case 'alone':
      return steps;
  }
}

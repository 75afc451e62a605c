import type { HouseRule, SourceFile, Violation } from '../source-file.ts';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly integrity?: string;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
}

/**
 * Exact versions; a lock file that names no registry and checks every package; every install script allowed or refused by name, so
 * that an npm that runs none by itself still installs.
 */
export const pinnedPackages: HouseRule = (files) => {
  const manifestFile = files.find(({ path }) => path === 'package.json');
  const lockFile = files.find(({ path }) => path === 'package-lock.json');
  if (manifestFile === undefined || lockFile === undefined) return ['package.json:1 or package-lock.json is missing'];
  const manifest = JSON.parse(manifestFile.text) as Manifest;
  return [...unpinned(manifest), ...wronglyLocked(lockFile, manifest)];
};

function unpinned({ dependencies, devDependencies }: Manifest): readonly Violation[] {
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `package.json:1 ${name} has no exact version (${version})`);
}

function wronglyLocked(lockFile: SourceFile, manifest: Manifest): readonly Violation[] {
  const { packages } = JSON.parse(lockFile.text) as Lock;
  const decided = new Set(Object.keys(manifest.allowScripts ?? {}).map((key) => key.replace(/(?<=.)@.*/, '')));
  return Object.entries(packages).flatMap(([path, { resolved, link, integrity, inBundle, hasInstallScript }]) => {
    if (path === '' || link) return [];
    const name = path.replace(/.*node_modules\//, '');
    return [
      ...(resolved === undefined ? [] : [`package-lock.json:1 ${name} is bound to ${resolved}`]),
      ...(integrity === undefined && !inBundle ? [`package-lock.json:1 ${name} has no checksum`] : []),
      ...(hasInstallScript && !decided.has(name) ? [`package.json:1 allowScripts does not decide about ${name}`] : []),
    ];
  });
}

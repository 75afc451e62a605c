import { describe, expect, it } from 'vitest';
import { plant } from './plant.ts';
import { readProject } from './read-project.ts';
import { pinnedPackages } from './rules/pinned-packages.ts';

function check(manifest: object, locked: object): readonly string[] {
  const packages = { '': {}, 'node_modules/react': { integrity: 'sha512-x', ...locked } };
  return pinnedPackages(plant({ 'package.json': JSON.stringify(manifest), 'package-lock.json': JSON.stringify({ packages }) }));
}

describe('pinned packages', () => {
  it('are all that the project has', () => {
    expect(pinnedPackages(readProject())).toEqual([]);
  });

  it.each(['^19.0.0', '~19.0.0', '*', 'latest', '>=19'])('sees the range %s', (version) => {
    expect(check({ dependencies: { react: version } }, {})).toEqual([`package.json:1 react has no exact version (${version})`]);
  });

  it('sees an address of a registry in the lock file', () => {
    expect(check({}, { resolved: 'https://example.org/react.tgz' })).toHaveLength(1);
  });

  it('sees a package without a checksum', () => {
    expect(check({}, { integrity: undefined })).toHaveLength(1);
  });

  it('sees an install script that nobody decided about', () => {
    expect(check({}, { hasInstallScript: true })).toEqual(['package.json:1 allowScripts does not decide about react']);
    expect(check({ allowScripts: { 'react@19.0.0': true } }, { hasInstallScript: true })).toEqual([]);
    expect(check({ allowScripts: { react: false } }, { hasInstallScript: true })).toEqual([]);
  });
});

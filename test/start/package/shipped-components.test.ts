import { expect, test } from 'vitest';
import { databasePackage } from '../../../electron/start/package/add-database-binary.ts';
import { importedPackages } from '../../../electron/start/package/imported-packages.ts';
import { releaseChanges } from '../../../electron/start/package/release-changes.ts';
import { shippedComponents } from '../../../electron/start/package/shipped-components.ts';
import { projectFolder } from '../../../electron/start/project-folder.ts';

const component = (name: string) => ({ 'bom-ref': `${name}@1`, name, version: '1' });
const bill = {
  components: ['app-part', 'deep', 'tester', 'electron', 'fetcher', 'shown'].map(component),
  dependencies: [
    { ref: 'gantry@1', dependsOn: ['app-part@1', 'tester@1', 'electron@1', 'shown@1'] },
    { ref: 'app-part@1', dependsOn: ['deep@1'] },
    { ref: 'deep@1', dependsOn: ['app-part@1'] },
    { ref: 'tester@1', dependsOn: ['fetcher@1'] },
    { ref: 'electron@1', dependsOn: ['fetcher@1'] },
    { ref: 'fetcher@1', dependsOn: [] },
    { ref: 'shown@1', dependsOn: [] },
  ],
};

test('what only builds and tests is not in the bill, what is built in is', () => {
  const { components, dependencies } = shippedComponents(bill, ['app-part', 'shown'], ['electron']);
  expect(components.map(({ name }) => name)).toEqual(['app-part', 'deep', 'electron', 'shown']);
  expect(dependencies).toEqual([
    { ref: 'gantry@1', dependsOn: ['app-part@1', 'electron@1', 'shown@1'] },
    { ref: 'app-part@1', dependsOn: ['deep@1'] },
    { ref: 'deep@1', dependsOn: ['app-part@1'] },
    { ref: 'electron@1', dependsOn: [] },
    { ref: 'shown@1', dependsOn: [] },
  ]);
  expect(() => shippedComponents(bill, ['unheard-of'], [])).toThrow('no unheard-of');
});

test('the packages that the app names are found, those of the checkout are not', () => {
  const packages = importedPackages(projectFolder);
  for (const name of ['electron', 'react', 'react-dom', 'zustand', 'lucide-react', 'libsql', '@aws-sdk/client-s3'])
    expect(packages).toContain(name);
  for (const name of ['playwright-core', 'electron-builder', 'vitest', '@electron/asar']) expect(packages).not.toContain(name);
});

test('every prebuilt database has its name, and Windows on ARM none', () => {
  expect(databasePackage('linux', 'arm64')).toBe('@libsql/linux-arm64-gnu');
  expect(databasePackage('darwin', 'x64')).toBe('@libsql/darwin-x64');
  expect(databasePackage('win32', 'x64')).toBe('@libsql/win32-x64-msvc');
  expect(databasePackage('win32', 'arm64')).toBeNull();
});

test('only a release has a place for its updates, and only what is signed has the hardened runtime', () => {
  expect(releaseChanges('somebody/gantry', { CSC_LINK: 'certificate' })).toEqual({
    extraMetadata: { homepage: 'https://github.com/somebody/gantry' },
    publish: { provider: 'github', owner: 'somebody', repo: 'gantry', releaseType: 'draft' },
  });
  const own = releaseChanges(null, { CSC_LINK: '' });
  expect(own).not.toHaveProperty('publish');
  expect(own.mac).toEqual({ hardenedRuntime: false });
  expect(() => releaseChanges('https://elsewhere/x', {})).toThrow('OWNER/NAME');
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appId } from '../../electron/desktop/app-id.ts';
import { desktopActions } from '../../electron/desktop/desktop-action.ts';
import { autostartEntry } from '../../electron/desktop/places/autostart-entry.ts';
import { projectFolder } from '../../electron/start/project-folder.ts';
import { german } from '../../shared/language/german.ts';
import { hasProgram } from '../servers/has-program.ts';

type Content = Readonly<Record<string, unknown>>;

// The reader of electron-builder itself.
const load = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const { load: parse } = load('js-yaml') as { load(text: string): unknown };
const textOf = (...path: readonly string[]): string => readFileSync(join(projectFolder, ...path), 'utf8');
const configuration = parse(textOf('electron-builder.yml')) as Content;
const partOf = (name: string): Content => configuration[name] as Content;
const targetsOf = (name: string): unknown => partOf(name)['target'];

const both = { arch: ['x64', 'arm64'] };

test('every system has its packages, for both processors', () => {
  expect(targetsOf('linux')).toEqual(['AppImage', 'deb', 'rpm', 'tar.gz'].map((target) => ({ target, ...both })));
  expect(targetsOf('win')).toEqual(['nsis', 'portable'].map((target) => ({ target, ...both })));
  expect(targetsOf('mac')).toEqual(['dmg', 'zip'].map((target) => ({ target, ...both })));
  expect(partOf('nsis')).toMatchObject({ perMachine: false, oneClick: true, deleteAppDataOnUninstall: false });
});

test('a built app cannot be made to run other code', () => {
  expect(configuration['electronFuses']).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
  expect(configuration['asar']).toBe(true);
});

test('no system has a list of files of its own, which would take in the whole checkout', () => {
  for (const system of ['linux', 'win', 'mac']) expect(partOf(system)).not.toHaveProperty('files');
});

test('macOS gets the hardened runtime with one entitlement, and is ready for its notary', () => {
  expect(partOf('mac')).toMatchObject({ hardenedRuntime: true, entitlements: partOf('mac')['entitlementsInherit'] });
  expect(partOf('mac')).not.toHaveProperty('notarize', false);
  const keys = [...textOf(String(partOf('mac')['entitlements'])).matchAll(/<key>(.*)<\/key>\s*<true\/>/g)].map(([, key]) => key);
  expect(keys).toEqual(['com.apple.security.cs.allow-jit']);
});

test('addresses of ours and the entries of the icon’s menu are registered', () => {
  expect(configuration['protocols']).toEqual([{ name: 'Gantry', schemes: ['gantry'] }]);
  const { entry, desktopActions: entries } = partOf('linux')['desktop'] as {
    entry: Content;
    desktopActions: Readonly<Record<string, Content>>;
  };
  expect(entry['Actions']).toBe(`${Object.keys(entries).join(';')};`);
  expect(Object.values(entries).map(({ Name, Exec }) => `${String(Name)} ${String(Exec)}`)).toEqual(
    desktopActions.map((action) => `${action.label} gantry-desktop ${action.switch}`),
  );
  expect(Object.values(entries).map((action) => action['Name[de]'])).toEqual(desktopActions.map(({ label }) => german[label]));
  const manifest = JSON.parse(textOf('package.json')) as Content;
  expect(manifest['desktopName']).toBe(`${String(partOf('linux')['executableName'])}.desktop`);
});

test('what the system shows of a package is there in German, too', () => {
  // Chromium's own words and, on macOS, the system's in our menus: nothing is taken out.
  for (const part of [configuration, ...['linux', 'win', 'mac'].map(partOf)]) expect(part).not.toHaveProperty('electronLanguages');
  expect(partOf('nsis')).toMatchObject({ multiLanguageInstaller: true, installerLanguages: ['en_US', 'de_DE'] });
  const { entry } = partOf('linux')['desktop'] as { readonly entry: Content };
  for (const key of ['GenericName', 'Keywords']) expect(entry[`${key}[de]`]).not.toBe(entry[key]);
  expect(autostartEntry({ words: ['gantry-desktop'], dataDirectory: '/d', isElsewhere: false })).toContain(
    `Comment=${String(partOf('linux')['synopsis'])}\nComment[de]=${String(entry['Comment[de]'])}\n`,
  );
});

test('every package holds the command', () => {
  const command = 'electron/build-resources/linux/gantry';
  expect(partOf('linux')['extraFiles']).toEqual([{ from: command, to: 'bin/gantry' }]);
  for (const format of ['deb', 'rpm']) expect(partOf(format)['fpm']).toContain(`${command}=/usr/bin/gantry`);
  expect(partOf('mac')['extraResources']).toEqual([{ from: 'electron/build-resources/mac/gantry', to: 'bin/gantry' }]);
  expect(partOf('win')['extraResources']).toMatchObject([{ to: 'bin', filter: ['gantry.cmd', 'user-path.ps1'] }]);
  for (const system of ['linux', 'mac']) {
    expect(statSync(join(projectFolder, 'electron', 'build-resources', system, 'gantry')).mode & 0o111).toBe(0o111);
  }
});

test('what a release is built with is named by its commit, which nobody can point elsewhere', () => {
  const used = [...textOf('.github', 'workflows', 'release.yml').matchAll(/uses: (.*)/g)].map(([, action]) => action);
  expect(used.length).toBeGreaterThan(3);
  for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('what the system gives to Gantry comes after two dashes, and each file manager has its entry', () => {
  expect(partOf('linux')['executableArgs']).toEqual(['--']);
  expect(partOf('appImage')['executableArgs']).toEqual(['--no-sandbox', '--']);
  const folder = ['electron', 'build-resources', 'linux', 'file-managers'];
  const entries = [
    ['dolphin.desktop', '/usr/share/kio/servicemenus/gantry.desktop', /^Exec=gantry-desktop -- %F$/m],
    ['thunar.desktop', '/usr/share/Thunar/sendto/gantry.desktop', /^Exec=gantry-desktop -- %F$/m],
    ['nautilus.py', '/usr/share/nautilus-python/extensions/gantry.py', /"gantry-desktop", "--", \*paths/],
  ] as const;
  for (const [file, place, start] of entries) {
    for (const format of ['deb', 'rpm']) expect(partOf(format)['fpm']).toContain(`${folder.join('/')}/${file}=${place}`);
    expect(textOf(...folder, file)).toMatch(start);
  }
  const installer = textOf('electron', 'build-resources', 'windows', 'installer.nsh');
  expect(installer).toContain('CreateShortCut "$SENDTO\\Gantry.lnk" "$INSTDIR\\Gantry.exe" "--"');
  expect(installer.slice(installer.indexOf('customUnInstall'))).toContain('Delete "$SENDTO\\Gantry.lnk"');
});

test.skipIf(!hasProgram('python3'))('Nautilus offers what has a path, and starts Gantry with it word for word', () => {
  const place = mkdtempSync(join(tmpdir(), 'gantry-nautilus-'));
  try {
    mkdirSync(join(place, 'gi', 'repository'), { recursive: true });
    writeFileSync(join(place, 'gi', '__init__.py'), '');
    writeFileSync(
      join(place, 'gi', 'repository', '__init__.py'),
      `import os
class GObject:
    class GObject: pass
class Item:
    def __init__(self, **facts): self.facts = facts
    def connect(self, _name, call, *given): self.press = lambda: call(self, *given)
class GLib:
    get_language_names = staticmethod(lambda: os.environ["NAMES"].split(" "))
class Nautilus:
    class MenuProvider: pass
    MenuItem = Item
`,
    );
    const script = `import json, runpy, subprocess, sys
started = []
subprocess.Popen = lambda words, **options: started.append([words, options])
Menu = runpy.run_path(sys.argv[1])["GantryMenu"]
class File:
    def __init__(self, path): self.path = path
    def get_location(self): return self
    def get_path(self): return self.path
menu = Menu()
for given in ([[File("/a b"), File("/--inspect")]], ["window", [File("/c")]]): menu.get_file_items(*given)[0].press()
print(json.dumps([started, menu.get_file_items([File("/c")])[0].facts["label"], menu.get_file_items([File(None)]), menu.get_file_items([]), menu.get_background_items("folder")]))`;
    const extension = join(projectFolder, 'electron', 'build-resources', 'linux', 'file-managers', 'nautilus.py');
    const answerIn = (names: string): unknown =>
      JSON.parse(
        execFileSync('python3', ['-B', '-c', script, extension], {
          env: { ...process.env, PYTHONPATH: place, NAMES: names },
          encoding: 'utf8',
        }),
      );
    const options = { start_new_session: true };
    const started = [
      [['gantry-desktop', '--', '/a b', '/--inspect'], options],
      [['gantry-desktop', '--', '/c'], options],
    ];
    expect(answerIn('fr_FR.UTF-8 fr C')).toEqual([started, 'Send with Gantry', [], [], []]);
    expect(answerIn('fr de_AT.UTF-8 de_AT de C')).toEqual([started, 'Mit Gantry senden', [], [], []]);
  } finally {
    rmSync(place, { recursive: true });
  }
});

test('a release is built on the three systems from a tag, and only a release knows where its updates are', () => {
  expect(configuration['publish']).toBeNull();
  const workflow = parse(textOf('.github', 'workflows', 'release.yml')) as {
    readonly on: unknown;
    readonly permissions: unknown;
    readonly jobs: Readonly<Record<string, { readonly strategy?: Content; readonly steps: readonly Content[] }>>;
  };
  expect(workflow.on).toEqual({ push: { tags: ['v*'] } });
  expect(workflow.permissions).toEqual({ contents: 'read' });
  expect(workflow.jobs['build']?.strategy).toMatchObject({
    matrix: { include: [{ system: 'linux' }, { system: 'windows' }, { system: 'macos' }] },
  });
  const commands = Object.values(workflow.jobs).flatMap(({ steps }) => steps.map(({ run }) => String(run)));
  for (const part of ['npm ci', 'npm run package', 'test/package/try-built.ts', 'sha256sum', 'gh release create']) {
    expect(commands.some((command) => command.includes(part))).toBe(true);
  }
});

test('the packages have the name by which the app calls itself', () => {
  expect(readFileSync(join(projectFolder, 'electron-builder.yml'), 'utf8')).toContain(`appId: ${appId}\n`);
});

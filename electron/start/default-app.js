// The stock entry of a development Electron, as far as this project needs it: `electron [options] FOLDER` loads the app in FOLDER.
// It runs inside the fallback Electron, which comes without one.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const preloadedModules = [];
let appPath = null;

for (let index = 1; index < process.argv.length; index += 1) {
  const argument = process.argv[index];
  if (argument === '--version' || argument === '-v') {
    process.stdout.write(`v${process.versions.electron}\n`);
    process.exit(0);
  } else if (argument === '-r' || argument === '--require') {
    index += 1;
    preloadedModules.push(process.argv[index]);
  } else if (argument.startsWith('--app=')) {
    appPath = argument.slice('--app='.length);
    break;
  } else if (!argument.startsWith('-')) {
    appPath = argument;
    break;
  }
}

if (appPath === null) {
  process.stderr.write('No app given. Usage: electron [options] FOLDER\n');
  process.exit(1);
}

// Playwright steers the app through a module that it has loaded first.
if (preloadedModules.length > 0) Module._preloadModules(preloadedModules);
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });

const folder = resolve(appPath);
const manifestPath = join(folder, 'package.json');
if (existsSync(manifestPath)) {
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  app.name = manifest.productName ?? manifest.name ?? app.name;
  app.setDesktopName(manifest.desktopName ?? `${app.name}.desktop`);
}

try {
  const entry = createRequire(join(folder, 'entry.js')).resolve(folder);
  app.setAppPath(folder);
  await import(pathToFileURL(entry).href);
} catch (error) {
  process.stderr.write(`The app did not load.\n${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
}

import { spawn } from 'node:child_process';
import { buildWhenStale } from './build-when-stale.ts';
import { endWithMessage } from './end-with-message.ts';
import { projectFolder } from './project-folder.ts';
import { resolveElectron } from './resolve-electron.ts';
import { decideSandbox } from './sandbox-arguments.ts';
import { sharedMemoryArguments } from './shared-memory-arguments.ts';
import { ensureSystemLibraries } from './system-libraries.ts';
import { hasNoDisplay } from './virtual-display.ts';

const { args: sandboxArgs, notice } = decideSandbox();
if (notice !== null) process.stdout.write(`${notice}\n`);
if (hasNoDisplay()) {
  process.stdout.write('There is no display here, so Gantry shows what it does by itself, on a virtual one.\n');
  const { runDemonstration } = await import('./run-demonstration.ts');
  await runDemonstration().catch(endWithMessage);
} else {
  await openApp().catch(endWithMessage);
}

/** Opens the window and stays until the app ends; signals go to the app, its exit code comes from it. */
async function openApp(): Promise<void> {
  const electron = await resolveElectron();
  process.stdout.write(`${electron.reason}\n`);
  await ensureSystemLibraries(electron.executablePath, false);
  await buildWhenStale();
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env;
  const args = [
    ...sandboxArgs,
    ...sharedMemoryArguments(),
    ...displayArguments(),
    '--log-level=3',
    ...process.argv.slice(2),
    projectFolder,
  ];
  const app = spawn(electron.executablePath, args, { cwd: process.cwd(), env: environment, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A terminal's Ctrl-C reaches the app by itself; a second one from here would make it hurry.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) app.kill(signal);
    });
  }
  app.once('error', endWithMessage);
  app.once('close', (exitCode, signal) => process.exit(exitCode ?? (signal === 'SIGINT' ? 130 : 1)));
}

/** Releases before 38 look for X11 only. */
function displayArguments(): readonly string[] {
  const isWaylandOnly = process.platform === 'linux' && process.env['WAYLAND_DISPLAY'] !== undefined && !process.env['DISPLAY'];
  return isWaylandOnly ? ['--ozone-platform-hint=auto'] : [];
}

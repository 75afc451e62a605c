import { commandWords } from './host/command-words.ts';

// An installed Gantry is one program for both hosts, and this is chosen before anything else is loaded. The terminal host ends the process while
// Electron still waits for this module: before it looks for a display, a graphics card or the sandbox of a page, of which it needs none.
const words = commandWords(process.argv);
if (words === null) {
  await import('./main.ts');
} else {
  process.argv.splice(1, process.argv.length, 'gantry', ...words);
  await import('./cli.ts');
}

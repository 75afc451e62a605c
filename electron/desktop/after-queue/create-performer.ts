import { net, shell } from 'electron';
import type { AfterQueueOptions } from './after-queue.ts';
import { performAfterQueue } from './perform-after-queue.ts';
import { startProgram } from './start-program.ts';

/** Carries out what is done after the queue with what this computer has: its sound, its programs, and its browser's way to the network. */
export function createPerformer(quit: () => void): AfterQueueOptions['perform'] {
  const options = {
    platform: process.platform,
    now: Date.now,
    beep: () => shell.beep(),
    quit,
    fetch: (url: string, request: RequestInit) => net.fetch(url, request),
    start: startProgram,
  };
  return (action, settings, end) => performAfterQueue(options, action, settings, end);
}

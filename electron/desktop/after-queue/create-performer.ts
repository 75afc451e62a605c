import { session, shell } from 'electron';
import { performAfterQueue } from '../../host/after-queue/perform-after-queue.ts';
import { startProgram } from '../../host/after-queue/start-program.ts';
import type { SettingsStore } from '../../host/settings/settings-store.ts';
import type { AfterQueueOptions } from './after-queue.ts';
import { proxyConfigurationOf } from './proxy-configuration-of.ts';

/** Carries out what is done after the queue with what this computer has: its sound, its programs, and its browser's way to the network. */
export function createPerformer(settings: Pick<SettingsStore, 'current'>, quit: () => void): AfterQueueOptions['perform'] {
  const options = {
    platform: process.platform,
    now: Date.now,
    beep: () => shell.beep(),
    quit,
    async fetch(url: string, request: RequestInit) {
      // One of its own, in memory: that of the pages reaches nothing but Gantry itself.
      const outside = session.fromPartition('after-queue', { cache: false });
      await outside.setProxy(proxyConfigurationOf(settings.current().network));
      return await outside.fetch(url, request);
    },
    start: startProgram,
  };
  return (action, chosen, end) => performAfterQueue(options, action, chosen, end);
}

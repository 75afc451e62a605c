import { watch } from 'node:fs';
import type { RunningGantry } from '../cli/start-gantry.ts';
import type { KillMoment } from './kill-moment.ts';
import type { WireRecorder, WireRequest } from './record-wire.ts';

export interface KillMomentScene {
  readonly gantry: RunningGantry;
  /** Must be there already. */
  readonly dataDirectory: string;
  readonly wire: WireRecorder | null;
  readonly partsFolder: string | null;
}

/** A moment that depends on something that never happens is given up after this long. */
const longestWaitMs = 15_000;

/** True when the moment has come; false when the process ended, or could not get there, before it. */
export function awaitKillMoment(moment: KillMoment, scene: KillMomentScene): Promise<boolean> {
  return new Promise((resolve) => {
    const clean: (() => void)[] = [];
    const end = (isThere: boolean): void => {
      for (const step of clean.splice(0)) step();
      resolve(isThere);
    };
    const after = (delayMs: number, isThere: boolean): void => {
      if (delayMs === 0) {
        end(isThere);
        return;
      }
      const timer = setTimeout(() => end(isThere), delayMs);
      clean.push(() => clearTimeout(timer));
    };
    let count = 0;
    const countTo = (nth: number, delayMs: number): void => {
      count += 1;
      if (count === nth) after(delayMs, true);
    };
    const onFolder = (folder: string, isIt: (event: string, name: string | null) => boolean, nth: number, delayMs: number): void => {
      const watcher = watch(folder, (event, name) => {
        if (isIt(event, name)) countTo(nth, delayMs);
      });
      clean.push(() => watcher.close());
    };
    const onWire = (listener: (request: WireRequest) => void): void => {
      const stop = scene.wire?.onMove(listener);
      if (stop !== undefined) clean.push(stop);
    };
    void scene.gantry.ended.then(() => end(false));
    after(longestWaitMs, false);
    switch (moment.kind) {
      case 'start-up':
      case 'any':
        return after(moment.delayMs, true);
      case 'commit':
        return onFolder(scene.dataDirectory, (_event, name) => name === 'queue.db-wal', moment.nth, moment.delayMs);
      case 'part-middle': {
        // Without a wire: the n-th write of data.
        if (scene.partsFolder !== null) return onFolder(scene.partsFolder, (event) => event === 'change', moment.nth, 0);
        const seen = new Set<WireRequest>();
        const passed = new Set<WireRequest>();
        return onWire((request) => {
          const bytes = Number(request.headers['content-length'] ?? 0);
          if (bytes === 0 || seen.has(request)) return;
          // Only the request that makes the count full is looked at to its middle.
          passed.add(request);
          if (passed.size < moment.nth || request.bytes < bytes * moment.share) return;
          seen.add(request);
          end(true);
        });
      }
      case 'part-end': {
        // Without a wire: the n-th name that is made or taken away.
        if (scene.partsFolder !== null) return onFolder(scene.partsFolder, (event) => event === 'rename', moment.nth, moment.delayMs);
        const answered = new Set<WireRequest>();
        return onWire((request) => {
          if (request.answer === null || request.bytes === 0 || answered.has(request)) return;
          answered.add(request);
          countTo(moment.nth, moment.delayMs);
        });
      }
      case 'completion': {
        let seenCharacters = 0;
        const { stdout } = scene.gantry.child;
        const look = (): void => {
          const text = scene.gantry.stdout();
          const found = text.slice(seenCharacters).split('"status":"completed"').length - 1;
          seenCharacters = text.length;
          for (let told = 0; told < found; told += 1) countTo(moment.nth, moment.delayMs);
        };
        stdout?.on('data', look);
        clean.push(() => stdout?.off('data', look));
      }
    }
  });
}

import { ownDataDirectory } from '../../../electron/engine/storage/own-data-directory.ts';

// A process of its own that owns the data directory until it is killed.
const [, , directory = ''] = process.argv;
const clock = { now: () => Date.now(), monotonicNow: () => performance.now(), setTimer: () => () => undefined };
ownDataDirectory(directory, clock);
process.stdout.write('held\n');
setInterval(() => undefined, 60_000);

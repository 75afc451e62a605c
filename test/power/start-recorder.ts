import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { makeScratch } from '../bench/scratch.ts';
import { readRecording } from './read-recording.ts';
import type { RecordedOperation } from './recorded-operation.ts';

/** A folder of which every change is written down, whichever programs make it. */
export interface Recorder {
  /** Holds the recorded folder, and room for what is not recorded. */
  readonly directory: string;
  /** What is recorded: empty at first. */
  readonly world: string;
  /** For a program whose changes are to be recorded; `name` says whose marks they are. `answers`: what it writes to sockets is told, too. */
  environmentFor(name: string, options?: { readonly answers?: boolean }): Readonly<Record<string, string>>;
  operations(): readonly RecordedOperation[];
  remove(): Promise<void>;
}

/** Compiles the recorder and makes a world for it. Only where `canRecordWrites()`. */
export async function startRecorder(): Promise<Recorder> {
  // In memory where there is enough of it: what counts is what the disk is asked for, and not how long it takes.
  const temporary = await makeScratch(256 * 1024 * 1024);
  const library = join(temporary.path, 'record-writes.so');
  const source = fileURLToPath(new URL('record-writes.c', import.meta.url));
  await promisify(execFile)('cc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-lpthread']);
  const world = join(temporary.path, 'world');
  await mkdir(world);
  const logFile = join(temporary.path, 'recording');
  return {
    directory: temporary.path,
    world,
    environmentFor: (name, { answers = false } = {}) => ({
      LD_PRELOAD: library,
      RECORD_ROOT: world,
      RECORD_LOG: logFile,
      RECORD_NAME: name,
      // Node's own way around the C library, where it is turned on.
      UV_USE_IO_URING: '0',
      ...(answers ? { RECORD_SOCKETS: '1' } : {}),
    }),
    operations: () => readRecording(logFile, world),
    remove: () => temporary.remove(),
  };
}

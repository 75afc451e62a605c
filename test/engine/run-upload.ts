import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { processUploadWithRetry } from '../../electron/engine/process-upload-with-retry.ts';
import type { Checkpoint, Protocol, TransferRequest } from '../../electron/engine/protocols/protocol.ts';
import type { FileSource } from '../../electron/engine/source/file-source.ts';
import { sameFile } from '../../electron/engine/source/fingerprint.ts';
import type { Fingerprint, SourcePin } from '../../electron/engine/source/upload-source.ts';
import type { AttemptEnd, UploadInHand } from '../../electron/engine/upload-run.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import type { TransferScript } from './fake-server.ts';
import { stored } from './fake-server.ts';

export const pinned: Fingerprint = { size: 100, modifiedAtMs: 5, inode: '1', device: '1' };

export interface RunSetup {
  readonly upload?: Partial<UploadInHand>;
  readonly maxAttempts?: number;
  readonly script?: TransferScript;
  readonly discard?: Protocol['discard'];
  /** What the file is, each time somebody looks. */
  readonly fingerprints?: () => Fingerprint;
  readonly open?: () => void;
  readonly checkUnchanged?: () => void;
  /** Whether a missing file is missing with its disk. */
  readonly isAway?: () => Promise<boolean>;
  readonly close?: () => Promise<void>;
  /** What the destination says when it is asked whether it can be used. */
  readonly probe?: () => Promise<void>;
  /** What the breaker answers to a failure. */
  readonly holds?: boolean;
  readonly isHeld?: () => boolean;
  /** Where files of other names have arrived that may be this one to the server. */
  readonly twins?: readonly string[];
}

/** One upload with everything around it in memory, and all that it told. */
export function runUpload(setup: RunSetup) {
  const { upload = {}, maxAttempts = 3, script = async () => stored, fingerprints = () => pinned } = setup;
  const clock = createFakeClock();
  const controller = new AbortController();
  const seen = {
    statuses: [] as string[],
    attempts: [] as number[],
    ends: [] as AttemptEnd[],
    checkpoints: [] as (Checkpoint | null)[],
    sources: [] as Fingerprint[],
    pins: [] as SourcePin[],
    startedOver: 0,
    asked: 0,
    probes: 0,
    requests: [] as TransferRequest[],
    discarded: [] as Checkpoint[],
    openFiles: 0,
    logged: [] as string[],
  };
  const protocol: Protocol = {
    isResumable: true,
    transfer: (request) => {
      seen.requests.push(request);
      return script(request, seen.requests.length);
    },
    discard: async (checkpoint, signal) => {
      await setup.discard?.(checkpoint, signal);
      seen.discarded.push(checkpoint);
    },
    probe: async () => ({ isResumable: true, maxFileSizeBytes: null, serverName: null }),
    suspectConnections: () => undefined,
    close: () => undefined,
  };
  const outcome = processUploadWithRetry(
    {
      uploadId: 'u1',
      sourcePath: '/source/a.jpg',
      relativePath: 'photos/a.jpg',
      fingerprint: pinned,
      readPrefix: null,
      checkpoint: null,
      plan: null,
      isFromBefore: false,
      bytesConfirmed: 0,
      attempt: 0,
      targetConflict: null,
      furthestConfirmed: 0,
      bounces: 0,
      lockedLooks: 0,
      ...upload,
    },
    { conflict: null, verify: false, maxAttempts },
    {
      protocol,
      openSource: async (path, pin): Promise<FileSource> => {
        const { fingerprint } = pin;
        setup.open?.();
        if (!sameFile(fingerprint, fingerprints())) throw new UploadError('source-changed');
        seen.openFiles += 1;
        return {
          path,
          fingerprint,
          read: () => {
            throw new Error('no protocol of these tests reads');
          },
          peek: () => {
            throw new Error('no protocol of these tests reads');
          },
          pin: () => pin,
          checkUnchanged: async () => setup.checkUnchanged?.(),
          close: async () => {
            seen.openFiles -= 1;
            await setup.close?.();
          },
        };
      },
      fingerprintOf: async () => fingerprints(),
      isSourceAway: async () => (await setup.isAway?.()) ?? false,
      probe: async () => {
        seen.probes += 1;
        await setup.probe?.();
      },
      events: {
        onStatus: (status) => seen.statuses.push(status),
        onAttempt: (attempt) => seen.attempts.push(attempt),
        onAttemptEnded: (end) => seen.ends.push(end),
        onBytesSent: () => undefined,
        onCheckpoint: async (checkpoint) => {
          seen.checkpoints.push(checkpoint);
        },
        onSourceChanged: async (fingerprint) => {
          seen.sources.push(fingerprint);
        },
        onPin: async (kept) => {
          seen.pins.push(kept);
        },
        onStartedOver: () => {
          seen.startedOver += 1;
        },
        onStored: () => undefined,
        onCutByOutage: () => false,
        onDestinationFailure: () => {
          seen.asked += 1;
          return setup.holds ?? false;
        },
      },
      twins: () => setup.twins ?? [],
      disruptions: () => 0,
      isDestinationHeld: setup.isHeld ?? (() => false),
      clock,
      randomness: { fraction: () => 0.5, uuid: () => '' },
      log: { write: (_level, event) => seen.logged.push(event) },
      signal: controller.signal,
    },
  );
  let isOver = false;
  void outcome.then(() => {
    isOver = true;
  });
  const end = async () => {
    for (let turn = 0; !isOver && turn < 1_000; turn += 1) if (!(await clock.advanceToNextTimer()) && isOver) break;
    return outcome;
  };
  return { outcome, end, clock, controller, seen, isOver: () => isOver };
}

export const failing =
  (error: UploadError): TransferScript =>
  () =>
    Promise.reject(error);

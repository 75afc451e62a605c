import type { Destination } from '../../shared/destination.ts';
import type { PlainError } from '../../shared/error-codes.ts';
import type { BatchId, DestinationId, UploadId } from '../../shared/ids.ts';
import type { FileProgress } from '../../shared/progress.ts';
import { FakeBridge } from './fake-bridge.ts';
import { FakeQueue } from './fake-queue.ts';
import { fileProgress } from './file-progress.ts';

export const sceneNames = [
  'empty',
  'mix',
  'failures',
  'done',
  'partly-done',
  'many',
  'odd-names',
  'held',
  'two-batches',
  'scanning',
] as const;
export type SceneName = (typeof sceneNames)[number];

const saved = { isDefault: false, isBuiltIn: false, isResumable: true, kind: 'tus', user: null, savedSecrets: [] } as const;
const destinations: readonly Destination[] = [
  { ...saved, destinationId: 'destination-1' as DestinationId, name: 'This computer', url: '', isBuiltIn: true },
  {
    ...saved,
    destinationId: 'destination-2' as DestinationId,
    name: 'photos-archive',
    url: 'tus+https://files.example.org/photos/',
    isDefault: true,
  },
  {
    ...saved,
    destinationId: 'destination-3' as DestinationId,
    name: 'Studio server',
    url: 'put+https://studio.example.org/in/',
    kind: 'put',
    isResumable: false,
  },
];

const done = { status: 'completed', progressPercentage: 100, bytesSent: 48_100_000, bytesConfirmed: 48_100_000, settledAt: 1 } as const;

/** A window's worth of data in every state that a person can meet. `nowMs` sets the countdowns. */
export function makeScene(name: SceneName, nowMs: number, count = 10_000): FakeBridge {
  const queue = new FakeQueue();
  const bridge = new FakeBridge(queue, destinations);
  const wedding = { batchId: 'batch-1' as BatchId, name: 'Wedding 2026' };
  let position = 0;
  const put = (given: Partial<FileProgress>): void => {
    position += 1;
    queue.put(fileProgress({ ...given, position }));
  };
  if (name !== 'empty') queue.batches.push(wedding);
  switch (name) {
    case 'empty':
      break;
    case 'mix':
      putMix(put, nowMs);
      for (let index = 0; index < 40; index += 1) put({ ...done, verification: index % 3 === 0 ? 'crc64nvme' : 'size' });
      for (let index = 0; index < 60; index += 1) put({});
      break;
    case 'two-batches':
      putMix(put, nowMs);
      queue.batches.push({ batchId: 'batch-2' as BatchId, name: 'Letters', destinationName: 'Studio server', refused: 2 });
      for (let index = 0; index < 9; index += 1)
        put({ batchId: 'batch-2' as BatchId, fileName: `letter ${index}.pdf`, relativePath: `letter ${index}.pdf` });
      break;
    case 'scanning':
      queue.batches.splice(0, 1, { ...wedding, isScanning: true });
      for (let index = 0; index < 400; index += 1) put({});
      break;
    case 'failures':
      putFailures(put);
      for (let index = 0; index < 30; index += 1) put({ ...done, verification: 'size' });
      break;
    case 'partly-done':
      for (let index = 0; index < 30; index += 1) put({ ...done, verification: 'crc64nvme' });
      putFailures(put);
      break;
    case 'done':
      for (let index = 0; index < 1942; index += 1) put({ ...done, verification: index % 40 === 0 ? 'size' : 'crc64nvme' });
      break;
    case 'many':
      for (let index = 0; index < count; index += 1) put({ fileSize: 1_000_000 + ((index * 7919) % 90_000_000) });
      queue.slots = 64;
      queue.speedPerSlot = 100_000;
      break;
    case 'odd-names':
      putOddNames(put);
      break;
    case 'held':
      putMix(put, nowMs);
      queue.held = [
        {
          destinationId: 'destination-2' as DestinationId,
          destinationName: 'photos-archive',
          reason: 'offline',
          error: null,
          retryAt: nowMs + 23_000,
        },
        {
          destinationId: 'destination-3' as DestinationId,
          destinationName: 'Studio server',
          reason: 'sign-in',
          error: { code: 'sign-in-refused', details: { httpStatus: 401 } },
          retryAt: null,
        },
      ];
      break;
  }
  return bridge;
}

type Put = (given: Partial<FileProgress>) => void;

function putMix(put: Put, nowMs: number): void {
  const moving = { status: 'uploading', attempt: 1, speedBytesPerSecond: 18_200_000 } as const;
  const busy: PlainError = { code: 'server-busy', details: { httpStatus: 503 } };
  put({ ...moving, progressPercentage: 62.4, bytesSent: 30_000_000, bytesConfirmed: 28_000_000, secondsLeft: 1 });
  put({ ...moving, progressPercentage: 8.1, bytesSent: 3_900_000, secondsLeft: 140, attempt: 2, speedBytesPerSecond: 310_000 });
  put({ status: 'uploading', attempt: 1 });
  put({ status: 'checking', attempt: 1, progressPercentage: 40, bytesSent: 19_000_000, bytesConfirmed: 19_000_000 });
  put({ status: 'verifying', attempt: 1, progressPercentage: 99.9, bytesSent: 48_100_000 });
  const waiting = { status: 'waiting', progressPercentage: 21, bytesSent: 2_000_000_000, fileSize: 9_600_000_000 } as const;
  put({
    ...waiting,
    fileName: 'speech.mov',
    relativePath: 'film/speech.mov',
    attempt: 2,
    waitReason: 'retry',
    retryAt: nowMs + 14_000,
    error: busy,
  });
  put({
    ...waiting,
    fileName: 'dance.mov',
    relativePath: 'film/dance.mov',
    waitReason: 'offline',
    error: { code: 'offline', details: {} },
  });
  put({ status: 'waiting', waitReason: 'sign-in', error: { code: 'sign-in-refused', details: { httpStatus: 401 } } });
  put({
    status: 'waiting',
    waitReason: 'source-locked',
    retryAt: nowMs + 5_000,
    fileName: 'catalogue.lrcat',
    relativePath: 'catalogue.lrcat',
  });
  put({ status: 'paused', progressPercentage: 41.7, bytesSent: 20_000_000 });
  put({ ...done, verification: 'crc64nvme' });
  put({ ...done, verification: 'accepted' });
  put({
    status: 'failed',
    progressPercentage: 12,
    bytesSent: 6_000_000,
    error: { code: 'not-allowed', details: { httpStatus: 403 } },
    settledAt: 1,
  });
  put({ status: 'cancelled', progressPercentage: 30, settledAt: 1 });
  put({ status: 'skipped', settledAt: 1 });
}

function putFailures(put: Put): void {
  const failed = { status: 'failed', progressPercentage: 34.2, bytesSent: 16_000_000, settledAt: 1 } as const;
  for (let index = 0; index < 4; index += 1)
    put({ ...failed, error: { code: 'server-error', details: { httpStatus: 502, host: 'files.example.org' } } });
  for (let index = 0; index < 2; index += 1)
    put({ ...failed, error: { code: 'too-large', details: { httpStatus: 413, limitBytes: 5_000_000 } } });
  for (let index = 0; index < 3; index += 1)
    put({ ...failed, progressPercentage: 0, bytesSent: 0, error: { code: 'source-missing', details: {} } });
  put({ ...failed, error: { code: 'not-allowed', details: { httpStatus: 403, serverSaid: 'quota policy <b>"strict"</b>\nsee admin' } } });
}

function putOddNames(put: Put): void {
  const names = [
    'two\nlines\tand a tab.txt',
    'تقرير المبيعات 2026.pdf',
    'invoice\u202Egpj.exe',
    '👩‍👩‍👧 family 🏔️.jpg',
    `${'very long name '.repeat(16)}end.txt`,
    '"quotes" & <b>tags</b>.html',
    ' leading and trailing ',
    '\u0007bell\u007f.bin',
    'Añejo — naïve ﬁle.txt',
  ];
  for (const fileName of names) {
    const uploadId = `odd-${names.indexOf(fileName)}` as UploadId;
    put({
      uploadId,
      fileName,
      relativePath: `${fileName}/${fileName}`,
      fileSize: 0,
      status: 'uploading',
      attempt: 1,
      speedBytesPerSecond: 1200,
      secondsLeft: 4000,
    });
  }
  put({ fileName: 'whole.bin', relativePath: 'whole.bin', fileSize: 0, ...done, bytesSent: 0, bytesConfirmed: 0, verification: 'size' });
}

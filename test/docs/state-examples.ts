import type { PlainError } from '../../shared/error-codes.ts';
import type { FileProgress } from '../../shared/progress.ts';
import { fileProgress } from '../renderer/file-progress.ts';

/** The moment from which the examples are seen. */
export const exampleNowMs = 1_790_000_000_000;

const busy: PlainError = { code: 'server-busy', details: { httpStatus: 503 } };
const moving = {
  attempt: 1,
  bytesSent: 10_000_000,
  bytesConfirmed: 8_000_000,
  progressPercentage: 20.7,
  lastByteAt: exampleNowMs,
} as const;
const settled = { settledAt: exampleNowMs - 125_000 } as const;
const part = { bytesSent: 19_700_000, bytesConfirmed: 19_700_000, progressPercentage: 41 } as const;

/** A file in each state that a person can see it in, by what brings it there. */
export const stateExamples: Readonly<Record<string, FileProgress>> = Object.fromEntries(
  Object.entries({
    'In the queue': {},
    'It is looked at what the destination has': { conflict: 'looking' },
    'The name is taken, and nobody has decided': { conflict: 'asks' },
    'A slot is free': { status: 'checking' },
    'After an interruption': { status: 'checking', ...part },
    'Before the first byte': { status: 'uploading', attempt: 1, lastByteAt: exampleNowMs },
    'Bytes flow': { status: 'uploading', ...moving, speedBytesPerSecond: 18_000_000, secondsLeft: 2 },
    'Second try': { status: 'uploading', ...moving, attempt: 2, speedBytesPerSecond: 18_000_000, secondsLeft: 2 },
    'The server forgot the beginning': { status: 'uploading', ...moving, startedOver: true },
    'The file is another one now': { status: 'uploading', ...moving, sourceChanged: true },
    'The line is silent': { status: 'uploading', ...moving, lastByteAt: exampleNowMs - 12_000 },
    'The file changed while it was read': { status: 'checking', attempt: 1, error: { code: 'source-changed', details: {} } },
    'All bytes are out': { status: 'verifying', ...moving },
    'All bytes are out, and the server thinks': { status: 'verifying', ...moving, lastByteAt: exampleNowMs - 40_000 },
    'A try failed, the next is near': { status: 'checking', attempt: 1, error: busy },
    'A try failed, the next is later': {
      status: 'waiting',
      waitReason: 'retry',
      attempt: 2,
      error: busy,
      retryAt: exampleNowMs + 14_000,
    },
    'Another program has the file open': {
      status: 'waiting',
      waitReason: 'source-locked',
      error: { code: 'source-locked', details: {} },
      retryAt: exampleNowMs + 5_000,
    },
    'No network': { status: 'waiting', waitReason: 'offline', error: { code: 'offline', details: {} } },
    'The server is gone': { status: 'waiting', waitReason: 'destination-unreachable', retryAt: exampleNowMs + 61_000 },
    'The password is wrong': {
      status: 'waiting',
      waitReason: 'sign-in',
      error: { code: 'sign-in-refused', details: { httpStatus: 401 } },
    },
    'The destination is full': {
      status: 'waiting',
      waitReason: 'destination-full',
      error: { code: 'destination-full', details: { httpStatus: 507 } },
      retryAt: exampleNowMs + 300_000,
    },
    'Somebody paused it': { status: 'paused', ...part },
    'Arrived, checksum compared': { status: 'completed', verification: 'crc64nvme', ...settled },
    'Arrived, size compared': { status: 'completed', verification: 'size', ...settled },
    'Arrived, by the word of the server': { status: 'completed', verification: 'accepted', ...settled },
    'The same file was sent before': { status: 'skipped', error: { code: 'duplicate', details: {} } },
    'The name is taken, and the rule says skip': { status: 'skipped' },
    'The server refuses it': { status: 'failed', error: { code: 'not-allowed', details: { httpStatus: 403 } } },
    'Somebody cancelled it': { status: 'cancelled' },
  } satisfies Readonly<Record<string, Partial<FileProgress>>>).map(([cause, given]) => [cause, fileProgress({ position: 1, ...given })]),
);

import { describe, expect, it } from 'vitest';
import type { FileProgress } from '../../../shared/progress.ts';
import { statusWords } from '../../../shared/text/status-words.ts';
import { waitReasonWords } from '../../../shared/text/wait-reason-words.ts';
import { uploadStatuses } from '../../../shared/upload.ts';
import { fileProgress } from '../../renderer/file-progress.ts';

const now = 1_790_000_000_000;

function words(given: Partial<FileProgress>): string {
  const { state, detail } = statusWords(fileProgress({ position: 1, ...given }), now);
  return `${state} | ${detail}`;
}

describe('statusWords', () => {
  it.each(uploadStatuses)('has words for %s', (status) => {
    expect(words({ status })).toMatch(/^[A-Z]/);
  });

  it('says that a queued file is looked for, or that a person has to decide about it', () => {
    expect(words({ status: 'queued' })).toBe('Queued | Waits for its turn');
    expect(words({ status: 'queued', conflict: 'looking' })).toBe('Queued | Looks whether the name is taken');
    expect(words({ status: 'queued', conflict: 'asks' })).toBe('Needs your decision | The name is taken there');
    expect(words({ status: 'paused', conflict: 'asks' })).toBe('Paused | Resume to go on');
  });

  it('says why a queued file waits: its destination first, then the state of this computer', () => {
    const hold = { reason: 'destination-unreachable', error: null } as const;
    const condition = { reason: 'battery', effect: 'pause' } as const;
    const queued = fileProgress({ position: 1, status: 'queued' });
    expect(statusWords(queued, now, { hold: null, condition })).toEqual({
      state: 'Waits: on battery',
      detail: 'Goes on when it is plugged in',
    });
    expect(statusWords(queued, now, { hold, condition })).toEqual({ state: 'Queued', detail: 'The destination does not answer' });
    expect(statusWords({ ...queued, conflict: 'asks' }, now, { hold: null, condition }).state).toBe('Needs your decision');
  });

  it('says speed and time left, and never a zero for what is not known', () => {
    const uploading = { status: 'uploading', attempt: 1, bytesSent: 1000 } as const;
    expect(words({ ...uploading, speedBytesPerSecond: 18_000_000, secondsLeft: 1 })).toBe('18 MB/s · 1 s left | 1.0 kB of 48.1 MB');
    expect(words({ ...uploading, speedBytesPerSecond: 18_000_000 })).toBe('18 MB/s · calculating | 1.0 kB of 48.1 MB');
    expect(words(uploading)).toBe('Uploading | 1.0 kB of 48.1 MB');
    expect(words({ ...uploading, bytesSent: 0 })).toBe('Starting | Connects to the destination');
  });

  it('tells a second try and a fresh start', () => {
    expect(words({ status: 'uploading', attempt: 2, bytesSent: 1 })).toBe('Uploading | Try 2 of 8');
    expect(words({ status: 'uploading', attempt: 1, bytesSent: 1, startedOver: true })).toBe(
      'Uploading | Started over: the server lost the beginning',
    );
  });

  it('says between two attempts what was wrong with the first', () => {
    const busy = { code: 'server-busy', details: { httpStatus: 503 } } as const;
    expect(words({ status: 'checking', attempt: 1, error: busy })).toBe('Server busy (503) | Try 2 of 8 in a moment');
    expect(words({ status: 'checking', attempt: 1 })).toBe('Checking | Opens the file');
  });

  it('counts down to the next try and names what was wrong', () => {
    const busy = { code: 'server-busy', details: { httpStatus: 503 } } as const;
    const waiting = { status: 'waiting', waitReason: 'retry', attempt: 2, error: busy } as const;
    expect(words({ ...waiting, retryAt: now + 14_000 })).toBe('Server busy (503) | Try 3 of 8 in 0:14');
    expect(words({ ...waiting, retryAt: now - 1 })).toBe('Server busy (503) | Try 3 of 8 now');
    expect(words({ ...waiting, attempt: 8, retryAt: now + 1000 })).toBe('Server busy (503) | Try 8 of 8 in 0:01');
  });

  it('says how long nothing has moved, and that it reconnects', () => {
    const uploading = { status: 'uploading', attempt: 1, bytesSent: 1000, speedBytesPerSecond: 10 } as const;
    expect(words({ ...uploading, lastByteAt: now - 12_000 })).toBe('No data for 12 s | Reconnects by itself');
    expect(words({ ...uploading, bytesSent: 48_100_000, lastByteAt: now - 70_000 })).toBe('No answer for 1 min | Reconnects by itself');
    expect(words({ ...uploading, lastByteAt: now - 4_999 })).toMatch(/^10 B\/s/);
    expect(words({ status: 'verifying', lastByteAt: now - 12_000 })).toBe('Verifying | No answer for 12 s, still waiting');
  });

  it('says that the file changed, before it is sent again and while it is', () => {
    expect(words({ status: 'checking', attempt: 1, error: { code: 'source-changed', details: {} } })).toBe(
      'File changed | Will upload again by itself',
    );
    expect(words({ status: 'uploading', attempt: 1, bytesSent: 1, sourceChanged: true })).toBe(
      'Uploading | File changed: sends it as it is now',
    );
  });

  it('says at what percentage a file was paused', () => {
    expect(words({ status: 'paused', progressPercentage: 41.9 })).toBe('Paused at 41 % | Resume to go on');
    expect(words({ status: 'paused' })).toBe('Paused | Resume to go on');
  });

  it('says when a file arrived', () => {
    expect(words({ status: 'completed', verification: 'crc64nvme', settledAt: now - 125_000 })).toBe(
      'Verified (CRC64NVME) | Checksum agrees · 2 min ago',
    );
    expect(words({ status: 'completed', verification: 'size', settledAt: now })).toBe('Done | Size checked · just now');
  });

  it('waits for a destination without counting attempts', () => {
    const offline = { code: 'offline', details: {} } as const;
    expect(words({ status: 'waiting', waitReason: 'offline', attempt: 3, error: offline })).toBe(
      'Waiting for the network | Resumes by itself.',
    );
    expect(words({ status: 'waiting', waitReason: 'destination-unreachable', retryAt: now + 61_000 })).toBe(
      'The destination does not answer | Looks again in 1:01',
    );
  });

  it('keeps "verified" for what a checksum confirmed', () => {
    expect(words({ status: 'completed', verification: 'crc64nvme' })).toBe('Verified (CRC64NVME) | Checksum agrees');
    expect(words({ status: 'completed', verification: 'size' })).toBe('Done | Size checked');
    expect(words({ status: 'completed', verification: 'accepted' })).toBe('Done | Accepted by the server');
    expect(words({ status: 'completed', verification: null })).not.toContain('Verified');
  });

  it('says what failed and what to do', () => {
    expect(words({ status: 'failed', error: { code: 'source-missing', details: {} } })).toBe(
      'The file is gone | Put it back where it was, then try again.',
    );
  });
});

describe('waitReasonWords', () => {
  it('asks a person only where nothing goes on by itself', () => {
    expect(waitReasonWords('offline')).toEqual({ title: 'Waiting for the network', remedy: 'Resumes by itself.', needsPerson: false });
    expect(waitReasonWords('sign-in').needsPerson).toBe(true);
    expect(waitReasonWords('destination-full').needsPerson).toBe(true);
  });
});

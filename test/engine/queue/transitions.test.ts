import { describe, expect, it } from 'vitest';
import { canMove } from '../../../electron/engine/queue/transitions.ts';
import type { UploadStatus } from '../../../shared/upload.ts';
import { activeStatuses, isActive, isSettled, uploadStatuses } from '../../../shared/upload.ts';

const open = uploadStatuses.filter((status) => !isSettled(status));

describe('the state table', () => {
  it('lets nothing out of completed', () => {
    expect(uploadStatuses.filter((to) => canMove('completed', to))).toEqual([]);
  });

  it('lets only a person begin a settled file again, and only from the queue', () => {
    for (const from of ['failed', 'cancelled', 'skipped'] as const) {
      const onwards = uploadStatuses.filter((to) => canMove(from, to) && !isSettled(to));
      expect(onwards).toEqual(['queued']);
    }
  });

  it('gives a slot only from the queue', () => {
    for (const from of uploadStatuses.filter((status) => !isActive(status))) {
      expect(activeStatuses.filter((to) => canMove(from, to))).toEqual(from === 'queued' ? ['checking'] : []);
    }
  });

  it('lets every open file be cancelled and fail or arrive in the end', () => {
    for (const from of open) expect(canMove(from, 'cancelled')).toBe(true);
    for (const from of open) {
      const reached = new Set<UploadStatus>([from]);
      for (const status of reached) for (const to of uploadStatuses) if (canMove(status, to)) reached.add(to);
      expect([...reached].filter(isSettled).toSorted()).toEqual(['cancelled', 'completed', 'failed', 'skipped']);
    }
  });

  it('lets every open file be paused but the one that is, and takes nothing paused on by itself', () => {
    for (const from of open) expect(canMove(from, 'paused')).toBe(from !== 'paused');
    expect(uploadStatuses.filter((to) => canMove('paused', to) && !isSettled(to))).toEqual(['queued']);
  });

  it('gives every active file its way back to the queue and out of its slot', () => {
    for (const from of activeStatuses) for (const to of ['queued', 'waiting', 'failed'] as const) expect(canMove(from, to)).toBe(true);
  });

  it('never moves a file to where it stands', () => {
    expect(uploadStatuses.filter((status) => canMove(status, status))).toEqual([]);
  });
});

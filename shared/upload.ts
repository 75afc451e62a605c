/** Where a file stands. Which moves are allowed is the table in `electron/engine/queue/transitions.ts`. */
export const uploadStatuses = [
  'queued',
  'checking',
  'uploading',
  'verifying',
  'waiting',
  'paused',
  'completed',
  'failed',
  'cancelled',
  'skipped',
] as const;
export type UploadStatus = (typeof uploadStatuses)[number];

/** Statuses that a file does not leave by itself. `failed` is one: only a person retries it. */
export const settledStatuses = ['completed', 'failed', 'cancelled', 'skipped'] as const satisfies readonly UploadStatus[];
export type SettledStatus = (typeof settledStatuses)[number];

/** Statuses in which a file holds a slot of the scheduler. */
export const activeStatuses = ['checking', 'uploading', 'verifying'] as const satisfies readonly UploadStatus[];
export type ActiveStatus = (typeof activeStatuses)[number];

/** Why a file waits without holding a slot. The first three belong to the file, the rest to its whole destination. */
export const waitReasons = [
  'retry',
  'source-locked',
  'source-away',
  'server-busy',
  'destination-unreachable',
  'offline',
  'sign-in',
  'not-trusted',
  'destination-wrong',
  'destination-full',
  'queue-disk-full',
  'machine-exhausted',
] as const;
export type WaitReason = (typeof waitReasons)[number];

/** How content can be proven. */
export const checksumAlgorithms = ['crc64nvme', 'crc32c', 'crc32', 'md5', 'sha1', 'sha256', 'content'] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

/**
 * What stands behind "completed": a checksum that the server confirmed (`content`: what it stored was read back and compared), its size, or only
 * its word that it took all bytes.
 */
export type Verification = ChecksumAlgorithm | 'size' | 'accepted';

/**
 * What to do when the destination already has that name: `skip` leaves all that exist, `skip-same` those of the same size and not older, `newer`
 * replaces only what is older, `rename` keeps both. `ask` behaves as `rename` where nobody can be asked.
 */
export const conflictPolicies = ['ask', 'overwrite', 'skip', 'skip-same', 'newer', 'rename'] as const;
export type ConflictPolicy = (typeof conflictPolicies)[number];

export function isSettled(status: UploadStatus): status is SettledStatus {
  return (settledStatuses as readonly UploadStatus[]).includes(status);
}

export function isActive(status: UploadStatus): status is ActiveStatus {
  return (activeStatuses as readonly UploadStatus[]).includes(status);
}

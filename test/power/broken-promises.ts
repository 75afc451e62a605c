import { createDestinationStore } from '../../electron/engine/storage/destination-store.ts';
import { ownDataDirectory } from '../../electron/engine/storage/own-data-directory.ts';
import { createUploadStore } from '../../electron/engine/storage/upload-store.ts';
import { systemClock } from '../../electron/host/system-clock.ts';
import { isSettled } from '../../shared/upload.ts';
import type { ToldFacts } from './told-facts.ts';

/** Opens the queue as the next start of Gantry does and answers, in words, what of the told facts does not hold in it. */
export function brokenPromises(dataDirectory: string, facts: ToldFacts): readonly string[] {
  const { database, setAsidePath, release } = ownDataDirectory(dataDirectory, systemClock);
  try {
    const broken: string[] = [];
    const promise = (holds: boolean, words: string): void => void (holds || broken.push(words));
    promise(setAsidePath === null, 'the queue was set aside as unreadable');
    promise(database.prepare('PRAGMA integrity_check').get()?.['integrity_check'] === 'ok', 'the queue is damaged');
    promise(database.prepare('PRAGMA foreign_key_check').all().length === 0, 'rows refer to rows that are gone');

    const names = new Set(
      createDestinationStore(database)
        .all()
        .map(({ name }) => name),
    );
    for (const name of facts.destinations) promise(names.has(name), `the destination ${name} is gone`);

    const rows = createUploadStore(database).select({});
    const rowOf = new Map(rows.map((row) => [row.uploadId, row]));
    for (const [uploadId, told] of facts.files) {
      const row = rowOf.get(uploadId);
      if (row === undefined) promise(false, `${told.relativePath} is gone`);
      else {
        const isSame = row.relativePath === told.relativePath && row.fingerprint.size === told.fileSize;
        promise(isSame, `${told.relativePath} is another file now`);
        if (isSettled(told.status)) promise(row.status === told.status, `${told.relativePath} was ${told.status} and is ${row.status}`);
      }
    }
    for (const [batchId, told] of facts.batches) {
      const files = rows.filter((row) => row.batchId === batchId);
      const count = (status: string): number => files.filter((row) => row.status === status).length;
      promise(told.isScanning || files.length >= told.total, `${told.name} had ${told.total} files and has ${files.length}`);
      promise(count('completed') >= told.successful, `${told.name} had ${told.successful} done and has ${count('completed')}`);
      promise(count('cancelled') >= told.cancelled, `${told.name} had ${told.cancelled} cancelled and has ${count('cancelled')}`);
    }
    for (const [batchId, told] of facts.cancelled) {
      const count = rows.filter((row) => row.batchId === batchId && row.status === 'cancelled').length;
      promise(count >= told, `${told} files were cancelled, and ${count} are`);
    }
    return broken;
  } finally {
    release();
  }
}

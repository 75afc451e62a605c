import { readFileSync } from 'node:fs';
import type { RecordedOperation } from './recorded-operation.ts';

const headerBytes = 40;

interface RawRecord {
  readonly kind: number;
  readonly processId: number;
  readonly inode: bigint;
  readonly offset: number;
  readonly path: string;
  readonly otherPath: string;
  readonly data: Buffer;
}

function* rawRecords(log: Buffer): Generator<RawRecord> {
  for (let at = 0; at < log.length; ) {
    const pathBytes = log.readUInt32LE(at + 24);
    const otherBytes = log.readUInt32LE(at + 28);
    const dataBytes = log.readUInt32LE(at + 32);
    const pathAt = at + headerBytes;
    const dataAt = pathAt + pathBytes + otherBytes;
    // The last record of a program that was killed may be cut.
    if (dataAt + dataBytes > log.length) return;
    yield {
      kind: log.readUInt32LE(at),
      processId: log.readUInt32LE(at + 4),
      inode: log.readBigUInt64LE(at + 8),
      offset: Number(log.readBigUInt64LE(at + 16)),
      path: log.toString('utf8', pathAt, pathAt + pathBytes),
      otherPath: log.toString('utf8', pathAt + pathBytes, dataAt),
      data: log.subarray(dataAt, dataAt + dataBytes),
    };
    at = dataAt + dataBytes;
  }
}

/** Reads what `record-writes.c` wrote down under `root`. Throws where a file was changed that was not made in the recording. */
export function readRecording(logFile: string, root: string): readonly RecordedOperation[] {
  const files = new Map<bigint, number>();
  let count = 0;
  const relative = (path: string): string => path.replace(/ \(deleted\)$/, '').slice(root.length + 1);
  const fileOf = (inode: bigint, path: string): number => {
    const file = files.get(inode);
    if (file === undefined) throw new Error(`${path} was there before the recording began`);
    return file;
  };

  return [...rawRecords(readFileSync(logFile))].map(({ kind, processId, inode, offset, path, otherPath, data }): RecordedOperation => {
    switch (kind) {
      case 1:
        // Systems give the number of a removed file to the next one.
        count += 1;
        files.set(inode, count);
        return { kind: 'create', path: relative(path), file: count };
      case 2:
        files.delete(inode);
        return { kind: 'make-directory', path: relative(path) };
      case 3:
        return { kind: 'link', path: relative(otherPath), file: fileOf(inode, path) };
      case 4:
      case 6:
        return { kind: 'remove', path: relative(path) };
      case 5:
        return { kind: 'rename', path: relative(path), newPath: relative(otherPath), file: fileOf(inode, path) };
      case 7:
        return { kind: 'write', path: relative(path), file: fileOf(inode, path), offset, data };
      case 8:
        return { kind: 'truncate', path: relative(path), file: fileOf(inode, path), sizeBytes: offset };
      case 9:
      case 10: {
        const sync = { path: relative(path), file: files.get(inode) ?? null, syncId: `${processId}/${offset}` };
        return { kind: kind === 9 ? 'sync-begin' : 'sync-end', ...sync };
      }
      case 11:
        return { kind: 'mark', program: path, channel: Number(inode), text: data.toString('utf8') };
      default:
        throw new Error(`a record of the unknown kind ${kind}`);
    }
  });
}

/** What a file was, in a form that crosses to another thread cheaply. As in `Fingerprint`; `changedAtMs` 0: nobody knows it. */
export interface SeenFile {
  readonly size: number;
  readonly modifiedAtMs: number;
  readonly changedAtMs: number;
  readonly inode: string;
  readonly device: string;
}

export interface WorkerQuestion {
  readonly id: number;
  readonly path: string;
  readonly sizeBytes: number;
}

export interface WorkerAnswer {
  readonly id: number;
  /** null: it is not what was expected, and whoever asked looks for himself why. */
  readonly file: { readonly bytes: Uint8Array<ArrayBuffer>; readonly before: SeenFile; readonly after: SeenFile } | null;
}

/**
 * The whole of the thread that reads small files: opens, looks, reads, looks again by the path and closes, all in one trip. It is handed over as text, because
 * a script of its own lies somewhere else in a checkout, a bundle and a package: it may use nothing from outside its braces.
 */
export function readInWorker(): void {
  const { parentPort } = process.getBuiltinModule('node:worker_threads');
  const { closeSync, constants, fstatSync, openSync, readSync, statSync } = process.getBuiltinModule('node:fs');
  // As for every source: a path that became a FIFO must not block.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
  type Stats = ReturnType<typeof statSync> & { readonly mtimeNs: bigint; readonly ctimeNs: bigint };

  const seen = (stats: Stats): SeenFile => ({
    size: Number(stats.size),
    modifiedAtMs: Number(stats.mtimeNs) / 1e6,
    changedAtMs: Number(stats.ctimeNs) / 1e6,
    inode: String(stats.ino),
    device: String(stats.dev),
  });

  const read = ({ path, sizeBytes }: WorkerQuestion): WorkerAnswer['file'] => {
    const file = openSync(path, flags);
    try {
      const before = fstatSync(file, { bigint: true });
      if (!before.isFile() || Number(before.size) !== sizeBytes) return null;
      const bytes = new Uint8Array(sizeBytes);
      for (let filledBytes = 0; filledBytes < sizeBytes; ) {
        const bytesRead = readSync(file, bytes, filledBytes, sizeBytes - filledBytes, filledBytes);
        if (bytesRead === 0) return null;
        filledBytes += bytesRead;
      }
      // The open file keeps its inode busy, so the path with that inode is the open file too.
      return { bytes, before: seen(before), after: seen(statSync(path, { bigint: true })) };
    } finally {
      closeSync(file);
    }
  };

  parentPort?.on('message', (question: WorkerQuestion) => {
    let file: WorkerAnswer['file'] = null;
    try {
      file = read(question);
    } catch {
      // What went wrong is found out, and told, where the file is opened in the ordinary way.
    }
    const answer: WorkerAnswer = { id: question.id, file };
    parentPort?.postMessage(answer, file === null ? [] : [file.bytes.buffer]);
  });
}

import type { BatchId } from '../../shared/ids.ts';
import type { FileProgress, ProgressEnvelope } from '../../shared/progress.ts';
import { fileStateOf } from '../../shared/text/file-state.ts';
import { formatBytes } from '../../shared/text/format-bytes.ts';
import { statusWords } from '../../shared/text/status-words.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import { openQueueReader } from '../engine/storage/queue-reader.ts';
import type { FilesCommand } from './command.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { inStateColor, stateSign } from './state-sign.ts';
import type { Terminal } from './terminal.ts';

const pageSize = 1_000;

/** `gantry files`: the files of one batch as they are on the disk, also while another Gantry works on them. */
export async function runFiles(command: FilesCommand, dataDirectory: string, terminal: Terminal): Promise<ExitCode> {
  const { stdout, clock } = terminal;
  const hasColors = terminal.isScreen && terminal.hasColors;
  const batchId = command.batchId as BatchId;
  const reader = openQueueReader(dataDirectory);
  if (reader === null) throw new UploadError('batch-unknown', { details: { reason: batchId } });
  let isGone = false;
  stdout.onBroken(() => {
    isGone = true;
  });
  try {
    const status = command.status === null ? {} : { status: command.status };
    for (let from: number | null = 0; from !== null && !isGone; ) {
      const page = reader.listUploads({ fromPosition: from, limit: pageSize, batchId, ...status });
      const nowMs = clock.now();
      stdout.write(page.uploads.map((file) => (command.isJson ? jsonLine(file, nowMs) : wordLine(file, nowMs, hasColors))).join(''));
      // A page at a time, however slowly it is read.
      await stdout.flush();
      from = page.nextPosition;
    }
    return exitCodes.done;
  } finally {
    reader.close();
  }
}

function jsonLine(payload: FileProgress, nowMs: number): string {
  const envelope: ProgressEnvelope = { action: 'file_progress', payload, timestamp: new Date(nowMs).toISOString() };
  return `${JSON.stringify(envelope)}\n`;
}

function wordLine(file: FileProgress, nowMs: number, hasColors: boolean): string {
  const { state, detail } = statusWords(file, nowMs);
  const fileState = fileStateOf(file, nowMs);
  const facts = [visibleText(file.relativePath), formatBytes(file.fileSize), state, detail];
  return `${file.uploadId}  ${inStateColor(fileState, stateSign(fileState), hasColors)} ${facts.join(' · ')}\n`;
}

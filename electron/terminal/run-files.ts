import type { UploadPage } from '../../shared/contract.ts';
import type { BatchId } from '../../shared/ids.ts';
import type { FileProgress, ProgressEnvelope } from '../../shared/progress.ts';
import { fileStateOf } from '../../shared/text/file-state.ts';
import { formatBytes } from '../../shared/text/format-bytes.ts';
import { statusWords } from '../../shared/text/status-words.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import type { FilesCommand } from './command.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { jsonText } from './json-text.ts';
import { openQueueLook } from './queue-look.ts';
import { inStateColor, stateSign } from './state-sign.ts';
import type { Terminal } from './terminal.ts';

const pageSize = 1_000;

/** `gantry files`: the files of one batch as whoever holds the queue has them, else as they are on the disk. */
export async function runFiles(command: FilesCommand, dataDirectory: string, terminal: Terminal): Promise<ExitCode> {
  const { stdout, clock } = terminal;
  const hasColors = terminal.isScreen && terminal.hasColors;
  const batchId = command.batchId as BatchId;
  const look = await openQueueLook(dataDirectory, clock);
  let isGone = false;
  stdout.onBroken(() => {
    isGone = true;
  });
  try {
    const status = command.status === null ? {} : { status: command.status };
    for (let from: number | null = 0; from !== null && !isGone; ) {
      const page: UploadPage = await look.listUploads({ fromPosition: from, limit: pageSize, batchId, ...status });
      const nowMs = clock.now();
      stdout.write(page.uploads.map((file) => (command.isJson ? jsonLine(file, nowMs) : wordLine(file, nowMs, hasColors))).join(''));
      // A page at a time, however slowly it is read.
      await stdout.flush();
      from = page.nextPosition;
    }
    return exitCodes.done;
  } finally {
    look.close();
  }
}

function jsonLine(payload: FileProgress, nowMs: number): string {
  const envelope: ProgressEnvelope = { action: 'file_progress', payload, timestamp: new Date(nowMs).toISOString() };
  return `${jsonText(envelope)}\n`;
}

function wordLine(file: FileProgress, nowMs: number, hasColors: boolean): string {
  const { state, detail } = statusWords(file, nowMs);
  const fileState = fileStateOf(file, nowMs);
  const facts = [visibleText(file.relativePath), formatBytes(file.fileSize), state, detail];
  return `${file.uploadId}  ${inStateColor(fileState, stateSign(fileState), hasColors)} ${facts.join(' · ')}\n`;
}

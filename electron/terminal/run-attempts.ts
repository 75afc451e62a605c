import { keptAttempts } from '../../shared/attempt.ts';
import type { UploadId } from '../../shared/ids.ts';
import { attemptWords } from '../../shared/text/attempt-words.ts';
import { countOf } from '../../shared/text/count-of.ts';
import { fileStateOf } from '../../shared/text/file-state.ts';
import { formatBytes } from '../../shared/text/format-bytes.ts';
import { formatMoment } from '../../shared/text/format-moment.ts';
import { statusWords } from '../../shared/text/status-words.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import { openQueueReader } from '../engine/storage/queue-reader.ts';
import type { AttemptsCommand } from './command.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { jsonText } from './json-text.ts';
import { inStateColor, stateSign } from './state-sign.ts';
import type { Terminal } from './terminal.ts';

/** `gantry attempts`: how one file fared, try by try, also while another Gantry works on it. */
export async function runAttempts(command: AttemptsCommand, dataDirectory: string, terminal: Terminal): Promise<ExitCode> {
  const { stdout, clock } = terminal;
  const uploadId = command.uploadId as UploadId;
  const reader = openQueueReader(dataDirectory);
  try {
    const file = reader?.findUpload(uploadId) ?? null;
    if (reader === null || file === null) throw new UploadError('upload-unknown', { details: { reason: uploadId } });
    const { location, attempts } = reader.listAttempts(uploadId);
    if (command.isJson) {
      stdout.write(attempts.map((attempt) => `${jsonText({ uploadId, ...attempt })}\n`).join(''));
      return exitCodes.done;
    }
    const nowMs = clock.now();
    const state = fileStateOf(file, nowMs);
    const words = statusWords(file, nowMs);
    const sign = inStateColor(state, stateSign(state), terminal.isScreen && terminal.hasColors);
    const lines = [
      `${sign} ${visibleText(file.relativePath)} · ${formatBytes(file.fileSize)} · ${words.state} · ${words.detail}`,
      `  from ${visibleText(file.sourcePath)}`,
      ...(location === null ? [] : [`  at ${visibleText(location)}`]),
      `  ${formatBytes(file.bytesConfirmed)} confirmed · ${countOf(attempts.length, 'try', 'tries')}`,
    ];
    for (const [index, attempt] of attempts.entries()) {
      const { title, took, bytes, waited } = attemptWords(attempt, attempts[index + 1] ?? null);
      const next = waited === null ? '' : ` · next after ${waited}`;
      lines.push(`${formatMoment(attempt.startedAt)} · ${took} · ${bytes} · ${title}${next}`);
    }
    if (attempts.length >= keptAttempts.first + keptAttempts.last) {
      lines.push(`Of many tries the first ${keptAttempts.first} and the last ${keptAttempts.last} are kept.`);
    }
    stdout.write(`${lines.join('\n')}\n`);
    return exitCodes.done;
  } finally {
    reader?.close();
  }
}

import type { ProbeAnswer } from '../../../shared/destination.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { Probe } from '../protocols/protocol.ts';

/** What a probe found out, or why it could not, as plain data. */
export async function probeAnswerOf(ask: () => Promise<Probe>): Promise<ProbeAnswer> {
  try {
    return { ok: true, ...(await ask()) };
  } catch (error) {
    if (error instanceof UploadError) return { ok: false, error: error.toPlain() };
    throw error;
  }
}

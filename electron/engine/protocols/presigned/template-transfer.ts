import { numberedPath } from '../../../../shared/numbered-path.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { Clock, Credentials } from '../../ports.ts';
import type { DestinationMemory, Receipt, TransferRequest } from '../protocol.ts';
import { earlierTryAt } from './earlier-try-at.ts';
import type { PresignedSend, Sent } from './presigned-send.ts';
import { isRefusedSignature } from './presigned-send.ts';
import type { SignedUpload } from './signed-upload.ts';
import { urlFromTemplate } from './url-template.ts';

const mostNames = 1_000;

export interface TemplateTransferParts {
  /** With `{path}`. */
  readonly template: URL;
  readonly send: PresignedSend;
  readonly credentials: () => Promise<Credentials>;
  readonly memory: DestinationMemory;
  readonly clock: Clock;
  /** Of all transfers under way: two files of one name must not both take it. */
  readonly claimedPaths: Set<string>;
}

/**
 * One file to the address that a pattern gives it. Whether the name is taken is asked with the sending itself (`If-None-Match: *`), since a signature
 * for writing seldom allows a look.
 */
export class TemplateTransfer {
  readonly #parts: TemplateTransferParts;
  readonly #request: TransferRequest;

  constructor(parts: TemplateTransferParts, request: TransferRequest) {
    this.#parts = parts;
    this.#request = request;
  }

  async run(): Promise<Receipt> {
    const { target } = this.#request;
    if (target.conflict === 'overwrite') return await this.#receiptOf(await this.#send(target.relativePath, false));
    for (let number = 1; number <= mostNames; number++) {
      const relativePath = numberedPath(target.relativePath, number);
      if (this.#parts.claimedPaths.has(relativePath)) continue;
      this.#parts.claimedPaths.add(relativePath);
      try {
        const sending = await this.#send(relativePath, true);
        if (!sending.isTaken) return await this.#receiptOf(sending);
        const verification = await this.#ofEarlierTry(relativePath, sending);
        if (verification !== null) return { result: 'stored', verification, location: locationOf(sending) };
        if (target.conflict === 'skip') return { result: 'skipped', verification: 'accepted', location: locationOf(sending) };
      } finally {
        this.#parts.claimedPaths.delete(relativePath);
      }
    }
    throw new UploadError('already-exists', { details: { path: target.relativePath } });
  }

  /** Once more with the secret as it is then, where the signature is refused. */
  async #send(relativePath: string, onlyIfFree: boolean): Promise<Sending> {
    const { send } = this.#parts;
    let condition: Readonly<Record<string, string>> = onlyIfFree ? { 'If-None-Match': '*' } : {};
    if (onlyIfFree) {
      const beganAtMs = this.#beganAtMs(relativePath) ?? this.#parts.clock.now();
      await this.#request.onCheckpoint({ ...this.#request.checkpoint, protocol: 'presigned', relativePath, beganAtMs }, 0);
    }
    for (let isFirst = true; ; isFirst = false) {
      const signed = await this.#sign(relativePath);
      let sent = await send.send(signed, this.#request, condition);
      if (sent.answer.status === 501 && Object.keys(condition).length > 0) {
        // It knows no conditions: a look has to do, where the place allows one.
        if ((await send.lookAt(signed.url, this.#request.signal)) !== null) return { signed, sent, isTaken: true };
        condition = {};
        sent = await send.send(signed, this.#request, condition);
      }
      if (isFirst && isRefusedSignature(sent.answer)) continue;
      return { signed, sent, isTaken: sent.answer.status === 412 || sent.answer.status === 409 };
    }
  }

  async #sign(relativePath: string): Promise<SignedUpload> {
    const credentials = await this.#parts.credentials();
    const signature = credentials.kind === 'bearer' ? credentials.token : null;
    const url = urlFromTemplate(this.#parts.template, relativePath, signature);
    return { url, method: 'PUT', headers: {}, fields: null, link: null };
  }

  async #receiptOf({ signed, sent }: Sending): Promise<Receipt> {
    // Here the signature is a secret of the person's, who has to renew it.
    if (isRefusedSignature(sent.answer)) {
      const { details } = this.#parts.send.errorOf(sent.answer);
      throw new UploadError('sign-in-refused', { details });
    }
    return await this.#parts.send.receiptOf(signed, sent, this.#request);
  }

  /** When an earlier try under that name began, in milliseconds since the epoch; null: there was none. */
  #beganAtMs(relativePath: string): number | null {
    const { checkpoint } = this.#request;
    const beganAtMs = checkpoint?.['relativePath'] === relativePath ? checkpoint['beganAtMs'] : null;
    return typeof beganAtMs === 'number' ? beganAtMs : null;
  }

  /** null: what has the name is not known to be ours. */
  async #ofEarlierTry(relativePath: string, { signed }: Sending): Promise<Receipt['verification'] | null> {
    const { clock, memory, send } = this.#parts;
    if (this.#request.checkpoint?.['relativePath'] !== relativePath) return null;
    const found = await send.lookAt(signed.url, this.#request.signal);
    if (found === null) return null;
    const beganAtMs = this.#beganAtMs(relativePath);
    const beganAgoMs = beganAtMs === null ? null : clock.now() - beganAtMs;
    return await earlierTryAt(found, { beganAgoMs, request: this.#request, memory });
  }
}

interface Sending {
  readonly signed: SignedUpload;
  readonly sent: Sent;
  /** Something has that name, and was not replaced. */
  readonly isTaken: boolean;
}

function locationOf({ signed }: Sending): string {
  return `${signed.url.origin}${signed.url.pathname}`;
}

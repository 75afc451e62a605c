import { numberedPath } from '../../../../shared/numbered-path.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { Credentials } from '../../ports.ts';
import type { Receipt, TransferRequest } from '../protocol.ts';
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
    const { target, checkpoint } = this.#request;
    if (target.conflict === 'overwrite') return await this.#receiptOf(await this.#send(target.relativePath, false));
    const earlierPath = checkpoint?.['relativePath'];
    for (let number = 1; number <= mostNames; number++) {
      const relativePath = numberedPath(target.relativePath, number);
      if (this.#parts.claimedPaths.has(relativePath)) continue;
      this.#parts.claimedPaths.add(relativePath);
      try {
        const sending = await this.#send(relativePath, true);
        if (!isTaken(sending)) return await this.#receiptOf(sending);
        if (relativePath === earlierPath && (await this.#isWhole(sending))) {
          return { result: 'stored', verification: 'size', location: locationOf(sending) };
        }
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
    if (onlyIfFree) await this.#request.onCheckpoint({ ...this.#request.checkpoint, protocol: 'presigned', relativePath }, 0);
    for (let isFirst = true; ; isFirst = false) {
      const signed = await this.#sign(relativePath);
      let sent = await send.send(signed, this.#request, condition);
      if (sent.answer.status === 501 && Object.keys(condition).length > 0) {
        condition = {};
        sent = await send.send(signed, this.#request, condition);
      }
      if (isFirst && isRefusedSignature(sent.answer)) continue;
      return { signed, sent };
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

  async #isWhole({ signed }: Sending): Promise<boolean> {
    const sizeBytes = await this.#parts.send.sizeAt(signed.url, this.#request.signal);
    return sizeBytes === this.#request.source.fingerprint.size;
  }
}

interface Sending {
  readonly signed: SignedUpload;
  readonly sent: Sent;
}

function isTaken({ sent }: Sending): boolean {
  return sent.answer.status === 412 || sent.answer.status === 409;
}

function locationOf({ signed }: Sending): string {
  return `${signed.url.origin}${signed.url.pathname}`;
}

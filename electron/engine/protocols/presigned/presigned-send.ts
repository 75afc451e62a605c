import { UploadError } from '../../errors/upload-error.ts';
import type { ProtocolOptions, Receipt, TransferRequest } from '../protocol.ts';
import { claimedDigestsOf } from '../transport/claimed-digests.ts';
import { classifyHttpStatus } from '../transport/classify-http-status.ts';
import type { DigestingBody } from '../transport/digesting-body.ts';
import { digestingBody } from '../transport/digesting-body.ts';
import { formBodyOf } from '../transport/form-body.ts';
import type { HttpAnswer } from '../transport/http-answer.ts';
import { linkInAnswer, mostLinkAnswerBytes } from '../transport/link-in-answer.ts';
import { sourceBody } from '../transport/source-body.ts';
import { isSuccessByRule } from '../transport/status-by-rule.ts';
import { digestsWorthReckoning, provenBy, rememberNoProof } from '../transport/stored-proof.ts';
import type { OriginTransports } from './origin-transports.ts';
import type { SignedUpload } from './signed-upload.ts';
import { withoutSignature } from './without-signature.ts';

/** The field of a signed form that carries the file, as stores that sign forms want it: after all others. */
const fileField = 'file';

export interface PresignedSendParts {
  readonly uploads: OriginTransports;
  readonly options: ProtocolOptions;
}

/** What a place said to a file, with what went out to it. */
export interface Sent {
  readonly answer: HttpAnswer;
  readonly body: DigestingBody;
}

/** Sends files to signed addresses and judges the answers. */
export class PresignedSend {
  readonly #parts: PresignedSendParts;

  constructor(parts: PresignedSendParts) {
    this.#parts = parts;
  }

  /** Signs, sends, and signs once more where the signature was refused: that costs no attempt. */
  async signedBy(sign: () => Promise<SignedUpload>, request: TransferRequest): Promise<Receipt> {
    for (let isFirst = true; ; isFirst = false) {
      const signed = await sign();
      const sent = await this.send(signed, request);
      if (isFirst && isRefusedSignature(sent.answer)) continue;
      return await this.receiptOf(signed, sent, request);
    }
  }

  async send(
    signed: SignedUpload,
    { source, target, signal, verify, onBytesSent, onVerifying }: TransferRequest,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Sent> {
    const { memory, ports, httpExtras } = this.#parts.options;
    const size = source.fingerprint.size;
    if (size === 0) await source.checkUnchanged();
    const body = digestingBody(sourceBody(source, 0, size), digestsWorthReckoning(memory, verify));
    const fields = signed.fields === null ? null : [...signed.fields, ...(httpExtras?.fields ?? [])];
    const file = { fieldName: fileField, fileName: target.fileName, contentType: target.contentType, body };
    const form = fields === null ? null : formBodyOf(`gantry-${ports.randomness.uuid()}`, fields, file);
    const leadBytes = form?.leadBytes ?? 0;
    const hasType = Object.keys(signed.headers).some((name) => name.toLowerCase() === 'content-type');
    const type = form !== null ? { 'Content-Type': form.contentType } : hasType ? {} : { 'Content-Type': target.contentType };
    let isOut = false;
    const answer = await this.#parts.uploads.use(signed.url, (transport) =>
      transport.request({
        method: signed.method,
        url: signed.url,
        headers: { ...more, ...signed.headers, ...type },
        body: form?.body ?? body,
        signal,
        redirects: 'return',
        ...(httpExtras?.linkPath ? { mostAnswerBytes: mostLinkAnswerBytes } : {}),
        onBytesSent: (bytesSent) => {
          onBytesSent(Math.min(size, Math.max(0, bytesSent - leadBytes)));
          if (isOut || bytesSent < leadBytes + size) return;
          isOut = true;
          onVerifying();
        },
      }),
    );
    return { answer: withoutSignature(answer, signed.url), body };
  }

  /** Throws what the answer means where it is no success. */
  async receiptOf(signed: SignedUpload, { answer, body }: Sent, request: TransferRequest): Promise<Receipt> {
    const { httpExtras, memory } = this.#parts.options;
    if (!isSuccessByRule(answer, httpExtras?.successStatuses ?? null)) throw this.errorOf(answer);
    const location = linkInAnswer(answer, httpExtras?.linkPath ?? null) ?? signed.link ?? withoutQuery(signed.url);
    const proof = provenBy(claimedDigestsOf(answer), body, memory, signed.url.host);
    if (proof !== null && proof !== 'doubt') return { result: 'stored', verification: proof, location };
    if (proof === 'doubt' && request.checkpoint?.['isDoubted'] !== true) {
      // Either the content differs, or this store names it otherwise today: a second sending tells, since nothing breaks twice in the same way.
      await request.onCheckpoint({ ...request.checkpoint, protocol: 'presigned', isDoubted: true }, 0);
      throw new UploadError('checksum-mismatch', { details: { host: signed.url.host, reason: 'md5' } });
    }
    rememberNoProof(memory);
    return { result: 'stored', verification: 'accepted', location };
  }

  errorOf(answer: HttpAnswer): UploadError {
    const error = classifyHttpStatus(answer, this.#parts.options.ports.clock.now());
    // The place knows no user and no token of ours: that it wants one means that the signature does not hold.
    if (error.code === 'sign-in-refused') return new UploadError('not-allowed', { details: error.details, cause: error });
    return error;
  }

  /** What a place holds; null where it does not say, or where nothing is. */
  async lookAt(url: URL, signal: AbortSignal): Promise<HttpAnswer | null> {
    const answer = await this.#parts.uploads.use(url, (transport) =>
      transport.request({ method: 'HEAD', url, headers: { 'Cache-Control': 'no-cache' }, body: null, signal, redirects: 'return' }),
    );
    return answer.status === 200 ? answer : null;
  }
}

/** 401 and 403 say that a signature is wrong or has run out; some stores say the latter with 400 and in words. */
export function isRefusedSignature(answer: HttpAnswer): boolean {
  return answer.status === 401 || answer.status === 403 || (answer.status === 400 && /expired/i.test(answer.body.toString('utf8')));
}

function withoutQuery(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

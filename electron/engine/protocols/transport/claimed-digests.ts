import { Buffer } from 'node:buffer';
import type { BodyDigest } from './digesting-body.ts';
import type { HttpAnswer } from './http-answer.ts';
import { headerOf } from './http-answer.ts';

/** What a server says of the content that it stored. */
export interface ClaimedDigests {
  /** Said in so many words: `Content-MD5`, `Repr-Digest` (RFC 9530), and `Digest`, which came before it. */
  readonly said: Partial<Readonly<Record<BodyDigest, Buffer>>>;
  /** An ETag of 32 hexadecimal digits. Many stores use the content's MD5 for it, but nothing says that they must. */
  readonly etagMd5: Buffer | null;
}

const bytesOf: Readonly<Record<BodyDigest, number>> = { md5: 16, sha256: 32 };

export function claimedDigestsOf(answer: HttpAnswer): ClaimedDigests {
  const said: Partial<Record<BodyDigest, Buffer>> = {};
  const fields = `${headerOf(answer, 'repr-digest') ?? ''},${headerOf(answer, 'digest') ?? ''}`;
  for (const match of fields.matchAll(/(?:^|[\s,])(md5|sha-256)=:?([A-Za-z\d+/]+={0,2}):?/gi)) {
    note(match[1]?.toLowerCase() === 'md5' ? 'md5' : 'sha256', match[2] ?? '');
  }
  note('md5', headerOf(answer, 'content-md5') ?? '');
  const etag = /^"([\da-f]{32})"$/i.exec(headerOf(answer, 'etag') ?? '')?.[1];
  return { said, etagMd5: etag === undefined ? null : Buffer.from(etag, 'hex') };

  function note(algorithm: BodyDigest, text: string): void {
    const bytes = Buffer.from(text.trim(), 'base64');
    if (bytes.byteLength === bytesOf[algorithm]) said[algorithm] = bytes;
  }
}

import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it, onTestFinished } from 'vitest';
import { canInteroperate } from '../../servers/can-interoperate.ts';
import { canStartSwift } from '../../servers/can-start-swift.ts';
import { noInteropSwift } from '../../servers/no-interop-swift.ts';
import { s3ClientFor } from '../../servers/parts/s3-client-for.ts';
import { startSigningStore } from '../../servers/start-signing-store.ts';
import { startSwift } from '../../servers/start-swift.ts';
import { fileOf } from '../file-of.ts';
import { protocolTo } from '../protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';

describe.skipIf(!canInteroperate() || !canStartSwift())(`Addresses that are signed for a real Swift ${noInteropSwift() ?? ''}`, () => {
  it('take a file whole, prove it, and are told apart from those that have run out', async () => {
    const swift = await startSwift();
    onTestFinished(() => swift.close());
    const client = s3ClientFor(swift);
    onTestFinished(() => client.destroy());
    let expiresIn = 900;
    const signer = await startSigningStore({
      sign: async (_, { relativePath, contentType }) => {
        const command = new PutObjectCommand({ Bucket: swift.bucket, Key: relativePath, ContentType: contentType });
        // Signed for the past: a second after that it has run out.
        const signingDate = expiresIn === 1 ? new Date(Date.now() - 60_000) : new Date();
        return { url: await getSignedUrl(client, command, { expiresIn, signingDate }) };
      },
    });
    onTestFinished(() => signer.close());
    const protocol = protocolTo('presigned', signer.url, { credentials: async () => ({ kind: 'none' }) });
    onTestFinished(() => protocol.close());
    const { path, bytes } = await fileOf(5_000_000, 'a.bin');
    const receipt = receiptOf(await transferFile(protocol, { path, relativePath: 'signed/ä b.bin' }));
    expect([receipt.result, receipt.verification]).toEqual(['stored', 'md5']);
    expect(receipt.location).not.toContain('Signature');
    const stored = await client.send(new GetObjectCommand({ Bucket: swift.bucket, Key: 'signed/ä b.bin' }));
    const sum = createHash('md5').update(Buffer.from((await stored.Body?.transformToByteArray()) ?? []));
    expect(sum.digest('hex')).toBe(createHash('md5').update(bytes).digest('hex'));
    expiresIn = 1;
    const refused = errorOf(await transferFile(protocol, { path, relativePath: 'signed/late.bin' }));
    expect(refused).toMatchObject({ code: expect.stringMatching(/^(sign-in-expired|not-allowed)$/) });
  });
});

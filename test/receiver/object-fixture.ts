import type { S3Client } from '@aws-sdk/client-s3';
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import type { ObjectStoreAddress } from '../../electron/receiver/object-store/object-store-address.ts';
import { startObjectReceiver } from '../../electron/receiver/object-store/start-object-receiver.ts';
import type { Receiver } from '../../electron/receiver/start-receiver.ts';
import { s3ClientFor } from '../servers/parts/s3-client-for.ts';
import type { S3Server } from '../servers/parts/s3-server.ts';
import { TusClient } from './tus-client.ts';

let fixtures = 0;

/** A receiver on a bucket, under a prefix of its own. */
export class ObjectFixture {
  readonly address: ObjectStoreAddress;
  readonly bucket: S3Client;
  #receiver: Receiver;

  private constructor(address: ObjectStoreAddress, bucket: S3Client, receiver: Receiver) {
    this.address = address;
    this.bucket = bucket;
    this.#receiver = receiver;
  }

  static async start(server: S3Server, changes: Partial<ObjectStoreAddress> = {}): Promise<ObjectFixture> {
    fixtures += 1;
    const { endpoint, bucket, region, accessKeyId, secretAccessKey } = server;
    const address: ObjectStoreAddress = {
      endpoint,
      bucket,
      region,
      prefix: `test-${fixtures}/`,
      isPathStyle: true,
      partSizeBytes: 5 * 1024 * 1024,
      keys: { accessKeyId, secretAccessKey, sessionToken: null },
      ...changes,
    };
    return new ObjectFixture(address, s3ClientFor(server), await startReceiver(address));
  }

  get client(): TusClient {
    return new TusClient(this.#receiver.destinationUrl);
  }

  async restart(): Promise<void> {
    await this.#receiver.close();
    this.#receiver = await startReceiver(this.address);
  }

  /** Under the prefix, sorted; also what is unfinished. */
  async paths(): Promise<readonly string[]> {
    const { bucket: Bucket, prefix: Prefix } = this.address;
    const { Contents = [] } = await this.bucket.send(new ListObjectsV2Command({ Bucket, Prefix }));
    return Contents.map(({ Key = '' }) => Key.slice(Prefix.length)).sort();
  }

  async read(path: string): Promise<Buffer> {
    const found = await this.bucket.send(new GetObjectCommand(this.#at(path)));
    return Buffer.from((await found.Body?.transformToByteArray()) ?? []);
  }

  /** What is kept at an object besides its bytes. */
  async facts(path: string): Promise<Readonly<Record<string, string>>> {
    return (await this.bucket.send(new HeadObjectCommand(this.#at(path)))).Metadata ?? {};
  }

  /** As somebody else would. */
  async put(path: string, body: string): Promise<void> {
    await this.bucket.send(new PutObjectCommand({ ...this.#at(path), Body: body }));
  }

  async close(): Promise<void> {
    await this.#receiver.close();
    this.bucket.destroy();
  }

  #at(path: string): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.address.bucket, Key: `${this.address.prefix}${path}` };
  }
}

function startReceiver(address: ObjectStoreAddress): Promise<Receiver> {
  return startObjectReceiver({ address, port: 0, log: { write: () => undefined } });
}

import type { SentAnswer } from '../servers/send.ts';
import { send } from '../servers/send.ts';

export interface UploadToCreate {
  readonly length: number;
  readonly relativePath?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  /** Sent with the create. */
  readonly body?: Buffer | string;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly cutAfterBytes?: number;
}

const version = { 'Tus-Resumable': '1.0.0' };
const octets = { 'Content-Type': 'application/offset+octet-stream' };

export function encodeMetadata(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
}

/** The smallest client of tus 1.0 that shows every answer as it is. */
export class TusClient {
  readonly url: string;

  constructor(destinationUrl: string) {
    this.url = destinationUrl.replace(/^tus\+/, '');
  }

  create(upload: UploadToCreate): Promise<SentAnswer> {
    const { length, relativePath, metadata = {}, body, headers = {}, cutAfterBytes } = upload;
    const values = { ...(relativePath === undefined ? {} : { relativePath }), ...metadata };
    return send({
      method: 'POST',
      url: this.url,
      headers: {
        ...version,
        'Upload-Length': length,
        'Upload-Metadata': encodeMetadata(values),
        ...(body === undefined ? {} : octets),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
      ...(cutAfterBytes === undefined ? {} : { cutAfterBytes }),
    });
  }

  patch(location: string, offset: number, body: Buffer | string, cutAfterBytes?: number): Promise<SentAnswer> {
    const headers = { ...version, ...octets, 'Upload-Offset': offset };
    return send({ method: 'PATCH', url: this.at(location), headers, body, ...(cutAfterBytes === undefined ? {} : { cutAfterBytes }) });
  }

  head(location: string): Promise<SentAnswer> {
    return send({ method: 'HEAD', url: this.at(location), headers: version });
  }

  remove(location: string): Promise<SentAnswer> {
    return send({ method: 'DELETE', url: this.at(location), headers: version });
  }

  /** Locations are relative; this is where one leads at this receiver. */
  at(location: string): string {
    return new URL(location, this.url).href;
  }
}

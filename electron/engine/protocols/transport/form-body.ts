import { Buffer } from 'node:buffer';
import type { HttpBody } from './http-request.ts';

export interface FormFile {
  readonly fieldName: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly body: HttpBody;
}

export interface FormBody {
  readonly contentType: string;
  readonly body: HttpBody;
  /** Bytes before the file's first. */
  readonly leadBytes: number;
}

/**
 * A multipart/form-data body of known length (RFC 7578, and the HTML standard's encoding of names): the text fields first, so
 * that a server has read them when the file comes. `boundary` must not occur in any of the content; random is enough.
 */
export function formBodyOf(boundary: string, fields: readonly (readonly [string, string])[], file: FormFile): FormBody {
  const lines = fields.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"\r\n\r\n${value}\r\n`,
  );
  const disposition = `Content-Disposition: form-data; name="${escaped(file.fieldName)}"; filename="${escaped(file.fileName)}"`;
  const lead = Buffer.from(`${lines.join('')}--${boundary}\r\n${disposition}\r\nContent-Type: ${file.contentType}\r\n\r\n`, 'utf8');
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`, 'latin1');
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    leadBytes: lead.byteLength,
    body: {
      length: lead.byteLength + file.body.length + tail.byteLength,
      async *chunks(signal) {
        yield lead;
        yield* file.body.chunks(signal);
        yield tail;
      },
    },
  };
}

function escaped(name: string): string {
  return name.replace(/\r\n|\r|\n/g, '%0D%0A').replace(/"/g, '%22');
}

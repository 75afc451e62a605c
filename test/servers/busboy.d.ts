/** The part of busboy 1.6 that the form receiver uses; the package has no types of its own. */
declare module 'busboy' {
  import type { IncomingHttpHeaders } from 'node:http';
  import type { Readable, Writable } from 'node:stream';

  interface FileInformation {
    readonly filename: string | undefined;
    readonly encoding: string;
    readonly mimeType: string;
  }

  interface FormParser extends Writable {
    on(event: 'file', listener: (field: string, file: Readable, information: FileInformation) => void): this;
    on(event: 'field', listener: (field: string, value: string) => void): this;
    on(event: 'close' | 'finish', listener: () => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
  }

  interface Configuration {
    readonly headers: IncomingHttpHeaders;
    readonly defParamCharset?: string;
    readonly preservePath?: boolean;
  }

  function busboy(configuration: Configuration): FormParser;
  export = busboy;
}

import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Protocol, ProtocolOptions } from '../../../electron/engine/protocols/protocol.ts';
import { writePseudoRandomFile } from '../../files/make-tree.ts';
import type { TemporaryDirectory } from '../../servers/parts/temporary-directory.ts';
import { makeTemporaryDirectory } from '../../servers/parts/temporary-directory.ts';
import type { ScriptedRequest, ScriptedS3, ScriptedS3Options } from '../../servers/start-scripted-s3.ts';
import { startScriptedS3 } from '../../servers/start-scripted-s3.ts';
import { protocolTo } from '../protocol-to.ts';

/** A scripted S3, two files, and protocols that speak to it, anew for every test. */
export interface ScriptedSetting {
  readonly server: ScriptedS3;
  readonly small: string;
  /** Of three parts. */
  readonly large: string;
  begin(options: ScriptedS3Options): Promise<Protocol>;
  another(options?: Readonly<Record<string, string>>, more?: Partial<ProtocolOptions>): Protocol;
  /** Numbers of the parts of files that were sent, in the order of their arrival. */
  partsSent(): readonly string[];
}

export function scriptedSetting(): ScriptedSetting {
  let home: TemporaryDirectory | null = null;
  let server: ScriptedS3 | null = null;
  const open: Protocol[] = [];
  const there = (): ScriptedS3 => {
    if (server === null) throw new Error('only after begin');
    return server;
  };
  const fileOf = (name: string): string => join(home?.path ?? '', name);

  beforeEach(async () => {
    home = await makeTemporaryDirectory('s3-scripted');
    await writePseudoRandomFile(fileOf('small.bin'), 70_000, 'small');
    await writePseudoRandomFile(fileOf('large.bin'), 12 * 1024 * 1024, 'large');
  });
  afterEach(async () => {
    for (const protocol of open.splice(0)) protocol.close();
    await server?.close();
    await home?.remove();
  });

  const another: ScriptedSetting['another'] = (options = {}, more = {}) => {
    const protocol = protocolTo('s3', `${there().origin}/bucket/`, {
      options: { 'part-size': '5M', ...options },
      credentials: async () => ({ kind: 'aws', accessKeyId: 'key', secretAccessKey: 'secret', sessionToken: null }),
      ...more,
    });
    open.push(protocol);
    return protocol;
  };
  return {
    get server() {
      return there();
    },
    get small() {
      return fileOf('small.bin');
    },
    get large() {
      return fileOf('large.bin');
    },
    begin: async (options) => {
      server = await startScriptedS3(options);
      return another();
    },
    another,
    partsSent: () =>
      there()
        .requests.filter((request) => isPart(request) && !isQuestion(request) && request.body.length > 0)
        .map(({ query }) => query.get('partNumber') ?? ''),
  };
}

/** Of an upload that only finds out what the service compares. */
export function isQuestion({ path }: ScriptedRequest): boolean {
  return path.endsWith('/gantry-probe');
}

export function isPart({ method, query }: ScriptedRequest): boolean {
  return method === 'PUT' && query.has('partNumber');
}

export function isComplete({ method, query }: ScriptedRequest): boolean {
  return method === 'POST' && query.has('uploadId');
}

import { Buffer } from 'node:buffer';
import { describe, expect, it, vi } from 'vitest';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import { bodyOf } from './body-of.ts';
import { putRequest } from './put-request.ts';
import { scriptedServer } from './scripted-server.ts';
import { transportTo } from './transport-to.ts';

const signal = new AbortController().signal;

describe('a source', () => {
  it.each([100, 300_000])('that fails ends the request of %i bytes with its own error', async (length) => {
    const server = await scriptedServer((request, response) => void request.on('end', () => response.writeHead(201).end()));
    const { transport } = transportTo(server.url);
    const changed = new UploadError('source-changed');
    const body = {
      length,
      async *chunks() {
        yield Buffer.alloc(length / 2);
        throw changed;
      },
    };
    await expect(transport.request(putRequest(server.url, { body }))).rejects.toBe(changed);
  });

  it.each([100, 300_000])('with fewer than the promised %i bytes never completes a request', async (length) => {
    const completed = vi.fn();
    const server = await scriptedServer((request, response) => {
      request.on('end', () => {
        completed();
        response.writeHead(201).end();
      });
    });
    const { transport } = transportTo(server.url);
    const body = { ...bodyOf(length - 1), length };
    body.chunks = () => bodyOf(length - 1).chunks(signal);
    await expect(transport.request(putRequest(server.url, { body }))).rejects.toMatchObject({
      code: 'source-short',
      details: { expectedBytes: length, actualBytes: length - 1 },
    });
    expect(completed).not.toHaveBeenCalled();
  });

  it('with more than the promised bytes never sends them', async () => {
    const server = await scriptedServer((request, response) => void request.on('end', () => response.writeHead(201).end()));
    const { transport } = transportTo(server.url);
    const body = { length: 300_000, chunks: () => bodyOf(400_000, 400_000).chunks(signal) };
    await expect(transport.request(putRequest(server.url, { body }))).rejects.toMatchObject({ code: 'internal' });
  });
});

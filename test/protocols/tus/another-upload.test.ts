import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { fileOf } from '../file-of.ts';
import { protocolTo } from '../protocol-to.ts';
import { receiptOf, transferFile } from '../transfer-file.ts';
import type { TusAsk } from './scripted-tus.ts';
import { scriptedTus } from './scripted-tus.ts';

const signal = new AbortController().signal;
const base64 = (text: string) => Buffer.from(text).toString('base64');
const known = { protocol: 'tus', uploadPath: '/files/1', expiresAt: null, uploadId: 'ours' };

/** A server that has an upload of that name at our address. */
const holding = (uploadId: string) => (ask: TusAsk) =>
  ask.method === 'HEAD' && ask.path === '/files/1'
    ? {
        status: 200,
        headers: {
          'Upload-Offset': '10',
          'Upload-Length': '100',
          'Upload-Metadata': `filename ${base64('f')},uploadId ${base64(uploadId)}`,
        },
      }
    : undefined;

it.each([
  ['ours', 'HEAD DELETE'],
  ['of somebody else', 'HEAD'],
])('an address that holds an upload %s is discarded by %s', async (uploadId, methods) => {
  const tus = await scriptedTus(holding(uploadId));
  await protocolTo('tus', tus.url).discard(known, signal);
  expect(tus.methods()).toBe(methods);
});

it.each([404, 410])('what is gone is not asked for again: %i', async (status) => {
  const tus = await scriptedTus(() => ({ status }));
  await protocolTo('tus', tus.url).discard(known, signal);
  expect(tus.methods()).toBe('HEAD');
});

it('a file does not go on in an upload of somebody else that has its address and its length', async () => {
  const tus = await scriptedTus(holding('of somebody else'));
  tus.uploads.set('/files/1', { bytes: Buffer.alloc(10), length: 100 });
  const { path, bytes } = await fileOf(100);
  const done = await transferFile(protocolTo('tus', tus.url), { path, uploadId: 'ours', checkpoint: known });
  expect([receiptOf(done).result, done.events]).toEqual(['stored', expect.arrayContaining(['started over'])]);
  expect([tus.uploads.get('/files/1')?.bytes.length, tus.uploads.get('/files/2')?.bytes]).toEqual([10, bytes]);
});

it.each([
  ['the name that it was made under, whatever the file is called now', 'ours', { ...known, uploadId: 'ours' }],
  ['no name at all, as an earlier Gantry wrote it down, whose name was shorter', 'another', { ...known, uploadId: null }],
])('an upload is gone on with by %s', async (_words, there, checkpoint) => {
  const tus = await scriptedTus(holding(there));
  const { path, bytes } = await fileOf(100);
  tus.uploads.set('/files/1', { bytes: bytes.subarray(0, 10), length: 100 });
  const done = await transferFile(protocolTo('tus', tus.url), { path, uploadId: 'another revision', checkpoint });
  expect([receiptOf(done).result, tus.methods()]).toEqual(['stored', 'HEAD PATCH']);
  expect(tus.uploads.get('/files/1')?.bytes).toEqual(bytes);
});

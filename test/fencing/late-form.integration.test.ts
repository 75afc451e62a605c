import { expect, it, onTestFinished } from 'vitest';
import { fileOf } from '../protocols/file-of.ts';
import { protocolTo } from '../protocols/protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../protocols/transfer-file.ts';
import { startFormReceiver } from '../servers/start-form-receiver.ts';
import { startHttpFaultProxy } from '../servers/start-http-fault-proxy.ts';

it('a form that a hop delivers late arrives twice, under one id that tells the server so', async () => {
  const server = await startFormReceiver();
  const proxy = await startHttpFaultProxy(server.url);
  onTestFinished(async () => {
    await proxy.close();
    await server.close();
  });
  const protocol = protocolTo('post', proxy.url);
  const { path } = await fileOf(1_000, 'a.bin');
  proxy.addRule({ method: 'POST', times: 1, fault: { kind: 'hold', cutsClient: true } });
  expect(errorOf(await transferFile(protocol, { path, uploadId: 'u-1' }))).toMatchObject({ code: 'connection-lost' });
  receiptOf(await transferFile(protocol, { path, uploadId: 'u-1' }));
  await proxy.deliverHeld();
  const ids = server.requests().map(({ fields }) => fields['uploadId']);
  expect(ids).toEqual(['u-1', 'u-1']);
});

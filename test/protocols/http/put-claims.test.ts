import { expect, it, onTestFinished } from 'vitest';
import { startPutRecorder } from '../../servers/start-put-recorder.ts';
import { fileOf } from '../file-of.ts';
import { protocolTo } from '../protocol-to.ts';
import { receiptOf, transferFile } from '../transfer-file.ts';

it('gives three files of one name, sent at once, three names', async () => {
  const server = await startPutRecorder();
  onTestFinished(() => server.close());
  const protocol = protocolTo('put', server.url);
  const files = await Promise.all([fileOf(3_000, 'x.bin'), fileOf(4_000, 'x.bin'), fileOf(5_000, 'x.bin')]);
  const done = await Promise.all(files.map(({ path }) => transferFile(protocol, { path, relativePath: 'x.bin' })));
  const locations = done.map((one) => receiptOf(one).location?.slice(server.url.length)).sort();
  expect(locations).toEqual(['x%20(2).bin', 'x%20(3).bin', 'x.bin']);
  const again = await transferFile(protocol, { path: files[0].path, relativePath: 'y.bin' });
  expect(receiptOf(again).location).toBe(`${server.url}y.bin`);
});

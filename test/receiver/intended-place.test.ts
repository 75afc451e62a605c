import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ReceiverFixture } from './receiver-fixture.ts';

const about = { uploadId: '0191-abc', mtime: '1700000000000' };
const makeLink = (): Promise<never> => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' }));

describe('a place that was intended, without hard links', () => {
  it('what it was to replace is not taken for it when a crash came before the move, and it was given up', async () => {
    const fixture = await ReceiverFixture.start({ makeLink });
    onTestFinished(() => fixture.close());
    const metadata = { uploadId: 'u-0', mtime: '1600000000000' };
    await fixture.client.create({ length: 5, relativePath: 'a.txt', body: 'older', metadata });
    const upload = { length: 5, relativePath: 'a.txt', metadata: { ...about, conflict: 'overwrite' } };
    const created = await fixture.client.create(upload);
    const id = (created.headers.location ?? '').slice(7);
    await writeFile(fixture.incomingPath(id), 'newer');
    const intention = { intendedId: id, segments: ['a.txt'], modifiedAtMs: 1_700_000_000_500 };
    await writeFile(join(fixture.incomingPath('finished'), '1-test.ndjson'), `${JSON.stringify(intention)}\n`);
    await fixture.restart({ makeLink });
    expect((await fixture.client.remove(created.headers.location ?? '')).status).toBe(204);
    expect((await fixture.client.create(upload)).headers['upload-offset'] ?? '0').toBe('0');
    expect((await fixture.client.patch(created.headers.location ?? '', 0, 'newer')).status).toBe(204);
    expect(await fixture.read('a.txt')).toBe('newer');
  });
});

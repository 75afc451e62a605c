import { appendFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fingerprintOf } from '../../../electron/engine/source/fingerprint.ts';
import { openSource } from '../open-source.ts';
import { errorOf, transferFile } from '../transfer-file.ts';
import type { Setting } from './setting.ts';

const mebibyte = 1024 * 1024;
const signal = new AbortController().signal;

/** A file that is no longer the pinned one. */
export function testChangedSource(at: Setting): void {
  it.each(['before', 'meanwhile'] as const)('never stores a file that changed %s', async (when) => {
    const path = await at.file(32 * mebibyte);
    const fingerprint = await fingerprintOf(path);
    const name = `changed-${when}.bin`;
    let isChanged = false;
    const change = (): void => {
      isChanged = true;
      appendFileSync(path, 'more');
    };
    if (when === 'before') {
      // Opened in time, so that only the protocol's own looks can find it.
      const source = await openSource(path, { fingerprint });
      change();
      const sending = at.protocol.transfer({
        uploadId: name,
        source,
        target: { relativePath: name, fileName: name, contentType: 'x/y', conflict: 'rename' },
        checkpoint: null,
        verify: false,
        signal,
        onBytesSent: () => undefined,
        onCheckpoint: async () => undefined,
        onVerifying: () => undefined,
        onStartedOver: () => undefined,
      });
      await expect(sending).rejects.toMatchObject({ code: 'source-changed' });
      await source.close();
    } else {
      await at.tcp.set({ bytesPerSecond: 64 * mebibyte });
      const sending = await transferFile(at.protocol, {
        path,
        relativePath: name,
        onBytesSent: (bytes) => {
          if (bytes > mebibyte && !isChanged) change();
        },
      });
      expect(errorOf(sending)).toMatchObject({ code: 'source-changed' });
    }
    expect(isChanged).toBe(true);
    expect(await at.server.stored(name)).toBeNull();
  });
}

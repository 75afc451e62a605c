import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProxyPassword } from '../../../electron/host/settings/proxy-password.ts';
import { createSettingsStore } from '../../../electron/host/settings/settings-store.ts';
import { systemClock } from '../../../electron/host/system-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { waitUntil } from '../../servers/parts/wait-until.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

test('what another process writes is followed, and a file that turned wrong changes nothing but the notice', async () => {
  const options = {
    path: join(directory.path, 'settings.json'),
    clock: systemClock,
    log: { write: () => undefined },
    proxyPassword: createProxyPassword({}),
  };
  const store = createSettingsStore(options);
  const stop = store.follow();
  try {
    createSettingsStore(options).update({ transfers: { filesAtOnce: 2 } });
    await waitUntil('the change is seen', () => store.current().transfers.filesAtOnce === 2);
    writeFileSync(options.path, '{"version": 1, "transfers": {"filesAtOnce": 4, "verify": 7}}');
    await waitUntil('the wrong file is seen', () => store.view().problem !== null);
    expect(store.current().transfers.filesAtOnce).toBe(2);
    const revision = store.view().revision;
    store.update({ transfers: { filesAtOnce: 5 } });
    expect([store.view().problem, store.view().revision]).toEqual([null, revision + 1]);
  } finally {
    stop();
  }
});

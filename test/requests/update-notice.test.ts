import { expect, test } from 'vitest';
import { createChangePublisher } from '../../electron/requests/change-publisher.ts';
import type { ChangeBatch } from '../../shared/progress.ts';
import { createFakeEngine } from '../desktop/fake-engine.ts';
import { silentLog } from '../desktop/silent-log.ts';
import { createHandClock } from '../host/hand-clock.ts';

test('what is to be said of an update goes out with the next changes, and nothing of it where a host has none', () => {
  const clock = createHandClock();
  const sent: ChangeBatch[] = [];
  const notice = { kind: 'installed', version: '1.2.0' } as const;
  const publisher = createChangePublisher({
    ...{ engine: createFakeEngine(), clock, log: silentLog },
    updateNotice: () => notice,
    send: (changes) => sent.push(changes),
  });
  publisher.subscribe();
  publisher.updateChanged();
  clock.advance(0);
  expect(sent.map(({ updateNotice }) => updateNotice)).toEqual([notice]);
  const silent = createChangePublisher({
    ...{ engine: createFakeEngine(), clock, log: silentLog },
    send: (changes) => sent.push(changes),
  });
  silent.subscribe();
  silent.updateChanged();
  clock.advance(0);
  expect(sent.slice(1).map((changes) => 'updateNotice' in changes)).toEqual([false]);
});

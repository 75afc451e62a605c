import { expect, it } from 'vitest';
import { stored } from './fake-server.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();

it('is shown as sent, not as verified, until its bytes are out once more', async () => {
  const { test } = fixture;
  const pause = (): Promise<void> => new Promise((resolve) => test.clock.setTimer(() => resolve(), 200));
  test.server.onTransfer = async (request) => {
    for (const sending of ['refused', 'taken']) {
      request.onBytesSent(50);
      await pause();
      request.onBytesSent(100);
      request.onVerifying();
      await pause();
      if (sending === 'refused') request.onBytesSent(0);
      await pause();
    }
    return stored;
  };
  await test.addFiles(['a']);
  await test.until(() => test.file('a').status === 'completed');
  const told = test.events.flatMap((event) => (event.action === 'file_progress' ? [event.payload.status] : []));
  expect(told.filter((status, index) => status !== told[index - 1])).toEqual([
    ...['queued', 'checking', 'uploading', 'verifying', 'uploading', 'verifying', 'completed'],
  ]);
});

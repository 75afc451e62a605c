import { describe, expect, it } from 'vitest';
import { connectSocket } from '../../../../electron/engine/protocols/sftp/connect-socket.ts';
import { createFakeClock } from '../../../fakes/fake-clock.ts';

describe('a connection that cannot even be begun', () => {
  it('fails at once and leaves nothing that comes to it later', async () => {
    const clock = createFakeClock();
    const controller = new AbortController();
    const options = { clock, signal: controller.signal, url: new URL('sftp://files.test/'), outbound: undefined };
    // The system's library throws on such a port.
    await expect(connectSocket(options, 'files.test', 70_000)).rejects.toMatchObject({ code: 'ERR_SOCKET_BAD_PORT' });
    expect(clock.pendingTimers()).toBe(0);
    controller.abort();
  });
});

import dns from 'node:dns';
import { createServer } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { receiptOf, transferFile } from '../../protocols/transfer-file.ts';
import { bodyOf } from '../../protocols/transport/body-of.ts';
import { putRequest } from '../../protocols/transport/put-request.ts';
import { scriptedServer } from '../../protocols/transport/scripted-server.ts';
import { settled } from '../../protocols/transport/settled.ts';
import { transportTo } from '../../protocols/transport/transport-to.ts';
import { halfway, known } from '../../protocols/tus/halfway.ts';
import { startFaultProxy } from '../../servers/start-fault-proxy.ts';
import { provesMachine } from './proves-machine.ts';

const mebibyte = 1024 * 1024;
afterEach(() => vi.restoreAllMocks());

describe('connections from before a sleep', () => {
  it(provesMachine('sleep-dead-connection'), async () => {
    const server = await scriptedServer(() => undefined, { readsBody: false });
    const { transport, clock } = transportTo(server.url);
    let sent = 0;
    const sending = transport.request(putRequest(server.url, { body: bodyOf(64 * mebibyte), onBytesSent: (bytes) => (sent = bytes) }));
    const outcome = vi.fn();
    sending.catch(outcome);
    await vi.waitFor(() => expect(sent).toBeGreaterThan(0));
    await settled(() => sent);
    transport.suspectConnections();
    await clock.advance(9_000);
    expect(outcome).not.toHaveBeenCalled();
    await clock.advance(1_000);
    await expect(sending).rejects.toMatchObject({ code: 'stalled' });
    transport.close();
  });

  it(provesMachine('sleep-idle-connection'), async () => {
    const server = await scriptedServer((_request, response) => response.writeHead(204).end());
    const line = await startFaultProxy(server.url);
    const { transport } = transportTo(line.url);
    for (let request = 0; request < 2; request += 1) await transport.request(putRequest(line.url));
    expect(line.counters().connectionsAccepted).toBe(1);
    transport.suspectConnections();
    await transport.request(putRequest(line.url));
    expect(line.counters().connectionsAccepted).toBe(2);
    transport.close();
    await line.close();
  });
});

describe.skipIf(process.platform !== 'linux')('a name that leads elsewhere', () => {
  it(provesMachine('address-moved'), async () => {
    const old = await scriptedServer((_request, response) => void setTimeout(() => response.writeHead(204).end(), 50));
    const line = await startFaultProxy(old.url);
    let arrivedAtNew = 0;
    const newServer = createServer((_request, response) => {
      arrivedAtNew += 1;
      response.writeHead(204).end();
    });
    // The whole of 127.0.0.0/8 is this computer on Linux: the same port at another address.
    await new Promise<void>((resolve) => newServer.listen(line.port, '127.0.0.2', resolve));
    let address = '127.0.0.1';
    const lookup = (_name: string, _options: dns.LookupOptions, callback: (error: null, found: dns.LookupAddress[]) => void): void =>
      callback(null, [{ address, family: 4 }]);
    vi.spyOn(dns, 'lookup').mockImplementation(lookup as typeof dns.lookup);

    const url = `http://moving.test:${line.port}/`;
    const { transport, clock } = transportTo(url);
    await Promise.all([1, 2, 3].map(() => transport.request(putRequest(url))));
    expect(line.counters().connectionsOpen).toBe(3);
    await line.set({ mode: 'silent' });
    address = '127.0.0.2';
    const sending = transport.request(putRequest(url));
    const outcome = expect(sending).rejects.toMatchObject({ code: 'stalled', failureClass: 'transient' });
    await vi.waitFor(() => expect(clock.pendingTimers()).toBeGreaterThan(0));
    await clock.advance(120_000);
    await outcome;
    expect((await transport.request(putRequest(url))).status).toBe(204);
    expect(arrivedAtNew).toBe(1);
    transport.close();
    await new Promise((resolve) => newServer.close(resolve));
    await line.close();
  });
});

describe('an upload that has expired by our clock', () => {
  it(provesMachine('clock-expiry'), async () => {
    const { path, tus, protocol } = await halfway(1_000_000);
    receiptOf(await transferFile(protocol, { path, checkpoint: { ...known, expiresAt: 1 } }));
    expect([tus.methods(), tus.asked.at(-1)?.body.byteLength]).toEqual(['HEAD PATCH', 2_000_000]);
  });
});

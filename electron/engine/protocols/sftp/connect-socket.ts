import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { classifySystemError } from '../../errors/classify-system-error.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { Clock, Outbound, ProxyRoute } from '../../ports.ts';
import { untilAborted } from '../../source/until-aborted.ts';
import { openTunnel } from '../transport/open-tunnel.ts';
import { trustOf } from '../transport/trust-of.ts';

const connectTimeoutMs = 15_000;
/** A proxy that says nothing for a minute is given up by itself. */
const tunnelTimeoutMs = 90_000;

export interface ConnectSocketOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Of the destination, to name it in errors. */
  readonly url: URL;
  /** Left out: the host is reached directly. */
  readonly outbound: Outbound | undefined;
}

/** How a connection begins: answers the socket that is being made, and calls one of both once, later. */
type Begin = (done: (socket: Socket) => void, failed: (error: unknown) => void) => Socket;

/**
 * A socket that sends at once: what the library writes in small pieces would wait for the answer to the one before. Through a proxy where the settings
 * name one for SFTP.
 */
export async function connectSocket(options: ConnectSocketOptions, host: string, port: number): Promise<Socket> {
  const { outbound, signal, url } = options;
  signal.throwIfAborted();
  const route = outbound === undefined ? null : await untilAborted(outbound.routeTo(url), signal);
  if (outbound !== undefined && route?.kind === 'proxy')
    return await connecting(options, tunnelTimeoutMs, throughProxy(route, outbound, host, port));
  return await connecting(options, connectTimeoutMs, (done, failed) => {
    const socket = connect({ host, port, noDelay: true });
    socket.once('error', (error) => failed(classifySystemError(error, { host: url.host })));
    return socket.once('connect', () => done(socket));
  });
}

function throughProxy(route: ProxyRoute, outbound: Outbound, host: string, port: number): Begin {
  return (done, failed) =>
    openTunnel({
      route,
      trust: trustOf(outbound.certificateAuthorities()),
      target: `${host.includes(':') ? `[${host}]` : host}:${port}`,
      onTunnel(tunnel) {
        // From here on it is the server that may be silent, which is looked after elsewhere.
        tunnel.setTimeout(0);
        done(tunnel);
      },
      onError: failed,
    });
}

function connecting({ clock, signal, url }: ConnectSocketOptions, timeoutMs: number, begin: Begin): Promise<Socket> {
  return new Promise((resolve, reject) => {
    let isSettled = false;
    const settle = (): boolean => {
      if (isSettled) return false;
      isSettled = true;
      cancelTimer();
      signal.removeEventListener('abort', onAbort);
      return true;
    };
    const end = (error: unknown): void => {
      if (!settle()) return;
      socket.on('error', () => undefined);
      socket.destroy();
      reject(error);
    };
    const onAbort = (): void => end(signal.reason);
    // First, since it may throw: then there is nothing to be ended later.
    const socket = begin((connected) => {
      if (settle()) resolve(connected);
    }, end);
    const cancelTimer = clock.setTimer(
      () => end(new UploadError('timed-out', { details: { host: url.host }, failureClass: 'unreachable' })),
      timeoutMs,
    );
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

import { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import type { AuthenticationType, CipherAlgorithm, Client, ConnectConfig } from 'ssh2';
import { classifySystemError } from '../../errors/classify-system-error.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { Clock, Credentials, HostKey, HostKeys, Outbound } from '../../ports.ts';
import { untilAborted } from '../../source/until-aborted.ts';
import { resetSocket } from '../transport/reset-socket.ts';
import type { StallWatch } from '../transport/stall-watch.ts';
import { batchWrites } from './batch-writes.ts';
import { checkHostKey } from './check-host-key.ts';
import { classifySshError } from './classify-ssh-error.ts';
import { connectSocket } from './connect-socket.ts';
import { hostKeyOf, signatureAlgorithmsOf } from './host-key.ts';
import { openSftpChannel } from './open-sftp-channel.ts';
import { prepareCipherKeys } from './prepare-cipher-keys.ts';
import { privateKeyOf } from './private-key.ts';
import { reusePacketMemory } from './reuse-packet-memory.ts';
import { ServerGreeting } from './server-greeting.ts';
import type { SftpChannel } from './sftp-channel.ts';
import { SftpConnection } from './sftp-connection.ts';
import { SftpSession } from './sftp-session.ts';
import { SignIn } from './sign-in.ts';

const defaultPort = 22;
/** From the first byte to an open channel: a server that asks a directory for its users takes its time. */
const handshakeTimeoutMs = 45_000;
const longestPingMs = 5_000;
/** Done by the machine's own instructions; the library would begin with one that it computes itself. */
const quickCiphers: readonly CipherAlgorithm[] = ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'];

export interface OpenConnectionOptions {
  readonly url: URL;
  readonly credentials: Credentials;
  readonly hostKeys: HostKeys;
  /** Left out: the host is reached directly. */
  readonly outbound: Outbound | undefined;
  readonly clock: Clock;
  readonly stallWatch: StallWatch;
  readonly stallTimeoutMs: number;
  readonly signal: AbortSignal;
  /** Told what the host shows, before it is judged. */
  readonly onHostKey?: (key: HostKey) => void;
}

/** Host and port of an address, as they are looked up and remembered. */
export function hostOf(url: URL): { readonly host: string; readonly port: number } {
  return { host: url.hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase(), port: url.port === '' ? defaultPort : Number(url.port) };
}

/**
 * Connects, makes sure that the server is the one that it was before, signs in and opens the SFTP channel. Throws `UploadError`, or the signal's
 * reason. The library loads with the first connection: nobody else pays for it.
 */
export async function openConnection(options: OpenConnectionOptions): Promise<SftpConnection> {
  const { url, credentials, hostKeys, signal } = options;
  const { host, port } = hostOf(url);
  const { Client: SshClient, utils, createAgent } = (await import('ssh2')).default;
  const ssh = credentials.kind === 'ssh' ? credentials : null;
  const key = ssh === null ? null : privateKeyOf(ssh, utils.parseKey, url.host);
  const agent = ssh?.agent == null ? null : createAgent(ssh.agent);
  const signIn = new SignIn({ credentials, host: url.host, key, agent });
  const known = await hostKeys.find(host, port);
  const socket = await connectSocket(options, host, port);
  const attempt = new Handshake(new SshClient(), socket, signIn, known, options);
  try {
    return await untilAborted(attempt.run(), signal);
  } catch (error) {
    resetSocket(socket);
    throw error;
  }
}

class Handshake {
  readonly #client: Client;
  readonly #socket: Socket;
  readonly #signIn: SignIn;
  readonly #known: readonly HostKey[];
  readonly #options: OpenConnectionOptions;
  readonly #greeting = new ServerGreeting();
  readonly #willWrite: () => void;
  #channel: SftpChannel | null = null;
  #connection: SftpConnection | null = null;
  #isSignedIn = false;
  #verifiedKey: Buffer | null = null;
  /** Why we ended it ourselves. */
  #ownReason: UploadError | null = null;

  constructor(client: Client, socket: Socket, signIn: SignIn, known: readonly HostKey[], options: OpenConnectionOptions) {
    this.#client = client;
    this.#socket = socket;
    this.#signIn = signIn;
    this.#known = known;
    this.#options = options;
    this.#willWrite = batchWrites(socket, () => this.#channel?.flush());
  }

  run(): Promise<SftpConnection> {
    return new Promise((resolve, reject) => this.#begin(resolve, reject));
  }

  #begin(resolve: (connection: SftpConnection) => void, reject: (error: UploadError) => void): void {
    const { clock } = this.#options;
    const client = this.#client;
    const cancelTimer = clock.setTimer(
      () => this.#fail(new UploadError('timed-out', { details: { host: this.#options.url.host } })),
      handshakeTimeoutMs,
    );
    const lost = (error: unknown): void => {
      const reason = this.#ownReason ?? this.#errorOf(error);
      cancelTimer();
      reject(reason);
      this.#connection?.end(reason);
    };
    client.on('error', (error) => {
      // An agent that does not answer is one way less to sign in, and the library goes on to the next.
      if ('level' in error && error.level === 'agent') return;
      lost(error);
      this.#socket.destroy();
    });
    client.on('close', () => lost(null));
    client.on('handshake', () => {
      prepareCipherKeys(client);
      reusePacketMemory(client);
    });
    client.on('ready', () => {
      this.#isSignedIn = true;
      openSftpChannel({
        client,
        willWrite: this.#willWrite,
        onChannel: (channel) => {
          this.#channel = channel;
        },
        onReady: (channel) => {
          this.#connection = this.#take(channel);
          cancelTimer();
          resolve(this.#connection);
        },
        onNone: (cause) => {
          const none = new UploadError('wrong-protocol', { details: { host: this.#options.url.host, reason: 'no-sftp' }, cause });
          lost(this.#socket.destroyed ? null : none);
          this.#socket.destroy();
        },
        onLost: lost,
      });
    });
    client.connect(this.#configuration());
    this.#socket.on('data', (chunk: Buffer) => this.#greeting.note(chunk));
  }

  #configuration(): ConnectConfig {
    const { stallTimeoutMs } = this.#options;
    const preferred = [...signatureAlgorithmsOf(this.#known.filter((key) => key.isRevoked !== true))];
    return {
      sock: this.#socket,
      username: this.#signIn.user,
      readyTimeout: 0,
      keepaliveInterval: Math.max(50, Math.min(longestPingMs, Math.floor(stallTimeoutMs / 3))),
      // Whether it lives is judged by the bytes that arrive.
      keepaliveCountMax: Number.POSITIVE_INFINITY,
      algorithms: {
        cipher: first(quickCiphers),
        ...(preferred.length === 0 ? {} : { serverHostKey: first(preferred) }),
      },
      authHandler: (left: AuthenticationType[] | null, _isPartial, next) => {
        const method = this.#signIn.next(left);
        if (method === null) this.#fail(this.#signIn.refusal(null));
        else next(method);
      },
      hostVerifier: (blob: Buffer, verify: (isGood: boolean) => void) => {
        // When keys are exchanged again the same one is good at once: what arrives meanwhile cannot be held back, and would be read with the old keys.
        if (this.#verifiedKey?.equals(blob) === true) return true;
        this.#verify(hostKeyOf(blob)).then(
          () => {
            this.#verifiedKey = Buffer.from(blob);
            verify(true);
          },
          (error: unknown) => {
            this.#ownReason = classifySystemError(error);
            verify(false);
          },
        );
        return undefined;
      },
    };
  }

  async #verify(presented: HostKey): Promise<void> {
    const { url, hostKeys, onHostKey } = this.#options;
    const { host, port } = hostOf(url);
    onHostKey?.(presented);
    if (checkHostKey(presented, this.#known, url.host) === 'new') await hostKeys.remember(host, port, presented);
  }

  #take(channel: SftpChannel): SftpConnection {
    const { url, clock, stallWatch, stallTimeoutMs } = this.#options;
    const session = new SftpSession({
      channel,
      host: url.host,
      serverName: this.#greeting.serverName,
      clock,
      onAnswer: () => this.#connection?.noteAnswer(),
    });
    return new SftpConnection({ client: this.#client, socket: this.#socket, session, clock, stallWatch, stallTimeoutMs });
  }

  #fail(error: UploadError): void {
    this.#ownReason = error;
    this.#socket.destroy();
  }

  #errorOf(error: unknown): UploadError {
    return classifySshError(error, {
      host: this.#options.url.host,
      isSsh: this.#greeting.isSsh,
      saidSomethingElse: this.#greeting.saidSomethingElse,
      isSignedIn: this.#isSignedIn,
      signIn: this.#signIn,
    });
  }
}

/** These before all others that the library would offer; it leaves alone what is in its list already, so they are taken out of it first. */
function first<Algorithm>(algorithms: readonly Algorithm[]): { remove: Algorithm[]; prepend: Algorithm[]; append: Algorithm[] } {
  return { remove: [...algorithms], prepend: [...algorithms], append: [] };
}

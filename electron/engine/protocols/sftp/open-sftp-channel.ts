import type { Client } from 'ssh2';
import { SftpChannel } from './sftp-channel.ts';

export interface OpenSftpChannelOptions {
  /** Signed in. */
  readonly client: Client;
  readonly willWrite: () => void;
  /** It is there, and has something to flush; the server has not answered yet. */
  readonly onChannel: (channel: SftpChannel) => void;
  readonly onReady: (channel: SftpChannel) => void;
  /** The server gives no SFTP. */
  readonly onNone: (cause: unknown) => void;
  /** It ended after it was ready. */
  readonly onLost: (cause: unknown) => void;
}

/** Opens a channel for SFTP over a connection, and greets the server there. */
export function openSftpChannel({ client, willWrite, onChannel, onReady, onNone, onLost }: OpenSftpChannelOptions): void {
  client.subsys('sftp', (error, stream) => {
    if (error) {
      onNone(error);
      return;
    }
    let isReady = false;
    const end = (cause: unknown): void => (isReady ? onLost(cause) : onNone(cause));
    stream.on('error', end);
    stream.on('close', () => end(null));
    // The server will answer nothing more, also where it leaves the channel open.
    stream.on('end', () => end(null));
    // Nobody reads what it has to say beside SFTP, and what is not read would hold up the rest.
    stream.stderr.resume();
    const channel = new SftpChannel({ stream, willWrite, onNonsense: end });
    onChannel(channel);
    channel.begin(() => {
      isReady = true;
      onReady(channel);
    });
  });
}

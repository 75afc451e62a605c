import { Buffer } from 'node:buffer';
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { UploadError } from '../../../../electron/engine/errors/upload-error.ts';
import { SftpChannel } from '../../../../electron/engine/protocols/sftp/sftp-channel.ts';
import { openFlags, SftpSession } from '../../../../electron/engine/protocols/sftp/sftp-session.ts';
import { createFakeClock } from '../../../fakes/fake-clock.ts';

const signal = new AbortController().signal;
const handle = Buffer.from('h');

/** A session whose server is the test; `flush` stands for the end of a turn. */
function begin(extensions: readonly string[] = []) {
  const events = new EventEmitter();
  const sent: Buffer[] = [];
  const nonsense: Error[] = [];
  const stream = { on: events.on.bind(events), write: (bytes: Buffer) => sent.push(Buffer.from(bytes)) > 0 };
  const channel = new SftpChannel({
    stream: stream as unknown as ConstructorParameters<typeof SftpChannel>[0]['stream'],
    willWrite: () => undefined,
    onNonsense: (error) => nonsense.push(error),
  });
  let isReady = false;
  channel.begin(() => {
    isReady = true;
  });
  channel.flush();
  const answer = (hex: string): void => {
    const content = Buffer.from(hex, 'hex');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.byteLength);
    events.emit('data', Buffer.concat([length, content]));
  };
  const text = (word: string): string => Buffer.from([0, 0, 0, word.length]).toString('hex') + Buffer.from(word).toString('hex');
  answer(`0200000003${extensions.map((name) => text(name) + text('1')).join('')}`);
  const session = new SftpSession({
    channel,
    host: 'host',
    serverName: 'OpenSSH_9.2',
    clock: createFakeClock(),
    onAnswer: () => undefined,
  });
  sent.splice(0);
  return { session, channel, sent, nonsense, answer, text, isReady: () => isReady };
}

describe('SftpSession', () => {
  it('sends what is asked in one turn together, and takes answers in any order', async () => {
    const { session, channel, sent, answer, isReady } = begin();
    expect(isReady()).toBe(true);
    const opened = session.open('/a', openFlags.read, signal);
    const closed = session.close(handle, signal);
    const missing = session.find('/b', signal);
    expect(sent).toHaveLength(0);
    channel.flush();
    expect(sent).toHaveLength(1);
    answer('650000000200000000');
    answer('6600000001000000026869');
    answer('650000000300000002');
    expect((await opened).toString()).toBe('hi');
    await closed;
    expect(await missing).toBeNull();
  });

  it('sends the bytes of a write right behind its request', async () => {
    const { session, channel, sent, answer } = begin();
    const written = session.write(handle, Buffer.from('bytes'), 3);
    channel.flush();
    expect(Buffer.concat(sent).toString('hex')).toBe('0000001b0600000001' + '0000000168' + '0000000000000003' + '000000056279746573');
    answer('650000000100000000');
    await written;
  });

  it('tells a refusal with its status and words, and takes a yes without what was asked for as none', async () => {
    const { session, answer, text } = begin();
    const refused = session.mkdir('/a', signal);
    answer(`650000000100000004${text('no space')}`);
    await expect(refused).rejects.toMatchObject({ status: 4, path: '/a', serverSaid: 'no space' });
    const opened = session.open('/a', openFlags.read, signal);
    answer('650000000200000000');
    await expect(opened).rejects.toMatchObject({ status: 5 });
  });

  it('ends with the connection where the words of a refusal cannot be read', async () => {
    const { session, channel, nonsense, answer } = begin();
    const opened = session.open('/a', openFlags.read, signal);
    channel.flush();
    // The words are said to be longer than what follows.
    answer('650000000100000004000000ff6869');
    expect(nonsense).toHaveLength(1);
    session.end(new UploadError('connection-lost'));
    await expect(opened).rejects.toMatchObject({ code: 'connection-lost' });
  });

  it('does not ask for what the server does not offer', async () => {
    await expect(begin().session.replace('/a', '/b', signal)).rejects.toMatchObject({ status: 8 });
    const { session, answer } = begin(['posix-rename@openssh.com']);
    const replaced = session.replace('/a', '/b', signal);
    answer('650000000100000000');
    await replaced;
  });

  it.each([
    ['an answer to nothing', '650000000900000000'],
    ['an answer that ends early', '6600000001000000ff'],
    ['a length that no answer has', ''],
  ])('hears %s once, and whoever waits ends with the connection', async (_name, hex) => {
    const { session, nonsense, answer } = begin();
    const opened = session.open('/a', openFlags.read, signal);
    answer(hex);
    answer(hex);
    expect(nonsense).toHaveLength(1);
    const lost = new UploadError('connection-lost');
    session.end(lost);
    await expect(opened).rejects.toBe(lost);
    await expect(session.close(handle, signal)).rejects.toBe(lost);
  });

  it('closes what was opened for nobody', async () => {
    const { session, channel, sent, answer } = begin();
    const controller = new AbortController();
    const opened = session.open('/a', openFlags.read, controller.signal);
    channel.flush();
    controller.abort('enough');
    await expect(opened).rejects.toBe('enough');
    answer('66000000010000000168');
    await new Promise((resolve) => setImmediate(resolve));
    sent.splice(0);
    channel.flush();
    expect(Buffer.concat(sent).toString('hex')).toBe('0000000a0400000002' + '0000000168');
  });
});
